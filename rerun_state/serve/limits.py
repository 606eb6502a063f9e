"""How much one visitor may send, by a bucket that fills as time goes by, and how often be named."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic


class Bucket:
    """Lets bursts pass, and no more than a rate for long."""

    __slots__ = ("_clock", "_left", "_most", "_rate", "_when")

    def __init__(self, rate: float, most: float, clock: Callable[[], float] = monotonic) -> None:
        """`rate` tokens come each second, until there are `most`."""
        self._rate = rate
        self._most = self._left = most
        self._clock = clock
        self._when = clock()

    def take(self, tokens: float = 1.0) -> float:
        """Take some; return the seconds to wait before what they are for may go on."""
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._when) * self._rate)
        self._when = now
        self._left -= tokens
        return max(0.0, -self._left / self._rate)


class Seldom:
    """Lets each name pass once in so many seconds, and forgets those that it has not seen since."""

    def __init__(self, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._last: dict[str, float] = {}  # in the order of their times

    def may(self, name: str) -> bool:
        """Has it not passed for so long?"""
        now = self._clock()
        while self._last and now - next(iter(self._last.values())) >= self._seconds:
            del self._last[next(iter(self._last))]
        if name in self._last:
            return False
        self._last[name] = now
        return True
