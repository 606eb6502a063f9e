"""The way to one visitor's page, who comes through a server: a single comm for all of its models.

They are no ipywidgets. A new input travels with the patch that shows it, and a browser that comes,
or comes back, is told everything at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from threading import RLock
from typing import Any, NoReturn

from rerun_state.components.folders import answer
from rerun_state.errors import StreamlitAPIException
from rerun_state.page.channel import EventHandler, Told, log
from rerun_state.page.complaints import Complaints
from rerun_state.page.wire import Buffers, pack

WIDGET = "w"
"""What stands before the id of an ipywidget of the user's, among the names of models."""

Publish = Callable[[dict[str, Any], Buffers], None]


class VisitChannel:
    """The models of one visitor's pages, and what is said to them and by them."""

    def __init__(self, name: str, publish: Publish) -> None:
        """`name` is that of the comm, `publish` sends a message over it."""
        self.name = name
        self.pages: dict[str, VisitPage] = {}
        self.inputs: dict[str, VisitInput] = {}
        self.attached = True
        """Is there a browser? One that comes later has to be told everything."""
        self.complaints = Complaints()
        self._publish = publish
        self._fresh: list[VisitInput] = []  # which the browser has not been told of
        self._gone: list[str] = []  # of those that it knows, the ids of what is gone
        self._numbers = count(1)
        self._lock = RLock()  # the clock shows a page while the run may open inputs of it

    def open_page(
        self, snapshot: Callable[[], dict[str, Any]], on_event: Callable[[dict[str, Any]], None]
    ) -> VisitPage:
        """A page; `snapshot` tells its rows, `on_event` hears what it says."""
        page = VisitPage(f"p{next(self._numbers)}", self, snapshot, on_event)
        self.pages[page.model_id] = page
        return page

    def open_input(
        self, kind: str, props: dict[str, Any], value: Any, on_event: EventHandler
    ) -> VisitInput:
        """An element with a value; the next patch tells of it."""
        made = VisitInput(f"i{next(self._numbers)}", self, kind, props, value, on_event)
        with self._lock:
            self.inputs[made.model_id] = made
            self._fresh.append(made)
        return made

    def open_outputs(self, outputs: tuple[dict[str, Any], ...]) -> NoReturn:
        """Raise StreamlitAPIException: a visitor's page has no renderers of a notebook's."""
        kinds = sorted({kind for each in outputs for kind in each.get("data", ())})
        raise StreamlitAPIException(
            f"A visitor's page cannot show {', '.join(kinds)}, which a notebook's front end draws. "
            "Show HTML with scripts by st.components.v1.html()."
        )

    def check_widget(self) -> None:
        """Any ipywidget can be shown: its front end is loaded with the first one."""

    def join(self, id: str) -> None:
        """Whatever is on the page is listened to."""

    part = join

    def model_at(self, address: str) -> str:
        """The id of the model to which a message goes that has arrived for that address."""
        comm, _, id = address.partition("/")
        return id.removeprefix(WIDGET) if comm == self.name else ""

    def hear(self, data: Any, buffers: list[Any]) -> None:
        """Take a message of the browser for one of the models; what makes no sense is refused."""
        to, content = (data.get("to"), data.get("content")) if isinstance(data, dict) else ("", "")
        if not isinstance(to, str) or not isinstance(content, dict):
            self.complaints.make("Ignored a visitor's message that is none.")
            return
        model = self.inputs.get(to) or self.pages.get(to)
        if model is None:  # as of an input that a run has just taken away
            log.info("Ignored a visitor's message for what is not on the page.")
            return
        try:
            if content.get("event") == "file":
                model.send(answer(content))
            else:
                model.hear(content, buffers)
        except Exception as error:
            text = "Ignored a visitor's message that could not be understood: %.300r."
            self.complaints.make(text, error)

    def say(self, to: str, content: Any, buffers: Any = None) -> None:
        """Tell the browser something for one of the models, and what it needs to know before."""
        with self._lock:
            if not self.attached:
                return
            parts: Buffers = list(buffers or ())
            said: dict[str, Any] = {"to": to, "content": content}
            if self._fresh:
                said["fresh"] = self._take_fresh(parts)
            if self._gone:
                said["gone"], self._gone = self._gone, []
            self._publish(said, parts)

    def tell_all(self, shown: Iterable[str], **more: Any) -> None:
        """Tell a browser which knows nothing everything; `shown` are the pages, in their order.

        A patch that comes meanwhile is lost to it: then the pages are looked at again.
        """
        with self._lock:
            self.attached = False
        while not self.attached:
            buffers: Buffers = []
            # Not under the lock: whoever shows a page takes it after that page's own.
            told = {each: each.state(buffers) for each in list(self.pages.values())}
            with self._lock:
                now = {each: each.version for each in self.pages.values()}
                if now != {each: state["version"] for each, state in told.items()}:
                    continue
                self.attached = True
                self._fresh, self._gone = list(self.inputs.values()), []
                fresh = self._take_fresh(buffers)
                pages = [[each.model_id, state] for each, state in told.items()]
                said = {"pages": pages, "fresh": fresh, "shown": list(shown), **more}
                self._publish(said, buffers)

    def forget(self, model: _Model) -> None:
        """A model is gone."""
        with self._lock:
            self.pages.pop(model.model_id, None)
            self.inputs.pop(model.model_id, None)
            if model in self._fresh:
                self._fresh.remove(model)
            elif self.attached:
                self._gone.append(model.model_id)

    def _take_fresh(self, buffers: Buffers) -> list[Any]:
        told = [[each.model_id, pack(each.state(), buffers)] for each in self._fresh]
        self._fresh = []
        return told


