"""A page as the MIME bundle that a notebook keeps of it, for readers without a kernel.

Small enough to stand in a notebook: what is beyond the limit is named, pictures apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rerun_state.runtime.execution.app import Shared
from rerun_state.runtime.model.tree import Tree
from rerun_state.snapshot import html, text
from rerun_state.snapshot.piece import Piece
from rerun_state.snapshot.pieces import page_of

LIMIT = 90_000
"""Characters of either form; pictures are not counted."""
_PICTURE = re.compile(r'src="data:[^"]*"')


def bundle(tree: Tree, session: Shared) -> dict[str, str]:
    """The page as `text/html` and as `text/plain`, as its last run left it."""
    page = page_of(tree, session)
    return {
        "text/html": _within(page, html.render, _note_in_html),
        "text/plain": _within(page, text.render, _note),
    }


def shows_all(tree: Tree, session: Shared) -> bool:
    """Can all of the page be read in its snapshot, or is something only named there?"""
    return all(map(html.is_shown, page_of(tree, session)))


def _within(
    page: list[Piece], render: Callable[[list[Piece]], str], note: Callable[[int], str]
) -> str:
    """As many of the pieces as there is room for, and how many there are beyond."""
    whole = render(page)
    if _size(whole) <= LIMIT:
        return whole
    kept, room = [], LIMIT
    for piece in page:
        room -= _size(render([piece]))
        if room < 0:
            break
        kept.append(piece)
    return f"{render(kept)}\n{note(len(page) - len(kept))}"


def _size(rendered: str) -> int:
    return len(_PICTURE.sub("", rendered).encode())


def _note(left_out: int) -> str:
    return f"[{left_out} more; run the cell to see the whole app]"


def _note_in_html(left_out: int) -> str:
    return f"<p>{_note(left_out)}</p>"
