"""Which cells are gone, by what a front end says of deleted ones with each request.

JupyterLab and Notebook list what was deleted or cut since the last reply. An undo, or a paste,
brings a cell back and leaves it in the list; and all requests of "Run All" carry the same list, so
that one of them may name a cell which the one before has executed.
"""

from __future__ import annotations

from collections.abc import Set


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
