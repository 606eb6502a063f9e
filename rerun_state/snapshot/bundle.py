"""A page as the MIME bundle that a notebook keeps of it, for readers without a kernel.

Small enough to stand in a notebook: what is beyond the limit is named, pictures apart. What could
not stand there is not rendered either: to colour a long log only to leave it out takes seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rerun_state.page.wire import sane
from rerun_state.patterns import pattern
from rerun_state.runtime.execution.app import Shared
from rerun_state.runtime.model.tree import Tree
from rerun_state.snapshot import html, text
from rerun_state.snapshot.piece import Piece
from rerun_state.snapshot.pieces import page_of

LIMIT = 90_000
"""Characters of either form; pictures are not counted."""
_PICTURE = pattern(r'src="data:[^"]*"')
_READ = ("body", "data", "doc", "outputs")  # the properties that hold what an element says


def bundle(tree: Tree, session: Shared) -> dict[str, str]:
    """The page as `text/html` and as `text/plain`, as its last run left it."""
    page = _in_bounds(page_of(tree, session))
    return {
        "text/html": sane(_within(page, html.render, _note_in_html)),
        "text/plain": sane(_within(page, text.render, _note)),
    }


def shows_all(tree: Tree, session: Shared) -> bool:
    """Can all of the page be read in its snapshot, or is something only named there?"""
    return all(map(html.is_shown, _in_bounds(page_of(tree, session))))


def _in_bounds(page: list[Piece]) -> list[Piece]:
    """The pieces, those named only that say more than there is room for."""
    room = LIMIT

    def bounded(piece: Piece) -> Piece:
        nonlocal room
        size = sum(map(_length, _texts(piece.props.get(name) for name in _READ)))
        if size > room:
            return Piece(f"{piece.type}: {size:,} characters", {})
        room -= size
        if piece.children is None:
            return piece
        return replace(piece, children=[bounded(child) for child in piece.children])

    return [bounded(piece) for piece in page]


def _texts(value: Any) -> Iterator[str]:
    """The texts in a property, pictures apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if not str(name).startswith("image/"):
                yield from _texts(part)
    elif isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray, memoryview)):
        for part in value:
            yield from _texts(part)


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


def _length(text: str) -> int:
    return len(text if len(text) < LIMIT else _PICTURE.sub("", text))


def _size(rendered: str) -> int:
    return len(_PICTURE.sub("", rendered).encode("utf-8", "surrogatepass"))


def _note(left_out: int) -> str:
    return f"[{left_out} more; run the cell to see the whole app]"


def _note_in_html(left_out: int) -> str:
    return f"<p>{_note(left_out)}</p>"
