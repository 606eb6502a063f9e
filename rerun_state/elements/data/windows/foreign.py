"""Tables of other libraries as sources of windows: what one does not know of them, and finds out.

All of them are read in the few ways that `readings` tells. A plan that reads what another one did
(`origins`) has the same rows. Of others, which may read anything, the columns that were sorted or
searched are read again in the next run, and compared with marks of what they were; where reading
took long, that is left to whoever looks again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from rerun_state.elements.base.memory import Memory
from rerun_state.elements.data.given.plans import native, reads_anywhere
from rerun_state.elements.data.sameness.held import Held, hold, mark
from rerun_state.elements.data.sameness.remembered import remembered, remembered_as
from rerun_state.elements.data.windows.readings import Reading, reading_of
from rerun_state.imports import pandas

if TYPE_CHECKING:
    import pandas as pd

    from rerun_state.elements.data.encoding.columnar import Columnar
    from rerun_state.elements.data.given.origins import Origin
    from rerun_state.elements.data.given.pandas_tables import Positions

_QUICK = 0.05
"""Seconds that one reading of a plan may take for a run to do it again."""
_LASTING = 0.25
"""And for one that others wait for."""


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
        self._read = reading
        self.rows, self.width = _rows_of(reading, self.origin), reading.width
        self.anywhere = anywhere
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
        """The rows from one position up to another, as they are sent.

        A plan is not executed for rows that another one with the same origin has.
        """
        origin = self._read.origin()  # by now
        if origin is not None:
            kind = (origin.files, start, stop)
            return remembered_as(kind, origin, lambda: self.slice(start, stop))
        return self._encoded(self._slice(start, stop), self._range(start, stop))

    def encoded_at(self, rows: Positions) -> Columnar:
        """The rows at these positions, in that order, as they are sent."""
        return self._encoded(self._take(rows), rows)

    def sample(self, step: int) -> Columnar | None:
        """Every so-many-th row; None of a plan."""
        import numpy as np

        if self._read.is_plan:
            return None
        self._check()
        places = range(0, self.rows, step)

        def read() -> pd.DataFrame:
            return self._numbered(self._take(np.array(places, dtype=np.int32)), places)

        content = self._read.content_of_every(step)
        return remembered(read()) if content is None else remembered_as(*content, read)

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

    @property
    def lasting(self) -> bool:
        """Would others be held up who wait until a reader is answered?"""
        return self._read.is_plan and self._took > _LASTING

    @cached_property
    def origin(self) -> Origin | None:
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


_counts = Memory[int](64, lambda rows: 1)
"""The rows of plans that show what they read, as many of these as there may be."""


def _rows_of(reading: Reading, origin: Origin | None) -> int:
    if origin is None:
        return reading.count()
    return _counts.recalled(origin.files, origin, reading.count, lambda: origin.__eq__)


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


def foreign_source(data: Any, refuse: Refuse, *, days: bool = True) -> ForeignSource | None:
    """The data of another library as a source; None for what cannot be read in parts.

    `refuse` is the error for a table that has another number of rows and columns now, or of which
    it is known only that it has. `days` as for a reading.
    """
    data = native(data)
    reading = reading_of(data, days=days)
    if reading is None:
        return None
    return ForeignSource(reading, refuse, anywhere=reads_anywhere(data))
