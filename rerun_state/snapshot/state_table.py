"""The entries of a state as a table, for ordinary cells: which key, what value, whose."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.state.session_state import SessionState
from rerun_state.snapshot.piece import Piece
from rerun_state.snapshot.pieces import page_of

LONGEST = 200
"""Characters of a value that are shown."""
_HEADS = ("Key", "Value", "Type", "Widget")


def state_table(state: SessionState, cells: Iterable[Cell]) -> str:
    """The entries as an HTML table, each with the widget of those apps that has its key.

    Nobody has looked at an entry by this. A password is shown as the page shows it.
    """
    names = state.names()
    if not names:
        return "<em>session_state is empty</em>"
    owners = _owners(cells)
    rows = "".join(_row(name, state.peek(name), owners.get(name)) for name in names)
    heads = "".join(f"<th>{head}</th>" for head in _HEADS)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(name: str, value: Any, owner: Piece | None) -> str:
    secret = owner is not None and owner.props.get("type") == "password"
    shown = str(owner.words) if secret and owner is not None else _shortened(value)
    whose = "" if owner is None else f"{owner.type} {owner.label!r}"
    cells = (name, shown, type(value).__name__, whose)
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _shortened(value: Any) -> str:
    try:
        text = repr(value)
    except Exception as error:  # whatever a class makes of it
        return f"<its repr() raises {type(error).__name__}>"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _owners(cells: Iterable[Cell]) -> dict[str, Piece]:
    """The inputs with a key on the pages of those apps."""
    found: dict[str, Piece] = {}
    waiting = [piece for cell in cells for piece in page_of(cell.tree, cell.session)]
    while waiting:
        piece = waiting.pop()
        waiting += piece.children or ()
        if piece.key is not None:
            found[piece.key] = piece
    return found
