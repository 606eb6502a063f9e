"""Columns that are held for another run, and whether they are still what they were.

Columns that lie where they lay are the same, as pandas 3 gives a column that is held another place
in memory before anybody writes into it; columns elsewhere are compared value by value. What is
written behind pandas' back, into an array that shares its memory, is told by thousands of sums of
neighbours, each with a weight: a millisecond or two for a million values. Before pandas 3 nothing
is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.frames import copies_on_write, is_objects, pandas
from rerun_state.elements.data.witness import is_unchangeable
from rerun_state.imports import library_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Array = np.ndarray[Any, np.dtype[Any]]
    Column = pd.Series[Any] | pd.Index[Any]

_SUMS = 2**14  # at most, of neighbours; and at least half as many, where there are more values
_WORD = 8  # bytes of a whole number


class Held:
    """Columns as they were."""

    __slots__ = ("_columns", "_kinds", "_sums")

    def __init__(self, columns: Sequence[Column], kinds: Any, sums: Any) -> None:
        self._columns, self._kinds, self._sums = columns, kinds, sums

    def are(self, others: Sequence[Column]) -> bool:
        """Are these columns the same, to the last bit?"""
        if [*map(_kind, others)] != self._kinds:
            return False
        there = [*_memory(others)]
        if _sums(there) != self._sums:
            return False
        return all(map(_is_same, _memory(self._columns), there))


def hold(columns: Sequence[Column], most: float) -> Held | None:
    """Hold columns, and so many bytes at most that are not the program's own; None for others."""
    kinds = [*map(_kind, columns)]
    if None in kinds or not copies_on_write():
        return None
    if not all(is_unchangeable(each) for each in columns if _has_objects(each)):
        return None
    memory = [*_memory(columns)]
    if sum(map(_bytes_of, memory)) > most:
        return None
    copies = [each if _is_index(each) else each.copy(deep=False) for each in columns]
    return Held(copies, kinds, _sums(memory))


def _has_objects(column: Column) -> bool:
    if isinstance(column, pandas().MultiIndex):
        return any(map(_has_objects, column.levels))
    return is_objects(column.dtype)


def _is_index(column: Column) -> bool:
    return isinstance(column, pandas().Index)


def _bytes_of(array: Array) -> int:
    """The bytes of an array, if nobody else has them."""
    while array.base is not None and isinstance(array.base, type(array)):
        array = array.base
    return array.nbytes if array.flags.owndata else 0


def _kind(column: Column) -> Any:
    """What columns that may be the same have in common; None for those that are not compared."""
    pd, dtype = pandas(), column.dtype
    if isinstance(column, pd.MultiIndex):
        levels = [*map(_kind, column.levels)]
        return None if None in levels else (len(column), *levels)
    if isinstance(column, pd.RangeIndex):
        return column.start, column.stop, column.step
    if isinstance(dtype, pd.CategoricalDtype):
        options = _kind(dtype.categories)
        return None if options is None else (len(column), dtype.ordered, options)
    known = isinstance(dtype, (pd.StringDtype, pd.DatetimeTZDtype, pd.ArrowDtype))
    return (len(column), dtype) if known or library_of(dtype) == "numpy" else None


def _memory(columns: Iterable[Column]) -> Iterable[Array]:
    """The arrays in which all of the columns is, from the first to the last."""
    pd = pandas()
    for column in columns:
        dtype = column.dtype
        if isinstance(column, pd.MultiIndex):
            yield from column.codes
            yield from _memory(column.levels)
        elif isinstance(column, pd.RangeIndex):
            continue
        elif isinstance(dtype, pd.CategoricalDtype):
            yield _values(column).codes
            yield from _memory([dtype.categories])
        elif isinstance(dtype, pd.DatetimeTZDtype):
            yield _values(column).view("i8")
        elif hasattr(_values(column), "__arrow_array__") and not is_objects(dtype):
            yield from _of_arrow(_values(column).__arrow_array__())
        else:
            values = column.to_numpy()
            yield _places(values) if values.dtype == object else values


def _values(column: Column) -> Any:
    return column.array


def _of_arrow(values: Any) -> Iterable[Array]:
    import numpy as np

    for chunk in getattr(values, "chunks", [values]):
        yield np.array([len(chunk), chunk.offset])
        for buffer in chunk.buffers():
            yield np.frombuffer(buffer or b"", "u1")


def _places(values: Array) -> Array:
    """Where the objects of an array are; they are held."""
    import numpy as np

    return np.asarray(_Places(values))


class _Places:
    """An array of objects, as what lies in its memory."""

    def __init__(self, values: Array) -> None:
        import numpy as np

        told = {**values.__array_interface__, "typestr": np.dtype(np.intp).str}
        self.__array_interface__ = {name: told[name] for name in told if name != "descr"}
        self._values = values


def _is_same(one: Array, other: Array) -> bool:
    import numpy as np

    return _place(one) == _place(other) or np.array_equal(_words(one), _words(other))


def _place(array: Array) -> Any:
    return array.__array_interface__["data"], array.shape, array.strides


def _words(array: Array) -> Array:
    """The bits of an array as whole numbers; a few at its end are one each byte."""
    import numpy as np

    whole = np.ascontiguousarray(array)
    if whole.itemsize == _WORD:
        return whole.view("i8")
    return whole.view("u1")


def _sums(arrays: Sequence[Array]) -> list[bytes]:
    return [_sum(_words(each)) for each in arrays]


def _sum(words: Array) -> bytes:
    """Sums that tell values which have changed, or their places, and signs that have turned."""
    if words.itemsize < _WORD:
        end = len(words) // _WORD * _WORD
        return _sum(words[:end].view("i8")) + words[end:].tobytes()
    run = -(-len(words) // _SUMS)
    if run < 2:
        return words.tobytes()
    bits = words.view("u8")
    mixed = bits ^ (bits >> 29)  # so that no bit is told by one bit of the sum alone
    end = len(words) // run * run
    sums: Array = mixed[:end].reshape(-1, run) @ _weights(run)
    return bytes(sums.tobytes() + mixed[end:].tobytes())


@lru_cache(16)
def _weights(count: int) -> Array:
    """So many odd numbers, no two of which are alike."""
    import numpy as np

    return np.random.default_rng(29).integers(2**63, size=count, dtype="u8") * 2 + 1
