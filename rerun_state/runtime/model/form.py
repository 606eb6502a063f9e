"""A form: the events of its widgets wait for the submit button."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from rerun_state.runtime.model.events import Event


@dataclass(slots=True, eq=False)
class Form:
    """What a form is while it is on the page, with the changes it holds back."""

    key: str
    clear_on_submit: bool = False
    submits: int = 0
    held: dict[Hashable, Event] = field(default_factory=dict)

    def hold(self, event: Event) -> None:
        """Keep a change until the form is submitted; the last one of each widget counts."""
        self.held.pop(event.widget.id, None)
        self.held[event.widget.id] = event

    def release(self) -> list[Event]:
        """Hand over what was held back, in the order of the last changes."""
        events, self.held = list(self.held.values()), {}
        return events
