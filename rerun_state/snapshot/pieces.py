"""What stands on a page: a tree of pieces, each named after the function that made it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rerun_state.elements.base.query_values import Spelling
from rerun_state.elements.data.editing.edits import Edits
from rerun_state.elements.inputs.uploads import UploadedFile
from rerun_state.runtime.execution.app import Shared
from rerun_state.runtime.loop.guests import GUEST
from rerun_state.runtime.model.tree import BOTTOM, EVENT, MAIN, SIDEBAR, Element, Node, Tree
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.session_state import SessionState
from rerun_state.snapshot import embedded
from rerun_state.snapshot.piece import HIDDEN, Piece, Words, in_json
from rerun_state.snapshot.table_excerpt import table_of

_HEADINGS = {"h1": "title", "h2": "header", "h3": "subheader"}
_BY_PROPERTY = {
    "alert": "format",
    "markdown": "style",
    "checkbox": "style",
    "button_group": "style",
    "heading": "tag",
}
_OF_FORMS = {"button": "form_submit_button"}


def page_of(tree: Tree, session: Shared) -> list[Piece]:
    """The pieces of a page from top to bottom; a sidebar comes first, as one piece.

    The sidebars of pages that it shows are parts of that one.
    """
    side = [piece for section, its in _sides(tree, session) for piece in _below(section, its)]
    return ([Piece("sidebar", {}, children=side)] if side else []) + _body(tree, session)


def _sides(tree: Tree, session: Shared) -> Iterator[tuple[Node, Shared]]:
    """The sidebars of a page and of those that it shows, with their sessions."""
    yield tree.sections[SIDEBAR], session
    for node in tree.root.walk():
        if node.element.kind == GUEST and (guest := session.find(node.element.props["name"])):
            yield from _sides(guest.tree, guest.session)


def _body(tree: Tree, session: Shared) -> list[Piece]:
    return [p for name in (MAIN, BOTTOM, EVENT) for p in _below(tree.sections[name], session)]


def _below(node: Node, session: Shared) -> list[Piece]:
    children = list(node.children or ())
    read = ((_READ.get(child.element.kind, _piece), child) for child in children)
    return [piece for reads, child in read for piece in reads(child, session)]


def _guest(node: Node, session: Shared) -> Iterator[Piece]:
    """The page of another cell, or that it is waited for."""
    props = {"name": node.element.props["name"]}
    guest = session.find(props["name"])
    inner = None if guest is None else _body(guest.tree, guest.session)
    yield Piece("cell", props, children=inner)


def _widget(node: Node, session: Shared) -> Iterator[Piece]:
    """Somebody else's ipywidget, as it is now."""
    key = None if node.widget is None else node.widget.key
    yield from embedded.pieces_of(node.element, key)


# Kinds that are no piece of their own, and how they are read.
_READ: dict[str, Callable[[Node, Shared], Iterable[Piece]]] = {
    "fragment": _below,
    "transparent": _below,
    GUEST: _guest,
    "widget": _widget,
    # What the reader of a page does not see.
    **dict.fromkeys(
        ("balloons", "column_button", "empty", "logo", "snow", "toast"), lambda node, session: ()
    ),
}


def _piece(node: Node, session: Shared) -> Iterator[Piece]:
    element, state = node.element, session.state
    widget = node.widget
    key = widget.key if widget is not None else element.props.get("key")
    words = None if widget is None else _words(widget, element, state)
    children = None if node.children is None else _below(node, session)
    value = None if words is None or widget is None else _value(words, state.value(widget))
    props = element.props if widget is None else _edited(element.props, widget, state)
    yield Piece(maker_of(element), props, key, value, words, children)


def _edited(props: Mapping[str, Any], widget: Widget, state: SessionState) -> Mapping[str, Any]:
    """The properties of an input; those of a table with what its reader has changed in it."""
    if not isinstance(widget.codec, Edits):
        return props
    try:
        return {**props, "edits": widget.codec.usable(state.value(widget))}
    except LookupError:  # code speaks of what is not there, and the call has said so
        return props


def _value(words: Words, value: Any) -> Any:
    """The value where JSON has it, else the words for it."""
    if words == HIDDEN or not isinstance(value, (bool, int, float, str, list, type(None))):
        return words
    return in_json(value, words)


def maker_of(element: Element) -> str:
    """The name of the function that made an element."""
    if element.props.get("form") and element.kind in _OF_FORMS:
        return _OF_FORMS[element.kind]
    by = _BY_PROPERTY.get(element.kind)
    name = element.kind if by is None else str(element.props[by])
    return _HEADINGS.get(name, name)


def _words(widget: Widget, element: Element, state: SessionState) -> Words | None:
    """The value as a reader sees it: labels of options, dates, names of files; None for none."""
    if widget.trigger:
        return None
    value = state.value(widget)
    if element.props.get("type") == "password":
        return HIDDEN if value else ""  # of no length in particular
    if isinstance(value, UploadedFile):
        return str(value.name)
    if isinstance(value, list) and value and isinstance(value[0], UploadedFile):
        return [str(file.name) for file in value]
    spelling: Spelling | None = widget.codec.spelling
    if spelling is None:
        return None
    words: Words | None = spelling.write(widget.codec, value)
    return words or ""


def plain(value: Any) -> Any:
    """Properties as JSON has them: texts are texts, bytes their number, tables their first rows."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"bytes": len(value)}
    if isinstance(value, Mapping):
        if "columns" in value and isinstance(value.get("data"), bytes):
            return _with_rows(value)
        said = {name: part for name, part in value.items() if part is not None}
        return {str(name): plain(part) for name, part in said.items() if not _is_mute(part)}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return str(value)


def _with_rows(props: Mapping[str, Any]) -> dict[str, Any]:
    table = table_of(props)
    others = {
        name: plain(part)
        for name, part in props.items()
        if name not in _OF_TABLES and not _is_mute(part)
    }
    return others | {"columns": table.heads, "data": table.rows, "rows": table.total}


def _is_mute(value: Any) -> bool:
    """Is it a part of the kernel, of which a text would say no more than where in memory it is?"""
    kind: Any = type(value)
    return kind.__str__ is object.__str__ and kind.__repr__ is object.__repr__


_OF_TABLES = frozenset({"columns", "data", "edits", "rows", "texts", "heads", "styles"})
