"""Values that a page holds in another form than code gave them, and sends back with the next event.

What code puts into the state for a text field of five characters may have more; the page cuts it
off, and its next message says so, as if the reader had changed it. Streamlit behaves so. No browser
is asked here: the codecs know what it would make of a value.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from rerun_state.runtime.execution.app import App
from rerun_state.runtime.model.events import Event


def sent_along(app: App, settled: Mapping[Hashable, Any], events: list[Event]) -> list[Event]:
    """The events, and before them those for values that the page holds in another form.

    A widget that was written over, or is shown no more, is on no page, and keeps what code gave it.
    """
    if not settled:
        return events
    given = {event.widget.id for event in events}
    page = {node.element.id for node in app.tree.root.walk()}
    along = []
    for id, value in settled.items():
        widget = app.owned.get(id)
        if widget is None:
            if app.session.shown_elsewhere(id, app):
                app.session.state.settle(id, value)
        elif id in page and id not in given:
            along.append(Event(widget, value, answered=widget.disabled))
    return along + events
