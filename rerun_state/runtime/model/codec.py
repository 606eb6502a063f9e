"""Between the values that programs use and those that a browser sends."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Self

from rerun_state.runtime.model.sameness import equal

Reply = dict[str, Any] | None
UNCHANGED: Any = object()
"""What a codec returns for a message that changes no value."""


class Codec(ABC):
    """What the values of a widget are. A subclass says how they travel, and what else is special.

    `spelling` writes them into an address, where that is possible.
    """

    __slots__ = ()

    spelling: Any = None
    settles: ClassVar[bool] = False
    """Does a value become another once a browser has shown it?"""
    shares: ClassVar[bool] = False
    """Do programs get the value itself, not a copy, since it cannot be copied or must not be?"""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.settles = cls.settle is not Codec.settle

    # -- every codec has its own -------------------------------------------------------------------

    @abstractmethod
    def decode(self, wire: Any) -> Any:
        """The value for what a browser sent; ValueError for what the widget did not offer."""

    @abstractmethod
    def encode(self, value: Any) -> Any:
        """What a browser is to show for a value."""

    @abstractmethod
    def admit(self, value: Any) -> Any:
        """The value to use for one that code put into the state; raises where it makes no sense."""

    # -- some have ---------------------------------------------------------------------------------

    def same(self, a: Any, b: Any) -> bool:
        """Does a reader see no difference between two values?"""
        return equal(a, b)

    def vet(self, value: Any) -> None:  # noqa: B027 (nothing, as a rule)
        """Raise for a value that code has just given, and that `admit` would let pass later."""

    def settle(self, value: Any) -> Any:
        """What becomes of a value once a browser has shown it: the next run gets that."""
        return value

    def carry(self, value: Any, former: Self) -> Any:
        """A value of the codec that the widget had before, as this one has it."""
        return value

    def adopt(self, previous: Any) -> None:  # noqa: B027 (nothing, as a rule)
        """Take over what the codec of the last run has received so far."""

    def handle(
        self, event: dict[str, Any], buffers: list[Any]
    ) -> tuple[dict[str, Any] | None, Any]:
        """Answer what a browser says besides changes: a reply or None, a new value or UNCHANGED."""
        raise ValueError(f"it has no event {event.get('event')!r}")

    def release(self) -> None:  # noqa: B027 (nothing, as a rule)
        """Let go what a browser has sent and nobody will ask for any more."""
