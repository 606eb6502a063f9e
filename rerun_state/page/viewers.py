"""Who looks at a page: each browser that shows it greets, and says when its last view is gone.

An app that nobody looks at any more does not run; it is back when it is shown. Before the first
greeting nobody can know whether there is a front end at all, so an app like that does run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_MOST = 1000


class Viewers:
    """The browsers that show one page, by names which they have given themselves."""

    def __init__(self, on_change: Callable[[bool], None]) -> None:
        """Tell `on_change` whether anybody looks, when that changes."""
        self._on_change = on_change
        self._names: set[str] = set()
        self.present = False
        self.met = False

    def hear(self, content: dict[str, Any]) -> None:
        """Take a greeting or a parting; the page may still be open in another browser."""
        name = content.get("viewer", "")
        if not isinstance(name, str) or len(name) > 64:
            return
        if content.get("event") == "away":
            self._names.discard(name)
        elif content.get("event") == "context" and len(self._names) < _MOST:
            self._names.add(name)
            self.met = True
        self._tell()

    def forget(self) -> None:
        """Count nobody, until they greet again: a window that was closed at once says nothing."""
        self._names.clear()
        self._tell()

    def _tell(self) -> None:
        if self.present != bool(self._names):
            self.present = not self.present
            self._on_change(self.present)
