"""A table that is shown through windows: what it says at first, and what it answers later on.

It is a property of an element that stays in the kernel. Of two runs' tables both count as the same
property: what a reader sees of them is compared window by window, by content, so that data changed
in place, a copy and a new query all show what is true, and the same data cost nothing.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.encoding.cell_texts import with_texts
from rerun_state.elements.data.encoding.columnar import Columnar
from rerun_state.elements.data.sameness.remembered import remembered
from rerun_state.elements.data.styling.row_styles import RowStyles
from rerun_state.elements.data.windows.edited_source import EditedSource, Editing
from rerun_state.elements.data.windows.ranking import holding, ranked
from rerun_state.elements.data.windows.source import PandasSource
from rerun_state.elements.data.windows.statistics import summarize
from rerun_state.elements.data.windows.wanted import Wanted

if TYPE_CHECKING:
    import pandas as pd

    from rerun_state.elements.data.given.pandas_tables import Positions
    from rerun_state.elements.data.windows.foreign import Columns
    from rerun_state.elements.data.windows.holdings import Holdings
    from rerun_state.elements.data.windows.source import Source

FIRST = 100
"""Rows that come with the table: those in sight at first, and more than a screen below them."""
SAMPLE = 64
"""Rows of the sample by which a long table is told from another one."""
_ORDERS = 2  # that are kept; each has four bytes a row


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a view: their content, where they stand in the data, how many the view has."""

    start: int
    total: int
    content: Columnar
    places: bytes | None = None  # 32 bits for each row; None for those from `start` on
    styles: dict[str, dict[str, str]] | None = None  # CSS and texts by cell, if there are any
    origin: Any = field(default=None, compare=False)  # what a table has that says the same again

    def wire(self) -> dict[str, Any]:
        """As it travels, with bytes still in their places."""
        told = {"start": self.start, "total": self.total, **self.content.props()}
        more = {"places": self.places, "styles": self.styles}
        return told | {name: value for name, value in more.items() if value is not None}


@dataclass(frozen=True, slots=True)
class _Proof:
    """By what a later table shows that columns of it are what they were."""

    held: Any
    origin: Any


@dataclass(frozen=True, slots=True)
class _Order:
    """Which rows a view has, and what proves that a later table has the same ones."""

    places: Positions
    proof: _Proof


@dataclass(frozen=True, slots=True)
class Summary:
    """What is said of a column as a whole, and what proves that it is true of a later table."""

    column: int
    told: dict[str, Any]
    proof: _Proof


