"""Tables of other libraries as sources of windows, read where they are: polars, Arrow, DuckDB.

Each is told by four ways to read it, in pandas' terms; all else is the same for all of them. Plans
(a LazyFrame, a relation, a dataset) are executed for the rows that are asked for, and for the
columns that are sorted or searched, one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.frames import pandas
from rerun_state.imports import library_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Positions = np.ndarray[Any, np.dtype[np.int32]]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read."""

    rows: int
    slice: Callable[[int, int], pd.DataFrame]
    take: Callable[[Positions], pd.DataFrame]
    column: Callable[[int], pd.Series[Any]]
    constant: object = None  # what proves, being the same object, that the data are
    check: Callable[[], None] = lambda: None  # raises for data that changed their shape


class ForeignSource:
    """A table that another library holds. Its rows have no names, so they are counted."""

    def __init__(self, reading: Reading) -> None:
        self.rows = reading.rows
        self._read = reading

    def whole(self) -> pd.DataFrame:
        """All of it, as pandas."""
        return self.slice(0, self.rows)

    def slice(self, start: int, stop: int) -> pd.DataFrame:
        """The rows from one position up to another."""
        self._read.check()
        frame = self._read.slice(start, stop)
        return frame.set_axis(pandas().RangeIndex(start, start + len(frame)))

    def take(self, rows: Positions) -> pd.DataFrame:
        """The rows at these positions, in that order."""
        self._read.check()
        return self._read.take(rows).set_axis(pandas().Index(rows))

    def hold(self, columns: Sequence[int]) -> Any:
        """The data, if nobody can change them."""
        return self._read.constant

    def proves(self, held: Any) -> bool:
        """Are these the same data, which nobody can have changed?"""
        return held is not None and held is self._read.constant

    def column(self, at: int) -> pd.Series[Any]:
        """A column, or the numbers of the rows."""
        self._read.check()
        if at == 0:
            counted: pd.Series[Any] = pandas().Series(range(self.rows))
            return counted
        return self._read.column(at - 1)


def foreign_source(data: Any, refuse: Callable[[int, int], Exception]) -> ForeignSource | None:
    """The data of another library as a source; None for what cannot be read in parts.

    `refuse` is the error for a table that has another number of rows and columns now.
    """
    module, name = library_of(data), type(data).__name__
    if module == "polars" and name == "LazyFrame":
        return ForeignSource(_of_plan(data))
    if module == "polars" and name == "DataFrame":
        return ForeignSource(_of_polars(data, refuse))
    if name == "DuckDBPyRelation":
        return ForeignSource(_of_relation(data))
    if module == "pyarrow" and name.endswith("Dataset"):
        return ForeignSource(_of_dataset(data))
    if module not in ("pandas", "numpy") and hasattr(type(data), "__arrow_c_stream__"):
        table = data if module == "pyarrow" else import_module("pyarrow").table(data)
        if hasattr(table, "schema") and not _has_index(table.schema):
            return ForeignSource(_of_arrow(table))
    return None


def _has_index(schema: Any) -> bool:
    """Does it say which of its columns are pandas' index?"""
    return any(
        isinstance(each, str)
        for each in (schema.pandas_metadata or {"index_columns": ()})["index_columns"]
    )


def _of_polars(data: Any, refuse: Callable[[int, int], Exception]) -> Reading:
    shape = data.shape

    def check() -> None:
        if data.shape != shape:
            raise refuse(*data.shape)

    return Reading(
        rows=shape[0],
        slice=lambda start, stop: data.slice(start, stop - start).to_pandas(date_as_object=True),
        take=lambda rows: data[rows].to_pandas(date_as_object=True),
        column=lambda at: data.to_series(at).to_pandas(),
        check=check,
    )


def _of_plan(plan: Any) -> Reading:
    polars = import_module("polars")
    names = plan.collect_schema().names()
    return Reading(
        rows=plan.select(polars.len()).collect().item(),
        slice=lambda start, stop: (
            plan.slice(start, stop - start).collect().to_pandas(date_as_object=True)
        ),
        take=lambda rows: (
            plan.select(polars.all().gather(rows)).collect().to_pandas(date_as_object=True)
        ),
        column=lambda at: plan.select(names[at]).collect().to_series().to_pandas(),
    )


def _of_arrow(table: Any) -> Reading:
    return Reading(
        rows=table.num_rows,
        slice=lambda start, stop: table.slice(start, stop - start).to_pandas(),
        take=lambda rows: table.take(rows).to_pandas(),
        column=lambda at: table.column(at).to_pandas(),
        constant=table,
    )


_HEAD = 10_000  # rows of a dataset that are read from its beginning


def _of_dataset(dataset: Any) -> Reading:
    import numpy as np

    names = dataset.schema.names

    def slice(start: int, stop: int) -> Any:
        """A dataset looks for positions in all of its files, and for its head in the first ones."""
        if stop <= _HEAD:
            head = dataset.head(stop, batch_readahead=1, fragment_readahead=1)  # and no further
            return head.slice(start).to_pandas()
        return dataset.take(np.arange(start, stop)).to_pandas()

    return Reading(
        rows=dataset.count_rows(),
        slice=slice,
        take=lambda rows: dataset.take(rows).to_pandas(),
        column=lambda at: dataset.to_table(columns=[names[at]]).column(0).to_pandas(),
    )


_ROW = "__rerun_state_row"


def _of_relation(relation: Any) -> Reading:
    names = list(relation.columns)

    def take(rows: Positions) -> Any:
        """A relation knows no positions: its rows are counted, and those that are wanted kept."""
        counted = relation.project(f'*, row_number() over () - 1 as "{_ROW}"')
        wanted = ", ".join(map(str, rows.tolist())) or "NULL"
        found = counted.filter(f'"{_ROW}" in ({wanted})').df().set_index(_ROW)
        return found.loc[rows]

    def column(at: int) -> Any:
        quoted = names[at].replace('"', '""')
        return relation.project(f'"{quoted}"').df().iloc[:, 0]

    return Reading(
        rows=relation.aggregate("count(*)").fetchall()[0][0],
        slice=lambda start, stop: relation.limit(stop - start, offset=start).df(),
        take=take,
        column=column,
    )
