"""The forms of a snapshot: text, HTML, JSON."""

from __future__ import annotations

import json
from typing import Any, Literal

from rerun_state.errors import StreamlitValueError
from rerun_state.page.wire import sane
from rerun_state.runtime.execution.app import Shared
from rerun_state.runtime.model.tree import Tree
from rerun_state.snapshot import html, text
from rerun_state.snapshot.piece import Piece
from rerun_state.snapshot.pieces import page_of, plain

Form = Literal["text", "html", "json"]


def snapshot(tree: Tree, session: Shared, form: Form = "text") -> str:
    """The page in one of the forms; StreamlitValueError for another one.

    "text" is for reading: Markdown where the app wrote Markdown, one line for each input. "html"
    is one self-contained piece without scripts. "json" has an object for each element, with `type`
    (the name of the function that made it), `props`, `key`, `value` and `children`.
    """
    if form not in tuple(_FORMS):  # whatever it is
        raise StreamlitValueError(f"A snapshot is 'text', 'html' or 'json', not {form!r}.")
    made: str = sane(_FORMS[form](page_of(tree, session)))
    return made


def _as_json(page: list[Piece]) -> str:
    return json.dumps([_object(piece) for piece in page], ensure_ascii=False)


def _object(piece: Piece) -> dict[str, Any]:
    described: dict[str, Any] = {"type": piece.type, "props": plain(piece.props)}
    if piece.key is not None:
        described["key"] = piece.key
    if piece.words is not None:
        described["value"] = piece.value
    if piece.children is not None:
        described["children"] = [_object(child) for child in piece.children]
    return described


_FORMS = {"text": text.render, "html": html.render, "json": _as_json}
