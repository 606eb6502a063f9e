"""The table that comes of a reader's edits, in the form in which the data were given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from numbers import Number
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.arrow_tables import taken, told_apart
from rerun_state.elements.data.cell_texts import spelled
from rerun_state.elements.data.columnar import plain_name
from rerun_state.elements.data.columns import INDEX, column_name
from rerun_state.elements.data.edits import name_in_edits, read
from rerun_state.elements.data.frames import (
    copies_on_write,
    is_ndarray,
    names_its_rows,
    pandas,
    rows_of,
)
from rerun_state.imports import library_of

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
    others = {
        at: edited
        for at, (name, column) in enumerate(zip(names, body, strict=True))
        if (added or name in touched or _is_text(column))
        and (edited := _other(frame.iloc[:, at], name, column, edits["edited_rows"], added))
        is not None
    }
    if added and others:
        columns_of = {name: others[at].set_axis(index) for at, name in enumerate(names)}
        result = pd.DataFrame(columns_of, copy=False)
    else:
        result = frame.copy(deep=not copies_on_write())
        result.columns = _labels(tuple(names)).view()
        if index is not frame.index:
            result.index = index
        for at, series in others.items():
            result.isetitem(at, series.set_axis(index))
    if edits["deleted_rows"]:
        result = rows_of(result, import_module("numpy").flatnonzero(left(len(result), edits)))
    return result  # type: ignore[no-any-return]


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


def like(data: Any, frame: pd.DataFrame, given: Collection[str] = ()) -> Any:
    """The table in the form of `data`: a list for a list, an array for an array, and so on.

    `given` are the names of the columns that are as they are in `data`.
    """
    pd = pandas()
    module = library_of(data)
    if isinstance(data, pd.Series):
        return frame.iloc[:, 0].rename(0 if data.name is None else data.name)
    if data is None or module == "pandas":
        return frame
    if module == "numpy" and hasattr(data, "ndim"):
        if _has_plain_fields(data):
            return _of_records(data, frame)
        array = frame.to_numpy()
        if import_module("numpy").may_share_memory(array, data) or not array.flags.writeable:
            array = array.copy()
        return array[:, 0] if data.ndim == 1 and data.dtype.names is None else array
    if module in ("pyarrow", "polars"):
        return (_of_polars if module == "polars" else _of_arrow)(data, frame, given)
    if module == "xarray":
        of_rows = isinstance(data, Mapping)
        return (
            type(data).from_dataframe(frame)
            if of_rows
            else type(data).from_series(frame.iloc[:, 0])
        )
    if names_its_rows(data):
        labels, rows = frame.index.tolist(), _rows(frame)
        single = frame.shape[1] == 1
        return {at: row[0] if single else [*row] for at, row in zip(labels, rows, strict=True)}
    if isinstance(data, Mapping):
        return _mapping(data, frame)
    return _collection(data, frame)


def _has_plain_fields(array: Any) -> bool:
    """Is this an array of records whose fields are single values?"""
    fields = [array.dtype[name] for name in array.dtype.names or ()]
    return (
        is_ndarray(array)
        and any(fields)
        and all(each.isbuiltin or each.kind in "SUMm" for each in fields)
    )


def _of_records(data: Any, frame: pd.DataFrame) -> Any:
    """Records whose fields have the types that they had, or those that their values need now."""
    np = import_module("numpy")
    columns = {name: frame[name].to_numpy() for name in frame}
    kinds = [(name, _type_for(values, data.dtype[name])) for name, values in columns.items()]
    made = np.empty(len(frame), kinds)
    for name, values in columns.items():
        made[name] = values
    return made


def _type_for(values: Any, kind: Any) -> Any:
    """A type of NumPy's, if the values stay what they are in it; else the one that they have."""
    pd, np = pandas(), import_module("numpy")
    try:
        with np.errstate(invalid="ignore"):  # of fractions that no whole number is
            back = values.astype(kind).astype(values.dtype)
    except (TypeError, ValueError):
        return values.dtype
    return kind if pd.Series(back).equals(pd.Series(values)) else values.dtype


