"""The threads that work where no executor is given: a few, for all apps of the process.

Why not the standard library's pool: it has Python wait at its end for whatever is under way, so a
kernel with an hour's work could not be shut down. Where there are no threads, work is done at once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextvars import Context
from functools import partial
from typing import ParamSpec, TypeVar

from rerun_state.threads import start_thread

P = ParamSpec("P")
R = TypeVar("R")

THREADS = 4


class Pool(Executor):
    """Threads that end with the process; they are started as they are needed."""

    def __init__(self, threads: int = THREADS) -> None:
        self._most = threads
        self._waiting: deque[tuple[Future[object], Callable[[], object]]] = deque()
        self._changed = threading.Condition()
        self._threads = self._idle = 0

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have a function called by the next thread that is free."""
        future: Future[R] = Future()
        call = partial(fn, *args, **kwargs)
        with self._changed:
            self._waiting.append((future, call))  # type: ignore[arg-type]
            if self._idle >= len(self._waiting):
                self._changed.notify()
            elif self._threads < self._most:
                self._threads += start_thread(self._work, "rerun_state-task") is not None
            alone = self._threads == 0
            if alone:
                self._waiting.pop()
        if alone:
            Context().run(_carry_out, future, call)  # as in a thread, without the caller's
        return future

    def _work(self) -> None:
        while True:
            with self._changed:
                self._idle += 1
                while not self._waiting:
                    self._changed.wait()
                self._idle -= 1
                future, call = self._waiting.popleft()
            _carry_out(future, call)
            del future, call  # or they would live until the next one


def _carry_out(future: Future[R], call: Callable[[], R]) -> None:
    if future.set_running_or_notify_cancel():
        try:
            future.set_result(call())
        except BaseException as error:  # handed over to who waits for it
            future.set_exception(error)


SHARED = Pool()
"""That of all apps."""
