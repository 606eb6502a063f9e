"""The world of an app whose host is a program of Python: its event loop, or its threads."""

from __future__ import annotations

import asyncio
import sys
import threading
import types
from collections.abc import Callable, Coroutine, Generator
from contextvars import copy_context
from typing import Any

from rerun_state.runtime.execution.host import PlainHost
from rerun_state.runtime.loop.session import Session


class LoopHost(PlainHost):
    """Answers an event at once where the host hands it over: it sends what comes of it after that.

    What comes from elsewhere, such as the end of a task, waits for the loop that ran when the app
    was made, and has the context of that moment, by which hosts know whose page it is. Hosts that
    have no loop know that by the thread.
    """

    rerun_limit: int | None = 1000  # the host can do nothing else meanwhile

    def __init__(self) -> None:
        self.session = Session(self)
        self._context = copy_context()
        self._busy = threading.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = _running_loop()

    def wake(self) -> None:
        """Have the waiting events answered."""
        if (here := _running_loop()) is not None and self._loop in (here, None):
            self._begin(here)
        elif self._loop is None:
            self._answer()
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._start, context=self._context.copy())

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        """Call `function` after `delay` seconds; return what cancels it."""
        if self._loop is not None:
            later = self._loop.call_later(
                delay, self._start, function, context=self._context.copy()
            )
            return later.cancel
        timer = threading.Timer(delay, copy_context().run, (function,))
        timer.daemon = True
        timer.start()
        return timer.cancel

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """Drain up to where something is awaited; a task does the rest, in the same context."""
        coroutine, context = self.session.drain(), copy_context()
        try:
            awaited = context.run(coroutine.send, None)
        except StopIteration:
            return
        self._keep(loop.create_task(_go_on(coroutine, awaited), context=context))

    def _start(self, before: Callable[[], None] = lambda: None) -> None:
        self._keep(asyncio.get_running_loop().create_task(self._drain(before)))

    async def _drain(self, before: Callable[[], None]) -> None:
        """Drain, and let Shiny send what comes of it: it does so at the end of its own turns."""
        before()
        await self.session.drain()
        if (shiny := sys.modules.get("shiny.reactive")) is not None:
            async with shiny.lock():
                await shiny.flush()

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _answer(self) -> None:
        while self.session.waiting and self._busy.acquire(blocking=False):
            try:
                asyncio.run(self.session.drain())
            finally:
                self._busy.release()


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


async def _go_on(coroutine: Coroutine[Any, Any, None], awaited: Any) -> None:
    """Carry out the rest of a coroutine that awaits something."""
    await _rest(coroutine, awaited)


@types.coroutine
def _rest(coroutine: Coroutine[Any, Any, None], awaited: Any) -> Generator[Any, Any, None]:
    while True:
        try:
            value = yield awaited
        except BaseException as error:
            awaited = coroutine.throw(error)
            continue
        try:
            awaited = coroutine.send(value)
        except StopIteration:
            return
