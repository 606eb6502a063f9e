"""The clocks of fragments with `run_every`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from rerun_state.runtime.execution.app import Shared
from rerun_state.runtime.loop.scope import Fragments
from rerun_state.runtime.model.fragment import Fragment

FASTEST = 0.01
"""Seconds between two reruns by the clock, at least: more often than pages can be drawn, a kernel
would come to little else, and the front end drop messages of whatever else there is."""


class Timers:
    """Those of one cell; when the time of a fragment has come, `ask` is told of it."""

    def __init__(self, session: Shared, ask: Callable[[Hashable], None]) -> None:
        self._session = session
        self._ask = ask
        self._cancels: dict[Hashable, Callable[[], None]] = {}

    def arm(self, fragments: Fragments, scope: Sequence[Fragment]) -> None:
        """Set them for the fragments that there are, anew for those that have just run."""
        for id in list(self._cancels):
            part = fragments.get(id)
            if part is None or not scope or any(part.inside(outer) for outer in scope):
                self._cancels.pop(id)()
        later = self._session.host.call_later
        for id, part in fragments.items():
            if part.every is not None and id not in self._cancels:
                self._cancels[id] = later(max(FASTEST, part.every), partial(self._tick, id))

    def clear(self) -> None:
        """Stop all of them."""
        for cancel in self._cancels.values():
            cancel()
        self._cancels.clear()

    def _tick(self, id: Hashable) -> None:
        self._cancels.pop(id, None)
        self._ask(id)
