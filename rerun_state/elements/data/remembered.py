"""Encoded tables that were encoded a moment ago: the same rows need no second time.

By content, not by who has shown it: to compare a few hundred rows costs a tenth of encoding them.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.columnar import Columnar, encode
from rerun_state.elements.data.frames import pandas

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 2_000  # of a table that is remembered
_KEPT = 32

_known: OrderedDict[Any, list[tuple[pd.DataFrame, Columnar]]] = OrderedDict()
_lock = Lock()


def remembered(frame: pd.DataFrame) -> Columnar:
    """The frame as bytes, as `encode` has it."""
    if len(frame) > MOST_ROWS or not (kind := _kind(frame)):
        return encode(frame)
    with _lock:
        entries = list(_known.get(kind, ()))
    for kept, made in entries:
        if _same(kept, frame):
            return made
    made = encode(frame)
    with _lock:
        _known[kind] = [(frame.copy(), made), *entries[:3]]
        _known.move_to_end(kind)
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return made


def _same(kept: pd.DataFrame, frame: pd.DataFrame) -> bool:
    """Are both the same to the last value?"""
    if not kept.equals(frame):
        return False
    range_index = pandas().RangeIndex
    # An index that counts equals one which lists the same numbers; they do not travel alike.
    return isinstance(kept.index, range_index) is isinstance(frame.index, range_index)


def _kind(frame: pd.DataFrame) -> Any:
    """What all tables have in common that may be the same; None for one that cannot be kept.

    That is one with objects which may change inside, or which equal others that are not the same.
    """
    pd = pandas()
    dtypes = tuple(frame.dtypes)
    index = frame.index
    if index.nlevels > 1 or any(isinstance(each, pd.CategoricalDtype) for each in dtypes):
        return None
    objects: list[Any] = [frame.iloc[:, at] for at, each in enumerate(dtypes) if _is_objects(each)]
    for values in [index, *objects] if _is_objects(index.dtype) else objects:
        if pd.api.types.infer_dtype(values, skipna=True) not in ("string", "empty"):
            return None
    names = tuple(frame.columns)
    return len(frame), names, tuple(map(type, names)), dtypes, index.dtype, index.name


def _is_objects(dtype: Any) -> bool:
    return bool(getattr(dtype, "hasobject", False))
