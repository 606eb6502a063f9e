"""A long table that a reader reads from one row to the last, for a file or the clipboard.

That takes a while, in which others may write into it. Where its data can be held as they are at no
cost (tables that part from their copies when they are written into), all parts are read from what
was there at the beginning. Each part is looked at a second time, after the last one: if they all
are what they were, that is what the table was in between, even one that lies in an array into which
somebody has written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rerun_state.elements.data.columnar import encode
from rerun_state.elements.data.source import ChangedData
from rerun_state.elements.data.windowed import Answer

if TYPE_CHECKING:
    from rerun_state.elements.data.windowed import Wanted, Windowed

CHANGED = "The table has changed while it was read."


class Passage:
    """The table as it was when somebody began to read it, and how to tell that it was not."""

    __slots__ = ("_marks", "_table")

    def __init__(self, shown: Windowed, asked: Wanted) -> None:
        held = shown.held(asked)
        self._table = shown if held is None else held
        self._marks: dict[tuple[int, int], bytes] = {}

    def read(self, asked: Wanted) -> Answer:
        """The rows that were asked for. Raises what the source raises."""
        answer = self._answer(asked)
        self._marks.setdefault((asked.start, asked.stop), _mark(answer))
        return answer

    def check(self, asked: Wanted) -> None:
        """Raise ChangedData if those rows are not what they were when they were read."""
        if _mark(self._answer(asked)) != self._marks.get((asked.start, asked.stop)):
            raise ChangedData(CHANGED)

    def _answer(self, asked: Wanted) -> Answer:
        # Nothing of it is kept: what readers have in sight is to stay known.
        return self._table.answer(asked, styled=False, encode=encode)


def _mark(answer: Answer) -> bytes:
    heads = repr(answer.content.columns).encode()
    return answer.content.mark + heads + (answer.places or b"")
