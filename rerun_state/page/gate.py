"""The gate: what a browser says of an element is checked against what the program declared.

The browser is not trusted. What makes no sense is refused, logged once, and the view is set right.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import RLock
from typing import Any

from rerun_state.page.channel import Input
from rerun_state.page.complaints import Complaints
from rerun_state.page.opening import Opening, Send
from rerun_state.page.places import found_again
from rerun_state.page.rows import Row
from rerun_state.page.wire import Buffers, pack, sane
from rerun_state.runtime.model.codec import UNCHANGED
from rerun_state.runtime.model.widget import Widget

_PRESSES = 1000  # how many are known again: browsers keep the last 50 of an input to tell again


class Gate:
    """Lets the events of one page's inputs pass, or refuses them."""

    def __init__(
        self,
        opening: Opening,
        send: Send,
        patch: Callable[[list[Any], Buffers], None],
        lock: RLock,
    ) -> None:
        """`opening` knows the inputs, `send` takes what passes, `patch` tells the views."""
        self._opening = opening
        self._send = send
        self._patch = patch
        self._lock = lock
        self._complaints = Complaints()
        self._presses: deque[str] = deque(maxlen=_PRESSES)  # their numbers, which name the browser

    def hear(self, model: Input, content: dict[str, Any], buffers: list[Any]) -> None:
        """Check what the browser says of an element, and pass it on if the element offered it."""
        row = self._opening.rows.get(model.model_id) if model.is_open else None
        widget = None if row is None else row.widget
        if row is None or widget is None:
            text = "Ignored an event of a %s that is no longer shown."
            self._complaints.make(text, model.kind, of=model.kind)
            return
        try:
            value = self._decoded(model, widget, content, buffers)
        except Exception as error:  # whatever a codec makes of what a browser made up
            name = f"{widget.kind} '{row.name()!s:.80}'"
            self._complaints.make("Ignored a value for the %s: %.300s.", name, error, of=name)
            self._set_right(row, model)
            return
        if value is not UNCHANGED:
            pressed = widget.presses if content.get("event") == "press" else None
            self._send(pressed or widget, value)

    def _decoded(
        self, model: Input, widget: Widget, content: dict[str, Any], buffers: list[Any]
    ) -> Any:
        seq = content.get("seq", "")
        if not isinstance(seq, str) or len(seq) > 64:
            raise ValueError("the event has no valid number")
        event = content.get("event")
        if event not in ("press", "change"):
            return _handled(model, widget, content, buffers)
        if self._is_heard(event, seq, model, widget):
            return UNCHANGED
        if event == "press":
            if widget.presses is None or widget.disabled:
                raise ValueError("it cannot be pressed")
            return widget.presses.codec.decode(sane(content.get("value")))
        if widget.disabled:
            raise ValueError("it is disabled")
        wire = found_again(sane(content.get("value")), content.get("seen"), model.props)
        value = widget.codec.decode(wire)
        with self._lock:
            if not _is_repeated(seq, model.ack):
                model.ack = seq
            if not widget.trigger:
                model.touched = True
                model.value = widget.codec.encode(value)
        return value

    def _is_heard(self, event: str, seq: str, model: Input, widget: Widget) -> bool:
        """Has the browser told that before? No press counts twice; one that another overtook does.

        After a cut of the connection it tells again what it is not known to have told.
        """
        if event == "change" and not widget.trigger:
            return _is_repeated(seq, model.ack)
        with self._lock:
            heard = seq in self._presses
            if not heard and seq.rpartition(":")[2].isdecimal() and ":" in seq:
                self._presses.append(seq)
            return heard

    def _set_right(self, row: Row, model: Input) -> None:
        """Show again what the element really has."""
        with self._lock:
            if row.node is None or not model.is_open:
                return
            model.ack, row.told = "", None
            value = self._opening.wire_value(row.node)
            model.keep(value=value)
            self._patch([["input", model.model_id, {"value": value}]], [])


def _handled(model: Input, widget: Widget, content: dict[str, Any], buffers: list[Any]) -> Any:
    """Let the codec answer what is neither a press nor a value; what that changes the value to."""
    reply, value = widget.codec.handle(content, buffers)
    if widget.disabled and value is not UNCHANGED:
        raise ValueError("it is disabled")
    if reply is not None:
        parts: Buffers = []
        model.send(pack(reply, parts), parts)
    return value


def _is_repeated(seq: str, ack: str) -> bool:
    """Was a value heard already, or a later one?"""
    (client, _, number), (known, _, last) = seq.rpartition(":"), ack.rpartition(":")
    numbered = number.isdecimal() and last.isdecimal()
    return client == known != "" and numbered and int(number) <= int(last)
