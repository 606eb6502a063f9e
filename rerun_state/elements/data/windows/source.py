"""A table as a source of windows: some of its rows, in any order, never the whole.

What a source reads is a pandas table of the rows that were asked for, whatever the data are made
of. Positions are those in the data. Columns are counted with the levels of the index first, as they
are sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from rerun_state.elements.data.given.frames import over_array
from rerun_state.elements.data.given.makes import is_ndarray, is_styler
from rerun_state.elements.data.given.pandas_tables import (
    as_pandas_has_it,
    copies_on_write,
    is_objects,
    rows_of,
)
from rerun_state.elements.data.sameness.held import Held, hold
from rerun_state.elements.data.sameness.remembered import remembered, remembered_every
from rerun_state.elements.data.sameness.witness import is_unchangeable
from rerun_state.elements.data.windows.foreign import Columns, ForeignSource, foreign_source
from rerun_state.errors import StreamlitAPIException
from rerun_state.imports import pandas

if TYPE_CHECKING:
    import pandas as pd

    from rerun_state.elements.data.encoding.columnar import Columnar
    from rerun_state.elements.data.given.pandas_tables import Positions


LONG = 10_000
"""Rows from which on a table is shown through windows."""
LEAST = 1_000
"""Rows that are sent as a whole even where windows were asked for."""
_MANY = 1_000_000
"""Cells from which on fewer rows are shown through windows as well,"""
_FEW = 200
"""but for those that are seen at once."""


class ChangedData(LookupError):
    """The data are no longer of the shape in which the page shows them."""


class Source(Columns, Protocol):
    """Where the rows of a table come from."""

    anywhere: bool
    """May any thread read it, whatever another one does?"""

    @property
    def slow(self) -> bool:
        """Would a run be held up by reading again what was read?"""

    @property
    def lasting(self) -> bool:
        """Would others be held up who wait until a reader is answered?"""

    @property
    def origin(self) -> Any:
        """What shows that another table has the same rows; None if nothing does.

        As it was when it was first asked for: before anything was read that is to be kept.
        """

    def whole(self) -> pd.DataFrame:
        """All of it: for tests and for what has no other way."""

    def slice(self, start: int, stop: int) -> pd.DataFrame:
        """The rows from one position up to another."""

    def take(self, rows: Positions) -> pd.DataFrame:
        """The rows at these positions, in that order."""

    def encoded(self, start: int, stop: int) -> Columnar:
        """The rows from one position up to another, as they are sent."""

    def encoded_at(self, rows: Positions) -> Columnar:
        """The rows at these positions, in that order, as they are sent."""

    def sample(self, step: int) -> Columnar | None:
        """Every so-many-th row; None where all others would be read for these."""

    def frozen(self) -> Source | None:
        """All of it as it is now, whoever writes into it; None where that would take a copy."""

    def watched(self, columns: Sequence[int]) -> tuple[Columns, Callable[[], Any]]:
        """The columns to read, and what proves later that they are as they were then.

        The latter is asked for after these columns were read; it gives None if nothing can.
        """

    def renewed(self, columns: Sequence[int], held: Any) -> Any:
        """What this source holds of these columns, if they are what was held; else None."""


class PandasSource:
    """A DataFrame, which is read where it is: its owner may change it at any time."""

    origin = None
    slow = lasting = False

    def __init__(self, frame: pd.DataFrame, *, in_array: bool = False) -> None:
        """`in_array`: into the memory of its values may be written past the table."""
        self.rows, self.width = frame.shape
        self.anywhere = True
        self._in_array = in_array
        self._frame = frame
        self._levels = frame.index.nlevels
        self._shape = frame.shape

    def whole(self) -> pd.DataFrame:
        """The data themselves."""
        return self._frame

    def slice(self, start: int, stop: int) -> pd.DataFrame:
        """The rows from one position up to another; a view on the data."""
        return self._now().iloc[start:stop]

    def take(self, rows: Positions) -> pd.DataFrame:
        """The rows at these positions, in that order."""
        return rows_of(self._now(), rows)

    def encoded(self, start: int, stop: int) -> Columnar:
        """The rows from one position up to another, as they are sent."""
        return remembered(self.slice(start, stop))

    def encoded_at(self, rows: Positions) -> Columnar:
        """The rows at these positions, in that order, as they are sent."""
        return remembered(self.take(rows))

    def sample(self, step: int) -> Columnar:
        """Every so-many-th row."""
        return remembered_every(self._now(), step)

    def frozen(self) -> PandasSource | None:
        """The table, whose memory is shared until somebody writes into one of the two."""
        frame = self._now()
        if self._in_array or not copies_on_write():
            return None
        objects = (series for _, series in frame.items() if is_objects(series.dtype))
        return PandasSource(frame.copy(deep=False)) if all(map(is_unchangeable, objects)) else None

    def watched(self, columns: Sequence[int]) -> tuple[Columns, Callable[[], Any]]:
        """The columns to read, and what proves later that they are as they were then."""
        held = hold([*map(self._lying, columns)])
        return self, lambda: held

    def renewed(self, columns: Sequence[int], held: Any) -> Held | None:
        """The same of these columns, if they are what was held."""
        return held.renewed([*map(self._lying, columns)]) if isinstance(held, Held) else None

    def _lying(self, at: int) -> Any:
        """A column, or a level of the index, as it lies in memory."""
        frame = self._now()
        return (
            frame.iloc[:, at - self._levels]
            if at >= self._levels
            else frame.index.get_level_values(at)
        )

    def _now(self) -> pd.DataFrame:
        """The data, if they are still of the shape that is shown."""
        if self._frame.shape != self._shape:
            raise changed_data(*self._frame.shape)
        return self._frame

    def column(self, at: int) -> pd.Series[Any]:
        """A column, or a level of the index."""
        found = self._lying(at)
        if at < self._levels:
            found = found.to_series(index=pandas().RangeIndex(self.rows))
        return as_pandas_has_it(found)  # type: ignore[no-any-return]


def source_of(data: Any, lazy: bool | None, *, days: bool = True) -> Source | None:
    """The data as a source of windows; None for those that are better sent as a whole.

    Without `days` those of polars are the moments in which they begin.

    Raises StreamlitAPIException for data which cannot be read in parts, if `lazy` demands it.
    """
    if lazy is False:
        return None
    if is_styler(data):
        if lazy:
            raise StreamlitAPIException(
                "lazy=True of dataframe() cannot show a Styler. Leave it out: one of many rows is "
                "shown through windows without it."
            )
        return None
    source: PandasSource | ForeignSource | None
    if isinstance(data, pandas().DataFrame):
        source = PandasSource(data)
    elif _is_long_array(data):
        source = PandasSource(over_array(data), in_array=True)
    else:
        source = foreign_source(data, changed_data, days=days)
    if source is None or not is_long(source.rows, source.width, LEAST if lazy else LONG):
        return None
    return source


def is_long(rows: int, width: int, most: int = LONG) -> bool:
    """Is a table better shown through windows: of many rows, or of many cells?"""
    return rows > most or (rows > _FEW and rows * width > _MANY)


def _is_long_array(data: Any) -> bool:
    """Is it an array of NumPy's, a copy of which would take its time in each run?"""
    return is_ndarray(data) and data.ndim > 0 and len(data) > LEAST


def changed_data(rows: int | None = None, columns: int | None = None) -> ChangedData:
    """The error of data that have another shape now; what it is may not be known."""
    shape = "" if rows is None else f": they have {rows} rows and {columns} columns now"
    return ChangedData(f"The data have changed{shape}. The next run of the app shows them.")
