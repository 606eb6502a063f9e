"""Columns that are held for another run, and whether they are still what they were.

What is held may be written into: before pandas 3 by pandas itself, at any time behind its back,
into an array that shares its memory. That is told by thousands of sums of neighbours, each with a
weight: a millisecond or two for a million values, a hundredth of the time that sorting takes. One
value that has changed is always told; many in one run of neighbours would have to agree in 64 bits
not to be. Columns that lie elsewhere are compared value by value as well. Python objects give their
places to others when they go, so each of them is held, once for all who hold the same column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from rerun_state.elements.data.frames import is_objects, pandas
from rerun_state.elements.data.witness import is_unchangeable
from rerun_state.imports import library_of

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]
    Column = Any
    """A column or an index of pandas, or a column of Arrow."""

_SUMS = 2**14  # at most, of neighbours; and at least half as many, where there are more values
_WORD = 8  # bytes of a whole number
_AT_ONCE = 2**16  # of which as many stay near the processor
_WHOLE = {"b": "u1", "i": "i8", "u": "u8", "f": "f8"}  # kinds of columns that say what is missing


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
        if [*map(_kind, others)] != self._kinds or _sums([*_memory(others)]) != self._sums:
            return False
        pairs = zip(self._columns, others, strict=True)
        return all(_lie_alike(known, each) for known, each in pairs if known is not None)

    def renewed(self, others: Sequence[Column]) -> Held | None:
        """The same of these columns, if they are the same; so nothing is held of those before."""
        if not self.are(others):
            return None
        pairs = zip(self._columns, others, strict=True)
        columns = [None if known is None else _kept(each) for known, each in pairs]
        return Held(columns, self._kinds, self._sums, self._objects)


def hold(columns: Sequence[Column], most: float = float("inf")) -> Held | None:
    """Hold columns, and so many bytes at most that are not the program's own; None for others."""
    kinds = [*map(_kind, columns)]
    if None in kinds:
        return None
    of_objects = [each for each in columns if _has_objects(each)]
    if not all(map(is_unchangeable, of_objects)):
        return None
    memory = [*_memory(columns)]
    if sum(map(_bytes_of, memory)) > most:
        return None
    known = [None if _has_objects(each) else _kept(each) for each in columns]
    return Held(known, kinds, _sums(memory), [*_objects_of(of_objects)])


def mark(columns: Sequence[Column]) -> Held | None:
    """What tells columns from others that are read in their place; nothing is held of them.

    None for those of Python's objects, which are others each time.
    """
    kinds = [*map(_kind, columns)]
    if None in kinds or any(map(_has_objects, columns)):
        return None
    return Held([None] * len(columns), kinds, _sums([*_memory(columns)]))


def _kept(column: Column) -> Column:
    """A column to hold, into which its owner does not write knowingly."""
    return column if _is_arrow(column) or _is_index(column) else column.copy(deep=False)


_alive: WeakValueDictionary[bytes, Array] = WeakValueDictionary()
"""The objects that are held, by the sums of where they are in their column."""


def _objects_of(columns: Iterable[Column]) -> Iterator[Array]:
    """The objects of such columns, each of them once."""
    pd = pandas()
    for column in columns:
        if isinstance(column, pd.MultiIndex):
            yield from _objects_of(filter(_has_objects, column.levels))
            continue
        values = column.to_numpy()
        places = _places(values)
        found = _alive.get(key := _sum(_words(places)))
        if found is None:
            found = _alive[key] = values[~pd.Series(places).duplicated().to_numpy()]
        yield found


def _has_objects(column: Column) -> bool:
    if isinstance(column, pandas().MultiIndex):
        return any(map(_has_objects, column.levels))
    if _is_arrow(column):
        return False
    return is_objects(column.dtype) or getattr(column.dtype, "storage", "") == "python"


def _is_index(column: Column) -> bool:
    return isinstance(column, pandas().Index)


def _is_arrow(column: Column) -> bool:
    return library_of(column) == "pyarrow"


def _bytes_of(array: Array) -> int:
    """The bytes of an array, if nobody else has them."""
    while array.base is not None and isinstance(array.base, type(array)):
        array = array.base
    return array.nbytes if array.flags.owndata else 0


def _kind(column: Column) -> Any:
    """What columns that may be the same have in common; None for those that are not compared."""
    if _is_arrow(column):
        return _arrow_kind(column.type) and (len(column), column.type)
    pd, dtype = pandas(), column.dtype
    if isinstance(column, pd.MultiIndex):
        levels = [*map(_kind, column.levels)]
        return None if None in levels else (len(column), *levels)
    if isinstance(column, pd.RangeIndex):
        return column.start, column.stop, column.step
    if isinstance(dtype, pd.CategoricalDtype):
        options = _kind(dtype.categories)
        return None if options is None else (len(column), dtype.ordered, options)
    if isinstance(dtype, pd.ArrowDtype):
        return _arrow_kind(dtype.pyarrow_dtype) and (len(column), dtype)
    known = isinstance(dtype, (pd.StringDtype, pd.DatetimeTZDtype)) or _says_what_is_missing(dtype)
    return (len(column), dtype) if known or library_of(dtype) == "numpy" else None


