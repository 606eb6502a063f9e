"""A column as it lies in memory, whatever it is made of: one ladder of the types there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from rerun_state.elements.data.given.pandas_tables import MASKED, filled, is_objects
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    from rerun_state.elements.data.sameness.bits import Array

    Column = Any
    """A column or an index of pandas, or a column of Arrow."""


class Lying(NamedTuple):
    """A column in memory."""

    kind: Any
    """What columns that may be the same have in common; None for those that are not compared."""
    arrays: Callable[[], Iterable[Array]] = tuple
    """The arrays in which all of it is; of Python objects, where these are."""
    objects: Sequence[Column] = ()
    """The column of such objects, or those of its levels. Their places go to others with them."""


def lying(column: Column) -> Lying:
    """The column as it lies."""
    if is_arrow(column):
        return _of_arrow((len(column), column.type), column.type, lambda: column)
    pd, dtype = pandas(), column.dtype
    if isinstance(column, pd.MultiIndex):
        return _of_levels(column)
    if isinstance(column, pd.RangeIndex):
        return Lying((column.start, column.stop, column.step))
    kind = (len(column), dtype)
    if is_objects(dtype) or getattr(dtype, "storage", "") == "python":
        return Lying(kind, lambda: [_places(column.to_numpy())], [column])
    if library_of(dtype) == "numpy":
        return Lying(kind, lambda: [column.to_numpy()])
    if isinstance(dtype, pd.CategoricalDtype):
        return _of_options(column)
    if isinstance(dtype, pd.DatetimeTZDtype):
        return Lying(kind, lambda: [column.array.view("i8")])
    if isinstance(dtype, pd.StringDtype):
        return Lying(kind, lambda: _buffers(column.array.__arrow_array__()))
    if isinstance(dtype, pd.ArrowDtype):
        return _of_arrow(kind, dtype.pyarrow_dtype, column.array.__arrow_array__)
    if library_of(dtype) == "pandas" and getattr(dtype, "kind", "") in MASKED:
        return Lying(kind, lambda: filled(column))
    return Lying(None)


def is_arrow(column: Column) -> bool:
    """Is it a column of Arrow's, into which nobody writes?"""
    return library_of(column) == "pyarrow"


def _of_arrow(kind: Any, dtype: Any, values: Callable[[], Any]) -> Lying:
    """A column of a type of Arrow's, if all of it lies in its own buffers, from end to end."""
    pa = import_module("pyarrow")
    nested = pa.types.is_nested(dtype) or pa.types.is_run_end_encoded(dtype)
    if nested or isinstance(dtype, pa.BaseExtensionType):
        return Lying(None)
    return Lying(kind, lambda: _buffers(values()))


def _buffers(values: Any) -> Iterator[Array]:
    import numpy as np

    for chunk in getattr(values, "chunks", [values]):
        if hasattr(chunk, "dictionary"):
            yield from _buffers(chunk.indices)
            yield from _buffers(chunk.dictionary)
            continue
        yield np.array([len(chunk), chunk.offset])
        for buffer in chunk.buffers():
            yield np.frombuffer(buffer or b"", "u1")


def _of_levels(index: Column) -> Lying:
    """An index of several levels: the values that each has, and which of them a row has."""
    levels = [*map(lying, index.levels)]
    kinds = [level.kind for level in levels]
    return Lying(
        None if None in kinds else (len(index), *kinds),
        lambda: chain(index.codes, *(level.arrays() for level in levels)),
        [*chain.from_iterable(level.objects for level in levels)],
    )


def _of_options(column: Column) -> Lying:
    """Categories: the options, which the column has to itself, and which of them a row has."""
    dtype = column.dtype
    options = lying(dtype.categories)
    return Lying(
        None if options.kind is None else (len(column), dtype.ordered, options.kind),
        lambda: chain([column.array.codes], options.arrays()),
    )


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
