"""Several cells as one program: each runs once, none sees a mixture, failures and circles end."""

from __future__ import annotations

import contextvars
from collections import Counter
from collections.abc import Callable
from typing import Any

import hypothesis.strategies as strategies
import pytest
from hypothesis import given

import rerun_state as st
from tests.runtime.apps import App


class Notebook:
    """Cells over one state, and how often each of them has run."""

    def __init__(self) -> None:
        self.runs = Counter[str]()
        self.apps: dict[str, App] = {}

    def add(self, name: str, program: Callable[[], object]) -> App:
        def counted() -> None:
            self.runs[name] += 1
            program()

        beside = next(iter(self.apps.values()), None)
        self.apps[name] = App(counted, name=f"name:{name}", beside=beside)
        return self.apps[name].run()

    def change(self, name: str, label: str, value: Any) -> Counter[str]:
        """What ran because of a change in a cell."""
        self.runs.clear()
        self.apps[name].change(label, value)
        return self.runs

    def texts(self, name: str) -> list[str]:
        return self.apps[name].texts


def state(key: str) -> Any:
    return st.session_state.get(key, 0)


def show(*keys: str) -> Callable[[], None]:
    return lambda: (st.text(" ".join(str(state(key)) for key in keys)), None)[1]


def slide() -> None:
    st.slider("X", 0, 99, key="x")


def derive() -> None:
    st.session_state["y"] = state("x") * 10


def test_a_reader_of_a_value_and_of_what_is_derived_from_it_runs_once() -> None:
    book = Notebook()
    book.add("reader", show("x", "y"))
    book.add("slider", slide)
    book.add("derived", derive)
    assert book.change("slider", "X", 4) == {"slider": 1, "derived": 1, "reader": 1}
    assert book.texts("reader") == ["4 40"]


def test_a_cell_with_the_slider_that_shows_what_is_derived_runs_once_too() -> None:
    book = Notebook()
    seen = []

    def both() -> None:
        slide()
        seen.append((state("x"), state("y")))

    book.add("both", both)
    book.add("derived", derive)
    seen.clear()
    runs = book.change("both", "X", 4)
    assert seen == [(4, 40)]
    assert runs["derived"] == 1


def test_callbacks_are_called_once_though_the_program_waits_for_others() -> None:
    book = Notebook()
    calls: list[int] = []

    def both() -> None:
        st.slider("X", 0, 99, key="x", on_change=calls.append, args=(1,))
        pressed = st.button("P", key="p", on_click=calls.append, args=(2,))
        st.text(f"{state('y')} {pressed}")

    book.add("both", both)
    book.add("derived", lambda: st.session_state.update(y=(state("x"), st.session_state.get("p"))))
    book.change("both", "X", 4)
    book.change("both", "P", True)
    assert calls == [1, 2]
    assert book.texts("both") == ["(4, True) True"]


def test_a_press_reaches_those_who_read_its_key_once() -> None:
    book = Notebook()
    seen: list[Any] = []
    book.add("button", lambda: (st.button("B", key="b"), None)[1])
    book.add("other", lambda: seen.append(st.session_state.get("b")))
    seen.clear()
    book.change("button", "B", True)
    book.apps["other"].run()
    assert seen == [True, False]


def test_a_circle_that_comes_to_rest_is_no_error() -> None:
    book = Notebook()
    book.add("low", lambda: st.session_state.update(low=min(state("low"), state("high"))))
    book.add("high", lambda: st.session_state.update(high=max(state("low"), 3)))
    book.apps["low"].state["low"] = 50
    book.apps["low"].drain()
    assert book.apps["low"].errors + book.apps["high"].errors == []


def test_a_circle_that_does_not_is_an_error_that_names_cells_and_keys() -> None:
    book = Notebook()
    book.add("A", lambda: st.session_state.update(a=state("b") + 1))
    book.add("B", lambda: st.session_state.update(b=state("a") + 1))
    errors = [str(app.cell.error) for app in book.apps.values()]
    assert all("'A' writes a, which 'B' reads; 'B' writes b, which 'A' reads" in e for e in errors)
    assert max(book.runs.values()) <= 12


def outside(book: Notebook, key: str, value: int) -> None:
    """Set an entry as an ordinary cell does, though a run be under way."""
    state = next(iter(book.apps.values())).state
    contextvars.Context().run(state.__setitem__, key, value)


