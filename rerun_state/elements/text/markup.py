"""Markup: formulas, JSON, HTML, frames around other pages, badges."""

from __future__ import annotations

import json as json_
import re
from array import array
from collections import ChainMap, UserDict, UserList, deque
from collections.abc import ItemsView, KeysView, Mapping, ValuesView
from enum import EnumMeta
from pathlib import Path
from typing import Any, Literal

from rerun_state.elements.base.parameters import (
    Height,
    Width,
    WidthWithoutContent,
    check_height,
    check_tab_index,
    check_width,
    help_of,
    icon_of,
    plain_text,
    truth,
)
from rerun_state.elements.base.parameters import text as clean
from rerun_state.elements.media.medium import Medium
from rerun_state.elements.status.messages import warning
from rerun_state.elements.text.formulas import alone
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
)
from rerun_state.imports import is_of
from rerun_state.patterns import pattern
from rerun_state.runtime.grammar.block import B, Block, put
from rerun_state.runtime.model.tree import EVENT, Markdown

_STYLE = pattern(r"<style[^>]*>.*?</style>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
BadgeColor = Literal[
    "red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary"
]


def latex(self: B, body: object, *, help: str | None = None, width: Width = "stretch") -> B:
    """Show a formula on a line of its own; return a handle on it.

    >>> st.latex(r"\\sum_{k=0}^{n-1} a r^k = a \\frac{1 - r^n}{1 - r}")
    """
    source = _latex_of(body) if is_of(body, "sympy") else clean(body)
    props = dict(alone(source).props)
    props["help"] = help_of(help)
    props["width"] = check_width(width, "latex")
    return put(self, "markdown", **props)


def _latex_of(expression: Any) -> str:
    import sympy

    return str(sympy.latex(expression))


def json(
    self: B, body: object, *, expanded: bool | int = True, width: WidthWithoutContent = "stretch"
) -> B:
    """Show data as a tree that folds; return a handle on it.

    What JSON does not know is shown as its `repr`.

        st.json({"name": "Ann", "tags": ["a", "b"]}, expanded=1)
    """
    if not isinstance(expanded, int):
        raise StreamlitInvalidParameterTypeError(
            f"expanded of json must be a bool or a number of levels, not {expanded!r}."
        )
    return put(
        self,
        "json",
        body=plain_text(body) if isinstance(body, str) else _dumped(self, body),
        expanded=expanded,
        width=check_width(width, "json", content=False),
    )


_LISTS = (
    *(KeysView, ValuesView, ItemsView, map, set, frozenset, UserList),
    *(array, deque, enumerate, range, EnumMeta),
)


def plain_data(body: Any) -> Any:
    """What stands for JSON data (a view, a named tuple, the session state) as JSON data."""
    if isinstance(body, tuple) and hasattr(body, "_asdict"):
        return body._asdict()
    if isinstance(body, _LISTS):
        return list(body)
    if isinstance(body, (Mapping, ChainMap, UserDict)) and type(body) is not dict:
        return body.to_dict() if hasattr(body, "to_dict") else dict(body)
    return body


def _dumped(self: Block, body: object) -> str:
    body = plain_data(body)
    try:
        return json_.dumps(body, default=_told)
    except TypeError as error:
        warning(
            self,
            "Warning: this data structure was not fully serializable as JSON due to one or more "
            f"unexpected keys.  (Error was: {error})",
        )
        return json_.dumps(body, skipkeys=True, default=_told)


def _told(part: object) -> list[Any] | str:
    """What JSON does not know: a set as a list, anything else by its `repr`."""
    return list(part) if isinstance(part, set) else repr(part)


def html(
    self: B, body: object, *, width: Width = "stretch", unsafe_allow_javascript: bool = False
) -> B:
    """Show HTML as part of the page; return a handle on it.

    What could act on the notebook is left out: forms, handlers, names that the page has for itself.
    A style sheet styles all of this app and nothing beside it, in a browser that knows `@scope`; in
    it `body` and `:root` are the app, what is `fixed` is so in the app, and `@import` is left out.
    A style sheet alone takes no room.

    Raises StreamlitMissingRequiredParameterError for an empty `body`.

        st.html("<p>Made in <em>Bergen</em></p>")
    """
    if isinstance(body, str) and _names_a_file(body):
        warning(self, _PATHS.format("html"))
    source = _html_of(body)
    if not source.strip():
        raise StreamlitMissingRequiredParameterError("html() needs a `body`; it is empty.")
    if _is_style(source):
        self = type(self)(section=EVENT)
    return put(
        self,
        "html",
        body=source,
        scripts=truth(unsafe_allow_javascript, "unsafe_allow_javascript"),
        width=check_width(width, "html"),
    )


def _is_style(source: str) -> bool:
    """Is there nothing to see, only style sheets?"""
    return _STYLE.sub("", source).strip() == "" and "<style" in source.lower()


def _html_of(body: Any) -> str:
    if hasattr(body, "_repr_html_") and not isinstance(body, type):
        return str(body._repr_html_())
    if isinstance(body, Path):
        source = body.read_text(encoding="utf-8")
        return f"<style>{source}</style>" if body.suffix.lower() == ".css" else source
    return clean(body)


_PATHS = "`{}` takes a text for what is shown, never for a path. Give the file as a `pathlib.Path`."
"""Whoever writes such a text would else have the server's files shown."""


def _names_a_file(text: str) -> bool:
    if len(text) > 1000 or "<" in text or "\n" in text:
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # a text that can be no path, as one with a null character
        return False


def iframe(
    self: B,
    src: str | Path,
    *,
    width: Width = "stretch",
    height: Height = "content",
    tab_index: int | None = None,
    alt: str | None = None,
) -> B:
    """Show another page in a frame; return a handle on it.

    A frame of HTML runs its own scripts apart from the notebook.

    Raises StreamlitAPIException for a path where no file is.

        st.iframe("https://example.org", height=300)
    """
    check_tab_index(tab_index, "iframe")
    address, source = _frame_of(src)
    if isinstance(src, str) and _names_a_file(src):
        warning(self, _PATHS.format("iframe"))
        address, source = None, src
    return put(
        self,
        "iframe",
        src=address,
        srcdoc=source,
        width=check_width(width, "iframe"),
        height=check_height(height, "iframe"),
        tab_index=tab_index,
        alt=alt,
    )


def _frame_of(src: str | Path) -> tuple[str | None, str | None]:
    """An address, or a document."""
    if isinstance(src, Path):
        if not src.is_file():
            raise StreamlitAPIException(f"There is no file {str(src)!r} to show by iframe().")
        if src.suffix.lower() in (".html", ".htm", ".xhtml", ".svg", ".txt"):
            return None, src.read_text(encoding="utf-8")
        return data_address(src), None
    text = str(src)
    is_address = text.startswith(("http://", "https://", "data:", "/", "./", "../", "blob:"))
    return (text, None) if is_address and "\n" not in text.strip() else (None, text)


def data_address(path: Path) -> str:
    """A file as a `data:` address."""
    import mimetypes

    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Medium(path.read_bytes(), kind).address()


def badge(
    self: B,
    label: str,
    *,
    icon: str | None = None,
    color: BadgeColor = "blue",
    width: Width = "content",
    help: str | None = None,
) -> B:
    """Show a few words on a coloured ground; return a handle on it.

    The same as `:blue-badge[label]` in Markdown.

        st.badge("Checked", icon=":material/check:", color="green")
    """
    words = label.replace("[", "\\[").replace("]", "\\]")
    drawn = icon_of(icon)
    return put(
        self,
        "markdown",
        body=Markdown(f":{color}-badge[{drawn + ' ' if drawn else ''}{words}]"),
        style="markdown",
        help=help_of(help),
        width=check_width(width, "badge"),
        text_alignment="left",
        wrap=True,
    )
