"""By what rows of a table are known again, to the last value, at a fraction of encoding them.

Columns whose types pandas compares itself are compared block by block. Columns of Python objects
are compared by which objects these are, as long as none of them can change inside, or by value
where equals are the same; categories by their codes. Zeros have a sign, which no comparison tells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from rerun_state.elements.data.pandas_tables import columns_at, is_objects
from rerun_state.imports import library_of, pandas
from rerun_state.runtime.state.defaults import UNCHANGEABLE

if TYPE_CHECKING:
    import pandas as pd

    _Proof = Callable[[Any], bool]

_SAME_IF_EQUAL = frozenset({str, bytes, bool, int, type(None)})  # of one type; 0.0 equals -0.0
_MOST_OPTIONS = 10_000  # of categories that are compared one by one


def kind(frame: pd.DataFrame) -> Any:
    """What all tables have in common that may be the same."""
    index, names = frame.index, tuple(frame.columns)
    types = tuple(map(_type, names))
    return len(frame), names, types, type(index), tuple(index.names), tuple(map(_type, index.names))


def witness(frame: pd.DataFrame) -> _Proof | None:
    """What tells of another table of the kind whether it is the same; None where nothing can."""
    if any(is_objects(each) or _is_category(each) for each in frame.dtypes):
        return _by_columns(frame)
    index = frame.index
    if index.nlevels > 1 or is_objects(index.dtype) or _is_category(index.dtype):
        return _with_labels(frame)
    if _has_zeros(index):
        return _with_labels(frame)
    of_body, dtype = _by_blocks(frame), index.dtype
    return lambda other: other.index.dtype == dtype and of_body(other)


def _by_blocks(frame: pd.DataFrame) -> _Proof:
    """Columns of types that pandas compares itself, with the index."""
    kept = frame.copy()
    signed = {
        at: _of_numbers(series)
        for at, (_, series) in enumerate(frame.items())
        if _has_zeros(series)
    }
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
    return all(proofs[at](series) for at, series in columns_at(frame, proofs))


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


def _by_columns(frame: pd.DataFrame) -> _Proof | None:
    """The index and each column, one after the other."""
    proofs = list[Any]()
    for values in _columns(frame):
        proofs.append(_proof(values))
        if proofs[-1] is None:
            return None
    return lambda other: all(
        proof(values) for proof, values in zip(proofs, _columns(other), strict=True)
    )


def _columns(frame: pd.DataFrame) -> Iterator[Any]:
    yield from _levels(frame.index)
    body = frame if frame.index.nlevels == 1 else _unlabelled(frame)
    yield from (series for _, series in body.items())


def _levels(index: pd.Index[Any]) -> Iterator[Any]:
    if index.nlevels == 1:
        yield index
    else:
        yield from map(index.get_level_values, range(index.nlevels))


def _proof(values: Any) -> _Proof | None:
    """What tells whether a column, or an index, is what this one is now."""
    dtype = values.dtype
    if isinstance(values, pandas().RangeIndex):
        return values.equals  # type: ignore[no-any-return]
    if is_objects(dtype):
        return _of_objects(values)
    if _is_category(dtype):
        return _of_categories(values)
    return _of_numbers(values) if getattr(dtype, "kind", "") in "iubfc" else _of_others(values)


def _of_numbers(values: Any) -> _Proof:
    dtype, kept = values.dtype, _bytes(values)
    return lambda other: other.dtype == dtype and _bytes(other) == kept


def _bytes(values: Any) -> Any:
    """Numbers, and where they are missing if that is no number."""
    if library_of(values.dtype) == "numpy":
        return values.to_numpy().tobytes()
    whole = {"b": bool, "i": "i8", "u": "u8"}.get(values.dtype.kind, "f8")
    return values.to_numpy(whole, na_value=0).tobytes(), values.isna().to_numpy().tobytes()


def _of_others(values: Any) -> _Proof:
    dtype, kept = values.dtype, values.array.copy()
    return lambda other: other.dtype == dtype and bool(kept.equals(other.array))


def _of_objects(values: Any) -> _Proof | None:
    kept = values.to_numpy().tolist()
    types = list(map(type, kept))
    kinds = frozenset(types)
    if not kinds <= unchangeable():
        return None
    places = values.to_numpy().tobytes()  # where the objects are, which are kept

    def holds(other: Any) -> bool:
        if not is_objects(other.dtype):
            return False
        array = other.to_numpy()
        if array.tobytes() == places:
            return True
        if not kinds <= _SAME_IF_EQUAL:
            return False
        others = array.tolist()
        return types == list(map(type, others)) and bool(kept == others)

    return holds


def _of_categories(values: Any) -> _Proof | None:
    codes, options = values.array.codes.tobytes(), values.dtype.categories
    of_options = _proof(options) if len(options) <= _MOST_OPTIONS else None

    def holds(other: Any) -> bool:
        if not _is_category(other.dtype) or other.array.codes.tobytes() != codes:
            return False
        others = other.dtype.categories
        return others is options or (of_options is not None and of_options(others))

    return holds


def _is_category(dtype: Any) -> bool:
    return isinstance(dtype, pandas().CategoricalDtype)


def _type(name: Any) -> Any:
    return tuple(map(_type, name)) if isinstance(name, tuple) else type(name)
