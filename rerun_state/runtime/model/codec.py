"""Between the values that programs use and those that a browser sends."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Self

from rerun_state.runtime.model.judge import Judge
from rerun_state.runtime.model.sameness import equal

UNCHANGED: Any = object()
"""What a codec returns for a message that changes no value."""


class Codec(Judge, ABC):
    """What the values of a widget are. A subclass says how they travel, and what else is special.

    `spelling` writes them into an address, where that is possible. What it says of values that come
    from code is in `Judge`.
    """

    __slots__ = ()

    spelling: Any = None
    trigger: bool = False
    """Is a value a press, which lasts for one run?"""
    shares: ClassVar[bool] = False
    """Do programs get the value itself, not a copy, since it cannot be copied or must not be?"""

    # -- every codec has its own -------------------------------------------------------------------

    @abstractmethod
    def decode(self, wire: Any) -> Any:
        """The value for what a browser sent; ValueError for what the widget did not offer."""

    @abstractmethod
    def encode(self, value: Any) -> Any:
        """What a browser is to show for a value."""

    # -- some have ---------------------------------------------------------------------------------

    def same(self, a: Any, b: Any) -> bool:
        """Does a reader see no difference between two values?"""
        return equal(a, b)

    def carry(self, value: Any, former: Self) -> Any:
        """A value of the codec that the widget had before, as this one has it."""
        return value

    @property
    def lasts(self) -> bool:
        """May a value be kept for another kernel?"""
        return True

    def keep(self, value: Any) -> Any:
        """What is kept of a value for another kernel, in which options may have other places."""
        return self.encode(value)

    def restore(self, kept: Any) -> Any:
        """The value of what was kept; ValueError for what the widget does not offer any more."""
        return self.decode(kept)

    def adopt(self, previous: Any) -> None:
        """Take over what the codec of the last run has received so far."""

    def handle(
        self, event: dict[str, Any], buffers: list[Any]
    ) -> tuple[dict[str, Any] | None, Any]:
        """Answer what a browser says besides changes: a reply or None, a new value or UNCHANGED."""
        raise ValueError(f"it has no event {event.get('event')!r}")

    def release(self) -> None:
        """Let go what a browser has sent and nobody will ask for any more."""
