"""Plans as tables that are there: those over files are executed once, until one is written."""

from __future__ import annotations

from typing import Any

from rerun_state.elements.base.memory import Memory
from rerun_state.elements.data.given.dataset_rows import check_readable
from rerun_state.elements.data.given.origins import origin_of
from rerun_state.elements.data.given.plans import MOST, calmly
from rerun_state.imports import library_of

_MOST_BYTES = 32_000_000
"""Of all tables that are kept; of one, half as many at most."""


def _size(table: Any) -> int:
    is_polars = library_of(table) == "polars"
    return int(table.estimated_size() if is_polars else table.nbytes)


_tables = Memory[Any](_MOST_BYTES, _size, of_key=_MOST_BYTES // 2)


def collected(data: Any) -> Any:
    """The first rows of a plan of polars, or a dataset of Arrow, as a table of that library.

    Anything else as it is. Raises StreamlitAPIException for a dataset that Arrow cannot read.
    """
    library, name = library_of(data), type(data).__name__
    if library == "polars" and name == "LazyFrame":
        read = calmly(data, lambda: data.head(MOST).collect())
    elif library == "pyarrow" and name.endswith("Dataset"):
        check_readable(data)
        read = data.to_table
    else:
        return data
    origin = origin_of(data)
    if origin is None:
        return read()
    return _tables.recalled(origin.files, origin, read, lambda: origin.__eq__)
