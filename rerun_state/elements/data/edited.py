"""The table that comes of a reader's edits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from numbers import Number
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.arrow_tables import taken
from rerun_state.elements.data.cell_texts import plain_name, spelled
from rerun_state.elements.data.columns import INDEX, column_name
from rerun_state.elements.data.edits import name_in_edits, read
from rerun_state.elements.data.pandas_tables import columns_at, copies_on_write, rows_of
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    import pandas as pd

_SEEN = 1_000  # rows in which one looks for what lists hold


def apply(
    frame: pd.DataFrame, columns: Sequence[Mapping[str, Any]], edits: Mapping[str, Any]
) -> pd.DataFrame:
    """A new table: `frame` with the edits. Its columns have texts for names.

    A column of mixed values or of dictionaries comes as the texts that the reader sees.
    """
    pd = pandas()
    body = [column for column in columns if not column.get("index")]
    names = [column_name(column) for column in body]
    labels = _relabelled(frame.index, columns, edits["edited_rows"])
    kept = labels.delete(edits["deleted_rows"]) if edits["deleted_rows"] else labels
    new = _new_labels(kept, columns, edits["added_rows"])
    added = [row for row, label in zip(edits["added_rows"], new, strict=True) if label is not None]
    index = _longer(labels, columns, [label for label in new if label is not None])
    touched = {name for cells in edits["edited_rows"].values() for name in cells}
    touched |= {name for row in added for name, value in row.items() if value is not None}
    concerned = {
        at
        for at, (name, column, dtype) in enumerate(zip(names, body, frame.dtypes, strict=True))
        if name in touched
        or (_is_text(column) and not isinstance(dtype, pd.StringDtype))
        or (added and not _has_gaps(dtype))
    }
    others = {
        at: edited.set_axis(index)
        for at, series in columns_at(frame, concerned)
        if (edited := _other(series, names[at], body[at], edits["edited_rows"], added)) is not None
    }
    if added and names and len(others) == len(names):
        columns_of = {name: others[at] for at, name in enumerate(names)}
        result = pd.DataFrame(columns_of, copy=False)
    else:
        if added and names:
            result = _with_gaps(frame, len(added))
        else:
            result = frame.copy(deep=not copies_on_write())
        result.columns = _labels(tuple(names)).view()
        if index is not frame.index:
            result.index = index
        for at, series in others.items():
            result.isetitem(at, series)
    if edits["deleted_rows"]:
        result = rows_of(result, import_module("numpy").flatnonzero(left(len(result), edits)))
    return result  # type: ignore[no-any-return]


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
        return _edited(read, column, changes, new)
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
        return pandas().Series(range(len(series) + len(added)))  # type: ignore[no-any-return]
    changes = {row: cells[name] for row, cells in edits["edited_rows"].items() if name in cells}
    new = [row.get(name) for row in added]
    if not changes and not new:
        return series
    return _edited(series, column, changes, new)  # type: ignore[no-any-return]


def _edited(
    series: pd.Series[Any], column: Mapping[str, Any], changes: Mapping[int, Any], new: list[Any]
) -> Any:
    """A column with other values in some rows and with new rows; nothing else is read of it."""
    put = [_typed(value, column, series) for value in (*changes.values(), *new)]
    missing = any(value is None for value in (*changes.values(), *new))
    dtype: Any = series.dtype
    if missing and library_of(dtype) == "numpy":  # of which numbers and flags cannot be missing
        dtype = {"i": "float64", "u": "float64", "b": object, "S": object}.get(dtype.kind, dtype)
    place = _placed_in_arrow if isinstance(dtype, pandas().ArrowDtype) else _placed
    try:
        return place(series, dtype, list(changes), put)
    except (ValueError, TypeError, OverflowError, NotImplementedError):
        # Mixed values, none before, or too narrow a type.
        values = series.tolist()
        for row, value in zip(changes, put, strict=False):
            values[row] = value
        return pandas().Series(values + put[len(changes) :]).infer_objects()


def _placed(series: pd.Series[Any], dtype: Any, rows: list[int], values: list[Any]) -> Any:
    """A column with values of that type in some rows, and with those that are left at its end."""
    pd = pandas()
    given = pd.Series(values, dtype=dtype)
    array: Any = series.astype(dtype).array.copy()
    array[rows] = given.array[: len(rows)]
    made = pd.Series(array, dtype=dtype)
    return made if len(rows) == len(values) else pd.concat([made, given[len(rows) :]])


def _placed_in_arrow(series: pd.Series[Any], dtype: Any, rows: list[int], values: list[Any]) -> Any:
    """The same of a type of Arrow's: pandas writes beside the cell where it has a dictionary."""
    import numpy as np

    pd, pa = pandas(), import_module("pyarrow")
    lying, given = (pd.array(each, dtype=dtype).__arrow_array__() for each in (series, values))
    parts = [part for each in (lying, given) for part in getattr(each, "chunks", [each])]
    order = np.arange(len(series) + len(values) - len(rows))
    order[rows] = len(series) + np.arange(len(rows))
    order[len(series) :] += len(rows)
    made = taken(pa.chunked_array(parts, dtype.pyarrow_dtype).unify_dictionaries(), order)
    return pd.Series(pd.array(made, dtype=dtype))


