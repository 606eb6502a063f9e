"""Tables of other libraries as sources of windows, read where they are: polars, Arrow, DuckDB.

Each is told by a few ways to read it, in pandas' terms; all else is the same for all of them. Plans
(a LazyFrame, a relation, a dataset) are executed for the rows that are asked for, and for the
columns that are sorted or searched, one at a time.

A plan that reads what another one did (`origins` tells) has the same rows. Of others, which may
read anything, the columns that were sorted or searched are read again in the next run, and compared
with marks of what they were; where reading took long, that is left to whoever looks again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from rerun_state.elements.data.arrow_tables import (
    as_it_lies,
    picked,
    plain_type,
    polars_to_pandas,
    to_pandas,
    travels,
    written,
)
from rerun_state.elements.data.dataset_rows import DatasetRows, check_readable
from rerun_state.elements.data.frames import VALUE, pandas
from rerun_state.elements.data.held import Held, hold, mark
from rerun_state.elements.data.origins import of_dataset, of_lazy_frame
from rerun_state.elements.data.plans import MOST, native, plan_of, reads_anywhere
from rerun_state.elements.data.remembered import remembered, remembered_as
from rerun_state.imports import library_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from rerun_state.elements.data.columnar import Columnar

    Positions = np.ndarray[Any, np.dtype[np.int32]]

_QUICK = 0.05
"""Seconds that one reading of a plan may take for a run to do it again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read."""

    count: Callable[[], int]
    width: int
    slice: Callable[[int, int], Any]
    take: Callable[[Positions], Any]
    column: Callable[[int], Any]  # as the library has it
    series: Callable[[Any], pd.Series[Any]] = lambda column: column  # of such a column
    lying: Callable[[Any], Any] = lambda column: (
        column
    )  # such a column in Arrow's or pandas' memory
    frame: Callable[[Any], pd.DataFrame] = lambda rows: rows  # of rows as the library has them
    content: Callable[[Any], tuple[Any, bytes] | None] = lambda rows: None  # of such, to the last
    frozen: Callable[[], Reading | None] = lambda: None  # the same of the data as they are now
    changed: Callable[[], tuple[int, int] | None] = lambda: None  # to which shape, if one can tell
    origin: Callable[[], Any] = lambda: None  # what shows that a plan reads what another one did
    is_plan: bool = False  # is all of it executed for a few rows that stand apart?


Refuse = Callable[..., Exception]


class Columns(Protocol):
    """The columns of a table, one at a time."""

    rows: int

    def column(self, at: int) -> pd.Series[Any]:
        """A column, or a level of the index."""


class ForeignSource:
    """A table that another library holds. Its rows have no names, so they are counted.

    Of a plan it is seen only in what it gives whether there are as many rows as there were.
    """

    def __init__(self, reading: Reading, refuse: Refuse, *, anywhere: bool = True) -> None:
        self.rows, self.width = reading.count(), reading.width
        self.anywhere = anywhere
        self._read = reading
        self._refuse = refuse
        self._took = 0.0  # the longest reading

    def whole(self) -> pd.DataFrame:
        """All of it, as pandas."""
        return self.slice(0, self.rows)

    def slice(self, start: int, stop: int) -> pd.DataFrame:
        """The rows from one position up to another."""
        return self._numbered(self._slice(start, stop), self._range(start, stop))

    def take(self, rows: Positions) -> pd.DataFrame:
        """The rows at these positions, in that order."""
        return self._numbered(self._take(rows), rows)

    def encoded(self, start: int, stop: int) -> Columnar:
        """The rows from one position up to another, as they are sent."""
        return self._encoded(self._slice(start, stop), self._range(start, stop))

    def encoded_at(self, rows: Positions) -> Columnar:
        """The rows at these positions, in that order, as they are sent."""
        return self._encoded(self._take(rows), rows)

    def sample(self, step: int) -> Columnar | None:
        """Every so-many-th row; None of a plan."""
        import numpy as np

        if self._read.is_plan:
            return None
        rows = np.arange(0, self.rows, step, dtype=np.int32)
        return self._encoded(self._take(rows), range(0, self.rows, step))

    def _encoded(self, found: Any, rows: range | Positions) -> Columnar:
        """Rows as the library has them; nothing is made of those that are known."""
        content = self._read.content(found)
        if content is None:
            return remembered(self._numbered(found, rows))
        kind, told = content
        places = rows if isinstance(rows, range) else rows.tobytes()
        return remembered_as((kind, places), told, lambda: self._numbered(found, rows))

    def _numbered(self, found: Any, rows: Any) -> pd.DataFrame:
        """Those rows as pandas has them, with their numbers."""
        pd = pandas()
        numbers = pd.RangeIndex(rows) if isinstance(rows, range) else pd.Index(rows)
        return self._read.frame(found).set_axis(numbers)

    def _slice(self, start: int, stop: int) -> Any:
        return self._rows(len(self._range(start, stop)), lambda: self._read.slice(start, stop))

    def _take(self, rows: Positions) -> Any:
        return self._rows(len(rows), lambda: self._read.take(rows))

    def _range(self, start: int, stop: int) -> range:
        return range(min(start, self.rows), min(stop, self.rows))

    def frozen(self) -> ForeignSource | None:
        """The data as they are now, whose memory is shared until somebody writes into it."""
        self._check()
        reading = self._read.frozen()
        return None if reading is None else ForeignSource(reading, self._refuse)

    @property
    def slow(self) -> bool:
        """Would a run be held up by reading again what was read?"""
        return self._read.is_plan and self._took > _QUICK

    @cached_property
    def origin(self) -> Any:
        """What shows that a plan reads what another one did; None if nothing does."""
        return self._read.origin()

    def watched(self, columns: Sequence[int]) -> tuple[Columns, Callable[[], Any]]:
        """The columns to read, and what proves later that they are as they were then."""
        if self._read.is_plan:
            plan = _Watched(self, self._read)
            return plan, lambda: plan.marks(columns)
        held = self._hold(columns)
        return self, lambda: held

    def renewed(self, columns: Sequence[int], held: Any) -> Any:
        """The same of these columns, if they are what was held; else None."""
        if isinstance(held, _Marks):
            return held if all(each.are([self.lying(at)]) for at, each in held.columns) else None
        found = self._all_lying(columns)
        return None if found is None or not isinstance(held, Held) else held.renewed(found)

    def _hold(self, columns: Sequence[int]) -> Held | None:
        found = self._all_lying(columns)
        return None if found is None else hold(found)

    def _all_lying(self, columns: Sequence[int]) -> list[Any] | None:
        """Columns as they lie in memory, but for the numbers of the rows."""
        self._check()
        found = [self.lying(at) for at in columns if at > 0]
        return None if any(each is None for each in found) else found

    def column(self, at: int) -> pd.Series[Any]:
        """A column, or the numbers of the rows."""
        if at == 0:
            return self._rows(self.rows, lambda: pandas().Series(range(self.rows)))  # type: ignore[no-any-return]
        return self._read.series(self.native(at))

    def lying(self, at: int) -> Any:
        """A column as it lies in memory; None if neither Arrow nor pandas has it in one piece."""
        return self._read.lying(self.native(at))

    def native(self, at: int) -> Any:
        """A column as its library has it."""
        return self._rows(self.rows, lambda: self._read.column(at - 1))

    def _rows(self, count: int, read: Callable[[], Any]) -> Any:
        """So many rows; an error that says so if they are gone, or others have come."""
        self._check()
        began = perf_counter()
        try:
            found = read()
        except Exception as error:  # whatever a library says of rows that are gone
            if self._read.count() != self.rows:
                raise self._refuse() from error
            raise
        if len(found) != count:
            raise self._refuse()
        self._took = max(self._took, perf_counter() - began)
        return found

    def _check(self) -> None:
        shape = self._read.changed()
        if shape is not None:
            raise self._refuse(*shape)


@dataclass(frozen=True, slots=True)
class _Marks:
    """Columns of a plan, each with a mark of what it was."""

    columns: tuple[tuple[int, Held], ...]


class _Watched:
    """The columns of a plan while one arranges them; they are marked as they are read."""

    def __init__(self, source: ForeignSource, reading: Reading) -> None:
        self.rows = source.rows
        self._source = source
        self._reading = reading
        self._marks: dict[int, Held | None] = {}

    def column(self, at: int) -> pd.Series[Any]:
        """A column, or the numbers of the rows."""
        if at == 0:
            return self._source.column(at)
        native = self._source.native(at)
        if at not in self._marks:  # what differs later from the first reading is told
            lying = self._reading.lying(native)
            self._marks[at] = None if lying is None else mark([lying])
        return self._reading.series(native)

    def marks(self, columns: Iterable[int]) -> _Marks | None:
        """Of these columns; None if one has none."""
        found = [(at, self._marks.get(at)) for at in set(columns) if at > 0]
        known = tuple((at, held) for at, held in found if held is not None)
        return _Marks(known) if len(known) == len(found) else None


def foreign_source(data: Any, refuse: Refuse) -> ForeignSource | None:
    """The data of another library as a source; None for what cannot be read in parts.

    `refuse` is the error for a table that has another number of rows and columns now, or of which
    it is known only that it has.
    """
    data = native(data)
    module, name = library_of(data), type(data).__name__
    reading: Reading | None = None
    if module == "polars" and name == "LazyFrame":
        reading = _of_plan(data)
    elif module == "polars" and name in ("DataFrame", "Series"):
        reading = _of_polars(data.to_frame() if name == "Series" else data)
    elif name == "DuckDBPyRelation":
        reading = _of_relation(data)
    elif module == "pyarrow" and name.endswith("Dataset"):
        reading = _of_dataset(data)
    elif _is_stream(data):
        reading = _of_stream(data)
    if reading is None:
        return None
    return ForeignSource(reading, refuse, anywhere=reads_anywhere(data))


def _is_stream(data: Any) -> bool:
    """Does it give its rows, all of them, by Arrow's protocol?"""
    offers = hasattr(type(data), "__arrow_c_stream__")
    return offers and library_of(data) not in ("pandas", "numpy") and plan_of(data) is None


