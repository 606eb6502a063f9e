"""By what a column is known again as a whole, wherever it lies and whoever may write into it.

All of its bytes are read for that, a hundredth of the time that sorting takes. It is a number, so
that nothing is kept of the column: Python's own hash of bytes, of 64 bits and with a key of the
process. Of columns that have no such bytes, or too many for each run, nothing is known.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.arrow_tables import travels
from rerun_state.imports import library_of

if TYPE_CHECKING:
    import pandas as pd

MOST_BYTES = 32_000_000
"""Bytes of one column that are read in each run."""


def of_pandas(series: pd.Series[Any]) -> Any:
    """What tells the column from another one; None where nothing does."""
    dtype: Any = series.dtype
    if library_of(dtype) == "numpy":
        values = series.to_numpy()
        if values.dtype.hasobject or values.nbytes > MOST_BYTES:
            return None
        return str(dtype), values.shape, hash(values.tobytes())
    try:
        found = of_arrow(import_module("pyarrow").array(series))
    except (ImportError, TypeError, ValueError):  # also Arrow's own, for what it does not have
        return None
    return None if found is None else (str(dtype), found)


def of_polars(series: Any) -> Any:
    """The same of a column of polars."""
    if not travels(series.dtype):
        return None
    level = getattr(import_module("polars"), "CompatLevel", None)
    as_it_lies = {} if level is None else {"compat_level": level.newest()}
    try:
        found = of_arrow(series.to_arrow(**as_it_lies))
    except KeyError:  # Arrow before 16 does not know all types in which polars has texts
        found = of_arrow(series.to_arrow())
    return None if found is None else (str(series.dtype), found)


def of_arrow(array: Any) -> Any:
    """The same of a column of Arrow's, in as many parts as it has."""
    types = import_module("pyarrow").types
    kind = array.type
    if types.is_nested(kind) or types.is_run_end_encoded(kind) or library_of(kind) != "pyarrow":
        return None
    parts = getattr(array, "chunks", [array])
    if types.is_dictionary(kind):
        pairs = [(of_arrow(each.indices), of_arrow(each.dictionary)) for each in parts]
        return None if any(None in pair for pair in pairs) else (str(kind), pairs)
    buffers = [buffer for each in parts for buffer in each.buffers()]
    if sum(buffer.size for buffer in buffers if buffer) > MOST_BYTES:
        return None
    told = [buffer and hash(buffer.to_pybytes()) for buffer in buffers]
    return str(kind), [(each.offset, len(each)) for each in parts], told