def test_an_ordinary_cell_that_sets_a_key_again_and_again_is_no_circle() -> None:
    book, steps = Notebook(), [0]

    def read() -> None:
        show("n")()
        if 0 < steps[0] < 30:
            steps[0] += 1
            outside(book, "n", steps[0])

    reader = book.add("reader", read)
    steps[0] = 1
    outside(book, "n", 1)
    reader.drain()
    assert (reader.errors, reader.texts, book.runs["reader"]) == ([], ["30"], 31)


def test_a_circle_that_comes_to_rest_does_so_whatever_comes_meanwhile() -> None:
    book, steps = Notebook(), [30]

    def first() -> None:
        st.session_state["a"] = max(state("b"), state("n"))

    def second() -> None:
        st.session_state["b"] = state("a")
        if steps[0] < 30:
            steps[0] += 1
            outside(book, "n", steps[0])

    apps = [book.add("A", first), book.add("B", second)]
    steps[0] = 1
    outside(book, "n", 1)
    apps[0].drain()
    assert apps[0].errors + apps[1].errors == []
    assert apps[0].state["b"] == 30


def test_a_circle_that_does_not_rest_ends_though_others_are_reached_from_outside() -> None:
    book, steps = Notebook(), iter(range(1, 100))

    def count() -> None:
        outside(book, "n", next(steps))
        st.session_state["a"] = state("b") + 1

    book.add("reader", show("n"))
    book.add("A", count)
    book.add("B", lambda: st.session_state.update(b=state("a") + 1))
    assert book.apps["A"].errors == book.apps["B"].errors == ["RerunLimitError"]
    assert max(book.runs["A"], book.runs["B"]) <= 12
    assert book.texts("reader") == [str(book.apps["A"].state["n"])]


def test_a_thread_that_a_run_has_started_is_no_circle() -> None:
    book = Notebook()
    threads: list[contextvars.Context] = []
    book.add("writer", lambda: threads.append(contextvars.copy_context()))

    def read() -> None:
        show("n")()
        if 0 < (n := state("n")) < 30:  # it goes on while this app runs
            threads[0].run(book.apps["writer"].state.__setitem__, "n", n + 1)

    reader = book.add("reader", read)
    threads[0].run(reader.state.__setitem__, "n", 1)
    reader.drain()
    assert (reader.errors, reader.texts) == ([], ["30"])


def test_a_circle_through_threads_that_never_rests_is_an_error() -> None:
    book = Notebook()
    late: list[Callable[[], None]] = []

    def begin() -> None:
        thread, value = contextvars.copy_context(), state("b") + 1
        late.append(lambda: thread.run(book.apps["A"].state.__setitem__, "a", value))

    book.add("A", begin)
    book.add("B", lambda: st.session_state.update(b=state("a")))
    book.add("C", lambda: (state("b"), late and late.pop()()))  # meanwhile the thread goes on
    outside(book, "b", 50)
    book.apps["A"].drain()
    assert "RerunLimitError" in book.apps["A"].errors + book.apps["B"].errors
    assert book.runs["A"] < 15


def test_cells_that_read_what_a_failed_one_wrote_wait_for_it() -> None:
    book = Notebook()

    def filters() -> None:
        slide()
        st.session_state["y"] = 10 // (state("x") - 5)

    book.add("filters", filters)
    book.add("chart", show("x", "y"))
    assert book.change("filters", "X", 5) == {"filters": 1}
    notes = [n.element.props.get("body") for n in book.apps["chart"].nodes()]
    assert "Waits for 'filters', which failed." in notes
    assert book.change("filters", "X", 6) == {"filters": 1, "chart": 1}
    assert book.texts("chart") == ["6 10"]


def test_stopping_is_no_failure() -> None:
    book = Notebook()

    def filters() -> None:
        slide()
        st.stop()

    book.add("filters", filters)
    book.add("chart", show("x"))
    assert book.change("filters", "X", 5) == {"filters": 1, "chart": 1}


def test_a_cell_that_a_failed_one_needs_runs_all_the_same() -> None:
    book = Notebook()

    def needy() -> None:
        slide()
        st.text(st.session_state["z"] if state("x") else "nothing")

    book.add("needy", needy)
    book.add("giver", lambda: st.session_state.update(z=str(state("x"))))
    book.change("needy", "X", 1)
    del book.apps["needy"].state["z"]
    book.apps["needy"].drain()
    book.change("needy", "X", 2)
    assert book.texts("needy") == ["2"]


def test_a_cell_that_is_executed_again_keeps_its_place() -> None:
    book = Notebook()
    for name in ("one", "two", "three"):
        book.add(name, slide if name == "one" else show("x"))
    book.add("two", show("x"))
    session = book.apps["one"].session
    assert [cell.title for cell in session.cells.values()] == ["one", "two", "three"]


