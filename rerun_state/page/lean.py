"""A model as lean as ipywidgets can be: one comm, one message, nothing beside it.

All are drawn by anywidget's front end with the same few lines of JavaScript, which fetch the
library and hand over to it. A front end that came after the library was opened may not know that
model (VS Code fetches none from a kernel): so each model hands out the library's code as well, to
whoever asks it. ipywidgets' own tools (`embed`, `get_manager_state`, hosts that copy widgets into
pages of theirs) find in it what they find in any: each entry of its state is an attribute too.

Why not `anywidget.AnyWidget`: it makes a class for each instance, and sends its module with each.
Why not `DOMWidget`: its Layout would be a second model. A page is one, but has no Layout until
somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from typing import Any

from ipywidgets import Widget
from traitlets import Unicode, default

from rerun_state.components.folders import answer
from rerun_state.page.binary import buffers_of, message_as_text, state_as_text, text_only
from rerun_state.page.channel import log
from rerun_state.page.libraries import read_chunk
from rerun_state.page.nulls import with_nulls, without_nulls
from rerun_state.static import static_text


@cache
def anywidget_versions() -> str:
    """The versions of anywidget's front end that may draw our models."""
    major, minor = version("anywidget").split(".")[:2]
    return f"~{major}.{minor}.*"


class Lean(Widget):
    """A model drawn by anywidget's front end, with no model beside it."""

    _model_name = Unicode("AnyModel").tag(sync=True)
    _model_module = Unicode("anywidget").tag(sync=True)
    _model_module_version = Unicode().tag(sync=True)
    _view_name = Unicode("AnyView", allow_none=True).tag(sync=True)
    _view_module = Unicode("anywidget", allow_none=True).tag(sync=True)
    _view_module_version = Unicode().tag(sync=True)

    _anywidget_id = "rerun_state"

    text = True
    """Stands in states that have been made text, for the front end to know."""

    _fields: tuple[str, ...] = ()

    @property
    def _esm(self) -> str:
        return static_text("stub.js")

    @default("_model_module_version")
    def _version_of_model(self) -> str:
        return str(self._drawn()["_model_module_version"])

    @default("_view_module_version")
    def _version_of_view(self) -> str:
        return str(self._drawn()["_view_module_version"])

    @property
    def is_open(self) -> bool:
        """Can anybody be told anything?"""
        return self.comm is not None

    @property
    def needed(self) -> list[Widget]:
        """The widgets without which no front end can draw this one, beside those of its traits."""
        return []

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """The state that a front end gets: the fields of this class beside what anywidget needs.

        Nothing of it is a default that a front end would know, so that none is dropped. ipywidgets'
        own walks every trait, which is most of what a model costs.
        """
        names: Iterable[str] = (
            self._fields if key is None else (key,) if isinstance(key, str) else key
        )
        state = {name: getattr(self, name) for name in names if name in self._fields}
        drawn = self._drawn()
        state |= drawn if key is None else {name: drawn[name] for name in names if name in drawn}
        told: dict[str, Any] = with_nulls(state)
        return state_as_text(told) | {"text": True} if text_only() else told

    def _get_embed_state(self, drop_defaults: bool = False) -> dict[str, Any]:
        """The state that pages without a kernel get, which names what else they need."""
        embedded: dict[str, Any] = without_nulls(super()._get_embed_state(drop_defaults))
        needed = [f"IPY_MODEL_{widget.model_id}" for widget in self.needed]
        if needed:
            embedded["state"]["needed"] = needed
        return embedded

    def send(self, content: Any, buffers: Any = None) -> None:
        """Tell every view something."""
        if buffers and text_only():
            content, buffers = message_as_text(content, buffers), None
        super().send(with_nulls(content), buffers)

    def _drawn(self) -> dict[str, Any]:
        """The part of the state which says what makes and draws the model in a front end."""
        return _anywidget_state(self._esm)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """A front end may not set anything, unless a class says otherwise."""
        log.warning(
            "Ignored an attempt of the front end to set %s.", ", ".join(map(str, sync_data))
        )

    def _handle_msg(self, msg: dict[str, Any]) -> None:
        """Take a message of the front end, and survive whatever it may be."""
        data = msg["content"].get("data")
        message = data if isinstance(data, dict) else {}
        method, state = message.get("method"), message.get("state")
        try:
            if method == "custom":
                content = message.get("content")
                if not self._hand_out(content):
                    told = msg.get("buffers")
                    buffers = buffers_of(content, told) if isinstance(content, dict) else []
                    self._handle_custom_msg(content, buffers)
            elif method == "update" and isinstance(state, dict):
                self.set_state(state)
            elif method == "request_state":
                self.send_state()
            else:
                log.warning("Ignored a message that no front end sends.")
        except Exception as error:
            log.warning("Ignored a message that could not be understood: %r.", error)

    def _hand_out(self, content: Any) -> bool:
        """Answer a front end that lacks code or a component's file; return whether it did."""
        event = content.get("event") if isinstance(content, dict) else None
        if event == "library":
            self.send({"event": "library", "code": static_text("rerun_state.js")})
        elif event == "chunk":
            name = str(content.get("name"))[:40]
            self.send({"event": "chunk", "name": name, **_chunk(name)})
        elif event == "file":
            self.send(answer(content))
        return event in ("library", "chunk", "file")

    def notify_change(self, change: Any) -> None:
        """Tell observers of a change, and no view: views hear of it from a patch."""
        super(Widget, self).notify_change(change)


@cache
def _anywidget_state(stub: str) -> dict[str, Any]:
    return {
        "_model_name": "AnyModel",
        "_model_module": "anywidget",
        "_model_module_version": anywidget_versions(),
        "_view_name": "AnyView",
        "_view_module": "anywidget",
        "_view_module_version": anywidget_versions(),
        "_anywidget_id": "rerun_state",
        "_esm": stub,
    }


def _chunk(name: str) -> dict[str, str]:
    """The code of the large library that a front end asks for, or why there is none."""
    try:
        return {"code": read_chunk(name)}
    except (KeyError, OSError) as error:
        log.warning("The page asked for a library that is not there: %s.", error)
        return {"error": str(error)}
