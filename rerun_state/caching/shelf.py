"""Entries in memory, bounded in number, age and size.

The order and the age of entries are cachetools' business; what is added here is that everything
which leaves is handed to whoever asked for it (`on_release`), and the two limits which TTLCache
does not combine.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from cachetools import TTLCache

V = TypeVar("V")
_log = logging.getLogger("rerun_state.caching")


def clock() -> float:
    """The time that entries age by."""
    return time.monotonic()


class Shelf(Generic[V]):
    """A thread-safe store in which the entry that was used last stays longest."""

    def __init__(
        self,
        *,
        max_entries: int | None = None,
        max_size: int | None = None,
        ttl: float | None = None,
        weigh: Callable[[V], float] = lambda _: 1,
        release: Callable[[V], object] = lambda _: None,
    ) -> None:
        self._max_entries = math.inf if max_entries is None else _number(max_entries)
        self._max_size = math.inf if max_size is None else max_size
        ttl = math.inf if ttl is None else _number(ttl)
        self._entries: TTLCache[str, V, float] = TTLCache(math.inf, ttl, lambda: clock(), weigh)
        self._lock = threading.RLock()
        self.release = release
        self.cleared = 0  # how often everything or an entry was cleared

    def get(self, key: str) -> V | None:
        """The entry, or None; it becomes the one used last."""
        with self._lock:
            return self._entries.get(key)

    def put(self, key: str, value: V, unless_cleared: int | None = None) -> bool:
        """Add an entry and drop what no longer fits, the longest unused first.

        An entry too large for `max_size` stays alone. With `unless_cleared`, a former value of
        `cleared`, nothing happens if entries were cleared since. Return whether it is kept.

        Raises ValueError with max_entries below one.
        """
        if self._max_entries < 1:
            full = ValueError("value too large")  # as Streamlit's cache, and cachetools, have it
            full.add_note(f"max_entries={self._max_entries} leaves no room for it: give 1 or more.")
            raise full
        # Time stands still, or entries could expire unnoticed.
        with self._lock, self._entries.timer:
            if unless_cleared is not None and unless_cleared != self.cleared:
                return False
            gone = self._make_room(key, value)
            self._entries[key] = value
        self._let_go(gone)
        return True

    def _make_room(self, key: str, value: V) -> list[V]:
        entries = self._entries
        gone = [old for _, old in entries.expire()]
        if key in entries:
            gone.append(entries.pop(key))
        weight = entries.getsizeof(value)
        while entries and (
            len(entries) >= self._max_entries or entries.currsize + weight > self._max_size
        ):
            gone.append(entries.popitem()[1])
        if weight > self._max_size:
            _log.warning("A value of %d bytes is larger than max_size=%s.", weight, self._max_size)
        return gone

    def discard(self, key: str) -> None:
        """Drop an entry without releasing it."""
        with self._lock:
            self._entries.pop(key, None)

    def clear(self, key: str | None = None) -> None:
        """Release one entry, or all, the longest unused first."""
        entries = self._entries
        with self._lock, entries.timer:
            self.cleared += 1
            gone = [old for _, old in entries.expire()]
            if key is not None and key in entries:
                gone.append(entries.pop(key))
            while key is None and entries:
                gone.append(entries.popitem()[1])
        self._let_go(gone)

    def _let_go(self, gone: Iterable[V]) -> None:
        for value in gone:
            try:
                self.release(value)
            except Exception:
                _log.exception("on_release failed")


def _number(given: float) -> float:
    """As a float; more than these count is without end."""
    try:
        return float(given)
    except OverflowError:
        return math.inf if given > 0 else -math.inf
