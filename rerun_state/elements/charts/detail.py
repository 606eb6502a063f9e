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
from functools import reduce
from hashlib import blake2b
from math import isfinite
from operator import and_
from typing import Any, Literal

from rerun_state.elements.charts.axes import measure
from rerun_state.elements.charts.given import frame_of
from rerun_state.elements.charts.longform import Chosen, Fewer, Kept, Long, Thin
from rerun_state.elements.charts.reduction import beside
from rerun_state.elements.charts.runs import Places
from rerun_state.elements.data.encoding.columnar import Columnar
from rerun_state.elements.data.given.plans import reads_anywhere
from rerun_state.elements.data.windows.source import changed_data

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
        heads = self.content.heads(self.content.columns)
        told = f"{self.note}{heads}".encode() + self.stays + self.content.data
        return blake2b(told, digest_size=8).hexdigest()

    def wire(self) -> dict[str, Any]:
        """As it travels, with bytes still in their places."""
        told = {"stays": self.stays, "note": self.note, "mark": self.mark}
        return {**self.content.props(), **told}


class Detail:
    """A chart's points, all of them."""

    __slots__ = ("_chosen", "_cut", "_edges", "_few", "_rows", "_table", "_thin", "mark")
    __hash__ = None  # type: ignore[assignment]  # all of them are equal

    def __init__(
        self,
        table: Any,
        rows: int,
        chosen: Chosen,
        few: Kept,
        mark: str,
        thin: Thin,
        edges: Edges,
        cut: str | None,
    ) -> None:
        """`few` are those that are drawn of the whole; `mark` names them; `cut` is said of all."""
        self._table, self._rows, self._chosen, self._few = table, rows, chosen, few
        self._thin, self._edges, self._cut = thin, edges, cut
        self.mark = mark

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Detail)

    def __reduce__(self) -> tuple[Any, ...]:
        """As a cache keeps it: with the columns that it reads, whoever had them."""
        known = (self._rows, self._chosen, self._few, self.mark, self._thin, self._edges, self._cut)
        return Detail, (self._now(), *known)

    def reads(self, table: Any) -> bool:
        """Is that the table?"""
        return self._table is table

    @property
    def anywhere(self) -> bool:
        """May any thread read its points, whatever another one does?"""
        return reads_anywhere(self._table)

    def closer(self, seen: Sight) -> Closer:
        """The points of what a reader looks at.

        Raises ChangedData for a table that has another shape now.
        """
        import numpy as np

        frame = self._now()
        x, heights, color, _ = self._chosen.read(frame)
        axes = self._across(x, heights)
        inside, near = _within(axes, seen), _within(axes, seen.around)
        drawn = self._thinned(frame, inside)
        beyond = self._thinned(frame, near & ~inside)
        ends = np.zeros(0, np.intp)
        if self._edges != "none":
            ends = beside(x, color, *seen.around.x, whole=self._edges == "stacks")
        added = [
            np.unique(np.concatenate([*parts, np.setdiff1d(ends, few)]))
            for *parts, few in zip(drawn, beyond, self._few, strict=True)
        ]
        stays = np.concatenate([~near[few] for few in self._few]).astype("u1").tobytes()
        there = int(inside.sum()) * len(heights)
        note = _note(there, sum(map(len, drawn)), self._rows * len(heights), self._cut)
        return Closer(self._chosen.points(frame, Fewer(added, note)), stays, note)

    def _now(self) -> Any:
        """Of the table what is read, if it still has the rows and columns that are shown."""
        frame = frame_of(self._table)
        if len(frame) != self._rows or not self._chosen.names <= {*frame.columns}:
            raise changed_data(*frame.shape)
        return frame[[name for name in frame if name in self._chosen.names]]

    def _thinned(self, frame: Any, among: Places) -> Kept:
        """Of each column the places of as many of these rows as a screen can show."""
        import numpy as np

        there = np.flatnonzero(among)
        whole = len(there) > 0 and there[-1] - there[0] < len(there)
        rows = frame.iloc[there[0] : there[-1] + 1] if whole else frame.take(there)
        kept = self._thin(*self._chosen.read(rows))
        return [there] * len(self._few) if kept is None else [there[each] for each in kept]

    def _across(self, x: Any, heights: Any) -> list[Places]:
        """The axes by which rows are in sight: of scattered points of one column, both."""
        across = measure(x)
        if across is None:
            raise changed_data(self._rows, 1)
        down = measure(heights[0]) if self._edges == "none" and len(heights) == 1 else None
        return [across] if down is None else [across, down]


def _within(axes: list[Places], seen: Sight) -> Places:
    ways = zip(axes, (seen.x, seen.y), strict=False)
    inside: Places = reduce(and_, [(axis >= to[0]) & (axis <= to[1]) for axis, to in ways if to])
    return inside


def detail_of(long: Long, thin: Thin | None, edges: Edges) -> Detail | None:
    """What the kernel has of a chart's points for readers who zoom; None where all are drawn.

    Of a table that is shown again it is the same, so that nobody has to ask anew.
    """
    if long.kept is None or thin is None:
        return None
    former: Detail | None = long.detail
    if former is None or not former.reads(long.table):
        data = long.data["data"]
        mark = blake2b(data, digest_size=8).hexdigest() if former is None else former.mark
        known = (long.table, long.whole, long.chosen, long.kept, mark)
        long.detail = former = Detail(*known, thin, edges, long.cut)
    return former


def _note(there: int, drawn: int, whole: int, cut: str | None) -> str:
    seen = f"{there:,} of {whole:,} points lie in this range"
    if drawn == there:
        note = f"{seen}, and all of them are drawn."
    else:
        note = f"{seen}, of which {drawn:,} are drawn: as many as a screen can show."
    return note if cut is None else f"{note} {cut}"
