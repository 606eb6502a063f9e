"""Who hears of what is written: the cells that looked it up."""

from collections.abc import Callable
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd
import pytest

import rerun_state as st
from rerun_state.runtime.state.value_store import ALL_KEYS
from tests.runtime.apps import App, hiding, writer


def reader() -> None:
    st.text(f"n is {st.session_state.get('n')}")


def test_a_cell_runs_again_when_another_changes_state_that_it_read() -> None:
    one = App(writer, name="one").run()
    two = App(reader, name="two", beside=one).run()
    one.change("N", 5)
    assert two.texts == ["n is 5"]


def test_a_cell_runs_again_when_ordinary_code_changes_state_that_it_read() -> None:
    app = App(reader).run()
    app.state["n"] = 5
    assert app.drain().texts == ["n is 5"]
    del app.state["n"]
    assert app.drain().texts == ["n is None"]


def test_the_same_value_again_runs_nothing() -> None:
    app = App(reader).run()
    app.state["n"] = None
    app.drain()
    wakes = app.host.wakes
    app.state["n"] = None
    assert (app.cell.queue.waiting, app.host.wakes) == (False, wakes)


def test_a_cell_that_did_not_read_it_stays_as_it_is() -> None:
    app = App(Counting(lambda: st.text("silent"))).run()
    app.state["n"] = 5
    assert not app.cell.queue.waiting


def test_a_cell_does_not_run_again_for_what_it_writes_itself() -> None:
    def program() -> None:
        st.session_state["n"] = st.session_state.get("n", 0) + 1

    app = App(program).run()
    assert app.state["n"] == 1


class Counting:
    """A program that counts its runs."""

    def __init__(self, program: Callable[[], object]) -> None:
        self.program = program
        self.runs = 0

    def __call__(self) -> None:
        self.runs += 1
        self.program()


def member() -> object:
    class Kind(Enum):
        X = 1

    return Kind.X


VALUES: list[Callable[[], Any]] = [
    lambda: float("nan"),
    lambda: [float("nan")],
    lambda: {"a": np.array([1.0, float("nan")])},
    lambda: pd.DataFrame({"a": [1.0, float("nan")]}),
    lambda: np.array([1, 2]),
    object,
    lambda: lambda: 1,
    lambda: [object()],
    member,
]


@pytest.mark.parametrize("make", VALUES)
def test_cells_that_write_one_key_with_what_never_equals_itself_leave_each_other_in_peace(
    make: Callable[[], Any],
) -> None:
    def program() -> None:
        st.session_state["v"] = make()
        st.text(str(st.session_state["v"])[:1])

    programs = [Counting(program), Counting(program)]
    one = App(programs[0], name="one").run()
    two = App(programs[1], name="two", beside=one).run()
    assert [each.runs for each in programs] == [1, 1]
    two.run()
    assert ([each.runs for each in programs], one.errors + two.errors) == ([1, 2], [])


@pytest.mark.parametrize("make", VALUES)
def test_cells_that_look_first_and_write_then_come_to_rest(make: Callable[[], Any]) -> None:
    def program() -> None:
        st.text(str("v" in st.session_state))
        st.session_state["v"] = make()

    programs = [Counting(program), Counting(program)]
    one = App(programs[0], name="one").run()
    two = App(programs[1], name="two", beside=one).run().run()
    assert max(each.runs for each in programs) <= 4
    assert one.errors + two.errors == []


def test_a_cell_follows_what_it_only_reads_though_nobody_can_compare_it() -> None:
    def program() -> None:
        n = st.slider("N", 0, 9)
        st.session_state["f"] = lambda: n

    one = App(program, name="one").run()
    two = App(Counting(lambda: st.text(str(st.session_state["f"]()))), name="two", beside=one).run()
    one.change("N", 5)
    assert two.texts == ["5"]


