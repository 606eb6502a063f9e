"""Encoded tables that were encoded a moment ago: the same rows need no second time.

By content, not by who has shown it: to compare tables costs a tenth of encoding one. The copies
that this needs are kept up to a size in all, the last used ones longest.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.columnar import Columnar, encode
from rerun_state.elements.data.frames import is_objects, pandas

if TYPE_CHECKING:
    import pandas as pd

    _Entry = tuple[pd.DataFrame, Columnar]

MOST_BYTES = 32_000_000
"""Bytes of all tables that are remembered, as they are encoded; of one, half as many at most."""
_KEPT = 32  # kinds of tables
_ALIKE = 8  # tables of a kind

_known: OrderedDict[Any, list[_Entry]] = OrderedDict()
_lock = Lock()


def remembered(frame: pd.DataFrame) -> Columnar:
    """The frame as bytes, as `encode` has it."""
    kind = _kind(frame)
    if kind is None:
        return encode(frame)
    with _lock:
        entries = list(_known.get(kind, ()))
    for entry in entries:
        if _same(entry[0], frame):
            with _lock:
                if kind in _known:
                    _known.move_to_end(kind)
            return entry[1]
    made = encode(frame)
    if 2 * len(made.data) <= MOST_BYTES:
        copy = frame.copy()
        with _lock:
            _known[kind] = _fitting([(copy, made), *_known.get(kind, ())])
            _known.move_to_end(kind)
            _forget()
    return made


def _fitting(entries: list[_Entry]) -> list[_Entry]:
    """Those of one kind that are kept: the last ones, up to half of what is kept of all."""
    size = 0
    for count, (_, made) in enumerate(entries[:_ALIKE]):
        size += len(made.data)
        if 2 * size > MOST_BYTES:
            return entries[:count]
    return entries[:_ALIKE]


def _forget() -> None:
    """Let go of what was used longest ago, as far as there is too much."""
    sizes = {kind: sum(len(made.data) for _, made in each) for kind, each in _known.items()}
    total = sum(sizes.values())
    for kind, size in sizes.items():  # the last one fits
        if len(_known) <= _KEPT and total <= MOST_BYTES:
            return
        del _known[kind]
        total -= size


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
    objects: list[Any] = [frame.iloc[:, at] for at, each in enumerate(dtypes) if is_objects(each)]
    for values in [index, *objects] if is_objects(index.dtype) else objects:
        if pd.api.types.infer_dtype(values, skipna=True) not in ("string", "empty"):
            return None
    names = tuple(frame.columns)
    return len(frame), names, tuple(map(type, names)), dtypes, index.dtype, index.name
