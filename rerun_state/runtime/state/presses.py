"""Presses: values that last for one run, by the reader, by code, or by another app.

What code leaves in the state for a button holds for the run that shows it, and in the next one, as
the reader's press does. Streamlit behaves so, and programs rely on it.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

Values = dict[Hashable, Any]


class Presses:
    """Which of the values of widgets are presses, and what they have at rest."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._held: Values = {}  # those not at rest, with their rest values
        self._rests: Values = {}  # the rest values of all buttons with a key
        self._awaiting: Values = {}  # those that code has pressed, for the next run
        self._resting: Values = {}  # what presses by code become with the next answer

    def __contains__(self, id: Hashable) -> bool:
        return id in self._held

    def declare(self, id: Hashable, rest: Any) -> None:
        """A run shows a button with a key."""
        self._rests[id] = rest

    def hold(self, id: Hashable, rest: Any) -> None:
        """The value is a press, which the run that is about to begin will see."""
        self._held[id] = rest

    def hold_by_code(self, id: Hashable, value: Any, rest: Any) -> None:
        """Let a press that code left behind last for one run, as the reader's does."""
        if id in self._values:
            self._held[id] = rest
        else:  # from an entry, which stays as it is until the next run
            self._resting[id] = rest
        self._values[id] = value

    def by_code(self, id: Hashable) -> bool:
        """Has an entry that code left behind pressed it in the last run?"""
        return id in self._resting

    def await_run(self, id: Hashable) -> None:
        """Code has given a value to what may be a button: the next run will see a press."""
        if id in self._rests:
            self._awaiting[id] = self._rests[id]

    def rest(self) -> None:
        """Something new is to be answered: what code pressed from an entry is over."""
        self._values.update({id: v for id, v in self._resting.items() if id in self._values})
        self._resting.clear()

    def begin(self) -> None:
        """A run begins, and will see what code has pressed for it."""
        self._held.update(self._awaiting)
        self._awaiting.clear()

    def release(self) -> None:
        """Presses are over."""
        for id, rest in self._held.items():
            if id in self._values:
                self._values[id] = rest
        self._held.clear()

    def forget(self, id: Hashable) -> None:
        """No button with a key has that identity any more."""
        self._rests.pop(id, None)
