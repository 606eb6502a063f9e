"""How tables of other libraries are read, where they are: polars, Arrow, DuckDB.

Plans (a LazyFrame, a relation, a dataset) are executed for the rows that are asked for, and for the
columns that are sorted or searched, one at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.given.arrow_tables import (
    as_it_lies,
    is_counted,
    picked,
    plain_type,
    polars_to_pandas,
    to_pandas,
    travels,
)
from rerun_state.elements.data.given.dataset_rows import DatasetRows, check_readable
from rerun_state.elements.data.given.origins import of_dataset, origins_of_lazy_frame
from rerun_state.elements.data.given.pandas_tables import VALUE, copies_on_write
from rerun_state.elements.data.given.plans import calmly, is_dataset, is_lazy_frame, plan_of
from rerun_state.elements.data.sameness.written_rows import content_of, content_of_every
from rerun_state.imports import library_of
from rerun_state.patterns import pattern

if TYPE_CHECKING:
    import pandas as pd

    from rerun_state.elements.data.given.origins import Origin
    from rerun_state.elements.data.given.pandas_tables import Positions
    from rerun_state.elements.data.sameness.written_rows import Content


_STEADY = pattern(
    r"U?Int(8|16|32|64)|u?int\d+|Float\d+|float|double|Date|(Datetime|timestamp|[Dd]uration)\W.*"
)
_TEXTS = ("String", "string", "large_string")
_KINDS = {
    pattern("Boolean|bool"): "bool",
    pattern("[Nn]ull"): "empty",
    pattern("Binary|(large_)?binary"): "bytes",
    pattern(r"date\d+\W.*"): "date",
    pattern(r"Time|time\d+\W.*"): "time",
    pattern(r"Decimal\(.*|decimal\d+\(.*"): "decimal",
    pattern(r"(?s)(List|Array)\(.*|(large_|fixed_size_)?list<.*"): "list",
    pattern(r"(?s)Struct\(.*|struct<.*"): "json",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read."""

    count: Callable[[], int]
    width: int
    slice: Callable[[int, int], Any]
    take: Callable[[Positions], Any]
    column: Callable[[int], Any]  # as the library has it
    series: Callable[[Any], pd.Series[Any]] = lambda column: column  # such a column, as pandas'
    lying: Callable[[Any], Any] = lambda column: column  # and where it lies, as Arrow's or pandas'
    frame: Callable[[Any], pd.DataFrame] = lambda rows: rows  # of rows as the library has them
    content: Callable[[Any], Content | None] = lambda rows: None  # what such rows hold
    content_of_every: Callable[[int], Content | None] = lambda step: None  # of so-many-th rows
    frozen: Callable[[], Reading | None] = lambda: None  # the same of the data as they are now
    changed: Callable[[], tuple[int, int] | None] = lambda: None  # to which shape, if one can tell
    origin: Callable[[], Origin | None] = lambda: None  # of a plan that shows what it reads
    is_plan: bool = False  # is all of it executed for a few rows that stand apart?


def reading_of(data: Any, *, days: bool = True) -> Reading | None:
    """How the data of another library are read; None for what cannot be read in parts.

    Without `days` those of a table of polars are the moments in which they begin, as for an editor.
    """
    reading = _reading_of(data, days)
    if reading is None:
        return None
    calm: dict[str, Any] = {name: calmly(data, getattr(reading, name)) for name in _CALLS}
    return replace(reading, **calm)


_CALLS = (
    *("count", "slice", "take", "column", "series", "lying", "frame"),
    *("content", "content_of_every"),
)


def _reading_of(data: Any, days: bool) -> Reading | None:
    module, name = library_of(data), type(data).__name__
    if is_lazy_frame(data):
        return _of_plan(data)
    if module == "polars" and name in ("DataFrame", "Series"):
        return _of_polars(data.to_frame() if name == "Series" else data, days)
    if name == "DuckDBPyRelation":
        return _of_relation(data)
    if is_dataset(data):
        return _of_dataset(data)
    return _of_stream(data) if _is_stream(data) else None


def _is_stream(data: Any) -> bool:
    """Does it give its rows, all of them, by Arrow's protocol?"""
    offers = hasattr(type(data), "__arrow_c_stream__")
    return offers and library_of(data) not in ("pandas", "numpy") and plan_of(data) is None


def is_table_elsewhere(data: Any) -> bool:
    """Is it a table of polars or Arrow whose rows are counted?"""
    library, name = library_of(data), type(data).__name__
    if library == "polars":
        return name == "DataFrame"
    return library == "pyarrow" and name == "Table" and is_counted(data)


def kinds_of(data: Any) -> dict[int, str] | None:
    """What columns of such a table hold where some of their rows may not show it, by their places.

    None of one with columns whose parts are read in other ways than all of them: of options, and
    of what has no kind of its own.
    """
    if library_of(data) == "polars":
        types = [*map(str, data.dtypes)]
    else:
        types = [str(each) for each in data.schema.types]
    found = {at: _kind(each) for at, each in enumerate(types)}
    if any(kind is None for kind in found.values()):
        return None
    return {at: kind for at, kind in found.items() if kind}


