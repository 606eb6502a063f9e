"""One computation at a time for each key: whoever comes second waits for the first.

A flight is one computation under way. Calls nest, so a flight may wait for another; where waiting
would never end (a function that calls itself with the same arguments, or two threads that wait for
each other), the later call computes on its own instead. Which call is inside of which is known by a
ContextVar, so threads and asyncio tasks are treated alike.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar

_aboard: ContextVar[tuple[Flight, ...]] = ContextVar("rerun_state.flights", default=())
_guard = threading.Lock()


class Flight:
    """One computation under way, and the others that it waits for."""

    __slots__ = ("landed", "waits_for")

    def __init__(self) -> None:
        self.landed: Future[None] = Future()
        self.waits_for: list[Flight] = []

    def waits_in_turn_for(self, flights: tuple[Flight, ...]) -> bool:
        """Would one of `flights` have to end before this one can?"""
        pending, seen = [self], set[int]()
        while pending:
            flight = pending.pop()
            if flight in flights:
                return True
            if id(flight) not in seen:
                seen.add(id(flight))
                pending += flight.waits_for
        return False


def computing() -> bool:
    """Is the caller inside of a cached function?"""
    return bool(_aboard.get())


class Flights:
    """The computations of one cache which are under way."""

    def __init__(self) -> None:
        self._under_way: dict[str, Flight] = {}

    @contextmanager
    def turn(self, key: str) -> Iterator[None]:
        """Wait until nobody else computes `key`, then be the one who does."""
        while (other := self._board(key)) is not None:
            with self._waiting(other):
                other.landed.result()
        with self._flying(key):
            yield

    @asynccontextmanager
    async def async_turn(self, key: str) -> AsyncIterator[None]:
        """As `turn`, while other tasks go on."""
        import asyncio  # slow to import; whoever comes here has it

        while (other := self._board(key)) is not None:
            with self._waiting(other):
                # Shielded: cancelling one who waits must not cancel the flight for all.
                await asyncio.shield(asyncio.wrap_future(other.landed))
        with self._flying(key):
            yield

    def _board(self, key: str) -> Flight | None:
        """Take `key` for a new flight, or return the flight to wait for."""
        aboard = _aboard.get()
        with _guard:
            other = self._under_way.get(key)
            if other is not None and not other.waits_in_turn_for(aboard):
                for flight in aboard:
                    flight.waits_for.append(other)
                return other
            mine = Flight()
            if other is None:
                self._under_way[key] = mine
        _aboard.set((*aboard, mine))
        return None

    @contextmanager
    def _waiting(self, other: Flight) -> Iterator[None]:
        try:
            yield
        finally:
            with _guard:
                for flight in _aboard.get():
                    flight.waits_for.remove(other)

    @contextmanager
    def _flying(self, key: str) -> Iterator[None]:
        *outer, mine = _aboard.get()
        try:
            yield
        finally:
            _aboard.set(tuple(outer))
            with _guard:
                if self._under_way.get(key) is mine:
                    del self._under_way[key]
            mine.landed.set_result(None)
