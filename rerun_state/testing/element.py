"""What a test sees of the page: elements, and among them those with a value.

Every element is a view of one node of the tree. Its properties are attributes under the names of
the parameters that made them (`label`, `help`, `placeholder`, ...).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar

from rerun_state.errors import an
from rerun_state.runtime.model.tree import Icon, Markdown, Node
from rerun_state.runtime.model.widget import Widget as Declared
from rerun_state.snapshot.pieces import maker_of

if TYPE_CHECKING:
    from rerun_state.testing.apptest import AppTest
    from rerun_state.testing.tree import Tree

C = TypeVar("C")
UNSET: Any = object()

# What a property without a value is for a test.
_EMPTY: dict[str, Any] = {
    "anchor": "",
    "autocomplete": "",
    "captions": [],
    "delta": "",
    "help": "",
    "icon": "",
    "max_chars": 0,
    "max_selections": 0,
    "placeholder": "",
    "text": "",
    "title": "",
}


class AppTestError(Exception):
    """A test asked for something that a reader of the page could not do."""


class Element:
    """Something that the page shows; `root` is that page."""

    def __init__(self, node: Node, root: Tree) -> None:
        self.node = node
        self.root = root
        self.type = type_of(node)

    @property
    def key(self) -> str | None:
        """The key that the program gave; None without one."""
        return (
            self.node.widget.key
            if self.node.widget is not None
            else self.node.element.props.get("key")
        )

    @property
    def value(self) -> Any:
        """What the element shows: the text of a text element."""
        props = self.node.element.props
        names = (name for name in ("value", "body", "text", "label") if name in props)
        return plain(props.get(next(names, "")))

    @property
    def proto(self) -> SimpleNamespace:
        """The properties as one object."""
        props = {name: _told(name, value) for name, value in self.node.element.props.items()}
        return SimpleNamespace(**props)

    def __iter__(self) -> Iterator[Element]:
        yield self

    def run(self, *, timeout: float | None = None) -> AppTest:
        """Send what was set on the element's page, run the app, and return it."""
        return self.root.run(timeout=timeout)

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("_"):
            try:
                return _told(name, self.node.element.props[name])
            except KeyError:
                pass
        if name in ("set_value", "click"):
            return self._refuse(name)
        raise AttributeError(f"{an(self.type, capital=True)} has no attribute {name!r}.")

    def _refuse(self, gesture: str) -> Callable[..., NoReturn]:
        """What stands for a gesture that the element does not have."""

        def refuse(*_: object, **__: object) -> NoReturn:
            raise AppTestError(f"A test cannot use {gesture}() on {an(self.type)}.")

        return refuse

    def __repr__(self) -> str:
        return f"{type(self).__name__}(type={self.type!r}, value={self.value!r})"


class Widget(Element):
    """An element with a value, which a test may change as a reader would."""

    def __init__(self, node: Node, root: Tree) -> None:
        super().__init__(node, root)
        self._pending: Any = UNSET

    @property
    def widget(self) -> Declared:
        """The widget as the app declared it."""
        assert self.node.widget is not None
        return self.node.widget

    @property
    def value(self) -> Any:
        """The value: the one set by the test, else the app's.

        Raises KeyError if the app has deleted that since it showed the widget; so does a run, which
        has to send it.
        """
        if self._pending is not UNSET:
            return self._pending
        if self.widget.trigger:
            return self.node.value
        state = self.root.session.state
        if state.lost(self.widget):
            raise KeyError(f"The app has deleted the value of the {self.type} {self.key!r}.")
        return state.value(self.widget)

    def codec_as(self, kind: type[C]) -> C:
        """The widget's codec, which is of that kind."""
        codec = self.widget.codec
        assert isinstance(codec, kind)
        return codec

    @property
    def id(self) -> str:
        """Its identity, as text."""
        return str(self.node.element.id)

    @property
    def form_id(self) -> str:
        """The key of the form it stands in; empty outside of forms."""
        return self.node.form.key if self.node.form is not None else ""

    @property
    def pending(self) -> Any:
        """The value which the next run will be sent."""
        return self._pending

    @property
    def changed(self) -> bool:
        """Has the test set a value since the last run?"""
        return self._pending is not UNSET

    def sent(self) -> Any:
        """The value as the app will get it; raises for what no page could send."""
        return self.value

    def refuse(self) -> None:
        """Raise what a page shows, instead of the app, for a value that its server refuses."""

    def set_value(self, v: Any) -> Self:
        """Set the value, as a reader would; the next `run()` sends it.

        Raises AppTestError for a disabled widget, which no reader could change.
        """
        if self.widget.disabled:
            raise AppTestError(f"The {self.type} is disabled, so nobody can change it.")
        self._pending = self._converted(v)
        return self

    def _converted(self, value: Any) -> Any:
        return value


def _told(name: str, value: Any) -> Any:
    return _EMPTY.get(name) if value is None else plain(value)


def plain(value: Any) -> Any:
    """A property as plain Python: Markdown sources and icons are strings."""
    if isinstance(value, (Markdown, Icon)):
        return str(value)
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value


# Kinds of elements whose type is not the name of the function that made them.
_RENAMED = {
    "app": "root",
    "button": "button",
    "button_group": "button_group",
    "cell": "flex_container",
    "columns": "flex_container",
    "container": "flex_container",
    "data_editor": "dataframe",
    "datetime_input": "date_time_input",
    "fragment": "flex_container",
    "grid": "grid_container",
    "guest": "cell",
    "map": "deck_gl_json_chart",
    "pydeck_chart": "deck_gl_json_chart",
    "tabs": "tab_container",
}


def type_of(node: Node) -> str:
    """The type of an element as Streamlit's AppTest names it."""
    return _RENAMED.get(node.element.kind) or maker_of(node.element)
