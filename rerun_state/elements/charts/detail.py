"""All the points of a chart of which few are drawn: for a reader who zooms, reduced anew.

It is a property of an element that stays in the kernel, as the rows of a long table do. It has the
program's own table and reads that where it is. What it says of a range are the points to add to
those few, and which of them stay: so a chart is drawn to its ends whatever the reader looks at, and
its scales are those of the whole. Half a screen around the range is a part of it: who pans sees no
bare edges before the next answer is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

from rerun_state.elements.charts.longform import Chosen, Long, Thin, named
from rerun_state.elements.charts.reduction import beside, measure
from rerun_state.elements.data.columnar import Columnar
from rerun_state.elements.data.frames import to_frame
from rerun_state.elements.data.source import changed_data

if TYPE_CHECKING:
    import numpy as np

    Places = np.ndarray[Any, np.dtype[Any]]

Range = tuple[float, float]
Edges = Literal["lines", "stacks", "none"]
"""What has to be drawn from beyond the edges of what is in sight."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a chart a reader looks at; moments in milliseconds."""

    x: Range
    y: Range | None = None

    @property
    def around(self) -> Sight:
        """It, and half a screen more at each side."""
        return Sight(_wider(self.x), None if self.y is None else _wider(self.y))


def sight(content: Mapping[str, Any]) -> Sight:
    """What a browser says that its reader looks at; ValueError for what makes no sense."""
    y = content.get("y")
    return Sight(_range(content.get("x")), None if y is None else _range(y))


def _range(ends: Any) -> Range:
    if not isinstance(ends, list) or len(ends) != 2:
        raise ValueError("no range of an axis")
    low, high = map(_finite, ends)
    if not low < high:
        raise ValueError("a range without an extent")
    return low, high


def _wider(ends: Range) -> Range:
    half = (ends[1] - ends[0]) / 2
    return ends[0] - half, ends[1] + half


def _finite(value: Any) -> float:
    if type(value) not in (int, float) or abs(value) > 1e300 or not isfinite(value):
        raise ValueError("not a place on an axis")
    return float(value)


@dataclass(frozen=True, slots=True)
class Closer:
    """The points of a sight: those to add to the few of the whole, which of these stay."""

    content: Columnar
    stays: bytes  # one for each of the few: whether it does
    note: str

    @property
    def mark(self) -> str:
        """By what it is told from another one."""
        told = self.note.encode() + self.stays + self.content.data
        return blake2b(told, digest_size=8).hexdigest()

    def wire(self) -> dict[str, Any]:
        """As it travels, with bytes still in their places."""
        told = {"stays": self.stays, "note": self.note, "mark": self.mark}
        return {**self.content.props(), **told}


class Detail:
    """A chart's points, all of them."""

    __slots__ = ("_chosen", "_edges", "_few", "_rows", "_table", "_thin", "mark")
    __hash__ = None  # type: ignore[assignment]  # all of them are equal

    def __init__(
        self,
        table: Any,
        rows: int,
        chosen: Chosen,
        few: Places,
        mark: str,
        thin: Thin,
        edges: Edges,
    ) -> None:
        """`few` are the places of the rows that are drawn of the whole; `mark` names them."""
        self._table, self._rows, self._chosen, self._few = table, rows, chosen, few
        self._thin, self._edges = thin, edges
        self.mark = mark

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Detail)

    def __reduce__(self) -> tuple[Any, ...]:
        """As a cache keeps it: with the columns that it reads, whoever had them."""
        frame, chosen = self._now(), self._chosen
        table = frame[[name for name in frame if name in chosen.names]]
        return Detail, (table, self._rows, chosen, self._few, self.mark, self._thin, self._edges)

    def closer(self, seen: Sight) -> Closer:
        """The points of what a reader looks at.

        Raises ChangedData for a table that has another shape now.
        """
        import numpy as np

        frame = self._now()
        x, heights, color, _ = self._chosen.read(frame)
        inside, near = (self._within(x, heights, each) for each in (seen, seen.around))
        drawn = self._thinned(frame, inside)
        added = np.union1d(drawn, self._thinned(frame, near & ~inside))
        if self._edges != "none":
            ends = beside(x, color, *seen.around.x, whole=self._edges == "stacks")
            added = np.union1d(added, np.setdiff1d(ends, self._few))
        stays = np.tile(~near[self._few], len(heights)).astype("u1").tobytes()
        content = self._chosen.points(frame.take(added))
        return Closer(content, stays, _note(int(inside.sum()), len(drawn), self._rows))

    def _now(self) -> Any:
        """The table, if it still has the rows and columns that are shown."""
        frame = named(to_frame(self._table))
        if len(frame) != self._rows or not self._chosen.names <= {*frame.columns}:
            raise changed_data(*frame.shape)
        return frame

    def _thinned(self, frame: Any, among: Places) -> Places:
        """The places of as many of these rows as a screen can show."""
        import numpy as np

        there = np.flatnonzero(among)
        kept = self._thin(*self._chosen.read(frame.take(there)))
        return there if kept is None else there[kept]

    def _within(self, x: Any, heights: Any, seen: Sight) -> Places:
        """Which rows are in sight; of scattered points of one column, by both axes."""
        inside: Places = self._between(x, seen.x)
        if self._edges == "none" and seen.y is not None and len(heights) == 1:
            inside &= self._between(heights[0], seen.y)
        return inside

    def _between(self, values: Any, ends: Range) -> Any:
        numbers = measure(values)
        if numbers is None:
            raise changed_data(self._rows, 1)
        return (numbers >= ends[0]) & (numbers <= ends[1])


def detail_of(long: Long, thin: Thin | None, edges: Edges) -> Detail | None:
    """What the kernel has of a chart's points for readers who zoom; None where all are drawn."""
    if long.places is None or thin is None:
        return None
    mark = blake2b(long.data["data"], digest_size=8).hexdigest()
    return Detail(long.table, long.whole, long.chosen, long.places, mark, thin, edges)


def _note(there: int, drawn: int, whole: int) -> str:
    seen = f"{there:,} of {whole:,} points lie in this range"
    if drawn == there:
        return f"{seen}, and all of them are drawn."
    return f"{seen}, of which {drawn:,} are drawn: as many as a screen can show."
