"""Rooms that open when somebody enters: what most kernels never need is not loaded at their start.

The room's `__init__` names the modules by which it is entered. Who uses one imports the room, and
says `room.module.name` where it is needed.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


def opened_by(room: str, *modules: str) -> Callable[[str], ModuleType]:
    """The `__getattr__` of a room: it imports these of its modules when they are asked for.

    One in a room behind it is told by the way there, and asked for by its name alone.
    """
    ways = {way.rpartition(".")[2]: f"{room}.{way}" for way in modules}

    def __getattr__(name: str) -> ModuleType:
        if name not in ways:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        found = import_module(ways[name])
        setattr(sys.modules[room], name, found)  # it is not asked for again
        return found

    return __getattr__


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be collected in the block, which imports much and leaves none.

    Collections would look through all that is imported, several times. It counts as old afterwards,
    or the next one, of what is young, would do so.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            if not gc.get_freeze_count():  # what somebody has frozen would thaw
                gc.freeze()
                gc.unfreeze()  # into the oldest generation
            gc.enable()


class Ahead:
    """Enters rooms that will be needed, one after the other, while nobody waits."""

    def __init__(
        self,
        parts: Generator[object],
        call_later: Callable[[float, Callable[[], None]], object],
        pause: float,
    ) -> None:
        """Each of `parts` loads something; the first does so after a pause in seconds."""
        self._parts = parts
        self._call_later = call_later
        self.close = parts.close
        call_later(pause, self._load)

    def _load(self) -> None:
        """Load a part, and the next one when the kernel had a turn."""
        with uncollected():
            if next(self._parts, self) is not self:
                self._call_later(0, self._load)
