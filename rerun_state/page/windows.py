"""The windows through which readers look at long tables: what they ask for, and what they have.

A view of a table asks for rows; whichever thread hears it answers, a run may be under way. What a
view was answered last is what its reader sees. So after a run that is compared with the table as it
is now, and a view is told what differs: the bytes of the cells that have changed. Where rows stand
in an order that the kernel would have to find again, or are slow to read, it is told that it may be
out of date, and asks.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, Any

from rerun_state.elements import data
from rerun_state.page.reasons import INTERRUPTS, asker, reason
from rerun_state.page.rows import Row
from rerun_state.page.splices import splice

if TYPE_CHECKING:
    from rerun_state.elements.data.passage import Passages
    from rerun_state.elements.data.windowed import Answer, Wanted, Windowed

Tell = Callable[[dict[str, Any]], None]

_VIEWS = 4
"""Views of one table whose rows are compared; where there are more, all ask anew after a change."""
_ALL = ""
"""In the place of a view's name: whoever looks at the table."""


class _Last:
    """What a view was told last."""

    __slots__ = ("answer", "ask", "asked")

    def __init__(self, ask: int, asked: Wanted, answer: Answer | None) -> None:
        """Without an `answer` where the source has failed."""
        self.ask, self.asked, self.answer = ask, asked, answer


class _Table:
    """A table that somebody has scrolled."""

    __slots__ = ("crowded", "passages", "row", "shown", "views")

    def __init__(self, row: Row, shown: Windowed) -> None:
        self.row, self.shown = row, shown
        self.passages = data.passage.Passages()
        self.views: OrderedDict[str, _Last] = OrderedDict()
        self.crowded = False  # are there views that are not among these?


class Windows:
    """The long tables of one page."""

    def __init__(self, root: Row, tell: Tell, lock: RLock) -> None:
        """`tell` sends a message to the page of these rows."""
        self._root = root
        self._tell = tell
        self._lock = lock
        self._tables: dict[int, _Table] = {}

    def hear(self, content: dict[str, Any]) -> None:
        """Answer a view; what makes no sense is refused by ValueError."""
        key, view, ask = asker(content, "table")
        with self._lock:
            table = self._table(key)
            if table is None:
                return  # it has gone meanwhile, as its view will
            windowed = table.shown
        asked = data.windowed.wanted(content, windowed.width)
        told: dict[str, Any] = {"event": "rows", "row": key, "view": view, "ask": ask}
        if content.get("passage") is not None:
            self._read(table.passages, content, asked, told, windowed)
            return
        try:
            if content.get("all"):
                self._tell({**told, "spans": windowed.found(asked)})
                return
            if asked.about is not None:
                self._tell({**told, "about": windowed.about(asked.about)})
                return
            answer = windowed.answer(asked, styled=bool(content.get("keep")))
        except BaseException as error:  # whatever a library says of the data, or an interrupt
            self._fail(told, error)
            with self._lock:
                self._keep(table, view, _Last(ask, asked, None))
            if isinstance(error, INTERRUPTS):
                raise
            return
        with self._lock:  # a run may have ended since
            if content.get("keep"):
                self._keep(table, view, _Last(ask, asked, answer))
            self._tell({**told, **answer.wire()})
            if table.shown is not windowed:
                self._renew(told, _Last(ask, asked, answer), table.shown)

    def _read(
        self,
        passages: Passages,
        content: dict[str, Any],
        asked: Wanted,
        told: dict[str, Any],
        shown: Windowed,
    ) -> None:
        """Answer who reads a table from end to end."""
        number, step = data.passage.step_of(content)
        try:
            with self._lock:
                passage = passages.at(told["view"], number, step, shown, asked)
            if passage is None:
                return
            if step == "check":
                on = passage.check(asked)
                self._tell(told if on is None else {**told, "start": on})
            else:
                self._tell({**told, **passage.read(asked).wire()})
        except BaseException as error:  # whatever a library says of the data, or an interrupt
            self._fail(told, error)
            if isinstance(error, INTERRUPTS):
                raise

    def answer_anywhere(self, row: Row) -> bool:
        """May any thread answer what is asked of the table in that row?"""
        shown = _windowed(row)
        return shown is not None and shown.source.anywhere

    def check(self) -> None:
        """After a change of the page: tell the views of tables that have changed what they miss."""
        for key, table in list(self._tables.items()):
            now = _windowed(table.row)
            if table.row.node is None or now is None:
                del self._tables[key]
                continue
            table.passages.leave_idle()
            if now is not table.shown:
                now.follow(table.shown, [last.asked for last in table.views.values()])
                slow, table.shown = table.shown.source.slow, now
                told = {"event": "rows", "row": key}
                for view, last in list(table.views.items()):
                    self._renew({**told, "view": view, "ask": last.ask}, last, now, slow=slow)
                if table.crowded:
                    self._tell({**told, "view": _ALL, "ask": 0, "stale": True})

    def _renew(
        self, told: dict[str, Any], last: _Last, now: Windowed, *, slow: bool = False
    ) -> None:
        """Tell a view what is no longer as it was told; where that is `slow` to find, to ask."""
        if last.answer is not None and now.says_again(last.answer):
            return
        if last.answer is None or slow or not now.knows(last.asked):
            last.answer = None
            self._tell({**told, "stale": True})
            return
        try:
            answer = now.answer(last.asked)
        except BaseException as error:
            last.answer = None  # so that the view asks when there are rows again
            self._fail(told, error)
            if isinstance(error, INTERRUPTS):
                raise
            return
        if answer != last.answer:
            before, last.answer = last.answer, answer
            self._tell({**told, **_changed(before, answer)})

    def _table(self, key: int) -> _Table | None:
        row = self._root.find(key)
        shown = None if row is None else _windowed(row)
        if row is None or shown is None:
            return None
        table = self._tables.get(key)
        if table is None or table.row is not row:
            table = self._tables[key] = _Table(row, shown)
        return table

    def _keep(self, table: _Table, view: str, last: _Last) -> None:
        table.views[view] = last
        table.views.move_to_end(view)
        if len(table.views) > _VIEWS:
            table.views.popitem(last=False)
            table.crowded = True

    def _fail(self, told: dict[str, Any], error: BaseException) -> None:
        """Let the view say in its place why there are no rows."""
        self._tell({**told, "error": reason(error, "Rows of a table")})


def _changed(before: Answer, now: Answer) -> dict[str, Any]:
    """An answer, as it travels to who has the one before."""
    told = now.wire()
    if now.content.columns == before.content.columns:
        del told["columns"]
    if now.styles == before.styles:
        told.pop("styles", None)
    cut = splice(before.content.data, now.content.data)
    if cut is not None:
        del told["data"]
        told["splice"] = cut
    return told


def _windowed(row: Row) -> Windowed | None:
    found = row.element.props.get("source")
    return found if isinstance(found, data.windowed.Windowed) else None
