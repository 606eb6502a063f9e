"""The thread that writes what has changed, soon after: one for all that a kernel keeps.

Why a thread: a run is not to wait for a disk. It reads states while programs may go on, and once
more when a run has ended, so what is kept is never older than a moment. Where there are no threads,
a run does wait.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from time import monotonic

from rerun_state.threads import start_thread

SOON = 0.3
"""Seconds between a change and the writing, in which more may come."""
RENEW = 3.0
"""Seconds between two signs of life to a store."""

Work = Callable[[], bool]
"""Done again, some moments later, for as long as it returns False."""

log = logging.getLogger("rerun_state")


class Scribe:
    """Does what keepers ask for; each piece once, however often it was asked for meanwhile."""

    def __init__(self) -> None:
        self._asked: dict[Work, None] = {}
        self._signs: dict[Callable[[], None], None] = {}
        self._some = threading.Event()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._due = 0.0  # the moment of the next signs of life

    def ask(self, work: Work) -> None:
        """Have it done soon; from any thread."""
        self._asked[work] = None
        if not self._has_thread():
            self._work_off()
        self._some.set()

    def repeat(self, sign: Callable[[], None]) -> None:
        """Give a sign of life every few seconds, where there is a thread, until it is left."""
        self._signs[sign] = None
        self._due = monotonic() + RENEW
        self._has_thread()
        self._some.set()  # it may sleep without an end

    def leave(self, sign: Callable[[], None]) -> None:
        """Give that sign no longer."""
        self._signs.pop(sign, None)

    def close(self) -> None:
        """Nobody asks for anything any more."""
        self._over.set()
        self._some.set()

    def _has_thread(self) -> bool:
        with self._starting:
            if self._thread is None:
                self._thread = start_thread(self._run, "rerun_state-keep")
        return self._thread is not None

    def _run(self) -> None:
        while not self._over.is_set():
            pause = max(0.0, self._due - monotonic()) if self._signs else None
            if self._some.wait(pause) and not self._over.wait(SOON):
                self._some.clear()
                self._work_off()
            if self._signs and monotonic() >= self._due:
                self._due = monotonic() + RENEW
                for sign in list(self._signs):
                    _do(sign)

    def _work_off(self) -> None:
        for work in list(self._asked):
            del self._asked[work]
            if _do(work) is False:
                self._asked[work] = None
                self._some.set()


def _do(work: Callable[[], bool | None]) -> bool | None:
    try:
        return work()
    except Exception:  # of one keeper; the others go on
        log.exception("A state could not be kept.")
        return None
