"""What the reader does to ipywidgets that are not ours, where an app shows them: it runs the app.

A message of the browser is the reader's doing; what code sets comes by none. The widget's own
handlers hear it first, as callbacks do. What `st.widget` or `st.keyed` has bound speaks for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rerun_state.elements.inputs.bond import bond_of, hearing
from rerun_state.imports import library_of
from rerun_state.jupyter.handlers import is_of_library
from rerun_state.jupyter.jslinks import Links
from rerun_state.page.inside import Inside, living
from rerun_state.page.renderer import PageRenderer
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.model.renderer import Renderer
from rerun_state.runtime.model.sameness import equal
from rerun_state.runtime.model.tree import Node

_BY_ITSELF = frozenset({"outputs", "msg_id"})
"""Traits that a browser sets as it draws: what an Output has collected."""
_DONE_BY_PLOTLY = frozenset(
    {"_js2py_pointsCallback", "_js2py_relayout", "_js2py_restyle", "_js2py_update"}
)
"""Private traits by which a figure of plotly tells what the reader does."""
_AS_DRAWN = {
    "ipyleaflet": {
        *("north", "south", "east", "west", "top", "bottom", "left", "right"),
        *("loading", "window_url"),
    },
}
"""By package: what its browser part works out of the size of a view, and of what a reader moves."""

_BASES = frozenset(f"ipywidgets.widgets.widget_{name}" for name in ("core", "description"))

Target = tuple[Cell, Hashable]
"""An app, and the fragment of it that is enough; None for all."""


class Touches:
    """Listens to the messages of browsers that are for widgets in apps."""

    def __init__(
        self,
        cells: Callable[[], Iterable[Cell]],
        heard: Callable[[str, set[str]], None],
    ) -> None:
        """`heard` is told which traits of a widget a browser has set."""
        self._cells = cells
        self._heard = heard
        self._links = Links()

    def __contains__(self, id: object) -> bool:
        """Is a message for that comm one that may run an app? Asked from any thread."""
        return isinstance(id, str) and any(
            inside.knows(id) for cell in self._cells() if (inside := _inside(cell)) is not None
        )

    def awaits(self, page: Renderer, id: str) -> bool:
        """Would the app of that page answer a message to that widget?

        Asked at each element call, of whatever waits: hardly any of it is for such a widget.
        """
        return living(id) is not None and any(
            cell.renderer is page for cell, _ in self._targets(id)
        )

    @contextmanager
    def around(self, message: dict[str, Any]) -> Iterator[None]:
        """A message is handed over in the block."""
        content = message.get("content", {})
        id, data = content.get("comm_id"), content.get("data")
        widget = living(id) if isinstance(id, str) and isinstance(data, dict) else None
        if widget is None or library_of(widget) == "rerun_state":
            yield
            return
        targets = list(self._targets(id)) if self._is_touch(id, widget, data) else []
        _ask(targets, widget)  # a run that is under way is out of date
        state = data.get("state")
        try:
            with hearing(id, state if isinstance(state, dict) else ()):
                yield
        finally:
            if isinstance(state, dict):
                if (heir := living(id)) not in (None, widget):  # a run has just made it anew
                    heir.set_state(state)
                self._heard(id, set(state))
            _ask(targets, widget)  # for one that has begun before the handlers were through

    def _is_touch(self, id: str, widget: Any, data: dict[str, Any]) -> bool:
        """Does the message say that the reader has done something?"""
        method, state = data.get("method"), data.get("state")
        if method == "custom":
            return _of_ipywidgets(widget) or any(map(_is_of_program, _listeners(widget)))
        if method != "update" or not isinstance(state, dict):
            return False
        changed = {name: state[name] for name in _changed(widget, data)}
        return bool(changed) and self._links.moved(id, changed)

    def _targets(self, id: str) -> Iterator[Target]:
        """The apps, or fragments of them, that show a widget and follow it."""
        for cell in self._cells():
            inside = None if _is_bound(cell, id) else _inside(cell)
            for node in [] if inside is None else inside.nodes(id):
                if _is_heard(node):
                    yield cell, None if node.fragment is None else node.fragment.id


def _ask(targets: Iterable[Target], widget: Any) -> None:
    for cell, fragment in targets:
        cell.asleep = False
        cell.session.overtake(cell)
        name = getattr(widget, "description", "")
        cause = f"the {type(widget).__name__} {name}".strip()
        cell.ask(fragment, cause=cause, by_reader=True)


def _inside(cell: Cell) -> Inside | None:
    """What stands on the page of an app that follows others' widgets."""
    page = cell.renderer
    return page.inside if isinstance(page, PageRenderer) and cell.follows_widgets else None


def _is_bound(cell: Cell, id: str) -> bool:
    """Has the app bound traits of the widget, by which it speaks for itself?"""
    bonds = (bond_of(declared) for declared in list(cell.owned.values()))
    return any(bond is not None and bond.names and bond.model_id == id for bond in bonds)


def _is_heard(node: Node) -> bool:
    """Does a change in that place run the app by itself?"""
    if node.form is not None:
        return False
    return node.widget is None or not (node.widget.quiet or node.widget.trigger)


def _changed(widget: Any, data: dict[str, Any]) -> list[str]:
    """The traits to which a message gives other values, but for those that browsers set alone."""
    state = data["state"]
    drawn = _AS_DRAWN.get(library_of(widget), set())
    others = set(widget.keys) - drawn
    names = [name for name in state if name in others and _is_the_readers(name)]
    if not names or data.get("buffer_paths"):
        return names
    try:
        before = widget.get_state(names)
    except Exception:  # of a trait that has no value yet
        return names
    return [name for name in names if not equal(before[name], state[name])]


def _is_the_readers(name: str) -> bool:
    if name.startswith("_"):
        return name in _DONE_BY_PLOTLY
    return name not in _BY_ITSELF


def _of_ipywidgets(widget: Any) -> bool:
    """Does it send nothing but what the reader does: clicks, and texts that are submitted?"""
    return any(
        each.__module__.startswith("ipywidgets.widgets.widget_") and each.__module__ not in _BASES
        for each in type(widget).__mro__
    )


def _listeners(widget: Any) -> Iterator[Any]:
    """The functions that hear what a widget tells beside its traits; some sort them by events."""
    for value in (*widget._trait_values.values(), *vars(widget).values()):
        for each in list(value.values()) if isinstance(value, dict) else (value,):
            callbacks = getattr(each, "callbacks", None)
            if isinstance(callbacks, list):
                yield from callbacks


def _is_of_program(function: Any) -> bool:
    return not is_of_library(getattr(function, "function", function))
