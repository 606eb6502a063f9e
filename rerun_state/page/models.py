"""The ipywidgets that the page is made of, and the way to them.

`PageModel` is an app's page: all rows that have no value of their own. `InputModel` is an element
with a value. `WidgetChannel` opens them, with the front-end code that they need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ipywidgets import DOMWidget, Output, Widget
from ipywidgets._version import __jupyter_widgets_base_version__
from traitlets import Any as AnyTrait
from traitlets import Int, Unicode

from rerun_state.page.channel import EventHandler, Told, log
from rerun_state.page.closings import Closings
from rerun_state.page.inside import living
from rerun_state.page.lean import anywidget_versions
from rerun_state.page.library_model import LibraryModel
from rerun_state.page.looks import Looked
from rerun_state.static import developing


class PageModel(Looked, DOMWidget):
    """An app's page. The renderer has its rows; patches are messages, the whole is state."""

    _fields = ("library", "hash", "rows", "version")

    library = Unicode()
    hash = Unicode()
    version = Int()

    def __init__(
        self,
        snapshot: Callable[[], dict[str, Any]],
        on_event: Callable[[dict[str, Any]], None],
        channel: WidgetChannel,
    ) -> None:
        self._snapshot = snapshot
        self._on_event = on_event
        self._channel = channel
        self._recorded = 0  # the version that was sent as state
        self._libraries = set[str]()  # which draw what it has shown
        code = channel.library
        super().__init__(library=code.model_id, hash=code.hash)
        channel.pages[self.model_id] = self._handle_msg

    def close(self) -> None:
        """Close the model, and the layout made for it; what still comes for it is ignored."""
        if self.is_open:
            self._channel.pages.pop(self.model_id, None)
        super().close()

    @property
    def needed(self) -> list[Widget]:
        """The library, and all that stands on the page."""
        ids = [*_ids(self.rows)]
        return [self._channel.library, *filter(None, map(living, ids))]

    @property
    def rows(self) -> dict[str, Any]:
        """What stands on the page now."""
        return self._snapshot()

    def __repr__(self) -> str:
        return "An app made by %%rerun; execute the cell to use it."

    def patch(self, ops: list[Any], buffers: list[Any], libraries: Iterable[str] = ()) -> None:
        """Tell every view what changed, and give it the libraries that this needs."""
        self.version += 1
        self._libraries.update(libraries)
        for name, code in self._channel.library.unsent(libraries):
            self.send({"event": "chunk", "name": name, "code": code})
        self.send({"event": "patch", "v": self.version, "ops": ops}, buffers)

    def tell(self, content: dict[str, Any], buffers: list[Any]) -> None:
        """Tell every view something that is no part of the page's state."""
        if self.is_open:
            self.send(content, buffers)

    def record(self) -> None:
        """Send as state what only patches have told so far."""
        if self._recorded < self.version:
            self._recorded = self.version
            self._channel.library.record(self._libraries)
            self.send_state(("rows", "version"))

    def _handle_custom_msg(self, content: Any, buffers: Any) -> None:
        if isinstance(content, dict):
            if content.get("event") == "context" and content.get("late"):
                self._channel.library.sent.clear()
            self._on_event(content)


def _ids(row: dict[str, Any]) -> Iterator[str]:
    """The ids of the models that a row and those below it show."""
    waiting = [row]
    while waiting:
        row = waiting.pop()
        guest = row["p"].get("model") if row.get("t") == "guest" else None
        yield from filter(None, (row.get("m"), row.get("w"), guest))
        waiting += row.get("c", ())


