"""Who is told of runs that take long, where there are visitors.

A visitor's own page is told of each. The others are told as long as such a run holds them up: one
that awaits leaves the kernel's loop to everybody, until it computes for long itself. So the loop is
asked, again and again while such runs are under way, whether it has a turn for others.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from time import monotonic

from rerun_state.page.clock import unwatch, watch
from rerun_state.runtime.execution.app import App

HELD_UP = 0.1
"""Seconds without a turn of the loop after which visitors are held up."""

Tell = Callable[[bool], None]


class SlowRuns:
    """The runs of a kernel's visitors that take long."""

    def __init__(self, call_soon: Callable[[Callable[[], object]], bool], tell_all: Tell) -> None:
        """`call_soon` has the loop call a function; it returns whether there is one.

        `tell_all` tells every visitor whether the kernel holds them up.
        """
        self._call_soon = call_soon
        self._tell_all = tell_all
        self._going: dict[App, Tell] = {}
        self._told = False  # do all know that they are held up?
        self._asked = 0.0  # when the loop was asked for a turn
        self._has_answered = True
        self._lock = RLock()  # runs end on the main thread, the clock has its own

    def begin(self, app: App, tell: Tell) -> None:
        """A run of that app takes long; `tell` tells its own visitor."""
        with self._lock:
            self._going[app] = tell
            tell(True)
            self._ask()
            watch(self)

    def end(self, app: App) -> None:
        """It is over."""
        with self._lock:
            tell = self._going.pop(app, None)
            if tell is not None and tell not in self._going.values():
                tell(False)
            if not self._going:
                unwatch(self)
                self._hold_up(False)

    def flush(self) -> None:
        """Look whether the loop has had a turn."""
        with self._lock:
            if not self._going:
                return
            if self._has_answered:
                self._hold_up(False)
                self._ask()
            elif monotonic() - self._asked > HELD_UP:
                self._hold_up(True)

    def _ask(self) -> None:
        if self._has_answered:
            self._asked, self._has_answered = monotonic(), False
            if not self._call_soon(self._answer):
                self._has_answered = True

    def _answer(self) -> None:
        self._has_answered = True

    def _hold_up(self, held_up: bool) -> None:
        if held_up != self._told:
            self._told = held_up
            self._tell_all(held_up)
