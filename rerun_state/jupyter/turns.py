"""Whose turn it is on the main thread, where runs of several sessions await in turn.

What is the process's own, and not known by a ContextVar, has to be the run's for the time of each
of its steps: pyplot's figures, and what child processes write.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rerun_state.jupyter import kernel
from rerun_state.jupyter.captured import current, executing


@contextmanager
def turn() -> Iterator[None]:
    """Let code of the run that is under way execute in the block, which does not await."""
    captured = current.get()
    if captured is None or not kernel.is_main_thread():
        yield
        return
    captured.figures.take_back()
    executing.append(captured)
    try:
        yield
    finally:
        executing.remove(captured)
        captured.figures.set_aside()
