"""The charts of many points on a page: what readers who zoom into them ask for.

A view of a chart asks for what its reader looks at; whichever thread hears it answers, a run may be
under way. A view says what it was answered last, and is not sent the same again: so after a run,
whose points may be others, those that have asked are told that what they have may be out of date,
and ask.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, Any

from rerun_state.elements import charts
from rerun_state.page.reasons import asker, read_or_refused
from rerun_state.page.rows import Row

if TYPE_CHECKING:
    from rerun_state.elements.charts.detail import Detail


class Details:
    """The charts of one page of which few points are drawn."""

    def __init__(self, root: Row, tell: Callable[[dict[str, Any]], None], lock: RLock) -> None:
        """`tell` sends a message to the page of these rows."""
        self._root = root
        self._tell = tell
        self._lock = lock
        self._asked: dict[int, tuple[Row, Detail]] = {}

    def hear(self, content: dict[str, Any]) -> None:
        """Answer a view; what makes no sense is refused by ValueError."""
        key, view, ask = asker(content, "chart")
        seen = charts.detail.sight(content)
        with self._lock:
            row = self._root.find(key)
            detail = None if row is None else _detail(row)
            if row is None or detail is None:
                return  # it has gone meanwhile, as its view will
            self._asked[key] = (row, detail)
        told: dict[str, Any] = {"event": "points", "row": key, "view": view, "ask": ask}
        closer = read_or_refused(
            lambda: detail.closer(seen),
            lambda why: self._tell({**told, "error": why}),
            "The points of a chart",
        )
        if closer is None:
            return
        same = content.get("have") == closer.mark
        self._tell({**told, "of": detail.mark, **({"same": True} if same else closer.wire())})

    def answer_anywhere(self, row: Row) -> bool:
        """May any thread answer what is asked of the chart in that row?"""
        detail = _detail(row)
        return detail is not None and detail.anywhere

    def check(self) -> None:
        """After a change of the page: tell who has asked that the points may be others."""
        for key, (row, detail) in list(self._asked.items()):
            now = _detail(row)
            if row.node is None or now is None:
                del self._asked[key]
            elif now is not detail:
                del self._asked[key]  # until somebody asks again
                self._tell({"event": "points", "row": key, "stale": True})


def _detail(row: Row) -> Detail | None:
    found = row.element.props.get("detail")
    return found if isinstance(found, charts.detail.Detail) else None
