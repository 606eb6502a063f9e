"""The points of charts that are shown, for the next run: of the same columns they are the same.

They are known for as long as an element has them, which a `Keepsake` in its properties sees to. A
`Memory` would have them for longer, and with them columns of the program's that nobody shows.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any, Protocol, TypeVar
from weakref import WeakSet

from rerun_state.elements.data.sameness.held import Held, hold

MOST_BYTES = 2**25
"""Of the columns of one chart, where they are not those of the program's own table."""


class Points(Protocol):
    """What is made of columns."""

    held: Held | None


P = TypeVar("P", bound=Points)

_known: dict[Hashable, WeakSet[Any]] = {}
_lock = Lock()


class Keepsake:
    """What has all of a chart's points, as a property of an element that stays in the kernel."""

    __slots__ = ("_points",)
    __hash__ = None  # type: ignore[assignment]  # all of them are equal

    def __init__(self, *points: Points) -> None:
        self._points = points

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keepsake)

    def __reduce__(self) -> tuple[Any, ...]:
        """As a cache keeps it: without the points, which the element has itself."""
        return Keepsake, ()


def recalled(key: Hashable, columns: Sequence[Any], make: Callable[[], P], *, are_own: bool) -> P:
    """What was made of such columns for the same `key`, or is made now.

    `are_own` says that the program has the columns, so that to hold them takes no memory.
    """
    with _lock:
        found: list[P] = [*_known.get(key, ())]
    for points in found:
        if points.held is not None and points.held.are(columns):
            return points
    made = make()
    made.held = hold(columns, float("inf") if are_own else MOST_BYTES)
    if made.held is not None:
        with _lock:
            _known.setdefault(key, WeakSet()).add(made)
            for gone in [each for each, alike in _known.items() if not alike]:
                del _known[gone]
    return made
