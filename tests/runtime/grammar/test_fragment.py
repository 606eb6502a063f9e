"""Fragments rerun alone, where they stand, with what the last full run gave them."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

import rerun_state as st
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitBadTimeStringError,
    StreamlitValueError,
)
from rerun_state.runtime.grammar.fragment import _warn_of_parallel
from rerun_state.vocabulary import Container
from tests.runtime.apps import App


def counter() -> Callable[[], int]:
    numbers = iter(range(1000))
    return lambda: next(numbers)


def test_a_change_in_a_fragment_reruns_the_fragment_only() -> None:
    outside, inside = counter(), counter()

    @st.fragment
    def part() -> None:
        st.button("Go")
        st.text(f"inside {inside()}")

    def program() -> None:
        st.text(f"above {outside()}")
        part()
        st.text("below")

    app = App(program).run().press("Go")
    assert app.texts == ["above 0", "inside 1", "below"]


def test_a_full_run_passes_on_what_the_function_returns() -> None:
    @st.fragment
    def part(a: int, b: int = 2) -> int:
        return a + b

    def program() -> None:
        st.text(str(part(1)))

    assert App(program).run().texts == ["3"]


def test_arguments_stay_those_of_the_last_full_run() -> None:
    number = counter()

    @st.fragment
    def part(n: int) -> None:
        st.button("Go")
        st.text(f"argument {n}")

    assert App(lambda: part(number())).run().press("Go").texts == ["argument 0"]


def test_a_change_inside_and_one_outside_run_the_whole_app() -> None:
    outside = counter()

    @st.fragment
    def part() -> None:
        st.slider("In", 0, 9)

    def program() -> None:
        part()
        st.slider("Out", 0, 9)
        st.text(str(outside()))

    app = App(program).run()
    app.send("In", 1)
    assert app.change("Out", 1).texts == ["1"]


def test_an_outer_fragment_reruns_the_inner_one_once() -> None:
    runs = list[str]()

    @st.fragment
    def inner() -> None:
        runs.append("inner")
        st.slider("In", 0, 9)

    @st.fragment
    def outer() -> None:
        runs.append("outer")
        st.slider("Out", 0, 9)
        inner()

    app = App(outer).run()
    app.send("In", 1)
    app.change("Out", 1)
    assert runs == ["outer", "inner"] * 2
    app.change("In", 2)
    assert runs[4:] == ["inner"]


def test_an_inner_fragment_finds_its_places_outside_again_when_the_outer_one_runs() -> None:
    @st.fragment
    def inner(box: Container) -> None:
        box.text("written")

    @st.fragment
    def outer(box: Container) -> None:
        st.button("Go")
        inner(box)

    def program() -> None:
        outer(st.container())

    app = App(program).run()
    counts = set[int]()
    for _ in range(3):
        app.press("Go")
        counts.add(len(app.nodes()))
        assert app.texts == ["written"]
    assert len(counts) == 1


def test_values_of_widgets_that_a_fragment_hides_are_dropped() -> None:
    @st.fragment
    def part() -> None:
        if not st.checkbox("Hide"):
            st.text_input("A", key="a")

    def program() -> None:
        st.text_input("B", key="b")
        part()

    app = App(program).run().change("A", "typed").change("B", "typed").change("Hide", True)
    assert ("a" in app.state, "b" in app.state) == (False, True)


def test_an_error_in_a_rerun_stays_within_the_fragment() -> None:
    @st.fragment
    def part() -> None:
        if st.button("Go"):
            raise ValueError("broken")

    def program() -> None:
        part()
        st.text("below")

    app = App(program).run().press("Go")
    assert (app.errors, app.texts) == (["ValueError"], ["below"])
    assert app.press("Go").errors == ["ValueError"]


def test_a_stop_in_one_fragment_leaves_the_others_their_rerun() -> None:
    runs = list[str]()

    @st.fragment
    def part(name: str) -> None:
        runs.append(name)
        st.checkbox(name)
        st.stop() if len(runs) > 2 else None

    def program() -> None:
        part("one")
        part("two")

    app = App(program).run()
    app.send("one", True)
    app.change("two", True)
    assert runs[2:] == ["one", "two"]


def test_a_press_of_a_stopped_fragment_stays_until_the_next_run() -> None:
    @st.fragment
    def part() -> None:
        if st.button("Go", key="go"):
            st.stop()

    app = App(part).run().press("Go")
    assert app.state["go"] is True
    assert app.run().state["go"] is False


def test_rerun_with_scope_fragment_runs_it_again() -> None:
    runs = counter()

    @st.fragment
    def part() -> None:
        if st.button("Go"):
            st.rerun(scope="fragment")
        st.text(f"run {runs()}")

    assert App(part).run().press("Go").texts == ["run 1"]


def test_rerun_from_a_fragment_runs_the_app() -> None:
    outside = counter()

    @st.fragment
    def part() -> None:
        if st.button("Go"):
            st.rerun()

    def program() -> None:
        part()
        st.text(str(outside()))

    assert App(program).run().press("Go").texts == ["1"]


def test_a_callback_may_name_the_fragments_that_run() -> None:
    outside, inside = counter(), counter()

    @st.fragment(key="part")
    def part() -> None:
        st.text(f"inside {inside()}")

    def program() -> None:
        st.text(f"outside {outside()}")
        st.button("Go", on_click=lambda: st.rerun("part"))
        part()

    assert App(program).run().press("Go").texts == ["outside 0", "inside 1"]


def test_a_fragment_that_the_page_does_not_have_cannot_be_named() -> None:
    def program() -> None:
        st.button("Go", on_click=lambda: st.rerun("nobody"))

    app = App(program).run().press("Go")
    assert "There is no fragment with the key 'nobody'" in str(app.cell.error)


def test_fragments_that_a_callback_names_see_the_press() -> None:
    @st.fragment(key="part")
    def part() -> None:
        st.text(f"pressed {st.session_state.go}")

    def program() -> None:
        st.button("Go", key="go", on_click=lambda: st.rerun("part"))
        part()

    app = App(program).run()
    assert app.press("Go").texts == ["pressed True"]
    assert app.run().texts == ["pressed False"]


def test_the_app_runs_if_one_callback_names_fragments_and_another_does_not() -> None:
    outside = counter()

    @st.fragment(key="part")
    def part() -> None:
        st.text("inside")

    def program() -> None:
        st.checkbox("A", on_change=lambda: st.rerun("part"))
        st.checkbox("B", on_change=lambda: None)
        st.text(str(outside()))
        part()

    app = App(program).run()
    app.send("A", True)
    assert app.change("B", True).texts == ["1", "inside"]


def test_a_callback_in_a_fragment_may_ask_for_the_fragment_again() -> None:
    runs = counter()

    @st.fragment
    def part() -> None:
        st.button("Go", on_click=lambda: st.rerun(scope="fragment"))
        st.text(str(runs()))

    assert App(part).run().press("Go").texts == ["1"]


def test_two_fragments_with_one_key_are_an_error() -> None:
    def program() -> None:
        st.fragment(lambda: None, key="k")()  # type: ignore[call-overload]
        st.fragment(counter(), key="k")()  # type: ignore[call-overload]

    assert App(program).run().errors == ["StreamlitDuplicateElementKey"]


@pytest.mark.parametrize("key", ["app", "fragment"])
def test_words_that_rerun_knows_are_no_keys(key: str) -> None:
    with pytest.raises(StreamlitAPIException, match="means something else"):
        st.fragment(key=key)(print)


@pytest.mark.parametrize("every", [5, 5.0, "5s", timedelta(seconds=5)])
def test_the_clock_reruns_a_fragment(every: float | str | timedelta) -> None:
    outside, inside = counter(), counter()

    def program() -> None:
        st.text(f"outside {outside()}")
        st.fragment(lambda: st.text(f"inside {inside()}"), run_every=every)()  # type: ignore[call-overload]

    app = App(program).run()
    assert [delay for delay, _ in app.host.timers] == [5]
    for n in (1, 2):
        app.host.tick()
        assert app.drain().texts == ["outside 0", f"inside {n}"]


def test_the_clock_of_another_fragment_goes_on_undisturbed() -> None:
    @st.fragment(run_every=5)
    def clock() -> None:
        st.text("tick")

    @st.fragment
    def part() -> None:
        st.button("Go")

    def program() -> None:
        clock()
        part()

    app = App(program).run()
    before = list(app.host.timers)
    assert app.press("Go").host.timers == before


def test_the_clock_stops_with_the_fragment() -> None:
    @st.fragment(run_every=5)
    def clock() -> None:
        st.text("tick")

    def program() -> None:
        if not st.checkbox("Hide"):
            clock()

    app = App(program).run()
    assert app.change("Hide", True).host.timers == []


@pytest.mark.parametrize(
    ("every", "error"),
    [("soon", StreamlitBadTimeStringError), (10**400, OverflowError), (b"5", TypeError)],
)
def test_a_duration_that_is_none_is_refused(every: Any, error: type[Exception]) -> None:
    refused = []

    def program() -> None:
        with pytest.raises(error) as caught:
            st.fragment(run_every=every)(print)()
        refused.append(caught.type)

    App(program).run()
    assert refused == [error]


def test_a_parallel_fragment_says_once_that_fragments_take_turns() -> None:
    _warn_of_parallel.cache_clear()
    with pytest.warns(UserWarning, match="parallel"):
        st.fragment(parallel=True)(len)
    st.fragment(parallel=True)(len)  # a second warning would be an error


@pytest.mark.filterwarnings("ignore:parallel")
def test_an_error_in_a_parallel_fragment_does_not_end_the_app() -> None:
    @st.fragment(parallel=True)
    def part(fails: bool) -> int:
        st.text(str(1 / (not fails)))
        return 1

    def program() -> None:
        st.text(f"{part(True)} {part(False)}")

    assert App(program).run().texts == ["1.0", "None None"]


def test_an_inner_fragment_that_is_not_called_keeps_its_values_until_a_full_run() -> None:
    @st.fragment
    def inner() -> None:
        st.text_input("Name", key="name")

    @st.fragment
    def outer() -> None:
        if st.checkbox("Show", True):
            inner()

    app = App(outer).run().change("Name", "Ada").change("Show", False)
    assert app.state["name"] == "Ada"
    assert "name" not in app.run().state


def test_the_error_of_an_inner_fragment_is_shown_by_each_one_around() -> None:
    @st.fragment
    def inner() -> None:
        raise KeyError("inner")

    @st.fragment
    def outer() -> None:
        inner()

    nodes = App(outer).run().cell.tree.root.walk()
    shown = [node.element.props["type"] for node in nodes if node.element.kind == "exception"]
    assert shown == ["KeyError", "rerun_state.errors.FragmentHandledException"]


def test_any_text_but_the_levels_of_a_rerun_is_a_key() -> None:
    st.fragment(key="$$odd")
    for key, error in (("", StreamlitValueError), ("app", StreamlitAPIException)):
        with pytest.raises(error):
            st.fragment(key=key)


def test_a_fragment_whose_callback_stops_the_run_shows_nothing() -> None:
    @st.fragment
    def part() -> None:
        st.button("Go", on_click=st.stop)
        st.text("inside")

    def program() -> None:
        part()
        st.text("outside")

    assert App(program).run().press("Go").texts == ["outside"]


def test_a_fragment_that_exits_keeps_the_values_it_did_not_reach() -> None:
    @st.fragment
    def part() -> None:
        if st.checkbox("Exit"):
            raise SystemExit
        st.slider("Level", 0, 9, key="level")

    app = App(part).run().change("Level", 5).change("Exit", True)
    assert app.state["level"] == 5


def test_whatever_can_be_called_can_be_a_fragment() -> None:
    class Panel:
        def __call__(self, body: str) -> None:
            st.text(body)

    def program() -> None:
        st.fragment(Panel())("a")
        st.fragment(partial(st.text, "b"))()

    assert App(program).run().texts == ["a", "b"]


def test_what_a_fragment_gives_to_a_number_outside_becomes_one_of_its_type() -> None:
    @st.fragment
    def part() -> None:
        st.button("Go", on_click=lambda: st.session_state.update(n=True))

    def program() -> None:
        st.number_input("N", value=0.0, key="n")
        part()

    value = App(program).run().press("Go").run().state["n"]
    assert (value, type(value)) == (1.0, float)


def test_a_fragment_that_calls_itself_for_ever_is_one_error() -> None:
    @st.fragment
    def endless() -> None:
        endless()

    def program() -> None:
        endless()

    assert App(program).run().errors == ["StreamlitInvalidLayoutContextError"]


def test_fragments_that_call_each_other_for_ever_are_one_error() -> None:
    @st.fragment
    def left() -> None:
        right()

    @st.fragment
    def right() -> None:
        left()

    def program() -> None:
        left()

    assert App(program).run().errors == ["StreamlitInvalidLayoutContextError"]


def awaited(app: App, *labels: str) -> App:
    """Run a program that awaits, and then press these buttons."""

    async def main() -> None:
        app.cell.ask()
        await app.session.drain()
        for label in labels:
            app.send(label, True)
            await app.session.drain()

    asyncio.run(main())
    return app


def test_a_fragment_that_awaits_reruns_alone_where_it_stands() -> None:
    outside, inside = counter(), counter()

    @st.fragment
    async def part() -> str:
        with st.container():
            st.button("Go")
            await asyncio.sleep(0)
            st.text(f"inside {inside()}")
        return "below"

    async def program() -> None:
        st.text(f"above {outside()}")
        st.text(await part())

    app = awaited(App(program), "Go")
    assert app.texts == ["above 0", "inside 1", "below"]


def test_fragments_that_wait_at_once_keep_to_their_places() -> None:
    @st.fragment
    async def part(name: str) -> None:
        with st.container():
            for n in range(2):
                await asyncio.sleep(0)
                st.text(f"{name}{n}")
        st.button(name)

    async def program() -> None:
        await asyncio.gather(part("a"), part("b"))
        st.text("below")

    app = awaited(App(program), "a", "b")
    assert app.texts == ["a0", "a1", "b0", "b1", "below"]


def test_an_error_after_a_wait_is_shown_in_the_fragment() -> None:
    @st.fragment
    async def part() -> None:
        if st.button("Fail"):
            await asyncio.sleep(0)
            raise ValueError("later")
        st.text("fine")

    async def program() -> None:
        await part()
        st.text("below")

    app = awaited(App(program), "Fail")
    assert app.texts == ["below"]
    assert str(app.cell.error) == "later"
