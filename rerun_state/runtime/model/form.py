"""A form: the events of its widgets wait for the submit button."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock

from rerun_state.runtime.model.events import Event
from rerun_state.runtime.model.widget import Widget, carried


class Form:
    """What a form is while it is on the page, with the changes it holds back."""

    __slots__ = ("_lock", "clear_on_submit", "held", "key", "submits")

    def __init__(self, key: str) -> None:
        self.key = key
        self.clear_on_submit = False
        self.submits = 0
        self.held: dict[Hashable, Event] = {}
        self._lock = Lock()  # the reader types while a run goes on

    def hold(self, event: Event) -> None:
        """Keep a change until the form is submitted; the last one of each widget counts."""
        with self._lock:
            self.held.pop(event.widget.id, None)
            self.held[event.widget.id] = event

    def hold_unless(self, event: Event) -> None:
        """Keep a change of the app's own, unless there is one of the reader's."""
        with self._lock:
            self.held.setdefault(event.widget.id, event)

    def carry(self, widget: Widget) -> None:
        """Keep what is held back of a widget in terms of what it offers now."""
        if (event := self.held.get(widget.id)) is not None and event.widget is not widget:
            value = carried(widget, event.value, event.widget)
            with self._lock:
                if self.held.get(widget.id) is event:  # nothing newer has come meanwhile
                    self.held[widget.id] = Event(widget, value, event.answered)

    def release(self) -> list[Event]:
        """Hand over what was held back, in the order of the last changes."""
        with self._lock:
            events, self.held = list(self.held.values()), {}
        return events