def _typed(value: Any, column: Mapping[str, Any], series: pd.Series[Any]) -> Any:
    if value is None:
        return None
    kind, dtype = column["type"], series.dtype
    parsed = read(value, kind)
    if kind == "category":
        named = {plain_name(each): each for each in getattr(dtype, "categories", ())}
        return named.get(parsed, parsed)
    if kind == "list":
        return _like_others(parsed, series)
    if isinstance(parsed, dt.datetime):
        stamp = pandas().Timestamp(parsed)
        zone = getattr(dtype, "tz", None) or column.get("tz")
        if zone is None:
            return stamp.tz_localize(None)
        if stamp.tz is not None:
            return stamp.tz_convert(zone)
        # Where clocks are put back an hour comes twice, and the first is meant; one may be missing.
        return stamp.tz_localize(zone, ambiguous=True, nonexistent="shift_forward")
    return parsed


def _like_others(entries: list[Any], series: pd.Series[Any]) -> list[Any]:
    """What was typed as a list, which is texts, as numbers if the lists beside it hold these."""
    is_list = pandas().api.types.is_list_like
    others = next((each for each in series.iloc[:_SEEN] if is_list(each) and len(each)), ())
    if not len(others) or not all(isinstance(each, Number) for each in others):
        return entries
    try:
        return [_number(each) if isinstance(each, str) else each for each in entries]
    except ValueError:
        return entries


def _number(text: str) -> float:
    """A whole number as such."""
    try:
        return int(text)
    except ValueError:
        return float(text)


def _relabelled(
    index: pd.Index[Any],
    columns: Sequence[Mapping[str, Any]],
    edited: Mapping[int, Mapping[str, Any]],
) -> Any:
    """The index with its edits; numbers that only count the rows stay."""
    changes = {row: cells[INDEX] for row, cells in edited.items() if INDEX in cells}
    if not changes or isinstance(index, pandas().RangeIndex):
        return index
    return _index(index, columns, changes, [])


def _new_labels(
    index: Any,
    columns: Sequence[Mapping[str, Any]],
    added: Sequence[Mapping[str, Any]],
) -> list[Any]:
    """The label of each new row beside those that are left; None for a row that cannot have one.

    Whole numbers count on if the reader gives none. No label is given twice.
    """
    pd = pandas()
    counted = isinstance(index, pd.RangeIndex)
    step = index.step if counted else 1
    after = None
    if counted:
        after = index.stop
    elif pd.api.types.is_integer_dtype(index.dtype):
        after = int(index.max()) + 1 if len(index) else 0
    labels: list[Any] = []
    taken = set()
    for row in added:
        label = None if counted else row.get(INDEX)
        if label is not None:
            told = _typed(label, _head(columns), index.to_series())
            label = None if told in taken or told in index else label
            taken.add(told)
        elif after is not None:
            label, after = after, after + step
        labels.append(label)
    return labels


def _longer(index: Any, columns: Sequence[Mapping[str, Any]], labels: list[Any]) -> Any:
    """The index with the labels of new rows at its end."""
    pd = pandas()
    if not labels:
        return index
    if isinstance(index, pd.RangeIndex):
        if labels[0] == index.stop:
            stop = index.stop + index.step * len(labels)
            return pd.RangeIndex(index.start, stop, index.step, name=index.name)
        return index.append(pd.Index(labels)).rename(index.name)
    return _index(index, columns, {}, labels)


def _index(
    index: pd.Index[Any],
    columns: Sequence[Mapping[str, Any]],
    changes: Mapping[int, Any],
    labels: list[Any],
) -> Any:
    """The index with other labels in some rows and more of them at its end."""
    series = _edited(index.to_series(), _head(columns), changes, labels)
    return pandas().Index(series, name=index.name)


def _head(columns: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The column of the index."""
    return next(column for column in columns if column.get("index"))
