"""Which cells are gone, by what a front end says with each request.

JupyterLab and Notebook list what was deleted or cut since the last reply. An undo, or a paste,
brings a cell back and leaves it in the list; and all requests of "Run All" carry the same list, so
that one of them may name a cell which the one before has executed.

VS Code says where a cell stands, and a new window counts them anew: there a cell is gone when
another one with its text has taken its place.
"""

from __future__ import annotations

from collections.abc import Set

from rerun_state.jupyter import requests


class Deletions:
    """The cells that were said to be deleted and may be there all the same."""

    def __init__(self) -> None:
        self._doubtful: set[str] = set()
        self._back: set[str] = set()  # executed while they were listed

    def gone(
        self, executed: str | None, listed: Set[str], shown: Set[str], met: Set[str]
    ) -> Set[str]:
        """The cells of which nothing is left, as a cell is executed and these are listed.

        One whose app is `shown` is there; it goes once it is not. One that was executed while it
        was listed is there as well, unless somebody has `met` its app since, and left.
        """
        there = set[str]() if executed is None else {executed}
        self._doubtful = (self._doubtful | listed) - (self._back - listed) - there
        self._back = (self._back | there) & listed
        gone = self._doubtful - shown - (self._back - met)
        self._doubtful -= gone
        return gone


class PlacedCells:
    """The cells of a kernel's windows that are known by their places."""

    def __init__(self) -> None:
        self._window = ""  # that executed the last of them
        self._texts: dict[str, str | None] = {}

    def is_placed(self, name: str) -> bool:
        """Is a cell known by its place?"""
        return name.startswith(requests.PLACED)

    def begins_anew(self, name: str) -> bool:
        """Is a cell executed by another window than the last of these cells?"""
        if not self.is_placed(name) or requests.client() == self._window:
            return False
        self._window = requests.client()
        return True

    def take_over(self, name: str, text: str | None) -> list[str]:
        """Let a cell take over from those of earlier windows that have its text; return these."""
        if not self.is_placed(name):
            return []
        window = f"{requests.PLACED}{self._window}:"
        gone = [each for each, known in self._texts.items() if known == text and window not in each]
        for each in gone:
            del self._texts[each]
        self._texts[name] = text
        return gone
