"""What a test does on a page, as the events that a browser would send for it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from rerun_state.elements.inputs.bond import bond_of
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.model.events import Event
from rerun_state.testing.element import Widget
from rerun_state.testing.inputs.buttons import LinkButton
from rerun_state.testing.tree import Tree


def events_of(tree: Tree, cell: Cell) -> list[Event]:
    """What the test did on a page, in its order.

    A browser sends all values with every event, so one that the app has put into the state and
    that the widget cannot hold raises here, changed or not. Buttons are sent as well, pressed
    or not, and their callbacks are told of what differs from what code has put into the state, or
    of what it has deleted there.
    """
    state = cell.session.state
    widgets = [e for e in tree if isinstance(e, Widget) and e.node.widget is not None]
    pressed = {e.form_id for e in widgets if e.changed and e.widget.trigger and e.value}
    events = []
    for element in widgets:
        widget = element.widget
        by_code = widget.trigger and state.pressed_by_code(widget)
        deleted = widget.trigger and widget.default is not None and state.lost(widget)
        if element.changed:
            if _is_sent(element, pressed):
                latest = cell.owned.get(widget.id, widget)
                events.append(Event(latest, element.sent(), answered=by_code))
        elif (by_code or deleted) and not isinstance(element, LinkButton):  # of which no test tells
            events.append(Event(widget, widget.default))
        elif not widget.trigger:
            element.sent()
    return events


def _is_sent(element: Widget, pressed: Collection[Any]) -> bool:
    """Does a browser send what the test has changed: a press, or what no form keeps back?"""
    if element.widget.trigger:
        return not element.widget.disabled and element.value not in (None, False)
    return not element.form_id or element.form_id in pressed


def with_held(events: list[Event], cell: Cell) -> list[Event]:
    """Events in order, before them what a submitted form holds back of others on the page."""
    page = {node.element.id for node in cell.tree.root.walk()}
    page |= {id for id, widget in cell.owned.items() if bond_of(widget) is not None}
    page.difference_update(event.widget.id for event in events)
    held: list[Event] = []
    for event in events:
        form = event.widget.form
        if form is not None and event.widget.trigger:
            held += [each for each in form.release() if each.widget.id in page]
    return held + events