class Windowed:
    """A long table under the eyes of its readers."""

    __slots__ = ("_mixed", "_orders", "editing", "holdings", "source", "styles", "width")
    __hash__ = None  # type: ignore[assignment]  # all of them are equal

    def __init__(self, source: Source, styles: RowStyles | None = None) -> None:
        self.source = source
        self.styles = styles
        self.width = 0
        self.editing: Editing | None = None
        self.holdings: Holdings | None = None  # which are known as long as this is shown
        self._mixed: list[int] = []  # columns that the page has as texts, whatever they hold
        self._orders: OrderedDict[Any, _Order] = OrderedDict()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Windowed)

    def __reduce__(self) -> tuple[Any, ...]:
        """As a cache on disk keeps it: with its rows, whoever had them."""
        return _restored, (self.source.whole(),)

    def head(self) -> pd.DataFrame:
        """The rows that come with the table."""
        return self.source.slice(0, min(FIRST, self.source.rows))

    def first(self) -> Columnar:
        """Those rows as they are sent."""
        rows = self.source.rows
        made = self.source.encoded(0, min(FIRST, rows))
        self.width = len(made.columns)
        body = [column for column in made.columns if not column.get("index")]
        self._mixed = [at for at, column in enumerate(body) if column.get("mixed")]
        first: Columnar = made.once(
            f"first of {rows}", lambda: Columnar(rows, made.columns, made.data)
        )
        return first

    def first_styles(self) -> dict[str, dict[str, str]] | None:
        """The styles of the rows that come with the table."""
        import numpy as np

        rows = np.arange(min(FIRST, self.source.rows), dtype=np.int32)
        return self._styled(self.source.slice(0, len(rows)), rows)

    def mark(self) -> bytes:
        """By what the table is told from another one that begins alike."""
        rows = self.source.rows
        sample = self.source.sample(max(rows // SAMPLE, 1))
        return str(rows).encode() + (b"" if sample is None else sample.mark)

    def frozen(self, asked: Wanted) -> Windowed | None:
        """The table as it is now, whatever becomes of it; None where that would take a copy.

        An order in which it was `asked` for is taken over.
        """
        source = self.source.frozen()
        if source is None:
            return None
        made = Windowed(source)
        made.width, made.editing, made.holdings = self.width, self.editing, self.holdings
        made._mixed = self._mixed
        made.follow(self, [asked])
        return made

    def answer(
        self,
        asked: Wanted,
        *,
        styled: bool = True,
        encode: Callable[[pd.DataFrame], Columnar] | None = None,
    ) -> Answer:
        """The rows that were asked for, as far as there are any, with their styles or without.

        `encode` makes bytes of them anew, whatever is known of them. Raises what the source raises.
        """
        import numpy as np

        source = self.source
        origin = source.origin
        if asked.view is None:
            start, stop = min(asked.start, source.rows), min(asked.stop, source.rows)
            rows = np.arange(start, stop, dtype=np.int32)
            said = self.styles is not None and styled
            styles = self._styled(source.slice(start, stop), rows) if said else None
            content = self._sent(
                lambda: source.slice(start, stop), lambda: source.encoded(start, stop), encode
            )
            return Answer(start, source.rows, content, None, styles, origin)
        order = self._order(asked)
        start, stop = min(asked.start, len(order)), min(asked.stop, len(order))
        places = order[start:stop]
        # What stands in new rows, beyond the last one, the browser knows.
        rows = np.where(places < source.rows, places, 0)
        said = self.styles is not None and styled
        styles = self._styled(source.take(rows), places) if said else None
        content = self._sent(lambda: source.take(rows), lambda: source.encoded_at(rows), encode)
        return Answer(start, len(order), content, places.tobytes(), styles, origin)

    def _sent(
        self,
        read: Callable[[], pd.DataFrame],
        encoded: Callable[[], Columnar],
        encode: Callable[[pd.DataFrame], Columnar] | None,
    ) -> Columnar:
        """Rows as they are sent: mixed values as texts, though those that are read may be alike."""
        if encode is not None:
            return encode(with_texts(read(), self._mixed))
        return remembered(read(), self._mixed) if self._mixed else encoded()

    def found(self, asked: Wanted) -> list[list[int]]:
        """The places of all rows of a view, in ascending order, as spans of first and last."""
        import numpy as np

        if asked.view is None or not (asked.query.split() or asked.edits):
            return [[0, self.source.rows - 1]] if self.source.rows else []
        places = np.sort(self._order(asked))
        if not len(places):
            return []
        breaks = np.flatnonzero(np.diff(places) != 1)
        starts = places[np.concatenate([[0], breaks + 1])]
        ends = places[np.concatenate([breaks, [len(places) - 1]])]
        return np.stack([starts, ends], axis=1).tolist()  # type: ignore[no-any-return]

    def about(self, column: int) -> Summary:
        """What is to be said of a column as a whole. Raises what the source raises."""
        origin = self.source.origin
        columns, held = self.source.watched([column])
        told = summarize(columns.column(column))
        return Summary(column, told, _Proof(held(), origin))

    def about_again(self, former: Windowed, summary: Summary) -> Summary | None:
        """What the last run's table said of a column; None unless it is proved to be true here."""
        proof = self._proved(former, (summary.column,), summary.proof)
        return None if proof is None else Summary(summary.column, summary.told, proof)

    def follow(self, former: Windowed, looked_at: Iterable[Wanted]) -> None:
        """Take over the orders of the last run's table which this one can prove to be its own.

        Those which are looked at: a proof may have to read the columns.
        """
        for asked in looked_at:
            known = former._orders.get(asked.view)
            if known is None or asked.view in self._orders:
                continue
            proof = self._proved(former, asked.reads, known.proof)
            if proof is not None:
                self._orders[asked.view] = _Order(known.places, proof)

    def _proved(self, former: Windowed, columns: tuple[int, ...], proof: _Proof) -> _Proof | None:
        """What proves on that these columns are the last run's; None unless it is proved."""
        if former.source.rows != self.source.rows:
            return None
        if self._comes_from(proof.origin):
            return proof
        if proof.held is None or former.source.slow:
            return None
        try:
            held = self.source.renewed(columns, proof.held)
        except Exception:  # whatever a library says of data that are no longer as they were
            return None
        return None if held is None else _Proof(held, self.source.origin)

    def says_again(self, answer: Answer) -> bool:
        """Is it known without a look at the rows that the answer is as it was?"""
        return self.styles is None and self._comes_from(answer.origin)

    def _comes_from(self, origin: Any) -> bool:
        return origin is not None and origin == self.source.origin

    def knows(self, asked: Wanted) -> bool:
        """Is it known, without reading the table, which rows these are?"""
        return asked.view is None or asked.view in self._orders

    def _styled(self, frame: pd.DataFrame, rows: Positions) -> dict[str, dict[str, str]] | None:
        return None if self.styles is None else self.styles.of(frame, rows)

    def _order(self, asked: Wanted) -> Positions:
        view = asked.view
        if view in self._orders:
            self._orders.move_to_end(view)
            return self._orders[view].places
        origin = self.source.origin
        columns, held = self.source.watched(asked.reads)
        places = self._arrange(asked, columns)
        self._orders[view] = _Order(places, _Proof(held(), origin))
        while len(self._orders) > _ORDERS:
            self._orders.popitem(last=False)
        return places

    def _arrange(self, asked: Wanted, columns: Columns) -> Positions:
        """Sort and search; nothing is kept of it."""
        import numpy as np

        words = asked.query.lower().split()
        edited = self._edited(asked)
        source = columns if edited is None else edited
        kept = np.ones(source.rows, bool) if edited is None else edited.left()
        if words:
            found = np.zeros(source.rows, bool)
            found[holding(words, map(source.column, asked.columns), source.rows)] = True
            kept &= found
        if asked.sort is None:
            return np.flatnonzero(kept).astype(np.int32)
        column, down = asked.sort
        order = ranked(source.column(column), down=down)
        arranged: Positions = order[kept[order]]
        return arranged

    def _edited(self, asked: Wanted) -> EditedSource | None:
        """The table with those edits, if there are any. Raises ValueError for what are none."""
        if not asked.edits:
            return None
        if self.editing is None:
            raise ValueError("this table cannot be edited")
        return self.editing.source(self.source, json.loads(asked.edits))


def _restored(frame: pd.DataFrame) -> Windowed:
    made = Windowed(PandasSource(frame))
    made.first()
    return made
