"""What a run waits for, where its cell awaits: to its end, or until a newer event ends the run."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from rerun_state.runtime.execution.run import Run, StopException, Superseded

if TYPE_CHECKING:
    import asyncio

AGAIN, SELDOM = 0.02, 0.25
"""Seconds between two looks whether the run is to end, at first and at last: it may have been left
its frame, and kernels that call no handler while a cell awaits tell of events only when asked. The
others have the run look at once, and where hundreds of runs wait, looks are dear.
"""


class Wait:
    """The rest of a run, as a task that gives way to newer events as an element call does."""

    def __init__(self, run: Run, rest: Awaitable[object]) -> None:
        import asyncio  # slow to import, and few cells await

        self._run = run
        self._error: BaseException | None = None
        self._passing = GeneratorExit, asyncio.CancelledError
        self._task: asyncio.Future[None] = asyncio.ensure_future(self._guarded(rest))
        self._loop = self._task.get_loop()
        self._cut = False
        self._newer = False  # was it an event that ended it?
        self._again = AGAIN
        self._timer: asyncio.Handle | None = None

    async def finish(self) -> None:
        """Wait for the end; Superseded if an event comes first, StopException if it is stopped."""
        self._timer = self._loop.call_soon(self._keep_looking)  # once the rest has begun
        try:
            await self._task
        except self._passing[1]:
            if not self._cut:
                raise
            raise (Superseded if self._newer else StopException) from None
        finally:
            self._timer.cancel()
        if self._error is not None:
            raise self._error

    async def _guarded(self, rest: Awaitable[object]) -> None:
        """Keep what the program raises: KeyboardInterrupt in a task would end the loop."""
        try:
            await rest
        except self._passing:
            raise
        except BaseException as error:
            self._error = error

    def nudge(self) -> None:
        """Look whether the run has to end, from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._keep_looking)

    def _keep_looking(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        due = self._look()
        if not self._cut and not self._task.done():
            self._again = AGAIN if due else min(1.2 * self._again, SELDOM)
            self._timer = self._loop.call_later(self._again, self._keep_looking)

    def _look(self) -> bool:
        """End the run if it has to; return whether it will have to."""
        if self._cut or self._task.done():
            return False
        app = self._run.app
        newer = app.queue.waiting or app.session.host.poll(app.renderer)
        ends = app.abandoned or app.stopping
        if ends or (newer and self._run.gives_way):
            self._cut, self._newer = True, not ends
            self._task.cancel()
        return newer


def is_cancelled() -> bool:
    """Has the task that waits for the run been told to end?"""
    import asyncio  # as late as it is needed

    try:
        task = asyncio.current_task()
    except RuntimeError:  # no loop is running
        return False
    return task is not None and task.cancelling() > 0