def _of_polars(data: Any, frame: pd.DataFrame, given: Collection[str]) -> Any:
    polars, name = import_module("polars"), type(data).__name__
    if name == "Series":
        made = data if given else _polars_column(frame.iloc[:, 0], data.dtype)
        return made.rename(data.name)
    is_there = name == "DataFrame"
    kinds = dict(data.collect_schema())
    made = polars.DataFrame(
        [
            data[each]
            if is_there and each in given
            else _polars_column(frame[each], kinds.get(each))
            for each in frame
        ]
    )
    return made.lazy() if name == "LazyFrame" else made


def _of_arrow(data: Any, frame: pd.DataFrame, given: Collection[str]) -> Any:
    pyarrow = import_module("pyarrow")
    if type(data).__name__.endswith("Array"):
        is_one = isinstance(data, pyarrow.Array)
        return data if is_one and given else pyarrow.Array.from_pandas(frame.iloc[:, 0])
    schema = getattr(data, "schema", ())
    is_there = isinstance(data, (pyarrow.Table, pyarrow.RecordBatch))
    names = told_apart(each.name for each in schema)
    places: dict[Any, int] = {name: at for at, name in enumerate(names)}
    kinds: dict[Any, Any] = {n: each.type for n, each in zip(names, schema, strict=True)}
    return pyarrow.table(
        {
            name: data.column(places[name])
            if is_there and name in given
            else _arrow_column(frame[name], kinds.get(name))
            for name in frame
        }
    )


def _polars_column(series: Any, kind: Any) -> Any:
    """A column as polars has it: of the type that it had, unless that would change a value."""
    polars = import_module("polars")
    try:
        made = polars.from_pandas(series)
    except (polars.exceptions.PolarsError, import_module("pyarrow").ArrowException, OverflowError):
        return polars.Series(series.name, plain(series), dtype=kind)  # which Arrow does not have
    try:
        cast = made if kind is None else made.cast(kind)
        return cast if cast.cast(made.dtype).equals(made) else made
    except polars.exceptions.PolarsError:
        return made


def _arrow_column(series: Any, kind: Any) -> Any:
    """A column as Arrow has it: of the type that it had, or of one that its values have now."""
    pa = import_module("pyarrow")
    for made in (kind, None):
        try:
            return pa.Array.from_pandas(series, type=made)
        except (pa.ArrowException, TypeError, ValueError):  # says Arrow, in many ways
            continue
    return pa.Array.from_pandas(spelled(series))


def _mapping(data: Mapping[Any, Any], frame: pd.DataFrame) -> Any:
    values = list(data.values())
    if values and isinstance(values[0], Mapping):
        labels = frame.index.tolist()
        return {name: dict(zip(labels, plain(frame[name]), strict=True)) for name in frame}
    if values and isinstance(values[0], pandas().Series):
        return {name: frame[name] for name in frame}
    if len(frame.columns) == 1 and list(frame.columns) == ["value"] and "value" not in data:
        return dict(zip(frame.index.tolist(), plain(frame["value"]), strict=True))
    return {name: plain(frame[name]) for name in frame}


def _collection(data: Any, frame: pd.DataFrame) -> Any:
    if not len(frame.columns) and isinstance(data, (tuple, set, frozenset)):
        return set() if isinstance(data, (set, frozenset)) else ()
    first = next(iter(data), None) if isinstance(data, (list, tuple)) else None
    if isinstance(first, Mapping):
        return [dict(zip(frame, row, strict=True)) for row in _rows(frame)]
    if len(frame.columns) == 1 and list(frame.columns) == ["value"] and not isinstance(first, list):
        values = plain(frame["value"])
        if isinstance(data, (set, frozenset)):
            return set(values)
        return tuple(values) if isinstance(data, tuple) else values
    return [list(row) for row in _rows(frame)]


def _rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    columns = [plain(frame.iloc[:, at]) for at in range(frame.shape[1])]
    return list(zip(*columns, strict=True))


def plain(series: Any) -> list[Any]:
    """The values as Python has them, None for missing ones."""
    nulls = series.isna().tolist()
    return [None if null else v for v, null in zip(series.tolist(), nulls, strict=True)]
