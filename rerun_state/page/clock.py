"""The clock that shows a long run while it goes on.

One thread for the whole process looks every 50 ms whether the run that is under way, or a thread
that outlives one, has put something on a page. Short runs are over before it looks, and send a
single message.

Why a thread: the main thread is busy with the user's code, which may compute for minutes between
two elements. Where there are no threads (in a browser), whoever writes or sleeps looks at the time,
and the loop does whenever it has a turn.
"""

from __future__ import annotations

import asyncio
import threading
from time import monotonic
from typing import Protocol

from rerun_state.page.channel import log
from rerun_state.threads import start_thread

INTERVAL = 0.05
"""Seconds. Front ends drop messages above a thousand a second, so a flush is no finer than the eye
needs.
"""


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
        self._alone = False  # is there no thread to look?
        self._armed = False  # will the loop look, then?

    def watch(self, renderer: Flushes) -> None:
        with self._busy:
            # Not anew, or runs that follow each other closely hid it all.
            self._due.setdefault(renderer, monotonic() + INTERVAL)
            if self._thread is None or not self._thread.is_alive():
                self._thread = start_thread(self._tick, "rerun_state-page")
                self._alone = self._thread is None
            elif self._asleep:
                self._busy.notify()
        if self._alone:
            self._arm()

    def unwatch(self, renderer: Flushes) -> None:
        with self._busy:
            self._due.pop(renderer, None)

    def look(self, ahead: float = 0.0) -> None:
        """Show what is due within `ahead` seconds, which nobody would come to show."""
        if not self._alone:
            return
        now = monotonic()
        for renderer, due in list(self._due.items()):
            if due <= now + ahead:
                self._due[renderer] = now + INTERVAL
                _flush(renderer)

    def _arm(self) -> None:
        """Have the loop look soon: in an await of the run, or after it."""
        if self._armed:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._armed = True
        loop.call_later(INTERVAL, self._take_turn)

    def _take_turn(self) -> None:
        self._armed = False
        self.look()
        if self._due:
            self._arm()

    def _tick(self) -> None:
        while True:
            _flush(self._wait_for_due())

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


def _flush(renderer: Flushes) -> None:
    try:
        renderer.flush()
    except Exception:  # the end of the run shows the page whole, or says what is wrong
        log.exception("A run under way could not be shown.")


_CLOCK = _Clock()


def watch(renderer: Flushes) -> None:
    """Show what `renderer` gathers, every 50 ms, until it is watched no longer."""
    _CLOCK.watch(renderer)


def unwatch(renderer: Flushes) -> None:
    """Look at `renderer` no longer."""
    _CLOCK.unwatch(renderer)


def look() -> None:
    """A run has come to a yield point: show what is due, where no thread does."""
    _CLOCK.look()


def before_sleep(seconds: float) -> None:
    """The program sleeps for so long: show what would be due meanwhile, where no thread does."""
    _CLOCK.look(seconds)
