"""Plans as tables that are there, executed no more than they have to be.

Those over files once, until one of these is written; others once a run, if they are short.
"""

from __future__ import annotations

from typing import Any

from cachetools import LRUCache

from rerun_state.elements.base.memory import Memory
from rerun_state.elements.data.given.dataset_rows import check_readable
from rerun_state.elements.data.given.origins import origin_of
from rerun_state.elements.data.given.plans import MOST, calmly, is_dataset, is_lazy_frame
from rerun_state.imports import library_of
from rerun_state.patterns import pattern

_MOST_BYTES = 32_000_000
"""Of all tables that are kept; of one, half as many at most."""


def _size(table: Any) -> int:
    is_polars = library_of(table) == "polars"
    return int(table.estimated_size() if is_polars else table.nbytes)


_tables = Memory[Any](_MOST_BYTES, _size, of_key=_MOST_BYTES // 2)


def collected(data: Any, most: int = MOST) -> Any:
    """The first rows of a plan of polars, or a dataset of Arrow, as a table of that library.

    Anything else as it is. Raises StreamlitAPIException for a dataset that Arrow cannot read.
    """
    if is_lazy_frame(data):
        read = calmly(data, lambda: data.head(most).collect())
    elif is_dataset(data):
        check_readable(data)
        read = data.to_table
    else:
        return data
    origin = origin_of(data)
    if origin is None:
        return read()
    return _tables.recalled((origin.files, most), origin, read, lambda: origin.__eq__)


_short = LRUCache[str, bool](64)
"""What plans say that had no more rows than are sent at once."""
_MADE_UP = pattern(r"[0-9a-f]{8,}(_\d+)?")
"""In names that DuckDB gives to what is no table of its own, others each time."""


def rows_ahead(plan: Any) -> Any:
    """All rows of a plan, if one that said the same was short; None where they have to be counted.

    To be counted, a plan is executed: one that makes little of much takes as long for that as for
    its rows. Of one that is long, or that nobody has seen yet, so many rows are not asked for.
    """
    said = _said(plan)
    if said is None or said not in _short:
        return None
    rows = collected(plan, MOST + 1) if is_lazy_frame(plan) else plan.limit(MOST + 1).df()
    if len(rows) <= MOST:
        return rows
    del _short[said]
    return None


def note_short(plan: Any) -> None:
    """A plan had no more rows than are sent at once."""
    if (said := _said(plan)) is not None:
        _short[said] = True


def _said(plan: Any) -> str | None:
    """A plan as a text; None of what is no plan."""
    if is_lazy_frame(plan):
        return calmly(plan, lambda: str(plan.explain(optimized=False)))()
    if type(plan).__name__ == "DuckDBPyRelation":
        return _MADE_UP.sub("", plan.sql_query())
    return None