def _says_what_is_missing(dtype: Any) -> bool:
    """Has a column numbers, and beside them where they are missing?"""
    return library_of(dtype) == "pandas" and getattr(dtype, "kind", "") in _WHOLE


def _arrow_kind(kind: Any) -> Any:
    """The type, if all that columns of it hold lies in their own buffers, from end to end."""
    pa = import_module("pyarrow")
    nested = pa.types.is_nested(kind) or pa.types.is_run_end_encoded(kind)
    return None if nested or isinstance(kind, pa.BaseExtensionType) else kind


def _memory(columns: Iterable[Column]) -> Iterable[Array]:
    """The arrays in which all of the columns is, from the first to the last."""
    pd = pandas()
    for column in columns:
        if _is_arrow(column):
            yield from _of_arrow(column)
            continue
        dtype = column.dtype
        if isinstance(column, pd.MultiIndex):
            yield from column.codes
            yield from _memory(column.levels)
        elif isinstance(column, pd.RangeIndex):
            continue
        elif isinstance(dtype, pd.CategoricalDtype):
            yield column.array.codes
            yield from _memory([dtype.categories])
        elif isinstance(dtype, pd.DatetimeTZDtype):
            yield column.array.view("i8")
        elif isinstance(dtype, (pd.StringDtype, pd.ArrowDtype)) and not _has_objects(column):
            yield from _of_arrow(column.array.__arrow_array__())
        elif _says_what_is_missing(dtype):
            yield column.to_numpy(_WHOLE[dtype.kind], na_value=0)
            yield column.isna().to_numpy()
        else:
            values = column.to_numpy()
            yield _places(values) if values.dtype == object else values


def _of_arrow(values: Any) -> Iterable[Array]:
    import numpy as np

    for chunk in getattr(values, "chunks", [values]):
        if hasattr(chunk, "dictionary"):
            yield from _of_arrow(chunk.indices)
            yield from _of_arrow(chunk.dictionary)
            continue
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


def _lie_alike(one: Column, other: Column) -> bool:
    """Are two columns of a kind the same, to the last bit?"""
    return all(map(_is_same, _memory([one]), _memory([other])))


def _is_same(one: Array, other: Array) -> bool:
    import numpy as np

    return _place(one) == _place(other) or np.array_equal(_words(one), _words(other))


def _place(array: Array) -> Any:
    return array.__array_interface__["data"], array.shape, array.strides


def _words(array: Array) -> Array:
    """The bits of an array as whole numbers; a few at its end are one each byte."""
    import numpy as np

    if array.itemsize == _WORD:
        return array.view("i8")
    return np.ascontiguousarray(array).view("u1")


def _sums(arrays: Sequence[Array]) -> list[bytes]:
    return [_sum(_words(each)) for each in arrays]


def _sum(words: Array) -> bytes:
    """Sums that tell values which have changed, or their places, and signs that have turned."""
    import numpy as np

    if words.itemsize < _WORD:
        end = len(words) // _WORD * _WORD
        return _sum(words[:end].view("i8")) + words[end:].tobytes()
    run = -(-len(words) // _SUMS)
    if run < 2:
        return words.tobytes()
    bits, weights = words.view("u8"), _weights(run)
    count = len(bits) // run
    sums = np.empty(count, "u8")
    step = max(_AT_ONCE // run, 1)
    room = np.empty(step * run, "u8")  # new memory for each part takes as long as the sums
    for at in range(0, count, step):
        mixed = _mixed(bits[at * run : min(at + step, count) * run], room)
        np.einsum("ij,j->i", mixed.reshape(-1, run), weights, out=sums[at : at + step])
    return sums.tobytes() + _mixed(bits[count * run :], room).tobytes()


def _mixed(bits: Array, room: Array) -> Array:
    """No bit is told by one bit of a sum alone. They are written into the room that is given."""
    import numpy as np

    mixed: Array = np.right_shift(bits, 29, out=room[: len(bits)])
    mixed ^= bits
    return mixed


@lru_cache(16)
def _weights(count: int) -> Array:
    """So many odd numbers, no two of which are alike."""
    import numpy as np

    return np.random.default_rng(29).integers(2**63, size=count, dtype="u8") * 2 + 1