class InputModel(Told, Looked):
    """An element with a value. `value` is what the reader sees, in the form that travels."""

    _fields: tuple[str, ...] = ("library", "hash", "kind", "props", "value", "ack")

    library = Unicode()
    hash = Unicode()
    kind = Unicode()
    props = AnyTrait()
    value = AnyTrait().tag(sync=True)
    ack = Unicode()

    def __init__(
        self,
        kind: str,
        props: dict[str, Any],
        value: Any,
        on_event: EventHandler,
        channel: WidgetChannel,
    ) -> None:
        self._on_event = on_event
        self._channel = channel
        self.touched = False  # the reader did something that the views have not been answered yet
        self._recorded = True  # has all of the state been sent as such?
        code = channel.library
        super().__init__(library=code.model_id, hash=code.hash, kind=kind, props=props, value=value)
        channel.inputs.add(self.model_id)

    @property
    def needed(self) -> list[Widget]:
        """The library."""
        return [self._channel.library]

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """The state that a front end gets, and that a notebook may save."""
        state = super().get_state(key, drop_defaults)
        if self.secret and "value" in state:
            state["value"] = ""
        return state

    def close(self) -> None:
        """Close the model; what still comes for it is ignored."""
        if self.is_open:
            self._channel.inputs.discard(self.model_id)
            closings = self._channel.closings
            super().close() if closings.has_room() else closings.put_off(self)

    def keep(
        self, *, props: dict[str, Any] | None = None, value: Any = None, ack: str | None = None
    ) -> None:
        """Take over what a patch tells the views; it is still to be sent as state."""
        super().keep(props=props, value=value, ack=ack)
        self._recorded = False

    def record(self) -> None:
        """Send as state what only patches have told so far."""
        if not self._recorded:
            self._recorded = True
            self.send_state(("props", "value"))

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Another model that is linked to this one in the browser changed the value."""
        refused = [str(name) for name in sync_data if name != "value"]
        if refused:
            names = ", ".join(refused)
            log.warning("Ignored an attempt of the front end to set %s of a %s.", names, self.kind)
        if "value" in sync_data:
            self._on_event(self, {"event": "change", "value": sync_data["value"]}, [])

    def _handle_custom_msg(self, content: Any, buffers: Any) -> None:
        if isinstance(content, dict):
            self._on_event(self, content, list(buffers or ()))
        else:
            log.warning("Ignored a message to a %s that is no event.", self.kind)


class RowModel(InputModel):
    """An element with a value in a row of a page, which draws it. It has no view of its own.

    Why not as all others: each model of anywidget imports its few lines of JavaScript anew, which
    took three quarters of the time until thousands of inputs were there, and gives up, with all
    messages that it would get, when it has not come to that within two seconds.
    """

    _fields = ("kind", "props", "value", "ack")

    _model_name = Unicode("WidgetModel").tag(sync=True)
    _model_module = Unicode("@jupyter-widgets/base").tag(sync=True)
    _view_name = Unicode(None, allow_none=True).tag(sync=True)
    _view_module = Unicode(None, allow_none=True).tag(sync=True)

    @property
    def needed(self) -> list[Widget]:
        """Nothing, since the page draws it."""
        return []

    def _drawn(self) -> dict[str, Any]:
        return {
            "_model_name": "WidgetModel",
            "_model_module": "@jupyter-widgets/base",
            "_model_module_version": __jupyter_widgets_base_version__,
            "_view_name": None,
            "_view_module": None,
            "_view_module_version": "",
        }


class OutputModel(Output):
    """What ipywidgets shows of a MIME bundle, with the layout that goes with it."""

    def close(self) -> None:
        """Close both."""
        self.layout.close()
        super().close()


class WidgetChannel:
    """The way to front ends that know ipywidgets: one for all pages of a kernel."""

    def __init__(self) -> None:
        self.inputs: set[str] = set()
        """The ids of all inputs whose messages are events, for whoever watches what arrives."""
        self.pages: dict[str, Callable[[dict[str, Any]], None]] = {}
        """What takes the messages to each page, by its id; some are handed over out of turn."""
        self.closings = Closings()
        self._library: LibraryModel | None = None
        anywidget_versions()  # are looked up among all that is installed: before there is a page

    @property
    def library(self) -> LibraryModel:
        """The front-end code, opened on first use."""
        if self._library is None or not self._library.is_open:
            self._library = LibraryModel()
        elif developing() and self._library.renew():
            self._library.send_state(("code", "hash"))
        return self._library

    def open_page(
        self, snapshot: Callable[[], dict[str, Any]], on_event: Callable[[dict[str, Any]], None]
    ) -> PageModel:
        """A page; `snapshot` tells its rows, `on_event` hears what it says."""
        return PageModel(snapshot, on_event, self)

    def open_input(
        self, kind: str, props: dict[str, Any], value: Any, on_event: EventHandler
    ) -> RowModel:
        """An element with a value, in a row of a page."""
        return RowModel(kind, props, value, on_event, self)

    def open_outputs(self, outputs: tuple[dict[str, Any], ...]) -> OutputModel:
        """A place where the front end itself shows a MIME bundle."""
        return OutputModel(outputs=outputs)

    def check_widget(self) -> None:
        """Any ipywidget can be shown."""

    def join(self, id: str) -> None:
        """An ipywidget of the user's sends events from now on."""
        self.inputs.add(id)

    def part(self, id: str) -> None:
        """It does no longer."""
        self.inputs.discard(id)

    def model_at(self, address: str) -> str:
        """The id of the model to which a message goes that has arrived for that address."""
        return address

    def save_no_code(self) -> None:
        """Let what is saved of the widgets be without the library, which nothing in it needs."""
        if self._library is not None and self._library.is_open:
            self._library.leave_out()

    def close(self) -> None:
        """Let go of the library; pages that are still open keep working until the next reload."""
        self.closings.finish()
        if self._library is not None:
            self._library.close()
            self._library = None
