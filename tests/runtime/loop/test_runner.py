"""What a run executes: its errors, and what may end it early."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

import rerun_state as st
from rerun_state.runtime.execution import run as run_module
from rerun_state.runtime.execution.app import Program
from tests.runtime.apps import App


def raising(error: BaseException) -> None:
    st.text("above")
    raise error


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        StopIteration(),
        KeyboardInterrupt(),
        SystemExit(2),
        asyncio.CancelledError(),
    ],
)
def test_whatever_a_program_raises_is_shown_where_it_arose(error: BaseException) -> None:
    app = App(lambda: raising(error))
    app.host.shown = BaseException
    app.run()
    assert (app.texts, app.errors, app.cell.error) == (["above"], [type(error).__name__], error)


def test_without_a_notebook_a_program_may_exit_quietly() -> None:
    app = App(lambda: raising(SystemExit(2))).run()
    assert (app.texts, app.errors) == (["above"], [])


def test_a_library_that_panics_is_shown_without_a_notebook_as_well() -> None:
    class PanicException(BaseException):
        """As what libraries in Rust raise."""

    app = App(lambda: raising(PanicException("oh"))).run()
    assert (app.texts, app.errors) == (["above"], ["PanicException"])


@pytest.mark.parametrize(("error", "left"), [(ValueError(), 5), (SystemExit(), 7), (None, 5)])
def test_a_fragment_that_exits_leaves_the_values_of_what_it_has_not_reached(
    error: BaseException | None, left: int
) -> None:
    @st.fragment
    def part() -> None:
        if st.button("Go"):
            if error is not None:
                raise error
            return
        st.slider("A", 0, 9, 5, key="a")

    @st.fragment
    def sibling() -> None:
        st.checkbox("B")

    def program() -> None:
        part()
        sibling()

    app = App(program).run().change("A", 7)
    app.send("Go", True)
    app.change("B", True)
    assert app.errors == ([type(error).__name__] if isinstance(error, Exception) else [])
    app.cell.ask()
    app.drain()
    assert app.state["a"] == left


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


def test_a_press_that_a_run_has_delivered_is_not_given_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_module, "GRACE", -1)  # as if the program had worked on it for a while
    pressed = list[bool]()

    def program() -> None:
        pressed.append(st.button("Go"))
        st.slider("A", 0, 99)

    app = fast(App(program).run())
    pressed.clear()
    app.host.arrivals = {2: lambda: app.send("A", 2)}
    app.press("Go")
    assert pressed == [True, False]


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


def test_a_newer_event_ends_a_fragment_that_awaits() -> None:
    waits, ended = [0, 30, 0], list[int]()

    @st.fragment
    async def part() -> None:
        value = st.slider("A", 0, 99)
        await asyncio.sleep(waits.pop(0))
        ended.append(value)

    app = fast(App(part))
    app.cell.ask()
    awaiting(app)
    app.send("A", 1)
    app.cell.last_frame = float("inf")
    awaiting(app, lambda: app.send("A", 2))
    assert ended == [0, 2]


def test_closing_ends_a_run_that_awaits() -> None:
    app = fast(App(slow(30)))
    app.cell.ask()
    awaiting(app, app.session.close)
    assert app.texts == []
