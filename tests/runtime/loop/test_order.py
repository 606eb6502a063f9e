"""Which of several cells runs next, so that each runs once and none sees a mixture."""

from __future__ import annotations

from dataclasses import dataclass

import hypothesis.strategies as st
from hypothesis import given

from rerun_state.runtime.loop.order import (
    Dependence,
    affected,
    circle,
    next_to_run,
    readers_among,
    writes,
)


def order(waiting: list[Dependence], cells: list[Dependence]) -> str:
    return next_to_run(waiting, readers_among(cells)).name


SLIDER = Dependence("slider", {"x"}, (), {"x"})
DERIVED = Dependence("derived", {"x"}, {"y"})
READER = Dependence("reader", {"x", "y"})


def test_what_is_derived_comes_before_those_who_read_it() -> None:
    assert order([READER, DERIVED], [READER, SLIDER, DERIVED]) == "derived"


def test_the_cell_with_the_widget_comes_first() -> None:
    assert order([READER, DERIVED, SLIDER], [READER, SLIDER, DERIVED]) == "slider"


def test_a_cell_that_shows_the_widget_waits_for_what_is_derived_from_it() -> None:
    both = Dependence("both", {"x", "y"}, (), {"x"})
    assert order([both, DERIVED], [both, DERIVED]) == "derived"


def test_no_cell_overtakes_one_that_may_still_have_to_run() -> None:
    middle = Dependence("middle", {"y"}, {"z"})
    end = Dependence("end", {"x", "z"})
    cells = [end, middle, DERIVED, SLIDER]
    assert [cell.name for cell in affected([DERIVED], readers_among(cells), writes)] == [
        "derived",
        "middle",
        "end",
    ]
    assert order([end, DERIVED], cells) == "derived"


def test_where_nothing_decides_the_places_do() -> None:
    one, two = Dependence("one", {"x"}), Dependence("two", {"x"})
    assert order([two, one], [one, two]) == "two"


def test_a_circle_begins_with_the_first_of_its_cells_and_names_its_keys() -> None:
    a, b = Dependence("a", {"q"}, {"p"}), Dependence("b", {"p"}, {"q"})
    assert order([b, a], [a, b]) == "b"
    assert circle(a, [a, b]) == [("a", "p", "b"), ("b", "q", "a")]


def test_without_a_circle_none_is_named() -> None:
    assert circle(SLIDER, [SLIDER, DERIVED, READER]) == []


def test_a_circle_of_others_is_not_one_of_the_cell_that_starts_it() -> None:
    a = Dependence("a", set(), {"p"})
    b, c = Dependence("b", {"p", "r"}, {"q"}), Dependence("c", {"q"}, {"r"})
    assert circle(a, [a, b, c]) == []


def test_dependences_are_told_apart_by_their_keys_alone() -> None:
    assert DERIVED.equals(Dependence("other", {"x"}, ["y"]))
    assert not DERIVED.equals(READER)
    assert not DERIVED.equals(Dependence("derived", {"x"}, {"y"}, {"x"}))


@dataclass
class Cell:
    """A cell that shows a slider, or not, and derives a value of what it reads, coarsely."""

    uses: Dependence
    coarse: int

    def value(self, state: dict[str, int]) -> int:
        return sum(state[key] for key in sorted(self.uses.reads)) // self.coarse


@st.composite
def notebooks(draw: st.DrawFn) -> list[Cell]:
    """Up to 12 cells in any order of places; what is derived has no circle."""
    cells = []
    for n in range(draw(st.integers(1, 12))):
        sources = [f"d{m}" for m in range(n)] + ["s0", "s1", "s2"]
        reads = draw(st.sets(st.sampled_from(sources), max_size=4))
        shows = {f"s{n}"} if n < 3 else set()
        uses = Dependence(f"cell {n}", reads | shows, {f"d{n}"}, shows)
        cells.append(Cell(uses, draw(st.integers(1, 3))))
    return draw(st.permutations(cells))


def settled(cells: list[Cell], sliders: dict[str, int]) -> dict[str, int]:
    """All values, as a fresh start gives them."""
    state = {**{f"d{n}": 0 for n in range(12)}, "s0": 0, "s1": 0, "s2": 0, **sliders}
    for cell in sorted(cells, key=lambda cell: int(cell.uses.name[5:])):
        for key in cell.uses.sets:
            state[key] = cell.value(state)
    return state


@given(notebooks(), st.sampled_from(["s0", "s1", "s2"]), st.integers(-9, 9))
def test_every_cell_runs_at_most_once_and_sees_no_mixture(
    cells: list[Cell], moved: str, to: int
) -> None:
    state, target = settled(cells, {}), settled(cells, {moved: to})
    by_name = {cell.uses.name: cell for cell in cells}
    waiting = {c.uses.name for c in cells if moved in c.uses.reads and state[moved] != to}
    state[moved] = to
    ran: list[str] = []
    while waiting:
        places = [cell.uses for cell in cells if cell.uses.name in waiting]
        cell = by_name[next_to_run(places, readers_among(cell.uses for cell in cells)).name]
        assert {key: state[key] for key in cell.uses.reads} == {
            key: target[key] for key in cell.uses.reads
        }
        waiting.remove(cell.uses.name)
        ran.append(cell.uses.name)
        for key in cell.uses.sets:
            before, state[key] = state[key], cell.value(state)
            if state[key] != before:
                waiting |= {c.uses.name for c in cells if c is not cell and key in c.uses.reads}
    assert state == target
    assert len(set(ran)) == len(ran)
