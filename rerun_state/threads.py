"""Threads, where the platform has them: Python in a browser (Pyodide) has none.

Whoever starts one asks here and does its work in another way where the answer is no. A system that
is out of threads says the same, and is served the same way.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Coroutine, Hashable
from concurrent.futures import Future
from contextvars import copy_context
from functools import partial
from typing import Any

from rerun_state.errors import StreamlitAPIException

log = logging.getLogger("rerun_state")


def start_thread(work: Callable[[], object], name: str) -> threading.Thread | None:
    """Have `work` done by a daemon thread; None where no thread can be started."""
    thread = threading.Thread(target=work, name=name, daemon=True)
    try:
        thread.start()
    except RuntimeError:  # "can't start new thread"
        return None
    return thread


class Errands:
    """Work that a thread of its own does, one piece after the other, while there is any."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting: dict[Hashable, Callable[[], object]] = {}
        self._under_way = False
        self._lock = threading.Lock()

    def run(self, errand: Hashable, work: Callable[[], object]) -> None:
        """Have `work` done soon, and none that waits under the same name; now without threads."""
        with self._lock:
            self._waiting.pop(errand, None)
            self._waiting[errand] = work
            if self._under_way:
                return
            self._under_way = True
        if start_thread(partial(copy_context().run, self._work), self._name) is None:
            self._work()

    def _work(self) -> None:
        while (work := self._next()) is not None:
            try:
                work()
            except BaseException:  # others wait for theirs
                log.exception("What a page asked could not be answered.")

    def _next(self) -> Callable[[], object] | None:
        with self._lock:
            self._under_way = bool(self._waiting)
            return self._waiting.pop(next(iter(self._waiting))) if self._waiting else None


def wait_for(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Carry out a coroutine by a loop of its own: that of this thread waits for the caller."""
    import asyncio  # slow to import, and rarely needed

    outcome: Future[Any] = Future()

    def work() -> None:
        try:
            outcome.set_result(asyncio.run(coroutine))
        except BaseException as error:  # handed over to the caller
            outcome.set_exception(error)

    if start_thread(work, "rerun_state-await") is None:
        return wait_in_place(coroutine)
    return outcome.result()


def wait_in_place(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Carry out a coroutine without a thread, while the loop that runs waits for the caller.

    In most browsers Pyodide can wait for its loop all the same. Elsewhere StreamlitAPIException is
    raised if the coroutine has to wait for something.
    """
    if sys.platform == "emscripten":
        from pyodide.ffi import can_run_sync, run_sync

        if can_run_sync():
            return run_sync(coroutine)
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    coroutine.close()
    raise StreamlitAPIException(
        "Asynchronous code cannot be waited for here, where Python has no threads. Await it in "
        "the cell, and hand over what has come of it."
    )
