"""A form: the events of its widgets wait for the submit button."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock

from rerun_state.runtime.model.events import Event
from rerun_state.runtime.model.widget import Widget, carried


@dataclass(slots=True, eq=False)
class Form:
    """What a form is while it is on the page, with the changes it holds back."""

    key: str
    clear_on_submit: bool = False
    submits: int = 0
    held: dict[Hashable, Event] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False)  # the reader types while a run goes on

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
