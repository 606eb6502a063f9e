"""The loop that runs a cell: what is answered, in which order, and what may end a run early."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack

import pytest

import rerun_state as st
from rerun_state.elements.inputs.files import FileCodec
from rerun_state.runtime.loop.cell import complete
from rerun_state.runtime.loop.wait import Wait
from rerun_state.runtime.model.events import Event
from tests.elements.inputs.sending import send
from tests.runtime.apps import App, counting, sliders


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


def test_reruns_without_end_are_counted_through_those_that_newer_events_end() -> None:
    def show() -> None:
        st.text("shown")
        st.rerun()

    program, runs = counting(show)
    app = App(program)
    app.host.rerun_limit = 2
    app.cell.yields, app.cell.last_frame = True, float("inf")
    app.host.arrivals = {3: app.cell.ask}
    assert (app.run().errors, len(runs)) == (["RerunLimitError"], 4)


def test_a_fragments_rerun_that_a_newer_event_ends_is_repeated_without_the_app_around() -> None:
    runs: list[str] = []

    @st.fragment
    def part() -> None:
        runs.append("part")
        st.slider("A", 0, 9)

    def program() -> None:
        runs.append("app")
        part()

    app = App(program).run()
    app.cell.yields, app.cell.last_frame = True, float("inf")
    runs.clear()
    app.host.arrivals = {1: lambda: app.send("A", 2)}
    app.change("A", 1)
    assert runs == ["part", "part"]


@pytest.mark.parametrize(
    ("error", "in_callback", "kept"),
    [
        (ValueError(), False, False),
        (ValueError(), True, True),
        (KeyboardInterrupt(), False, True),
    ],
)
def test_what_stood_on_the_page_is_kept_where_the_reader_had_nothing_left_to_go_on_with(
    error: BaseException, in_callback: bool, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise error

    def program() -> None:
        if st.button("Go", on_click=fail if in_callback else None):
            fail()

    app, keeps = App(program).run(), list[bool]()
    monkeypatch.setattr(app.cell.renderer, "finish", lambda keep: keeps.append(keep))
    app.press("Go")
    assert keeps == [kept]


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


def test_closing_stops_the_clocks_and_forgets_what_waits() -> None:
    def program() -> None:
        st.fragment(sliders, run_every=5)()  # type: ignore[call-overload]

    app = App(program).run()
    app.send("A", 1)
    app.cell.leave().close()
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
    app.cell.leave().close()
    app.cell.send(event)
    complete(app.cell.drain())
    assert runs == [0]


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


def test_a_program_that_awaits_where_nobody_can_wait_is_an_error() -> None:
    async def awaits() -> None:
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="nothing can be awaited"):
        complete(awaits())


def test_a_cell_awaits_as_long_as_its_program_does() -> None:
    awaits = []

    async def rest() -> None:
        await asyncio.sleep(0)
        awaits.append(app.cell.awaits)

    app = App(rest)
    awaits.append(app.cell.awaits)
    app.cell.ask()
    asyncio.run(app.session.drain())
    assert [*awaits, app.cell.awaits] == [False, True, False]


@pytest.mark.parametrize("told", ["wake", "stop", "abandon"])
def test_a_run_that_waits_is_told_at_once_that_it_may_have_to_end(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Wait] = []
    monkeypatch.setattr(Wait, "nudge", lambda wait: looks.append(wait))

    async def rest() -> None:
        await asyncio.sleep(0)
        getattr(app.cell, told)()

    app = App(rest)
    app.cell.ask()
    asyncio.run(app.session.drain())
    assert len(looks) == 1


def test_a_press_in_another_cell_is_heard_again_after_a_run_that_a_newer_event_has_ended() -> None:
    def pressing() -> None:
        st.button("Go", key="go")

    def hearing() -> None:
        heard.append(st.session_state.get("go"))
        st.slider("X", 0, 9)

    heard = list[object]()
    one = App(pressing, name="one").run()
    two = App(hearing, name="two", beside=one).run()
    two.cell.yields, two.cell.last_frame = True, float("inf")
    heard.clear()
    one.host.arrivals = {1: lambda: two.send("X", 5)}
    one.press("Go")
    assert heard == [True, True]
    two.run()
    assert heard[-1] is False


def uses(end: Callable[[], object]) -> tuple[set[str], ...]:
    """What a cell reads, sets and shows when a second run, of other keys, has ended like that."""

    def program() -> None:
        name = st.session_state.name
        st.session_state[f"set {name}"] = 1
        st.text_input("A", key=f"shown {name}")
        st.session_state.get(f"read {name}")
        if name == "two":
            end()

    app = App(program)
    app.state["name"] = "one"
    app.run()
    app.state["name"] = "two"
    cell = app.run().cell
    uses = cell.dependence
    reads, *rest = (set(keys) for keys in (uses.reads, uses.sets, uses.shows))
    return {key for key in reads if key.startswith("read")}, *rest


def test_a_complete_run_tells_anew_what_its_cell_has_to_do_with_the_state() -> None:
    assert uses(lambda: None) == ({"read two"}, {"set two"}, {"shown two"})


def test_a_run_that_stops_adds_to_what_its_cell_has_to_do_with_the_state() -> None:
    assert uses(st.stop) == (
        {"read one", "read two"},
        {"set one", "set two"},
        {"shown one", "shown two"},
    )


def test_a_run_that_fails_tells_what_it_has_read_and_not_what_it_has_written() -> None:
    def fail() -> None:
        raise ValueError

    assert uses(fail) == ({"read one", "read two"}, {"set one"}, {"shown one"})


def test_who_wants_to_know_is_told_that_a_cell_is_closed() -> None:
    app, told = App(sliders).run(), list[int]()
    app.cell.on_close = lambda: told.append(1)
    app.cell.leave().close()
    assert told == [1]


def test_who_wants_to_know_is_told_of_each_complete_run() -> None:
    @st.fragment
    def part() -> None:
        st.checkbox("A")

    def program() -> None:
        part()
        if st.checkbox("B"):
            st.stop()

    app, told = App(program), list[object]()
    app.cell.on_complete = told.append
    app.run()
    assert len(told) == 1
    app.change("A", True).change("B", True)
    assert len(told) == 1
