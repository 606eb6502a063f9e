"""The values of one cached function, and where all such caches are kept.

Caches belong to the process: a rerun or a new definition of the same function finds them again by
the function's key. Those of `scope="session"` go with their session.
"""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from rerun_state.caching import disk, pickles
from rerun_state.caching.choices import Scope
from rerun_state.caching.flights import Flights
from rerun_state.caching.shelf import Shelf, clock
from rerun_state.runtime.grammar.tape import Tape
from rerun_state.runtime.loop.current import current_session
from rerun_state.runtime.loop.session import Session

_log = logging.getLogger("rerun_state.caching")

RETRY = 60.0
"""Seconds to wait after a refresh in the background failed."""


@dataclass(frozen=True)
class Limits:
    """What is kept, how long, and whether it is validated; a cache is for one choice of these."""

    ttl: float | None = None
    max_entries: int | None = None
    max_size: int | None = None
    on_disk: bool = False
    background: bool = False
    validated: bool = False


@dataclass(frozen=True)
class Entry:
    """What a call returned (pickled or as it is), what it showed, and when."""

    value: Any
    tape: Tape | None
    made: float


class Cache:
    """The values of one function."""

    def __init__(self, limits: Limits, disk_key: str) -> None:
        self.limits = limits
        self.flights = Flights()
        # In the background mode an expired value is good for another ttl.
        double = limits.ttl * 2 if limits.background and limits.ttl is not None else limits.ttl
        self._shelf: Shelf[Entry] = Shelf(
            max_entries=limits.max_entries,
            max_size=limits.max_size,
            ttl=None if limits.on_disk else double,
            weigh=lambda entry: 1 if limits.max_size is None else len(entry.value),
        )
        self._disk = disk.Disk(disk_key) if limits.on_disk else None
        self._refreshing: set[str] = set()
        self._resting: dict[str, float] = {}
        self._lock = threading.Lock()

    def on_release(self, function: Callable[[Any], object] | None) -> None:
        """Call `function` with every value that leaves from now on."""
        self._shelf.release = lambda entry: None if function is None else function(entry.value)

    @property
    def cleared(self) -> int:
        """How often something was cleared; see `put`."""
        return self._shelf.cleared

    def get(self, key: str, namespace: Mapping[str, Any]) -> Entry | None:
        """The entry in memory, or else on disk."""
        entry = self._shelf.get(key)
        if entry is None and self._disk is not None:
            cleared = self._shelf.cleared
            data = self._disk.read(key)
            if data is not None:
                value, tape = pickles.loads(data, namespace)
                entry = Entry(value, tape, clock())
                self._shelf.put(key, entry, cleared)
        return entry

    def put(
        self,
        key: str,
        value: Any,
        tape: Tape | None,
        namespace: Mapping[str, Any],
        unless_cleared: int | None = None,
    ) -> None:
        """Keep a value; not if something was cleared since `unless_cleared`, a former `cleared`."""
        is_kept = self._shelf.put(key, Entry(value, tape, clock()), unless_cleared)
        if self._disk is None or not is_kept:
            return
        try:
            data = pickles.dumps((value, tape), namespace)
        except Exception as error:
            _log.warning("What a cached function shows cannot be kept on disk: %s", error)
        else:
            self._disk.write(key, data)

    def discard(self, key: str) -> None:
        """Forget a value in memory without releasing it."""
        self._shelf.discard(key)

    def clear(self, key: str | None = None) -> None:
        """Release one value, or all, and remove them from the disk."""
        self._shelf.clear(key)
        if self._disk is not None:
            self._disk.clear(key)

    def claims_refresh(self, key: str, entry: Entry) -> bool:
        """Is it the caller's turn to refresh an entry that has grown old?"""
        ttl, now = self.limits.ttl, clock()
        if not self.limits.background or ttl is None or now - entry.made < ttl:
            return False
        with self._lock:
            if key in self._refreshing or now < self._resting.get(key, now):
                return False
            self._refreshing.add(key)
            return True

    def refreshed(self, key: str, *, well: bool) -> None:
        """Note the end of a refresh; one that failed is not tried again for a while."""
        with self._lock:
            self._refreshing.discard(key)
            if well:
                self._resting.pop(key, None)
            else:
                self._resting[key] = clock() + RETRY


class Caches:
    """The caches of all functions under one decorator."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shared: dict[str, Cache] = {}
        self._of_session: WeakKeyDictionary[Session, dict[str, Cache]] = WeakKeyDictionary()

    def open(
        self, function_key: str, limits: Limits, scope: Scope, disk_key: Callable[[], str]
    ) -> Cache:
        """The function's cache; an empty one if the limits have changed.

        `disk_key` gives the key among those of all notebooks, which share a disk.
        """
        with self._lock:
            caches = self._shared if scope == "global" else self._within(current_session())
            cache = caches.get(function_key)
            if cache is not None and cache.limits == limits:
                return cache
            key = disk_key() if limits.on_disk else function_key
            made = caches[function_key] = Cache(limits, key)
        if cache is not None:
            cache.clear()  # which may have whoever is told clear them all
        return made

    def _within(self, session: Session) -> dict[str, Cache]:
        if session not in self._of_session:
            caches = self._of_session[session] = dict[str, Cache]()
            weakref.finalize(session, _clear, caches)
        return self._of_session[session]

    def clear(self) -> None:
        """Release every value, and let go of the caches: what is being computed is not kept."""
        with self._lock:
            groups = [self._shared, *self._of_session.values()]
        for caches in groups:
            _clear(caches)


def _clear(caches: dict[str, Cache]) -> None:
    left = list(caches.values())
    caches.clear()
    for cache in left:
        cache.clear()


DATA, RESOURCES = Caches(), Caches()
"""Those of each of the decorators."""
