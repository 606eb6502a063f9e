"""The table that comes of a reader's edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.columns.columns import column_name
from rerun_state.elements.data.editing.edited_cells import edited_cells
from rerun_state.elements.data.editing.edited_labels import counting_on, edited_labels
from rerun_state.elements.data.editing.edits import name_in_edits
from rerun_state.elements.data.encoding.cell_texts import spelled
from rerun_state.elements.data.given.pandas_tables import (
    arrays,
    columns_at,
    copies_on_write,
    rows_of,
)
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    import pandas as pd


def apply(
    frame: pd.DataFrame, columns: Sequence[Mapping[str, Any]], edits: Mapping[str, Any]
) -> pd.DataFrame:
    """A new table: `frame` with the edits. Its columns have texts for names.

    A column of mixed values or of dictionaries comes as the texts that the reader sees.
    """
    body = [column for column in columns if not column.get("index")]
    names = [column_name(column) for column in body]
    index, added = edited_labels(frame.index, columns, edits)
    touched = {name for cells in edits["edited_rows"].values() for name in cells}
    touched |= {name for row in added for name, value in row.items() if value is not None}
    concerned = {at for at, name in enumerate(names) if name in touched}
    concerned |= _remade(frame, body, added=bool(added))
    others = {
        at: edited.set_axis(index)
        for at, series in columns_at(frame, concerned)
        if (edited := _other(series, names[at], body[at], edits["edited_rows"], added)) is not None
    }
    result = _with_others(frame, names, index, others)
    if edits["deleted_rows"]:
        result = rows_of(result, import_module("numpy").flatnonzero(left(len(result), edits)))
    return result


def _with_others(
    frame: pd.DataFrame, names: Sequence[str], index: Any, others: Mapping[int, Any]
) -> pd.DataFrame:
    """The table under these names with others in the place of some columns, and new rows."""
    added = len(index) - len(frame)
    if added and names and len(others) == len(names):
        columns = {name: others[at] for at, name in enumerate(names)}
        return pandas().DataFrame(columns, copy=False)  # type: ignore[no-any-return]
    deep = not copies_on_write()
    result = _with_gaps(frame, added) if added and names else frame.copy(deep=deep)
    result.columns = _labels(tuple(names)).view()
    if index is not frame.index:
        result.index = index
    for at, series in others.items():
        result.isetitem(at, series)
    return result


def _remade(frame: pd.DataFrame, body: Sequence[Mapping[str, Any]], *, added: bool) -> set[int]:
    """The columns that are made anew though nothing is written into them, by their places."""
    texts = {at for at, column in enumerate(body) if _is_text(column)}
    if not (texts or added):
        return texts
    dtypes, is_done = [each.dtype for each in arrays(frame)], pandas().StringDtype
    remade = {at for at in texts if not isinstance(dtypes[at], is_done)}
    return remade | {at for at, dtype in enumerate(dtypes) if added and not _has_gaps(dtype)}


def _with_gaps(frame: pd.DataFrame, rows: int) -> pd.DataFrame:
    """The table with so many more rows, in which nothing stands; of many columns at once."""
    counted = pandas().RangeIndex
    return frame.set_axis(counted(len(frame))).reindex(counted(len(frame) + rows))


def _has_gaps(dtype: Any) -> bool:
    """Is a value missing in such a column as pandas leaves it out: neither as None nor Arrow's?"""
    if library_of(dtype) == "numpy":
        return dtype.kind in "iufmM"
    pd = pandas()
    if isinstance(dtype, (pd.ArrowDtype, pd.SparseDtype)):
        return False
    named = (pd.StringDtype, pd.CategoricalDtype, pd.DatetimeTZDtype)
    return isinstance(dtype, named) or dtype.kind in "biuf"


@lru_cache(64)
def _labels(names: tuple[str, ...]) -> Any:
    """Names as pandas has them, which takes its time. Each table is to have a view of its own."""
    return pandas().Index(names)


def untouched(columns: Sequence[Mapping[str, Any]], edits: Mapping[str, Any]) -> frozenset[str]:
    """The names of the columns that come as they were given."""
    if edits["added_rows"] or edits["deleted_rows"]:
        return frozenset()
    body = [each for each in columns if not (each.get("index") or _is_text(each))]
    touched = {name for cells in edits["edited_rows"].values() for name in cells}
    return frozenset(map(column_name, body)) - touched


def _other(
    series: pd.Series[Any],
    name: str,
    column: Mapping[str, Any],
    edited: Mapping[int, Mapping[str, Any]],
    added: Sequence[Mapping[str, Any]],
) -> Any:
    """A column; None where it is as it was."""
    changes = {row: cells[name] for row, cells in edited.items() if name in cells}
    new = [row.get(name) for row in added]
    read = spelled(series) if _is_text(column) else series
    if changes or new:
        return edited_cells(read, column, changes, new)
    return None if read is series else read


def _is_text(column: Mapping[str, Any]) -> bool:
    """Does it come as the texts that the reader sees?"""
    return bool(column.get("mixed") or column["type"] == "json")


def left(rows: int, edits: Mapping[str, Any]) -> Any:
    """Which of so many rows are not deleted, as an array of truth values."""
    import numpy as np

    kept = np.ones(rows, bool)
    kept[edits["deleted_rows"]] = False
    return kept


def edited_column(
    series: pd.Series[Any], column: Mapping[str, Any], edits: Mapping[str, Any]
) -> pd.Series[Any]:
    """One column, or the index, of the table with the edits: all rows, new ones at the end."""
    name, added = name_in_edits(column), edits["added_rows"]
    if column["enc"] == "range":
        start, step = column["range"]
        following = counting_on(start, step, len(series), edits["deleted_rows"])
        labels = [*islice(following, len(added))]
        return pandas().Series([*series, *labels]) if labels else series
    changes = {row: cells[name] for row, cells in edits["edited_rows"].items() if name in cells}
    new = [row.get(name) for row in added]
    if not changes and not new:
        return series
    return edited_cells(series, column, changes, new)  # type: ignore[no-any-return]
