"""What is refused of a browser is logged once of each kind: a page can go on with it for ever."""

from __future__ import annotations

from rerun_state.page.channel import log


class Complaints:
    """Those over one page, or over all that one visitor says."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: set[tuple[str, str]] = set()

    def make(self, text: str, *values: object, of: str = "") -> None:
        """Log a warning, unless there was one of that text; `of` tells whom it is about."""
        if (text, of) not in self._made:
            self._made.add((text, of))
            log.warning(text, *values)
