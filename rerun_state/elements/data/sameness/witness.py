"""By what rows of a table are known again, to the last value, at a fraction of encoding them.

Columns whose types pandas compares itself are compared block by block. Columns of Python objects
are compared by which objects these are, as long as none of them can change inside, or by value
where equals are the same; categories by their codes. Zeros have a sign, which no comparison tells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID
from weakref import ref

from rerun_state.elements.data.given.pandas_tables import (
    MASKED,
    array_of,
    arrays,
    columns_at,
    filled,
    is_objects,
)
from rerun_state.imports import library_of, pandas
from rerun_state.runtime.state.defaults import UNCHANGEABLE

if TYPE_CHECKING:
    import pandas as pd

    _Proof = Callable[[Any], bool]

_SAME_IF_EQUAL = frozenset({str, bytes, bool, int, type(None)})  # of one type; 0.0 equals -0.0
_MOST_OPTIONS = 10_000  # of categories that are compared one by one
_ALL = slice(None)
_NARROW = 100  # columns that are compared one by one as fast as in blocks


def kind(frame: pd.DataFrame) -> Any:
    """What all tables have in common that may be the same."""
    index, names = frame.index, tuple(frame.columns)
    types = tuple(map(_type, names))
    labels = type(index), tuple(index.names), tuple(map(_type, index.names)), _counted(index)
    return len(frame), names, types, *labels


def _counted(index: pd.Index[Any]) -> Any:
    """From where and by which steps a range counts, though it be empty: so it is sent."""
    return (index.start, index.step) if isinstance(index, pandas().RangeIndex) else None


def witness(frame: pd.DataFrame) -> _Proof | None:
    """What tells of another table of the kind whether it is the same; None where nothing can."""
    apart = any(is_objects(each) or _is_category(each) for each in frame.dtypes)
    if apart or (is_narrow(frame) and any(library_of(each) != "numpy" for each in frame.dtypes)):
        return _by_columns(frame)
    index = frame.index
    if index.nlevels > 1 or is_objects(index.dtype) or _is_category(index.dtype):
        return (_by_columns if is_narrow(frame) else _with_labels)(frame)
    if _has_zeros(index):
        return _with_labels(frame)
    of_body, dtype = _by_blocks(frame), index.dtype
    return lambda other: other.index.dtype == dtype and of_body(other)


def witness_of_every(frame: pd.DataFrame, step: int) -> _Proof | None:
    """The same of every so-many-th row alone."""
    return _by_columns(frame, slice(None, None, step))


def is_narrow(frame: pd.DataFrame) -> bool:
    """Does it cost nothing to look at each column for itself?"""
    return frame.shape[1] <= _NARROW


def _by_blocks(frame: pd.DataFrame) -> _Proof:
    """Columns of types that pandas compares itself, with the index."""
    kept = frame.copy()
    signed = {at: _of_numbers(each) for at, each in enumerate(arrays(frame)) if _has_zeros(each)}
    return lambda other: kept.equals(other) and (not signed or _hold(signed, other))


def _with_labels(frame: pd.DataFrame) -> _Proof | None:
    """Such columns, with labels that are compared each for itself."""
    of_body = _by_blocks(_unlabelled(frame))
    of_labels = list[Any]()
    for level in _levels(frame.index):
        proof = _proof(level)
        if proof is None:
            return None
        of_labels.append(proof)
    return lambda other: (
        of_body(_unlabelled(other))
        and all(proof(level) for proof, level in zip(of_labels, _levels(other.index), strict=True))
    )


def _unlabelled(frame: pd.DataFrame) -> pd.DataFrame:
    """The same columns, each of which would bring along an index that is long to copy."""
    return frame.set_axis(pandas().RangeIndex(len(frame)))


def _has_zeros(values: Any) -> bool:
    """Are there zeros among them which may have a sign?"""
    return getattr(values.dtype, "kind", "") in "fc" and bool((values == 0).any())


def _hold(proofs: dict[int, _Proof], frame: pd.DataFrame) -> bool:
    """Do those of some columns?"""
    if 2 * len(proofs) < frame.shape[1]:
        return all(proofs[at](array_of(series)) for at, series in columns_at(frame, proofs))
    return all(proofs[at](array) for at, array in enumerate(arrays(frame)) if at in proofs)


@cache
def unchangeable() -> frozenset[type]:
    """The types of objects that are what they were as long as they are the same object."""
    import numpy as np

    pd = pandas()
    numbers = {np.dtype(code).type for code in "?bhilqBHILQefdgFDG"}
    times = {dt.date, dt.datetime, dt.time, dt.timedelta, np.datetime64, np.timedelta64}
    of_pandas = {pd.Timestamp, pd.Timedelta, pd.Period, pd.Interval, type(pd.NaT), type(pd.NA)}
    return UNCHANGEABLE | numbers | times | of_pandas | {Decimal, UUID}


def is_unchangeable(values: Any) -> bool:
    """Is no object of a column one that may change inside?"""
    return unchangeable().issuperset(map(type, values.to_numpy().tolist()))


def _by_columns(frame: pd.DataFrame, rows: slice = _ALL) -> _Proof | None:
    """The index and each column, one after the other, as far as these rows go."""
    of_index = _of_all(_proof(level) for level in _labels(frame.index, rows))
    of_body = _of_all(_of_rows(values, rows) for values in arrays(frame))
    if of_index is None or of_body is None:
        return None
    index = ref(frame.index)  # into which nobody can write

    def holds(other: pd.DataFrame) -> bool:
        known = rows != _ALL and (before := index()) is not None and other.index.is_(before)
        return (known or of_index(_labels(other.index, rows))) and of_body(arrays(other))

    return holds


def _of_all(proofs: Iterable[_Proof | None]) -> _Proof | None:
    """What tells of as many values whether each is what its own proof says; None if one lacks."""
    found = list(proofs)
    there = [proof for proof in found if proof is not None]
    if len(there) < len(found):
        return None
    return lambda others: all(proof(values) for proof, values in zip(there, others, strict=True))


def _labels(index: pd.Index[Any], rows: slice) -> Iterator[Any]:
    is_counted = isinstance(index, pandas().RangeIndex)
    return _levels(index if is_counted or rows == _ALL else index[rows])


def _of_rows(values: Any, rows: slice) -> _Proof | None:
    """What tells of the values of a column whether they are the same in these rows."""
    proof = _proof(values[rows])
    if proof is None or rows == _ALL:
        return proof
    if not _lies_in_arrow(values.dtype):
        return lambda other: proof(other[rows])
    dtype, lying = values.dtype, ref(values.__arrow_array__())  # into which nobody can write
    return lambda other: (
        (other.dtype == dtype and other.__arrow_array__() is lying()) or proof(other[rows])
    )


def _lies_in_arrow(dtype: Any) -> bool:
    is_text = isinstance(dtype, pandas().StringDtype) and dtype.storage == "pyarrow"
    return is_text or isinstance(dtype, pandas().ArrowDtype)


def _levels(index: pd.Index[Any]) -> Iterator[Any]:
    if index.nlevels == 1:
        yield index
    else:
        yield from map(index.get_level_values, range(index.nlevels))


def _proof(values: Any) -> _Proof | None:
    """What tells whether the values of a column, or an index, are what these are now."""
    if isinstance(values, pandas().Index):
        return _of_index(values)
    dtype = values.dtype
    if is_objects(dtype):
        return _of_objects(values)
    if _is_category(dtype):
        return _of_categories(values)
    return _of_numbers(values) if _is_of_numbers(dtype) else _of_others(values)


def _is_of_numbers(dtype: Any) -> bool:
    """Are there numbers, or moments? Not Arrow's of 16 bits, whose gaps pandas 2.1 cannot fill."""
    if library_of(dtype) == "numpy":
        return True
    return dtype.kind in MASKED and (dtype.kind, getattr(dtype, "itemsize", 0)) != ("f", 2)