@lru_cache(256)
def _kind(told: str) -> str | None:
    """What a column of a type holds; "" where each part of it shows that, None where none may."""
    if _STEADY.fullmatch(told) or (told in _TEXTS and copies_on_write()):  # texts since pandas 3
        return ""
    return next((kind for types, kind in _KINDS.items() if types.fullmatch(told)), None)


def _has_index(schema: Any) -> bool:
    """Does it say which of its columns are pandas' index?"""
    return any(
        isinstance(each, str)
        for each in (schema.pandas_metadata or {"index_columns": ()})["index_columns"]
    )


def _of_polars(data: Any, days: bool) -> Reading:
    shape, frame = data.shape, partial(polars_to_pandas, days=days)
    return Reading(
        count=lambda: data.height,
        width=data.width,
        slice=lambda start, stop: data.slice(start, stop - start),
        take=lambda rows: data[rows],
        frame=frame,
        content=lambda rows: content_of(rows, days=days),
        content_of_every=lambda step: content_of_every(data, step, days=days),
        column=data.to_series,
        series=lambda column: frame(column.to_frame()).iloc[:, 0],
        lying=as_it_lies,
        frozen=lambda: reading_of(data.clone(), days=days),
        changed=lambda: None if data.shape == shape else data.shape,
    )


def _of_plan(plan: Any) -> Reading:
    polars = import_module("polars")
    names = plan.collect_schema().names()
    return Reading(
        count=lambda: plan.select(polars.len()).collect().item(),
        width=len(names),
        slice=lambda start, stop: plan.slice(start, stop - start).collect(),
        take=lambda rows: plan.select(polars.all().gather(rows)).collect(),
        frame=polars_to_pandas,
        content=content_of,
        column=lambda at: plan.select(names[at]).collect().to_series(),
        series=_series_of_polars,
        lying=_read_anew,
        origin=origins_of_lazy_frame(plan),
        is_plan=True,
    )


def _series_of_polars(series: Any) -> pd.Series[Any]:
    return polars_to_pandas(series.to_frame()).iloc[:, 0]


def _read_anew(series: Any) -> Any:
    """A column of polars as Arrow's, in memory that looks alike however its parts were read."""
    return series.rechunk().to_arrow() if travels(series.dtype) else None


def _of_stream(data: Any) -> Reading | None:
    """How what Arrow knows as a table is read; None for a column, and for one with an index."""
    pa = import_module("pyarrow")
    if library_of(data) == "pyarrow" and not isinstance(data, (pa.Table, pa.RecordBatch)):
        return None
    try:
        table = data if isinstance(data, pa.Table) else pa.table(data)
    except pa.ArrowInvalid:  # a stream may be one of a column
        return None
    return None if _has_index(table.schema) else _of_arrow(table)


def _of_arrow(table: Any) -> Reading:
    return Reading(
        count=lambda: table.num_rows,
        width=table.num_columns,
        slice=lambda start, stop: table.slice(start, stop - start),
        take=lambda rows: picked(table, rows),
        frame=to_pandas,
        content=content_of,
        content_of_every=lambda step: content_of_every(table, step),
        column=table.column,
        series=_series_of_arrow,
    )


def _series_of_arrow(column: Any) -> pd.Series[Any]:
    return to_pandas(import_module("pyarrow").table({VALUE: column})).iloc[:, 0]


def _of_dataset(dataset: Any) -> Reading:
    check_readable(dataset)
    names = dataset.schema.names
    rows = DatasetRows(dataset, _as_plain(dataset))
    return Reading(
        count=dataset.count_rows,
        width=len(names),
        slice=rows.between,
        take=rows.take,
        frame=to_pandas,
        content=content_of,
        column=lambda at: dataset.to_table(columns=[names[at]]).column(0),
        series=_series_of_arrow,
        lying=lambda column: column.combine_chunks(),
        origin=lambda: of_dataset(dataset, rows.fragments),
        is_plan=True,
    )


def _as_plain(dataset: Any) -> dict[str, Any] | None:
    """How columns are read, of types that Arrow can pick rows of; None for as they are."""
    pa = import_module("pyarrow")
    kinds = {each.name: (each.type, plain_type(pa, each.type)) for each in dataset.schema}
    if all(kind == plain for kind, plain in kinds.values()):
        return None
    column = import_module("pyarrow.dataset").field
    return {
        name: column(name) if kind == plain else column(name).cast(plain, safe=False)
        for name, (kind, plain) in kinds.items()
    }


_ROW = "__rerun_state_row"


def _of_relation(relation: Any) -> Reading:

    def take(rows: Positions) -> Any:
        """A relation knows no positions: its rows are counted, and those that are wanted kept."""
        counted = relation.project(f'*, row_number() over () - 1 as "{_ROW}"')
        wanted = ", ".join(map(str, rows.tolist())) or "NULL"
        found = counted.filter(f'"{_ROW}" in ({wanted})').df().set_index(_ROW)
        return found.loc[rows]

    def column(at: int) -> Any:
        return relation.project(f"#{at + 1}").df().iloc[:, 0]  # names may repeat

    return Reading(
        count=lambda: relation.aggregate("count(*)").fetchall()[0][0],
        width=len(relation.columns),
        slice=lambda start, stop: relation.limit(stop - start, offset=start).df(),
        take=take,
        column=column,
        is_plan=True,
    )
