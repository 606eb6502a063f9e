"""All that is kept of a session, as one text.

Entries that code has stored stand by their keys, values of widgets by the names of those, in the
form that their codecs keep. Presses, uploads and passwords are no part of it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from rerun_state.keeping.plain_values import NotKeptError, plain, value_of
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.restored import lasting_name

FORMAT = 1


class UnreadableError(Exception):
    """A text that is no document; its own text says why."""


@dataclass
class Gathered:
    """What a session has now: the text to keep, and what could not be kept, by keys."""

    entries: dict[str, Any] = field(default_factory=dict)
    widgets: dict[str, Any] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """The document, less the moment: the same for the same state."""
        document = {"entries": self.entries, "widgets": self.widgets}
        text = json.dumps(document, ensure_ascii=False)
        try:
            text.encode()
        except UnicodeEncodeError:  # half of a surrogate pair, which JSON can only spell
            return json.dumps(document)
        return text


def gather(session: Session) -> Gathered:
    """What is to be kept of a session; from any thread, so RuntimeError if it changes meanwhile."""
    found = Gathered()
    state = session.state
    shown = {id: each for cell in list(session.cells.values()) for id, each in cell.owned.items()}
    for name, kept in list(state.restored.waiting.items()):
        found.widgets[name] = plain(kept)
    for widget in shown.values():
        if not widget.trigger and widget.codec.lasts and state.holds(widget.id):
            _note_widget(found, widget, state.value(widget))
    keys = {widget.key: widget for widget in shown.values() if widget.key is not None}
    for key in state.names():
        of = keys.get(key)
        if of is None or (not of.trigger and of.codec.lasts):
            _note_entry(found, key, state.peek(key), of)
    return found


def _note_widget(found: Gathered, widget: Widget, value: Any) -> None:
    name = lasting_name(widget.kind, widget.key, widget.id)
    try:
        found.widgets[name] = plain(widget.codec.keep(value))
    except RuntimeError:
        raise
    except Exception as error:  # whatever a codec makes of a value that code has given
        found.left_out[widget.key or widget.kind] = str(error) or type(error).__name__


def _note_entry(found: Gathered, key: str, value: Any, widget: Widget | None) -> None:
    try:
        found.entries[key] = plain(value)
    except NotKeptError as error:
        if widget is None:  # else its choice is kept, by what the reader saw
            found.left_out[key] = str(error)


def dated(text: str) -> str:
    """The document to be written: with its format, and when that was."""
    head = json.dumps({"format": FORMAT, "saved": datetime.now(UTC).isoformat(timespec="seconds")})
    return f"{head[:-1]}, {text[1:]}"


def restore(session: Session, text: str) -> None:
    """Let a session go on from a document; what it has already stays as it is.

    Raises UnreadableError for what is damaged, or was written by a later version.
    """
    entries, widgets = _read(text)
    state = session.state
    state.restored.add(widgets)
    for key, value in entries.items():
        if key not in state.names():
            state.restore(key, value)


def _read(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        document = json.loads(text)
        if not isinstance(document, dict) or not isinstance(document.get("format"), int):
            raise ValueError("it does not say which format it has")
        if document["format"] > FORMAT:
            raise UnreadableError("it was written by a later version of rerun_state")
        entries, widgets = document["entries"], document["widgets"]
        values = {str(key): value_of(value) for key, value in entries.items()}
        return values, {str(name): value_of(value) for name, value in widgets.items()}
    except UnreadableError:
        raise
    except Exception as error:  # JSON's, Arrow's, or of values that are not what they claim
        raise UnreadableError(f"it is damaged ({type(error).__name__}: {error})") from error
