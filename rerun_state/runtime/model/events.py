"""What the reader did, and the queue of it that no run has seen yet.

Values coalesce: between two presses only the last value of each widget counts. Presses never do:
each click keeps its place among the values around it, and a run answers one press at most, with the
values that the reader had given by then. Each event has its turn among those of all apps, so that
what calls back is answered in the order in which the reader did it.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Hashable
from itertools import count
from math import inf
from typing import Any, NamedTuple

from rerun_state.runtime.model.widget import Widget

_TURNS = count(1)


class Event(NamedTuple):
    """A widget's new value. `answered` marks a press whose callback has already been called."""

    widget: Widget
    value: Any
    answered: bool = False
    turn: int = 0  # among what the reader did in all apps

    @property
    def acts(self) -> bool:
        """May it do more than change its own value?"""
        return self.widget.trigger or self.widget.callback is not None


class Batch(NamedTuple):
    """What a run is to answer: events in order, and requests for reruns which no event caused."""

    events: list[Event]
    app: bool = False  # the whole cell was asked for
    fragments: tuple[Hashable, ...] = ()  # identities of the fragments asked for
    depth: int = 0  # how many runs, each asked for by the one before, led to this request
    only: bool = False  # the fragments asked for are enough, whatever widgets have changed


class EventQueue:
    """Thread-safe: any thread may put, the main thread takes."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._app = False
        self._by_reader = False  # was a run asked for by the reader, through what is no input?
        self._fragments: dict[Hashable, None] = {}
        self._depth = 0
        self._lock = threading.Lock()
        self.waiting = False  # read at every element call, so a plain attribute

    def put(self, *events: Event) -> None:
        """Add what the reader did; no run sees the first of several without the last."""
        with self._lock:
            turn = next(_TURNS)
            for event in events:
                if not event.widget.trigger:
                    self._drop_older_value(event.widget)
                self._events.append(event._replace(turn=turn))
                self.waiting = self.waiting or not event.widget.quiet

    def ask(self, fragment: Hashable = None, *, depth: int = 0, by_reader: bool = False) -> None:
        """Request a run although no widget changed: of the cell, or of one of its fragments."""
        with self._lock:
            self._depth = max(self._depth, depth)
            self._by_reader = self._by_reader or by_reader
            if fragment is None:
                self._app = True
            else:
                self._fragments[fragment] = None
            self.waiting = True

    def put_back(self, presses: list[Event]) -> None:
        """Return presses which an aborted run did not come to deliver."""
        with self._lock:
            self._events[:0] = presses
            self.waiting = self.waiting or bool(presses)

    def take(self, before: float = inf) -> Batch | None:
        """What the next run is to answer; None if nothing that wants a run has arrived.

        Events whose turn is not `before` that of others are left. It ends with the first press,
        whose values are those before it. A press that an aborted run did not deliver has had its
        callback, and takes the values after it along.
        """
        with self._lock:
            if not self.waiting:
                return None
            count = self._first(before)
            events, self._events = self._events[:count], self._events[count:]
            batch = Batch(events, self._app, tuple(self._fragments), self._depth)
            self._app, self._fragments, self._depth, self._by_reader = False, {}, 0, False
            self.waiting = any(not event.widget.quiet for event in self._events)
            return batch

    @property
    def turn(self) -> float:
        """The turn of what wants the next run; infinity if the reader did nothing."""
        events = list(self._events)
        return next((e.turn for e in events if not (e.answered or e.widget.quiet)), inf)

    @property
    def acts(self) -> bool:
        """May an event do more than change its own value?"""
        return any(event.acts and not event.answered for event in list(self._events))

    @property
    def has_events(self) -> bool:
        """Has the reader done something that no run has seen?"""
        return bool(self._events) or self._by_reader

    def reaches(self, fragments: Collection[Hashable]) -> bool:
        """Will a run that waits execute what stands in these fragments, one in the other?"""
        with self._lock:
            loud = [event.widget.fragment for event in self._events if not event.widget.quiet]
            wanted = {*self._fragments, *(part and part.id for part in loud)}
            return self._app or None in wanted or not wanted.isdisjoint(fragments)

    def presses(self) -> bool:
        """Is a press waiting?"""
        return any(event.widget.trigger for event in list(self._events))

    def holds(self, id: Hashable) -> bool:
        """Does a change of that widget wait for a run?"""
        return any(event.widget.id == id for event in list(self._events))

    def clear(self) -> None:
        """Forget everything: the cell is gone."""
        with self._lock:
            self._events, self._app, self._fragments, self.waiting = [], False, {}, False
            self._by_reader = False

    def _first(self, before: float) -> int:
        """How many events the next run answers."""
        press: Event | None = None
        for i, event in enumerate(self._events):
            if event.turn >= before:
                return i
            if press is not None and (event.widget.trigger or not press.answered):
                return i
            if event.widget.trigger:
                press = event
        return len(self._events)

    def _drop_older_value(self, widget: Widget) -> None:
        for i in range(len(self._events) - 1, -1, -1):
            older = self._events[i].widget
            if older.trigger:
                return
            if older.id == widget.id:
                del self._events[i]
                return
