"""Thousands of models are closed a few at a time.

Each takes a message, and a page of thousands of inputs may go at once. More than a thousand
messages a second get lost on their way: the server that JupyterLab talks to then drops whatever
comes, other pages' patches too, and sockets drop what waits too long. So the first of many are
closed at once and the rest, which nobody sees any more, in the background.
"""

from __future__ import annotations

from collections import deque
from threading import RLock
from time import monotonic
from typing import Any

from rerun_state.elements.bundles import instances
from rerun_state.page.clock import unwatch, watch

AT_ONCE = 500
"""How many models are closed without delay in any second."""
PORTION = 20
"""How many in each turn of the clock after that, of which there are twenty a second."""


class Closings:
    """The models of a kernel that are to be closed."""

    def __init__(self) -> None:
        self._lock = RLock()  # a model may go while garbage is collected, in the midst of this
        self._waiting: deque[Any] = deque()
        self._since = 0.0
        self._count = 0  # of those that were closed since then

    def has_room(self) -> bool:
        """Can one more be closed right now?"""
        with self._lock:
            now = monotonic()
            fresh = now - self._since >= 1
            self._since, self._count = (now, 0) if fresh else (self._since, self._count)
            if self._waiting or self._count >= AT_ONCE:
                return False
            self._count += 1
            return True

    def put_off(self, widget: Any) -> None:
        """Close a model later; for the kernel it is closed at once."""
        comm = widget.comm
        with self._lock:
            self._waiting.append(comm)  # first, so that whatever fails it is not forgotten
        watch(self)
        instances().pop(comm.comm_id, None)
        comm.on_msg(None)
        widget.comm = None

    def flush(self) -> None:
        """Close some of those that wait."""
        with self._lock:
            some = [self._waiting.popleft() for _ in range(min(PORTION, len(self._waiting)))]
            if not self._waiting:
                unwatch(self)
        for comm in some:
            comm.close()

    def finish(self) -> None:
        """Close all that wait, and begin anew."""
        with self._lock:
            rest = list(self._waiting)
            self._waiting.clear()
            self._count = 0
            unwatch(self)
        for comm in rest:
            comm.close()
