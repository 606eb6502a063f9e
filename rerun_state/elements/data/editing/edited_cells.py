"""The values of one column that comes of a reader's edits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib import import_module
from numbers import Number
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.editing.edits import read
from rerun_state.elements.data.encoding.cell_texts import plain_name
from rerun_state.elements.data.given.arrow_tables import taken
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    import pandas as pd

_SEEN = 1_000  # rows in which one looks for what lists hold


def edited_cells(
    series: pd.Series[Any], column: Mapping[str, Any], changes: Mapping[int, Any], new: list[Any]
) -> Any:
    """A column with other values in some rows and with new rows; nothing else is read of it."""
    put = [typed(value, column, series) for value in (*changes.values(), *new)]
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


def typed(value: Any, column: Mapping[str, Any], series: pd.Series[Any]) -> Any:
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
