"""Columns that are held for another run, and whether they are still what they were.

What is held may be written into: before pandas 3 by pandas itself, at any time behind its back,
into an array that shares its memory. That is told by sums of their bits. Columns that lie elsewhere
are compared value by value as well. Python objects give their places to others when they go, so
each of them is held, once for all who hold the same column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from rerun_state.elements.data.sameness.bits import are_same, sums
from rerun_state.elements.data.sameness.lying import Lying, is_arrow, lying
from rerun_state.elements.data.sameness.witness import is_unchangeable
from rerun_state.imports import pandas

if TYPE_CHECKING:
    from rerun_state.elements.data.sameness.bits import Array
    from rerun_state.elements.data.sameness.lying import Column


class Held:
    """Columns as they were."""

    __slots__ = ("_columns", "_kinds", "_objects", "_sums")

    def __init__(
        self, columns: Sequence[Column | None], kinds: Any, sums: Any, objects: Any = ()
    ) -> None:
        """None stands for columns that are known by their sums; `objects` are held for those."""
        self._columns, self._kinds, self._sums = columns, kinds, sums
        self._objects = objects

    def are(self, others: Sequence[Column]) -> bool:
        """Are these columns the same, to the last bit?"""
        there = [*map(lying, others)]
        if _kinds(there) != self._kinds:
            return False
        arrays = _arrays(there)
        if _sums(arrays) != self._sums:
            return False
        pairs = zip(self._columns, arrays, strict=True)
        return all(
            all(map(are_same, lying(known).arrays(), each))
            for known, each in pairs
            if known is not None
        )

    def renewed(self, others: Sequence[Column]) -> Held | None:
        """The same of these columns, if they are the same; so nothing is held of those before."""
        if not self.are(others):
            return None
        pairs = zip(self._columns, others, strict=True)
        columns = [None if known is None else _kept(each) for known, each in pairs]
        return Held(columns, self._kinds, self._sums, self._objects)


def hold(columns: Sequence[Column], most: float = float("inf")) -> Held | None:
    """Hold columns, and so many bytes at most that are not the program's own; None for others."""
    there = [*map(lying, columns)]
    kinds = _kinds(there)
    of_objects = [column for each in there for column in each.objects]
    if None in kinds or not all(map(is_unchangeable, of_objects)):
        return None
    arrays = _arrays(there)
    if sum(_bytes_of(array) for each in arrays for array in each) > most:
        return None
    known = [
        None if each.objects else _kept(column) for column, each in zip(columns, there, strict=True)
    ]
    return Held(known, kinds, _sums(arrays), [*map(_objects_of, of_objects)])


def mark(columns: Sequence[Column]) -> Held | None:
    """What tells columns from others that are read in their place; nothing is held of them.

    None for those of Python's objects, which are others each time.
    """
    there = [*map(lying, columns)]
    kinds = _kinds(there)
    if None in kinds or any(each.objects for each in there):
        return None
    return Held([None] * len(columns), kinds, _sums(_arrays(there)))


def _kinds(there: Sequence[Lying]) -> list[Any]:
    return [each.kind for each in there]


def _arrays(there: Sequence[Lying]) -> list[list[Array]]:
    """Those of each column."""
    return [[*each.arrays()] for each in there]


def _sums(arrays: Sequence[Sequence[Array]]) -> list[bytes]:
    return [sums(array) for each in arrays for array in each]


def _kept(column: Column) -> Column:
    """A column to hold, into which its owner does not write knowingly."""
    is_index = isinstance(column, pandas().Index)
    return column if is_arrow(column) or is_index else column.copy(deep=False)


_alive: WeakValueDictionary[bytes, Array] = WeakValueDictionary()
"""The objects that are held, by the sums of where they are in their column."""


def _objects_of(column: Column) -> Array:
    """The objects of a column, each of them once."""
    [places] = lying(column).arrays()
    found = _alive.get(key := sums(places))
    if found is None:
        once = ~pandas().Series(places).duplicated().to_numpy()
        found = _alive[key] = column.to_numpy()[once]
    return found


def _bytes_of(array: Array) -> int:
    """The bytes of an array, if nobody else has them."""
    while array.base is not None and isinstance(array.base, type(array)):
        array = array.base
    return array.nbytes if array.flags.owndata else 0