def content_of(rows: Any) -> tuple[Any, bytes] | None:
    """What a table of polars or of Arrow is and holds, to the last value.

    None of any other, and of one that has more rows than are sent at once.
    """
    library, name = library_of(rows), type(rows).__name__
    if name not in ("DataFrame", "Table") or len(rows) > MOST:
        return None
    if library == "polars":
        types = tuple(rows.dtypes)
        told = written(rows.to_arrow()) if all(map(travels, types)) else None
    elif library == "pyarrow":
        types, told = (), written(rows)
    else:
        return None
    return None if told is None else ((library, len(rows), types), told)


def _has_index(schema: Any) -> bool:
    """Does it say which of its columns are pandas' index?"""
    return any(
        isinstance(each, str)
        for each in (schema.pandas_metadata or {"index_columns": ()})["index_columns"]
    )


def _of_polars(data: Any) -> Reading:
    shape = data.shape
    return Reading(
        count=lambda: data.height,
        width=data.width,
        slice=lambda start, stop: data.slice(start, stop - start),
        take=lambda rows: data[rows],
        frame=polars_to_pandas,
        content=content_of,
        column=data.to_series,
        series=_series_of_polars,
        lying=as_it_lies,
        frozen=lambda: _of_polars(data.clone()),
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
        origin=lambda: of_lazy_frame(plan),
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
