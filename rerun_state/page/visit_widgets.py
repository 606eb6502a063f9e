"""The user's ipywidgets on visitors' pages: each browser hears of those that its own pages show.

In a kernel that serves visitors the comm of an ipywidget publishes nothing. It tells those who have
asked for the model, which they may as long as one of their pages shows it, alone or within another
one. What a browser says is for such a model as well, or it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import Any

from ipywidgets.widgets.widget import _remove_buffers

from rerun_state.page.adopt import is_shown_only
from rerun_state.page.inside import REFERENCE, Inside, below, living
from rerun_state.patterns import pattern

Around = Callable[[dict[str, Any]], AbstractContextManager[None]]
Say = Callable[[str, dict[str, Any], list[Any]], None]
Hear = Callable[[str, str, Any, list[Any]], None]
"""What takes the messages of a comm: their type, its id, data and buffers."""

_CODE = pattern(r"_model_.*|_view_(name|module).*|_esm|_css|_anywidget_id|_dom_classes")
"""Traits by which a browser knows what draws a widget."""
_PARTS = frozenset({"children", "layout", "style", "outputs", "msg_id"})
"""Those which say what stands in it."""
_CONTROLS = "@jupyter-widgets/controls"
_CHOSEN = frozenset({"value", "index", "selected_index", "playing", "repeat", "error"})
"""All that the front end of ipywidgets' own controls ever sets; bounds and options it does not."""


class VisitWidgets:
    """The ipywidgets that one visitor's browser has models of."""

    def __init__(self, say: Say, insides: Callable[[], Iterable[Inside]], around: Around) -> None:
        """`insides` are those of the visitor's pages; messages are handed over `around`."""
        self.known: set[str] = set()
        """The ids of the models that the browser has asked for."""
        self._say = say
        self._insides = insides
        self._around = around
        self._answered: str | None = None  # the message that is being handed over

    def shows(self, id: str) -> bool:
        """Does a page of the visitor's show it?"""
        return any(inside.nodes(id) for inside in self._insides())

    def hear(self, id: str, content: dict[str, Any], buffers: list[Any]) -> None:
        """Take what the browser says to a model, or asks for; ValueError for what it may not."""
        widget = living(id)
        if widget is None or not self.shows(id):
            self._say(id, {"event": "closed"}, [])
            raise ValueError("a message for a widget that is not on the page")
        if content.get("event") == "open":
            self._open(widget)
            return
        number, data = content.get("id"), content.get("data")
        if not isinstance(number, str) or len(number) > 64 or not isinstance(data, dict):
            raise ValueError("a message that no widget sends")
        message = {"content": {"comm_id": id, "data": data}, "buffers": buffers}
        self._answered = number
        try:
            self._check(widget, data)
            with self._around(message):
                widget.comm.handle_msg(message)
        finally:
            self._answered = None
            self._say(id, {"event": "done", "id": number}, [])

    def tell(self, id: str, data: Any, buffers: list[Any]) -> None:
        """Pass on what a widget says, if the browser knows it."""
        if id in self.known:
            self._say(id, {"event": "said", "data": data, "answers": self._answered}, buffers)

    def tell_end(self, id: str) -> None:
        """A widget is closed."""
        if id in self.known:
            self.known.discard(id)
            self._say(id, {"event": "closed"}, [])

    def prune(self) -> None:
        """Speak no more of what no page shows any more."""
        for id in [id for id in self.known if not any(i.knows(id) for i in self._insides())]:
            self.tell_end(id)

    def _open(self, root: Any) -> None:
        models, buffers = [], list[Any]()
        for widget in below([root]):
            if widget.comm is None:
                continue
            self.known.add(widget.model_id)
            state, paths, parts = _remove_buffers(widget.get_state())
            models.append([widget.model_id, state, paths])
            buffers += parts
        self._say(root.model_id, {"event": "opened", "models": models}, buffers)

    def _check(self, widget: Any, data: dict[str, Any]) -> None:
        """ValueError unless a front end says such a thing of itself."""
        method, state = data.get("method"), data.get("state", {})
        if method not in ("update", "custom", "request_state") or not isinstance(state, dict):
            raise ValueError("a message that no widget sends")
        # What draws a widget, or stands in it, is the program's: others may see the same widget.
        refused = [name for name in state if not _may_be_set(widget, str(name))]
        if refused:
            raise ValueError(f"an attempt to set {', '.join(map(str, refused))} of a widget")
        for id in _references(data):
            if not self.shows(id):
                raise ValueError("a reference to a widget that is not on the page")


def _may_be_set(widget: Any, name: str) -> bool:
    if is_shown_only(widget):
        return False
    if widget._model_module == _CONTROLS:
        return name in _CHOSEN
    return not (name in _PARTS or _CODE.fullmatch(name))


def _references(value: Any) -> Iterator[str]:
    """The ids of the models that a message refers to."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str) and each.startswith(REFERENCE):
            yield each.removeprefix(REFERENCE)
        elif isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each


def _comm_package() -> Any:
    """The package `comm`; kernels as old as Colab's have none, and no visitors."""
    try:
        return import_module("comm")
    except ImportError:
        return None


comm = _comm_package()
_Comm: Any = getattr(comm, "BaseComm", object)  # xeus-python has a `comm` of its own


class HeardComm(_Comm):  # type: ignore[misc, unused-ignore]
    """A comm whose messages a function hears, and no front end of the kernel's."""

    def __init__(self, hear: Hear, **given: Any) -> None:
        self._hear = hear
        super().__init__(**given)

    def publish_msg(
        self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **_: Any
    ) -> None:
        """Tell the function of a message."""
        self._hear(msg_type, self.comm_id, data, list(buffers or ()))


@contextmanager
def served_comms(listeners: Callable[[], Iterable[VisitWidgets]]) -> Iterator[None]:
    """Let widgets that are made in the block speak to visitors, and to nobody else."""
    original = comm.create_comm

    def tell(type: str, id: str, data: Any, buffers: list[Any]) -> None:
        """Tell those who know the model; a new one nobody knows."""
        for each in listeners() if type != "comm_open" else ():
            if type == "comm_close":
                each.tell_end(id)
            else:
                each.tell(id, data, buffers)

    def create_comm(*args: Any, **given: Any) -> Any:
        if given.get("target_name") != "jupyter.widget":
            return original(*args, **given)
        return HeardComm(tell, **given)

    comm.create_comm = create_comm
    try:
        yield
    finally:
        comm.create_comm = original
