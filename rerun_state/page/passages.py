"""Who reads a long table from end to end, and what it was when they began.

A reader says when it begins and when it is over. One that vanished says nothing: what it had is let
go at the end of a run, when it has not asked for a minute.
"""

from __future__ import annotations

from collections import OrderedDict
from time import monotonic
from typing import TYPE_CHECKING, Any

from rerun_state.elements import data

if TYPE_CHECKING:
    from rerun_state.elements.data.passage import Passage
    from rerun_state.elements.data.windowed import Wanted, Windowed

_MOST = 4
"""Readers of one table at a time; the one that asked longest ago has to begin again."""
_PATIENCE = 60.0
_STEPS = ("begin", "go on", "check", "end")


def step_of(content: dict[str, Any]) -> tuple[int, str]:
    """Which time a view reads the table, and what it asks for; ValueError if that is nonsense."""
    number, step = content["passage"], content.get("step")
    if type(number) is not int or step not in _STEPS:
        raise ValueError("no passage through a table")
    return number, step


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
            passage = data.passage.Passage(shown, asked)
        else:
            raise data.source.ChangedData(data.passage.CHANGED)
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
