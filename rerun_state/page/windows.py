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
from typing import TYPE_CHECKING, Any, TypeVar

from rerun_state.elements import data
from rerun_state.page.reasons import asker, read_or_refused
from rerun_state.page.rows import Row
from rerun_state.page.splices import splice
from rerun_state.threads import Errands

if TYPE_CHECKING:
    from rerun_state.elements.data.windows.wanted import Wanted
    from rerun_state.elements.data.windows.windowed import Answer, Summary, Windowed

T = TypeVar("T")
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


_Look = tuple[int, "Summary | None"]
"""The number of a question for a column as a whole, and what was said; None if that failed."""


class _Table:
    """A table that somebody has scrolled."""

    __slots__ = ("crowded", "looks", "passages", "row", "shown", "views")

    def __init__(self, row: Row, shown: Windowed) -> None:
        self.row, self.shown = row, shown
        self.passages = data.passage.Passages()
        self.views: OrderedDict[str, _Last] = OrderedDict()
        self.looks: OrderedDict[str, _Look] = OrderedDict()  # of views that show what was said
        self.crowded = False  # are there views that are not among these?


class Windows:
    """The long tables of one page."""

    def __init__(self, root: Row, tell: Tell, lock: RLock) -> None:
        """`tell` sends a message to the page of these rows."""
        self._root = root
        self._tell = tell
        self._lock = lock
        self._tables: dict[int, _Table] = {}
        self._errands = Errands("rerun_state-rows")

    def hear(self, content: dict[str, Any]) -> None:
        """Answer a view; what makes no sense is refused by ValueError."""
        key, view, ask = asker(content, "table")
        with self._lock:
            table = self._table(key)
            if table is None:
                return  # it has gone meanwhile, as its view will
            shown = table.shown
        asked, step = data.wanted.wanted(content, shown.width), data.passage.step_of(content)
        told: dict[str, Any] = {"event": "rows", "row": key, "view": view, "ask": ask}
        if shown.source.lasting and shown.source.anywhere:  # so no other message waits for it
            errand = "about" if asked.about is not None else "rows" if content.get("keep") else ask
            self._errands.run(
                (key, view, errand), lambda: self._answer(table, content, asked, step, told)
            )
        else:
            self._answer(table, content, asked, step, told)

    def _answer(
        self,
        table: _Table,
        content: dict[str, Any],
        asked: Wanted,
        step: tuple[int, str] | None,
        told: dict[str, Any],
    ) -> None:
        view, shown = told["view"], table.shown
        if step is not None:
            self._say(told, lambda: self._passed(table, shown, view, step, asked))
        elif content.get("all"):
            self._say(told, lambda: {"spans": shown.found(asked)})
        elif asked.about is not None and content.get("step") == "end":
            with self._lock:
                table.looks.pop(view, None)
        elif asked.about is not None:
            self._look(table, shown, asked.about, told, keep=bool(content.get("keep")))
        elif not content.get("keep"):
            self._say(told, lambda: shown.answer(asked, styled=False).wire())
        else:
            self._show(table, shown, asked, told)

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
                before, table.shown = table.shown, now
                told, slow = {"event": "rows", "row": key}, before.source.slow
                for view, last in list(table.views.items()):
                    self._renew({**told, "view": view, "ask": last.ask}, last, now, slow=slow)
                self._check_looks(table, before, told)
                if table.crowded:
                    self._tell({**told, "view": _ALL, "ask": 0, "stale": True, "outdated": True})

    def _say(self, told: dict[str, Any], read: Callable[[], dict[str, Any] | None]) -> None:
        """Answer what changes nothing of what a view shows; None is no answer."""
        found = self._read(told, read)
        if found is not None:
            self._tell({**told, **found})

    def _passed(
        self, table: _Table, shown: Windowed, view: str, step: tuple[int, str], asked: Wanted
    ) -> dict[str, Any] | None:
        """What is told who reads a table from end to end; None at the end."""
        with self._lock:
            passage = table.passages.at(view, *step, shown, asked)
        if passage is None:
            return None
        if step[1] != "check":
            return passage.read(asked).wire()
        on = passage.check(asked)
        return {} if on is None else {"start": on}

    def _show(self, table: _Table, shown: Windowed, asked: Wanted, told: dict[str, Any]) -> None:
        """Answer a view with the rows that it has in sight from now on."""
        last = _Last(told["ask"], asked, None)
        try:
            last.answer = self._read(told, lambda: shown.answer(asked))
        finally:
            with self._lock:  # a run may have ended since
                self._keep(table, told["view"], last)
                if last.answer is not None:
                    self._tell({**told, **last.answer.wire()})
                    if table.shown is not shown:
                        self._renew(told, last, table.shown)

    def _look(
        self, table: _Table, shown: Windowed, column: int, told: dict[str, Any], *, keep: bool
    ) -> None:
        """Answer who looks at a column as a whole, `keep` for as long as nothing else is said."""
        summary = None
        try:
            summary = self._read(told, lambda: shown.about(column))
        finally:
            with self._lock:  # a run may have ended since
                if summary is not None:
                    self._tell({**told, "about": summary.told})
                if table.shown is not shown:
                    self._tell({**told, "outdated": True})
                elif keep:
                    table.looks[told["view"]] = told["ask"], summary
                    table.looks.move_to_end(told["view"])
                    self._leave_out(table, table.looks)

    def _check_looks(self, table: _Table, before: Windowed, told: dict[str, Any]) -> None:
        """Tell the views that show what was said of a column where it may be true no longer."""
        for view, (ask, said) in list(table.looks.items()):
            summary = said and table.shown.about_again(before, said)
            if summary is None:
                del table.looks[view]  # it asks anew, if it still shows that
                self._tell({**told, "view": view, "ask": ask, "outdated": True})
            else:
                table.looks[view] = ask, summary

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
        before, last.answer = last.answer, None  # if it fails, the view asks after the next run
        last.answer = self._read(told, lambda: now.answer(last.asked))
        if last.answer is not None and last.answer != before:
            self._tell({**told, **_changed(before, last.answer)})

    def _read(self, told: dict[str, Any], read: Callable[[], T]) -> T | None:
        """What is read; None where the view was told why it cannot be."""
        return read_or_refused(
            read, lambda why: self._tell({**told, "error": why}), "Rows of a table"
        )

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
        self._leave_out(table, table.views)

    def _leave_out(self, table: _Table, views: OrderedDict[str, Any]) -> None:
        """Where many look, whoever asked longest ago is told no more what is meant for it alone."""
        if len(views) > _VIEWS:
            views.popitem(last=False)
            table.crowded = True


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
