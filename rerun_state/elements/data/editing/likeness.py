"""A table in the form in which data were given: a list for a list, an array for an array.

Columns of other libraries keep the types that they had, unless their values need others now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.encoding.cell_texts import spelled
from rerun_state.elements.data.given.arrow_tables import taken, told_apart
from rerun_state.elements.data.given.makes import is_ndarray, names_its_rows
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    import pandas as pd


def like(data: Any, frame: pd.DataFrame, given: Collection[str] = ()) -> Any:
    """The table in the form of `data`.

    `given` are the names of the columns that are as they are in `data`.
    """
    module = library_of(data)
    if isinstance(data, pandas().Series):
        return frame.iloc[:, 0].rename(0 if data.name is None else data.name)
    if data is None or module == "pandas":
        return frame
    if module == "numpy" and hasattr(data, "ndim"):
        return _of_numpy(data, frame)
    if module in ("pyarrow", "polars"):
        return (_of_polars if module == "polars" else _of_arrow)(data, frame, given)
    if module == "xarray":
        return _of_xarray(data, frame)
    if names_its_rows(data):
        return _named_rows(frame)
    return _mapping(data, frame) if isinstance(data, Mapping) else _collection(data, frame)


def part(data: Any, names: Sequence[Any], wanted: Collection[Any]) -> Any:
    """Those columns of a table of polars or Arrow, in their order; `names` are all that it has."""
    if library_of(data) == "polars":
        return data.select([name for name in names if name in wanted])
    return data.rename_columns(names).select([name for name in names if name in wanted])


def beside(data: Any, names: Iterable[Any], frame: Any, kept: Any, added: int) -> Any:
    """A table of polars or Arrow with the columns of pandas' table `frame`, and its own beside.

    Of the latter those rows are there which are `kept`, None for all of them; in as many at the end
    as are `added` nothing stands.
    """
    own = _own_of_polars if library_of(data) == "polars" else _own_of_arrow
    made = {
        name: own(data, at, kept, added)
        if name not in frame
        else _column_like(data, at, frame[name])
        for at, name in enumerate(names)
    }
    if library_of(data) == "polars":
        return import_module("polars").DataFrame(made)
    return import_module("pyarrow").table(made)


def _own_of_polars(data: Any, at: int, kept: Any, added: int) -> Any:
    series = data.to_series(at)
    longer = series.extend_constant(None, added) if added else series
    return longer if kept is None else longer.filter(import_module("polars").Series(kept))


def _own_of_arrow(data: Any, at: int, kept: Any, added: int) -> Any:
    pa, column = import_module("pyarrow"), data.column(at)
    if added:
        column = pa.chunked_array([*column.chunks, pa.nulls(added, column.type)])
    return column if kept is None else taken(column, import_module("numpy").flatnonzero(kept))


def _column_like(data: Any, at: int, series: pd.Series[Any]) -> Any:
    """A column of pandas' as the library has it whose table holds one of its type there."""
    if library_of(data) == "polars":
        return _polars_column(series, data.dtypes[at])
    return _arrow_column(series, data.schema.types[at])


def _of_numpy(data: Any, frame: pd.DataFrame) -> Any:
    """An array into which may be written, and that is not in the memory of the one before."""
    if _has_plain_fields(data):
        return _of_records(data, frame)
    array = frame.to_numpy()
    if import_module("numpy").may_share_memory(array, data) or not array.flags.writeable:
        array = array.copy()
    return array[:, 0] if data.ndim == 1 and data.dtype.names is None else array


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


def _of_xarray(data: Any, frame: pd.DataFrame) -> Any:
    kind: Any = type(data)
    of_rows = isinstance(data, Mapping)
    return kind.from_dataframe(frame) if of_rows else kind.from_series(frame.iloc[:, 0])


def _of_polars(data: Any, frame: Any, given: Collection[str]) -> Any:
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


def _of_arrow(data: Any, frame: Any, given: Collection[str]) -> Any:
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


def _named_rows(frame: pd.DataFrame) -> dict[Any, Any]:
    single = frame.shape[1] == 1
    rows = zip(frame.index.tolist(), _rows(frame), strict=True)
    return {label: row[0] if single else [*row] for label, row in rows}


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
