"""One change on its way through the cells: who runs next, who waits, and when it goes in circles.

A propagation begins with what a reader did, or code did, and ends when nobody waits any more; what
comes meanwhile joins it. A circle is a way on which runs of apps alone led to each other: a write
of an ordinary cell, as the tick of a clock, begins a new one. Cells that read what a failed one has
written wait for that one.

What the reader did in several cells is answered in the order in which it was done, as far as there
are presses or callbacks among it: they write what any other cell may show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import inf

from rerun_state.errors import RerunLimitError
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.notices import show_failure
from rerun_state.runtime.loop.order import (
    Dependence,
    Readers,
    affected,
    circle,
    next_to_run,
    readers_among,
    writes,
)

ROUNDS = 10
"""Runs of one cell that lead to each other; two sliders that follow each other need three."""


class Propagation:
    """Chooses among the cells that wait."""

    def __init__(self) -> None:
        self._known: list[Dependence] = []
        self._readers: Readers = {}

    def next(self, cells: Collection[Cell]) -> Cell | None:
        """The cell to run now; None if none can."""
        while (cell := self._first(cells)) is not None:
            if cell.queue.has_events or cell.lead.rounds.get(cell.step, 0) < ROUNDS:
                return cell
            _fail_in_circles(cell, cells)
        return None

    def comes_later(self, cell: Cell, cells: Collection[Cell]) -> bool:
        """Has another cell to run first, which waits and writes what this one reads?"""
        others = [each for each in _able(cells) if each is not cell]
        if not others:
            return False
        waiting = [each for each in cells if each is cell or each in others]
        chosen = next_to_run([each.dependence for each in waiting], self._read_by(cells))
        return chosen.name != cell.name

    def turn_after(self, cell: Cell, cells: Collection[Cell]) -> float:
        """Up to which turn the cell may answer what the reader did."""
        others = [each for each in _able(cells) if each is not cell]
        acts = any(each.queue.acts for each in (cell, *others))
        return min((each.queue.turn for each in others), default=inf) if acts else inf

    def _first(self, cells: Collection[Cell]) -> Cell | None:
        waiting = _in_turn(_able(cells))
        if len(waiting) < 2:
            return waiting[0] if waiting else None
        if not any(cell.dependence.sets or cell.dependence.shows for cell in waiting):
            return waiting[0]  # nothing is to come of them that another one would have to wait for
        chosen = next_to_run([cell.dependence for cell in waiting], self._read_by(cells))
        return next(cell for cell in waiting if cell.name == chosen.name)

    def _read_by(self, cells: Iterable[Cell]) -> Readers:
        """Who reads what; made anew when that is not what it was."""
        known = _dependences(cells)
        if known != self._known:  # which compares identities: a run seldom reads other keys
            self._known, self._readers = known, readers_among(known)
        return self._readers


def reached(cell: Cell, cells: Iterable[Cell]) -> set[str]:
    """The names of the other cells that a change in this one may make run."""
    found = affected([cell.dependence], readers_among(_dependences(cells)), writes)
    return {each.name for each in found} - {cell.name}


def _dependences(cells: Iterable[Cell]) -> list[Dependence]:
    return [cell.dependence for cell in cells]


def _in_turn(waiting: list[Cell]) -> list[Cell]:
    """Leave out cells in which the reader did something later than in another one."""
    if len(waiting) < 2 or not any(cell.queue.acts for cell in waiting):
        return waiting
    first = min(cell.queue.turn for cell in waiting)
    return [cell for cell in waiting if cell.queue.turn in (first, inf)]


def _able(cells: Collection[Cell]) -> list[Cell]:
    """The cells that wait and may run; those that wait for a failed one say so."""
    waiting = [cell for cell in cells if cell.queue.waiting and not cell.asleep]
    failed = [cell for cell in cells if cell.error is not None and cell.failed]
    if not failed:
        return waiting
    able = []
    for cell in waiting:
        before = next((f for f in failed if _has_to_work(f, cell, cells)), None)
        if before is None:
            able.append(cell)
        else:
            cell.wait_for(before)
    return able


def _has_to_work(failed: Cell, cell: Cell, cells: Collection[Cell]) -> bool:
    """Does the cell read what the failed one has written, and is not what that one needs?"""
    feeds = failed is not cell and not cell.dependence.reads.isdisjoint(writes(failed.dependence))
    return feeds and failed.name not in reached(cell, cells)


def _fail_in_circles(cell: Cell, cells: Collection[Cell]) -> None:
    """Show every member of a circle what it consists of, and let none of them go on."""
    names = {name for name, _, _ in circle(cell.dependence, _dependences(cells))} or {cell.name}
    first = next(each for each in cells if each.name in names)
    way = circle(first.dependence, _dependences(cells))
    by_name = {each.name: each for each in cells}
    steps = "; ".join(
        f"{by_name[a].title!r} writes {key}, which {by_name[b].title!r} reads" for a, key, b in way
    )
    members = [by_name[name] for name, _, _ in way] or [cell]
    told = steps or f"{cell.title!r} is asked for again and again, by itself or by other sessions"
    for member in members:
        member.queue.take()
        error = RerunLimitError(
            f"These apps keep each other busy: {told}. After {ROUNDS} rounds the values had not "
            "come to rest. Let one of them set the key only when it differs."
        )
        show_failure(member, error)
