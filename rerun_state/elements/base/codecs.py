"""The plainest codecs, which many elements share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rerun_state.elements.base.options import Options
from rerun_state.elements.base.query_values import Spelling
from rerun_state.runtime.model.codec import Codec


class Plain(Codec):
    """The codec of values which travel as they are, checked by one predicate."""

    __slots__ = ("_allowed", "_what", "spelling")

    def __init__(
        self, allowed: Callable[[Any], bool], what: str, spelling: Spelling | None = None
    ) -> None:
        self._allowed = allowed
        self._what = what
        self.spelling = spelling

    def decode(self, wire: Any) -> Any:
        """The value itself, if it is one that the widget offers."""
        if not self._allowed(wire):
            raise ValueError(f"not {self._what}")
        return wire

    def encode(self, value: Any) -> Any:
        """The value itself."""
        return value


class Press(Codec):
    """The codec of a press, of which nothing is left to show."""

    __slots__ = ("_read", "options")
    trigger, settable = True, False

    def __init__(
        self, read: Callable[[Any], Any] | None = None, options: Options[Any] | None = None
    ) -> None:
        """Make the value by `read`, which raises ValueError; without it a press is True.

        `options` is what a press chooses among.
        """
        self._read = read or _plainly
        self.options = options

    def decode(self, wire: Any) -> Any:
        """What was pressed."""
        return self._read(wire)

    def encode(self, value: Any) -> None:
        """Nothing."""
        return

    def carry(self, value: Any, former: Press) -> Any:
        """What was pressed when the last run offered it, as an option of this run."""
        if value is None or self.options is None or former.options is None:
            return value
        return self.options.carry(value, former.options)


def _plainly(wire: Any) -> bool:
    if wire is not True:
        raise ValueError("not a press")
    return True


PRESS = Press()