def test_a_cell_that_wrote_a_key_itself_follows_one_that_writes_another_value() -> None:
    def program() -> None:
        if st.button("Reset"):
            st.session_state["n"] = 0
        st.text(str(st.session_state.get("n")))

    app = App(program).run().press("Reset")
    app.state["n"] = 7
    assert app.drain().texts == ["7"]


@pytest.mark.parametrize(("old", "new"), [(1, True), (1, 1.0), (0, False)])
def test_a_cell_follows_a_value_that_is_equal_and_looks_otherwise(old: Any, new: Any) -> None:
    app = App(Counting(lambda: st.text(repr(st.session_state["n"]))))
    app.state["n"] = old
    app.run()
    app.state["n"] = new
    assert app.drain().texts == [repr(new)]


WHOLES: list[Callable[[], object]] = [
    lambda: st.write(st.session_state),
    lambda: st.json(st.session_state),
    lambda: st.session_state.to_dict(),
    lambda: repr(st.session_state),
    lambda: dict(st.session_state),
    lambda: list(st.session_state.items()),
    lambda: list(st.session_state.values()),
    lambda: st.session_state == {},
]
KEYS: list[Callable[[], object]] = [
    lambda: len(st.session_state),
    lambda: list(st.session_state),
    lambda: bool(st.session_state),
    lambda: st.session_state.keys() == {"a"},
]


@pytest.mark.parametrize("look", [*WHOLES, *KEYS])
def test_a_cell_that_looks_at_the_state_as_a_whole_follows_new_entries(
    look: Callable[[], object],
) -> None:
    app = App(program := Counting(look)).run()
    app.state["a"] = 1
    app.drain()
    assert program.runs == 2
    del app.state["a"]
    app.drain()
    assert program.runs == 3


@pytest.mark.parametrize("look", WHOLES)
def test_a_cell_that_looks_at_all_entries_follows_their_values(
    look: Callable[[], object],
) -> None:
    app = App(program := Counting(look))
    app.state["a"] = 1
    app.run()
    app.state["a"] = 2
    app.drain()
    assert program.runs == 2


def test_a_cell_that_counts_entries_does_not_run_for_their_values() -> None:
    app = App(program := Counting(lambda: len(st.session_state)))
    app.state["a"] = 1
    app.run()
    app.state["a"] = 2
    app.drain()
    assert program.runs == 1


@pytest.mark.parametrize("name", ["__dataframe__", "__array__", "_repr_html_", "_ipython_display_"])
def test_what_libraries_ask_of_any_object_is_no_look_at_an_entry(name: str) -> None:
    app = App(Counting(lambda: st.text(str(hasattr(st.session_state, name))))).run()
    assert (app.texts, app.cell.uses.reads) == (["False"], set())


def test_writing_the_state_looks_at_its_entries_alone() -> None:
    app = App(Counting(lambda: st.write(st.session_state)))
    app.state["a"] = 1
    assert app.run().cell.uses.reads == {"a", ALL_KEYS}


def test_a_cell_follows_a_widget_that_comes_and_goes_in_another() -> None:
    two = App(reader, name="two").run()
    one = App(hiding, name="one", beside=two).run()
    assert two.texts == ["n is 0"]
    one.change("Hide", True)
    assert two.texts == ["n is None"]


def test_a_cell_does_not_run_again_for_its_own_widget_that_goes() -> None:
    def program() -> None:
        st.session_state.get("n")
        hiding()

    app = App(counting := Counting(program)).run().change("Hide", True)
    assert (counting.runs, app.cell.queue.waiting) == (2, False)


def test_a_cell_follows_a_choice_that_another_had_to_take_back() -> None:
    def program() -> None:
        few = st.checkbox("few")
        st.radio("R", ["a"] if few else ["a", "b"], key="r")

    one = App(program, name="one").run().change("R", "b")
    two = App(Counting(lambda: st.text(st.session_state["r"])), name="two", beside=one).run()
    one.change("few", True)
    assert two.texts == ["a"]
