"""What a cell has answered, and why: for authors who ask how their cells depend on each other."""

from __future__ import annotations

from collections.abc import Hashable
from time import monotonic, time
from typing import NamedTuple

from rerun_state.runtime.model.events import Batch


class Used(NamedTuple):
    """What tells a widget that the reader has used; the widget itself would hold what it shows."""

    id: Hashable
    kind: str
    key: str | None


Cause = str | Used
"""A widget that the reader has used, or what else happened, in words."""


class Answer(NamedTuple):
    """One answer of a cell: when it began, how long it took, how it ended, what it was to."""

    when: float
    seconds: float
    ended: str
    causes: tuple[Cause, ...]


class History:
    """How often a cell has run, and its last answer."""

    __slots__ = ("_began", "_causes", "_noted", "_when", "count", "last")

    def __init__(self) -> None:
        self.count = 0
        self.last: Answer | None = None
        self._noted: dict[str, None] = {}
        self._causes: tuple[Cause, ...] = ()
        self._when = self._began = 0.0

    def note(self, cause: str) -> None:
        """Something asks for the next run, from any thread."""
        if cause:
            self._noted[cause] = None

    def begin(self, batch: Batch) -> None:
        """The cell begins to answer what waited."""
        noted, self._noted = self._noted, {}
        used = (Used(e.widget.id, e.widget.kind, e.widget.key) for e in batch.events)
        self._causes = (*dict.fromkeys(used), *noted)
        self._when, self._began = time(), monotonic()

    def end(self, how: str) -> None:
        """The answer is given."""
        self.count += 1
        self.last = Answer(self._when, monotonic() - self._began, how, self._causes)
