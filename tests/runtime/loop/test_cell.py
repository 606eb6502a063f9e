"""The loop that runs a cell: what is answered, in which order, and what may end a run early."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack

import pytest

import rerun_state as st
from rerun_state.elements.inputs.files import FileCodec
from rerun_state.runtime.execution import run as run_module
from rerun_state.runtime.execution.app import Program
from rerun_state.runtime.loop.cell import complete
from rerun_state.runtime.model.events import Event
from tests.elements.inputs.sending import send
from tests.runtime.apps import App


def sliders() -> None:
    st.text(f"{st.slider('A', 0, 99, key='a')} {st.slider('B', 0, 99, key='b')}")


def counting(show: Callable[[], object]) -> tuple[Program, list[int]]:
    """A program, and a list that grows with every run of it."""
    runs = list[int]()

    def program() -> None:
        runs.append(len(runs))
        show()

    return program, runs


# -- events ----------------------------------------------------------------------------------------


def test_changes_of_several_widgets_are_answered_by_one_run() -> None:
    program, runs = counting(sliders)
    app = App(program).run()
    for value in range(20):
        app.send("A", value)
    assert app.change("B", 7).texts == ["19 7"]
    assert len(runs) == 2


def test_each_press_has_a_run_of_its_own() -> None:
    presses = list[bool]()
    app = App(lambda: presses.append(st.button("Go"))).run()
    for _ in range(3):
        app.send("Go", True)
    app.drain()
    assert presses == [False, True, True, True]


def test_an_event_of_a_disabled_widget_is_ignored() -> None:
    def program() -> None:
        st.slider("A", 0, 9, disabled=True)

    app = App(program).run()
    app.send("A", 5)
    assert not app.cell.queue.waiting


def test_every_event_wakes_the_host_and_a_quiet_one_does_not() -> None:
    def program() -> None:
        st.slider("A", 0, 9)
        st.slider("B", 0, 9, on_change="ignore")

    app = App(program).run()
    wakes = app.host.wakes
    app.send("B", 1)
    assert app.host.wakes == wakes
    app.send("A", 1)
    assert app.host.wakes == wakes + 1


def test_an_ignored_change_leaves_a_fragments_press_to_the_fragment() -> None:
    runs: list[str] = []

    @st.fragment
    def part() -> None:
        runs.append("part")
        st.button("Go")

    def program() -> None:
        runs.append("app")
        st.slider("A", 0, 9, on_change="ignore", key="a")
        part()

    app = App(program).run()
    runs.clear()
    app.send("A", 5)
    app.press("Go")
    assert (runs, app.state["a"]) == (["part"], 5)


def test_a_storm_of_threads_ends_with_the_last_values_and_loses_no_press() -> None:
    pressed = list[bool]()

    def program() -> None:
        st.slider("A", 0, 99, key="a")
        pressed.append(st.button("Go"))

    app = App(program).run()

    def storm(number: int) -> None:
        for value in range(25):
            app.send("A", value)
            app.send("Go", True)

    with ThreadPoolExecutor(4) as pool:
        storms = [pool.submit(storm, number) for number in range(4)]
        while not all(done.done() for done in storms):
            app.drain()
    app.drain()
    assert (pressed.count(True), app.state["a"]) == (100, 24)


# -- callbacks -------------------------------------------------------------------------------------


def test_a_callback_runs_before_the_program_and_only_for_what_changed() -> None:
    log = list[str]()

    def program() -> None:
        log.append("run")
        st.checkbox("A", on_change=log.append, args=("A",))
        st.checkbox("B", on_change=log.append, args=("B",))

    app = App(program).run()
    app.change("A", True)
    app.change("A", True)
    assert log == ["run", "A", "run", "run"]


def test_an_error_in_a_callback_skips_the_others_and_the_program() -> None:
    log = list[str]()

    def fail() -> None:
        st.session_state.done = True
        raise ValueError("broken")

    def program() -> None:
        log.append("run")
        st.checkbox("A", on_change=fail)
        st.checkbox("B", on_change=log.append, args=("B",))

    app = App(program).run()
    app.send("A", True)
    app.change("B", True)
    assert (log, app.errors, app.state["done"]) == (["run"], ["ValueError"], True)
    assert app.run().errors == []


def test_a_rerun_in_a_callback_lets_the_others_finish() -> None:
    log = list[str]()

    def program() -> None:
        log.append("run")
        st.checkbox("A", on_change=st.rerun)
        st.checkbox("B", on_change=log.append, args=("B",))

    app = App(program).run()
    app.send("A", True)
    app.change("B", True)
    assert log == ["run", "B", "run"]


def test_a_callback_may_set_a_widget_and_what_it_shows_stands_above() -> None:
    def callback() -> None:
        st.session_state.a = 5
        st.text("from the callback")

    def program() -> None:
        st.button("Go", on_click=callback)
        sliders()

    assert App(program).run().press("Go").texts == ["from the callback", "5 0"]


def test_a_callback_may_await() -> None:
    async def callback() -> None:
        await asyncio.sleep(0)
        st.session_state.a = 5

    def program() -> None:
        st.button("Go", on_click=callback)
        sliders()

    app = App(program).run()
    app.send("Go", True)
    asyncio.run(app.session.drain())
    assert app.texts == ["5 0"]


# -- errors ----------------------------------------------------------------------------------------


def raising(error: BaseException) -> None:
    st.text("above")
    raise error


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), SystemExit(2)])
def test_whatever_a_program_raises_is_shown_where_it_arose(error: BaseException) -> None:
    app = App(lambda: raising(error))
    app.host.shown = BaseException
    app.run()
    assert (app.texts, app.errors, app.cell.error) == (["above"], [type(error).__name__], error)


def test_without_a_notebook_a_program_may_exit_quietly() -> None:
    app = App(lambda: raising(SystemExit(2))).run()
    assert (app.texts, app.errors) == (["above"], [])


def test_a_callback_may_raise_stop_iteration_as_any_error() -> None:
    def program() -> None:
        st.button("Go", on_click=next, args=(iter([]),))

    assert App(program).run().press("Go").errors == ["StopIteration"]


def test_after_an_error_the_values_are_still_there() -> None:
    def program() -> None:
        if st.session_state.get("fail"):
            raise ValueError
        sliders()

    app = App(program).run().change("A", 5)
    app.state["fail"] = True
    assert app.run().errors == ["ValueError"]
    app.state["fail"] = False
    assert app.run().texts == ["5 0"]


def test_reruns_without_end_are_an_error() -> None:
    program, runs = counting(st.rerun)
    app = App(program).run()
    assert (app.errors, len(runs)) == (["RerunLimitError"], 11)


def test_the_error_of_reruns_without_end_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    app, shown = App(st.rerun), list[list[str]]()
    monkeypatch.setattr(app.cell.renderer, "finish", lambda keep: shown.append(app.errors))
    app.run()
    assert shown[-1] == ["RerunLimitError"]


def test_a_host_may_allow_any_number_of_reruns() -> None:
    def show() -> None:
        if len(runs) < 50:
            st.rerun()

    program, runs = counting(show)
    app = App(program)
    app.host.rerun_limit = None
    assert app.run().errors == []


# -- values that go --------------------------------------------------------------------------------


def hiding() -> None:
    if not st.checkbox("Hide"):
        st.slider("A", 0, 9, key="a")
    if st.checkbox("Stop"):
        st.stop()
    st.slider("B", 0, 9, key="b")


def test_the_value_of_a_hidden_widget_is_dropped_at_the_end_of_the_run() -> None:
    app = App(hiding).run().change("A", 5)
    assert "a" not in app.change("Hide", True).state
    assert app.change("Hide", False).state["a"] == 0


def test_a_run_that_was_stopped_drops_nothing() -> None:
    app = App(hiding).run().change("B", 5).change("Stop", True)
    assert app.state["b"] == 5
    assert app.change("Stop", False).state["b"] == 5


def test_what_code_gives_to_a_hidden_widget_lasts_for_one_run() -> None:
    app = App(hiding).run().change("Hide", True)
    app.state["a"] = 5
    assert "a" not in app.run().state


# -- newer events ----------------------------------------------------------------------------------


def fast(app: App) -> App:
    """Let the app give way to newer events."""
    app.cell.yields = True
    return app


def test_a_newer_event_ends_the_run_at_the_next_element() -> None:
    reached = list[int]()

    def program() -> None:
        value = st.slider("A", 0, 99)
        st.text("between")
        reached.append(value)

    app = fast(App(program).run())
    app.host.arrivals = {2: lambda: app.send("A", 2)}
    app.change("A", 1)
    assert reached == [0, 2]


def test_a_run_that_may_not_be_cut_off_comes_to_its_end() -> None:
    reached = list[int]()

    def program() -> None:
        value = st.slider("A", 0, 99)
        st.text("between")
        reached.append(value)

    app = App(program).run()
    app.host.arrivals = {2: lambda: app.send("A", 2)}
    app.change("A", 1)
    assert reached == [0, 1]


def test_a_press_that_was_not_reached_is_delivered_by_the_next_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = list[object]()

    def program() -> None:
        st.slider("A", 0, 99)
        log.append(st.button("Go", on_click=log.append, args=("callback",)))

    app = fast(App(program).run())
    app.host.arrivals = {1: lambda: app.send("A", 2)}
    monkeypatch.setattr(run_module, "GRACE", -1)
    app.press("Go")
    assert log == [False, "callback", True]


def test_a_callback_is_never_cut_off() -> None:
    def callback() -> None:
        app.send("A", 2)
        st.text("shown")
        st.session_state.done = True

    def program() -> None:
        st.checkbox("Go", on_change=callback)
        st.slider("A", 0, 99)

    app = fast(App(program).run())
    assert app.change("Go", True).state["done"]


def test_a_superseded_run_drops_no_values() -> None:
    def program() -> None:
        st.slider("A", 0, 99)
        st.slider("B", 0, 99, key="b")

    app = fast(App(program).run().change("B", 5))
    app.host.arrivals = {2: lambda: app.send("A", 2)}
    assert app.change("A", 1).state["b"] == 5


def test_an_abandoned_cell_stops_at_its_next_element_and_starts_no_other_run() -> None:
    def show() -> None:
        app.cell.abandon()
        st.text("never")

    program, runs = counting(show)
    app = App(program)
    app.run()
    app.cell.queue.ask()
    complete(app.session.drain())
    assert (app.texts, runs) == ([], [0])


# -- programs that await ---------------------------------------------------------------------------


def awaiting(app: App, *during: Callable[[], object]) -> None:
    """Answer what waits, and do something while the run awaits."""

    async def main() -> None:
        task = asyncio.ensure_future(app.session.drain())
        for act in during:
            await asyncio.sleep(0.01)
            act()
        await task
        while app.cell.queue.waiting:
            await app.session.drain()

    asyncio.run(main())


def slow(seconds: float) -> Program:
    async def rest(value: int) -> None:
        await asyncio.sleep(seconds)
        st.text(f"done {value}")

    def program() -> Awaitable[object]:
        return rest(st.slider("A", 0, 99))

    return program


def test_a_program_may_await() -> None:
    app = App(slow(0))
    app.cell.ask()
    awaiting(app)
    assert app.texts == ["done 0"]


def test_a_newer_event_ends_a_run_that_awaits() -> None:
    app = fast(App(slow(30)))
    app.cell.ask()
    app.cell.last_frame = float("inf")

    def change() -> None:
        app.cell.program = slow(0)
        app.send("A", 2)

    awaiting(app, change)
    assert app.texts == ["done 2"]


def test_closing_ends_a_run_that_awaits() -> None:
    app = fast(App(slow(30)))
    app.cell.ask()
    awaiting(app, app.session.close)
    assert app.texts == []


def test_a_program_that_awaits_where_nobody_can_wait_is_an_error() -> None:
    async def awaits() -> None:
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="nothing can be awaited"):
        complete(awaits())


# -- closing ---------------------------------------------------------------------------------------


def test_closing_stops_the_clocks_and_forgets_what_waits() -> None:
    def program() -> None:
        st.fragment(sliders, run_every=5)()  # type: ignore[call-overload]

    app = App(program).run()
    app.send("A", 1)
    app.cell.close()
    assert (app.host.timers, app.cell.queue.waiting) == ([], False)


def test_closing_lets_go_of_what_a_browser_has_sent() -> None:
    def program() -> None:
        st.file_uploader("File")

    app = App(program).run()
    codec: FileCodec = app.widget("File").codec  # type: ignore[assignment]
    send(codec, "unclaimed", b"abc")
    app.session.remove("app")
    with pytest.raises(ValueError, match="not uploaded"):
        codec.decode(["unclaimed"])


def test_an_event_after_closing_starts_nothing() -> None:
    program, runs = counting(sliders)
    app = App(program).run()
    event = Event(app.widget("A"), 1)
    app.cell.close()
    app.cell.send(event)
    complete(app.cell.drain())
    assert runs == [0]


def test_a_value_that_comes_too_late_for_its_widget_is_forgotten() -> None:
    def program() -> None:
        if st.checkbox("Show", True):
            st.text_input("Name", key="name")

    app = App(program).run()
    name = app.widget("Name")
    app.change("Show", False)
    app.cell.send(Event(name, "late"))
    assert "name" not in app.drain().state


def test_a_widget_that_shows_an_earlier_entry_has_not_changed_when_it_is_given_the_same() -> None:
    calls = list[str]()

    def program() -> None:
        st.session_state.setdefault("name", "Ada")
        if st.checkbox("Show"):
            st.text_input("Name", key="name", on_change=calls.append, args=("called",))

    App(program).run().change("Show", True).change("Name", "Ada").change("Name", "Bo")
    assert calls == ["called"]


def test_a_failure_of_the_engine_between_runs_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def program() -> None:
        st.button("Go")
        st.text("shown")

    app = App(program).run()
    monkeypatch.setattr(app.session._propagation, "next", lambda cells: [][0])
    app.press("Go")
    assert app.errors == ["IndexError"]
    monkeypatch.undo()
    assert (app.run().texts, app.errors) == (["shown"], [])


def test_a_container_that_a_run_did_not_leave_is_nothing_to_the_next() -> None:
    def program() -> None:
        st.text("shown")
        st.container().__enter__()

    assert App(program).run().run().texts == ["shown"]


@pytest.mark.parametrize("opens", [st.container, lambda: st.columns(2)[1]])
def test_places_stand_within_each_other_to_a_depth_that_a_page_can_hold(
    opens: Callable[[], AbstractContextManager[object]],
) -> None:
    def program() -> None:
        with ExitStack() as opened:
            for _ in range(900):
                opened.enter_context(opens())

    assert App(program).run().errors == ["StreamlitInvalidLayoutContextError"]


def test_a_newer_event_ends_the_run_among_what_a_cached_function_shows_again() -> None:
    @st.cache_data
    def shown() -> None:
        for body in "abc":
            st.text(body)

    reached = list[int]()

    def program() -> None:
        value = st.slider("A", 0, 99)
        shown()
        reached.append(value)

    app = fast(App(program).run())
    app.host.arrivals = {3: lambda: app.send("A", 2)}
    app.change("A", 1)
    assert reached == [0, 2]
