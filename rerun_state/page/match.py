"""Which of the rows on the page show which of the elements of a new run.

Elements with a value are known by their identity, wherever they moved. The others are compared by
value and place: walking both lists at once, a few steps of looking ahead tell an insertion or a
removal from a change. So inserting a text above a thousand others is one insertion, and the cost is
that of the walk.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from rerun_state.page.kinds import seen
from rerun_state.runtime.model.tree import Element

LOOK_AHEAD = 8


class HasElement(Protocol):
    """A row, or a node."""

    element: Element


R = TypeVar("R", bound=HasElement)


def match(rows: Sequence[R], elements: Sequence[Element]) -> list[R | None]:
    """For each element the row that goes on to show it, or None where a new one is needed."""
    found: list[R | None] = [None] * len(elements)
    # A widget may stand on the page several times: its rows keep their order.
    by_id: dict[Hashable, deque[R]] = {}
    anonymous: list[R] = []
    for row in rows:
        known = identity(row.element)
        if known is None:
            anonymous.append(row)
        else:
            by_id.setdefault((row.element.kind, known), deque()).append(row)
    places: list[int] = []
    for i, element in enumerate(elements):
        known = identity(element)
        if known is None:
            places.append(i)
        else:
            waiting = by_id.get((element.kind, known))
            found[i] = waiting.popleft() if waiting else None
    _walk(anonymous, elements, places, found)
    return found


def goes_on(rows: Sequence[HasElement], nodes: Sequence[HasElement], at: int) -> bool:
    """Does the row there go on to show the node there, though that is another element now?

    It does where both are known by the same identity, or where what follows is in step.
    """
    row, node = rows[at].element, nodes[at].element
    known = identity(node)
    if row.kind != node.kind or identity(row) != known:
        return False
    if known is not None:
        return True
    after = at + 1
    if after < len(rows) and after < len(nodes):
        return rows[after].element == nodes[after].element
    return len(rows) == len(nodes)


def identity(element: Element) -> Hashable:
    """By what an element is known wherever it moves; None for one known by its place only."""
    model = seen(element.kind).model
    return element.id if model is None else model(element)


def _walk(
    rows: list[R], elements: Sequence[Element], places: list[int], found: list[R | None]
) -> None:
    """Match the elements at `places` with rows, both in order."""
    i = j = changed = 0
    while i < len(rows) and j < len(places):
        element = elements[places[j]]
        row = rows[i]
        if row.element == element:
            found[places[j]] = row
            i, j, changed = i + 1, j + 1, 0
            continue
        # Where all has changed, looking ahead from every place would be most of the work.
        skip_rows = skip_elements = 0
        if changed < LOOK_AHEAD or changed % LOOK_AHEAD == 0:
            skip_rows, skip_elements = _shift(rows, elements, places, i, j)
        changed += 1
        if skip_rows or skip_elements:
            i, j, changed = i + skip_rows, j + skip_elements, 0
        elif row.element.kind == element.kind:
            found[places[j]] = row
            i, j = i + 1, j + 1
        elif len(rows) - i > len(places) - j:
            i += 1
        else:
            j += 1


def _shift(
    rows: list[R], elements: Sequence[Element], places: list[int], i: int, j: int
) -> tuple[int, int]:
    """How many rows were removed here, or elements inserted; (0, 0) for a change in place."""
    if i + 1 < len(rows) and j + 1 < len(places) and rows[i + 1].element == elements[places[j + 1]]:
        return 0, 0  # what follows is in step, so this one changed
    row, element = rows[i].element, elements[places[j]]
    for distance in range(1, LOOK_AHEAD + 1):
        # Properties first: they tell others apart at an eighth of what comparing elements costs.
        if i + distance < len(rows):
            other = rows[i + distance].element
            if other.props == element.props and other == element:
                return distance, 0
        if j + distance < len(places):
            new = elements[places[j + distance]]
            if row.props == new.props and row == new:
                return 0, distance
    return 0, 0


def stationary(order: Sequence[int]) -> set[int]:
    """The members of a longest increasing subsequence: what need not move to sort `order`."""
    if all(a < b for a, b in pairwise(order)):
        return set(order)
    tails: list[int] = []  # the smallest end of an increasing subsequence of each length
    before: dict[int, int | None] = {}
    for value in order:
        at = bisect_left(tails, value)
        before[value] = tails[at - 1] if at else None
        tails[at : at + 1] = [value]
    kept: set[int] = set()
    last: int | None = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
