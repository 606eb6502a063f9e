"""A long table that a reader reads from one row to the last, for a file or the clipboard.

That takes a while, in which others may write into it. Where its data can be held as they are at no
cost (tables that part from their copies when they are written into), all parts are read from what
was there at the beginning. Each part is looked at a second time, after the last one: if they all
are what they were, that is what the table was in between, even one that lies in an array into which
somebody has written.

A reader says when it begins and when it is over. One that vanished says nothing: what it had is let
go at the end of a run, when it has not asked for a minute.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.windows.source import ChangedData
from rerun_state.elements.data.windows.windowed import Answer

if TYPE_CHECKING:
    from rerun_state.elements.data.windows.wanted import Wanted
    from rerun_state.elements.data.windows.windowed import Windowed

_MOST = 4
"""Readers of one table at a time; the one that asked longest ago has to begin again."""
_PATIENCE = 60.0
_MOMENT = 0.03
"""Seconds for which nobody else is answered."""
_STEPS = ("begin", "go on", "check", "end")
_CHANGED = "The table has changed while it was read."


class Passage:
    """The table as it was when somebody began to read it, and how to tell that it was not."""

    __slots__ = ("_marks", "_table")

    def __init__(self, shown: Windowed, asked: Wanted) -> None:
        frozen = shown.frozen(asked)
        self._table = shown if frozen is None else frozen
        self._marks: dict[tuple[int, int], bytes] = {}

    def read(self, asked: Wanted) -> Answer:
        """The rows that were asked for. Raises what the source raises."""
        answer = self._answer(asked)
        self._marks.setdefault((asked.start, asked.stop), _mark(answer))
        return answer

    def check(self, asked: Wanted) -> int | None:
        """Look for a moment at what was read from the row that is asked for on.

        Return where to go on, None at the end. ChangedData if rows are no longer what they were.
        """
        until = monotonic() + _MOMENT
        for start, stop in sorted(self._marks):
            if start < asked.start:
                continue
            if start > asked.start and monotonic() > until:
                return start
            now = self._answer(replace(asked, start=start, stop=stop))
            if _mark(now) != self._marks[start, stop]:
                raise ChangedData(_CHANGED)
        return None

    def _answer(self, asked: Wanted) -> Answer:
        # Nothing of it is kept: what readers have in sight is to stay known.
        return self._table.answer(asked, styled=False, encode=encode)


def _mark(answer: Answer) -> bytes:
    heads = repr(answer.content.columns).encode()
    return answer.content.mark + heads + (answer.places or b"")


class Passages:
    """The readers of one table, by view and by how often it has read."""

    def __init__(self) -> None:
        self._passages: OrderedDict[tuple[str, int], tuple[Passage, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._passages)

    def at(
        self, view: str, number: int, step: str, shown: Windowed, asked: Wanted
    ) -> Passage | None:
        """What a view reads in this step; None at the end. ChangedData for one that was let go."""
        key = view, number
        if step == "end":
            self._passages.pop(key, None)
            return None
        known = self._passages.pop(key, None)
        if known is not None:  # a reader that was cut off may begin again
            passage, _ = known
        elif step == "begin":
            passage = Passage(shown, asked)
        else:
            raise ChangedData(_CHANGED)
        self._passages[key] = passage, monotonic()
        while len(self._passages) > _MOST:
            self._passages.popitem(last=False)
        return passage

    def leave_idle(self) -> None:
        """Let go of those of which nobody has heard for a while."""
        now = monotonic()
        for key, (_, asked) in list(self._passages.items()):
            if now - asked > _PATIENCE:
                del self._passages[key]


def step_of(content: dict[str, Any]) -> tuple[int, str] | None:
    """Which time a view reads the table from end to end, and what it asks for; None for others.

    ValueError for what makes no sense.
    """
    number, step = content.get("passage"), content.get("step")
    if number is None:
        return None
    if type(number) is not int or step not in _STEPS:
        raise ValueError("no passage through a table")
    return number, step
