"""How much one visitor may send: a bucket of tokens that fills as time goes by."""

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
