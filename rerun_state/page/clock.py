"""The clock that shows a long run while it goes on.

One thread for the whole process looks every 50 ms whether the run that is under way, or a thread
that outlives one, has put something on a page. Short runs are over before it looks, and send a
single message.

Why a thread: the main thread is busy with the user's code, which may compute for minutes between
two elements.
"""

from __future__ import annotations

import logging
import threading
from time import monotonic
from typing import Protocol

INTERVAL = 0.05
"""Seconds. Front ends drop messages above a thousand a second, so a flush is no finer than the eye
needs.
"""


log = logging.getLogger("rerun_state")


class Flushes(Protocol):
    """A renderer that can show a run which is not over."""

    def flush(self) -> None:
        """Show what is there so far."""


class _Clock:
    def __init__(self) -> None:
        self._busy = threading.Condition()
        self._due: dict[Flushes, float] = {}  # when to look at each that is watched
        self._asleep = False  # until somebody is watched
        self._thread: threading.Thread | None = None

    def watch(self, renderer: Flushes) -> None:
        with self._busy:
            # Not anew, or runs that follow each other closely hid it all.
            self._due.setdefault(renderer, monotonic() + INTERVAL)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(
                    target=self._tick, name="rerun_state-page", daemon=True
                )
                self._thread.start()
            elif self._asleep:
                self._busy.notify()

    def unwatch(self, renderer: Flushes) -> None:
        with self._busy:
            self._due.pop(renderer, None)

    def _tick(self) -> None:
        while True:
            try:
                self._wait_for_due().flush()
            except Exception:  # the end of the run shows the page whole, or says what is wrong
                log.exception("A run under way could not be shown.")

    def _wait_for_due(self) -> Flushes:
        with self._busy:
            while True:
                if not self._due:
                    # A run that follows soon need not wake this thread, which would cost it time.
                    self._busy.wait(INTERVAL)
                    if not self._due:
                        self._asleep = True
                        self._busy.wait()
                        self._asleep = False
                    continue
                first = min(self._due, key=self._due.__getitem__)
                if (rest := self._due[first] - monotonic()) > 0:
                    del first  # or this thread, which may sleep for hours, would keep the page
                    self._busy.wait(rest)
                else:
                    self._due[first] = monotonic() + INTERVAL
                    return first


_CLOCK = _Clock()


def watch(renderer: Flushes) -> None:
    """Show what `renderer` gathers, every 50 ms, until it is watched no longer."""
    _CLOCK.watch(renderer)


def unwatch(renderer: Flushes) -> None:
    """Look at `renderer` no longer."""
    _CLOCK.unwatch(renderer)
