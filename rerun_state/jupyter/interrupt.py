"""The interrupt button while code runs that no cell's execution covers.

ipykernel listens to SIGINT only while it handles a request. A rerun is started by the event loop,
where an interrupt would be ignored, or, with Python's own handler left in place, would raise in the
loop itself and end the kernel. So the handler is there for the time of the run, raises only in the
run's own code, and a run that is suspended at an await is cancelled instead.

Why not signal.default_int_handler itself: it raises in whichever frame comes next, which at the
edges is ours (the handler is armed, the run has not begun) and between two awaits is the loop's.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Literal, TypeVar

from rerun_state.jupyter import kernel

T = TypeVar("T")


class interruptible:
    """Let SIGINT raise KeyboardInterrupt in the block; catch it around the block, not within.

    Nothing happens off the main thread, where Python delivers no signals. If the block awaits and
    the signal comes while it is suspended, its task is cancelled and the block raises
    KeyboardInterrupt as well. Blocks may be nested, and may end in another order than they began.
    """

    def __init__(self) -> None:
        self._armed = False
        self._before: Any = None
        self._task: asyncio.Task[Any] | None = None
        self._cancelled = False

    def __enter__(self) -> interruptible:
        if kernel.is_main_thread():
            self._task = _current_task()
            self._before = signal.signal(signal.SIGINT, self._interrupt)
            self._armed = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> Literal[False]:
        if self._armed:
            self._armed = False
            # An async cell may have put its handler over ours meanwhile; then that one stays, and
            # puts ours back later, which from now on passes on to the one before.
            if signal.getsignal(signal.SIGINT) == self._interrupt:
                signal.signal(signal.SIGINT, self._before)
        if self._cancelled and isinstance(error, asyncio.CancelledError):
            if self._task is not None:
                self._task.uncancel()
            raise KeyboardInterrupt from None
        return False

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if not self._armed:
            if callable(self._before):
                self._before(number, frame)
        elif frame is not None and frame.f_globals is globals():
            return  # the block has not begun or has just ended: there is nothing to stop
        elif _current_task() is self._task:
            raise KeyboardInterrupt
        elif self._task is not None:
            self._cancelled = True
            self._task.get_loop().call_soon_threadsafe(self._task.cancel)


@contextmanager
def deferred() -> Iterator[None]:
    """Let SIGINT wait for the end of the block, except in interruptible blocks within it.

    A cell that is executed may be interrupted anywhere, in the middle of our own work as well.
    """
    if not kernel.is_main_thread():
        yield
        return
    pending: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: pending.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pending:
            raise KeyboardInterrupt


async def run_interruptible(coro: Coroutine[Any, Any, T]) -> T:
    """Await coro in a task of its own; raise KeyboardInterrupt when SIGINT stops it.

    An interrupt also ends `await asyncio.sleep(10)`. Whatever coro raises, SystemExit too, is
    raised here and never in the event loop. Cancelling the caller cancels coro.
    """
    outcome: list[T | BaseException] = []

    async def guarded() -> None:
        try:
            with interruptible():
                outcome.append(await coro)
        except BaseException as error:
            if isinstance(error, asyncio.CancelledError | GeneratorExit):
                raise
            outcome.append(error)

    task = asyncio.get_running_loop().create_task(guarded())
    try:
        await task
    finally:
        coro.close()  # had the task been cancelled before it began
    result = outcome[0]
    if isinstance(result, BaseException):
        raise result
    return result


def _current_task() -> asyncio.Task[Any] | None:
    try:
        return asyncio.current_task()
    except RuntimeError:  # no loop is running: a terminal, or a test
        return None
