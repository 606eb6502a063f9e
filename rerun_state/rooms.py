"""Rooms that open when somebody enters: what most kernels never need is not loaded at their start.

The room's `__init__` names the modules by which it is entered. Who uses one imports the room, and
says `room.module.name` where it is needed.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


def opened_by(room: str, *modules: str) -> Callable[[str], ModuleType]:
    """The `__getattr__` of a room: it imports these of its modules when they are asked for."""

    def __getattr__(name: str) -> ModuleType:
        if name in modules:
            return import_module(f"{room}.{name}")
        raise AttributeError(f"module {room!r} has no attribute {name!r}")

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