def test_a_newer_event_ends_the_runs_that_will_have_to_follow_it() -> None:
    book = Notebook()
    slider = book.add("slider", slide)
    seen = []

    def chart() -> None:
        st.text("begin")
        if state("x") == 1:
            slider.send("X", 2)
        st.text("end")
        seen.append(state("x"))

    app = book.add("chart", chart)
    app.cell.yields = True
    app.cell.last_frame = float("inf")
    seen.clear()
    book.change("slider", "X", 1)
    assert seen == [2]


def resettable() -> Notebook:
    """A slider in one cell, and in another one a button that sets it, and a field that calls."""
    book = Notebook()
    book.add("slider", slide)

    def reset() -> None:
        st.session_state.x = 0

    def buttons() -> None:
        st.button("Reset", on_click=reset)
        st.checkbox("Double", on_change=lambda: st.session_state.update(x=state("x") * 2))

    book.add("buttons", buttons)
    return book


@pytest.mark.parametrize(
    ("events", "x"),
    [
        ([("slider", "X", 3), ("buttons", "Reset", True), ("slider", "X", 7)], 7),
        ([("buttons", "Reset", True), ("slider", "X", 7)], 7),
        ([("slider", "X", 7), ("buttons", "Reset", True)], 0),
        ([("slider", "X", 3), ("buttons", "Double", True), ("slider", "X", 7)], 7),
        ([("buttons", "Double", True), ("slider", "X", 7), ("buttons", "Reset", True)], 0),
        ([("buttons", "Reset", True), ("slider", "X", 7), ("buttons", "Double", True)], 14),
    ],
)
def test_what_the_reader_does_in_several_cells_is_answered_in_the_order_in_which_it_was_done(
    events: list[tuple[str, str, Any]], x: int
) -> None:
    book = resettable()
    for name, label, value in events:
        book.apps[name].send(label, value)
    book.apps["slider"].drain()
    assert book.apps["slider"].state["x"] == x


def test_values_that_call_nobody_back_are_answered_together() -> None:
    book = Notebook()
    book.add("two", lambda: (st.slider("A", 0, 9), st.slider("B", 0, 9), None)[2])
    book.add("other", slide)
    book.runs.clear()
    for name, label in [("two", "A"), ("other", "X"), ("two", "B")]:
        book.apps[name].send(label, 5)
    book.apps["two"].drain()
    assert book.runs == {"two": 1, "other": 1}


@strategies.composite
def graphs(draw: strategies.DrawFn) -> list[tuple[int, frozenset[str], int]]:
    """Cells in any order of places: a number, what it reads, and how coarsely it derives."""
    cells = []
    for n in range(draw(strategies.integers(2, 12))):
        sources = [f"d{m}" for m in range(n)] + ["s0", "s1"]
        reads = draw(strategies.frozensets(strategies.sampled_from(sources), max_size=3))
        cells.append((n, reads, draw(strategies.integers(1, 3))))
    return draw(strategies.permutations(cells))


@given(
    graphs(),
    strategies.lists(
        strategies.tuples(strategies.sampled_from(["S0", "S1"]), strategies.integers(0, 9)),
        max_size=4,
    ),
)
def test_any_dashboard_is_after_any_events_as_a_fresh_start_would_show_it(
    cells: list[tuple[int, frozenset[str], int]], events: list[tuple[str, int]]
) -> None:
    values = {"s0": 0, "s1": 0}

    def right(key: str) -> int:
        """What a key holds once all is at rest."""
        if key[0] == "s":
            return values[key]
        _, reads, coarse = next(cell for cell in cells if cell[0] == int(key[1:]))
        return sum(map(right, reads)) // coarse

    def program(n: int, reads: frozenset[str], coarse: int) -> None:
        if n < 2:
            st.slider(f"S{n}", 0, 9, key=f"s{n}")
        found = {key: state(key) for key in reads}
        if book.steady:
            assert found == {key: right(key) for key in reads}
        st.session_state[f"d{n}"] = sum(found.values()) // coarse
        st.text(str(sum(found.values()) // coarse))

    book: Any = Notebook()
    book.steady = False
    for n, reads, coarse in cells:
        book.add(str(n), lambda n=n, r=reads, c=coarse: program(n, r, c))
    book.steady = True
    for label, value in events:
        values[label.lower()] = value
        runs = book.change(label[1], label, value)
        assert all(count == 1 for count in runs.values())
    for n, _, _ in cells:
        assert book.apps[str(n)].errors == []
        assert book.texts(str(n)) == [str(right(f"d{n}"))]
