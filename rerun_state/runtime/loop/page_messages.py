"""What a page tells of itself, beside the events of its elements: where it is, in the world and in
the notebook, which page of the app the reader asks for by a link or an address, and that a run is
to end.
"""

from __future__ import annotations

from typing import Any

from rerun_state.patterns import pattern
from rerun_state.runtime.execution.pages import Asked
from rerun_state.runtime.execution.run import CONTEXT
from rerun_state.runtime.loop.cell import Cell

CONTEXT_FIELDS: dict[str, type] = {
    "timezone": str,
    "timezone_offset": int,
    "locale": str,
    "url": str,
    "is_embedded": bool,
    "theme": str,
}
"""What a page tells of its browser, with the types."""
_LONGEST = 10_000
_HALVES = pattern("[\ud800-\udfff]")
_MOST_TURNS = 2**31


def take_message(cell: Cell, content: dict[str, Any]) -> None:
    """Take a message of a cell's page, from any thread; what makes no sense is ignored."""
    match content.get("event"):
        case "context":
            _learn(cell, content)
        case "place":
            place = content.get("place")
            if type(place) is int and place >= 0:
                cell.place = place
                cell.session.moved = True  # the thread that runs the cells puts them in order
        case "stop":
            for each in list(cell.session.cells.values()):  # whichever of them it is that runs
                each.stop()
        case "page":
            name = content.get("name")
            pages = cell.pages
            page = pages.registered.get(name) or pages.at(name) if isinstance(name, str) else None
            if page is not None and not page.is_external:
                _ask_for(cell, page.url_path, content, "a link to a page")
        case "address":
            _ask_for(cell, content.get("path"), content, "its address")


def _ask_for(cell: Cell, path: Any, content: dict[str, Any], cause: str) -> None:
    query, turn = content.get("query", ""), content.get("turn", 0)
    if _is_text(path) and _is_text(query) and type(turn) is int and 0 <= turn < _MOST_TURNS:
        cell.pages.asked = Asked(path, query, turn)
        cell.ask(cause=cause)


def _learn(cell: Cell, content: dict[str, Any]) -> None:
    session = cell.session
    told = {
        name: content[name]
        for name, kind in CONTEXT_FIELDS.items()
        if type(content.get(name)) is kind and (kind is not str or _is_text(content[name]))
    }
    if told == session.browser:
        return
    session.browser = told
    for each in session.cells.values():
        if CONTEXT in each.uses.reads:
            each.ask(cause="the browser")


def _is_text(value: Any) -> bool:
    """Is it a text that an address or a header could hold? JSON can spell half a character."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    return value.isascii() or not _HALVES.search(value)