class _Model:
    """What a page and an input have in common; the visitor's browser alone knows of them."""

    __slots__ = ("_channel", "is_open", "model_id")

    def __init__(self, id: str, channel: VisitChannel) -> None:
        self.model_id = id
        self.is_open = True
        self._channel = channel

    def send(self, content: Any, buffers: Any = None) -> None:
        """Tell the browser something."""
        self._channel.say(self.model_id, content, buffers)

    def record(self) -> None:
        """Nothing is saved of a visitor's page."""

    def close(self) -> None:
        """It is not shown any more."""
        self.is_open = False
        self._channel.forget(self)


class VisitPage(_Model):
    """A page as the visitor's browser has it."""

    def __init__(
        self,
        id: str,
        channel: VisitChannel,
        snapshot: Callable[[], dict[str, Any]],
        on_event: Callable[[dict[str, Any]], None],
    ) -> None:
        super().__init__(id, channel)
        self.version = 0
        self._snapshot = snapshot
        self._on_event = on_event

    def state(self, buffers: Buffers) -> dict[str, Any]:
        """What the browser has to know of it, as of one moment."""
        while True:
            version = self.version
            rows = self._snapshot()
            if version == self.version:
                return {"rows": pack(rows, buffers), "version": version}

    def patch(self, ops: list[Any], buffers: list[Any], libraries: Iterable[str] = ()) -> None:
        """Tell the browser what changed; it fetches libraries from the server."""
        self.version += 1
        self.send({"event": "patch", "v": self.version, "ops": ops}, buffers)

    def tell(self, content: dict[str, Any], buffers: list[Any]) -> None:
        """As `send`, as long as it is open."""
        if self.is_open:
            self.send(content, buffers)

    def hear(self, content: dict[str, Any], buffers: list[Any]) -> None:
        """Take what the browser says of the page."""
        self._on_event(content)


class VisitInput(Told, _Model):
    """An element with a value as the visitor's browser has it."""

    __slots__ = ("_on_event", "ack", "kind", "props", "touched", "value")

    def __init__(
        self,
        id: str,
        channel: VisitChannel,
        kind: str,
        props: dict[str, Any],
        value: Any,
        on_event: EventHandler,
    ) -> None:
        super().__init__(id, channel)
        self.kind = kind
        self.props = props
        self.value = value
        self.ack = ""
        self.touched = False
        self._on_event = on_event

    def state(self) -> dict[str, Any]:
        """What the browser has to know of it."""
        value = "" if self.secret else self.value
        return {"kind": self.kind, "props": self.props, "value": value, "ack": self.ack}

    def hear(self, content: dict[str, Any], buffers: list[Any]) -> None:
        """Take what the browser says of it."""
        self._on_event(self, content, buffers)