def _of_index(index: Any) -> _Proof | None:
    if isinstance(index, pandas().RangeIndex):
        return index.equals  # type: ignore[no-any-return]
    proof = _proof(array_of(index))
    return None if proof is None else lambda other: proof(array_of(other))


def _of_numbers(values: Any) -> _Proof:
    dtype, kept = values.dtype, _bytes(values)
    return lambda other: other.dtype == dtype and _bytes(other) == kept


def _bytes(values: Any) -> Any:
    """Numbers or moments, and where they are missing if nothing stands for that."""
    if library_of(values.dtype) == "numpy":
        return values.tobytes()
    numbers, missing = filled(values)
    return numbers.tobytes(), missing.tobytes()


def _of_others(values: Any) -> _Proof:
    dtype, kept = values.dtype, values.copy()
    return lambda other: other.dtype == dtype and bool(kept.equals(other))


def _of_objects(values: Any) -> _Proof | None:
    kept = values.tolist()
    types = list(map(type, kept))
    kinds = frozenset(types)
    if not kinds <= unchangeable():
        return None
    places = values.tobytes()  # where the objects are, which are kept

    def holds(other: Any) -> bool:
        if not is_objects(other.dtype):
            return False
        if other.tobytes() == places:
            return True
        if not kinds <= _SAME_IF_EQUAL:
            return False
        others = other.tolist()
        return types == list(map(type, others)) and bool(kept == others)

    return holds


def _of_categories(values: Any) -> _Proof | None:
    codes, options = values.codes.tobytes(), values.dtype.categories
    of_options = _proof(options) if len(options) <= _MOST_OPTIONS else None

    def holds(other: Any) -> bool:
        if not _is_category(other.dtype) or other.codes.tobytes() != codes:
            return False
        others = other.dtype.categories
        return others is options or (of_options is not None and of_options(others))

    return holds


def _is_category(dtype: Any) -> bool:
    return isinstance(dtype, pandas().CategoricalDtype)


def _type(name: Any) -> Any:
    return tuple(map(_type, name)) if isinstance(name, tuple) else type(name)
