"""Text: headings, Markdown, plain text, code, dividers."""

from __future__ import annotations

from typing import Any, Literal, get_args

from rerun_state.elements.base.parameters import (
    Height,
    TextAlignment,
    Width,
    WidthWithoutContent,
    check_height,
    check_width,
    help_of,
    icon_of,
    one_bool,
    one_of,
    text_if_any,
    truth,
)
from rerun_state.elements.base.parameters import text as clean
from rerun_state.errors import (
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)
from rerun_state.runtime.grammar.block import B, put, show
from rerun_state.runtime.model.tree import Element, Label, Markdown, UnsafeMarkdown

Anchor = str | Literal[False] | None
DividerColor = Literal[
    "red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "rainbow"
]
_DIVIDERS = get_args(DividerColor)
_ALIGNMENTS = (*get_args(TextAlignment), None)
_MANY = 2000
_SHORT = 200
"""So many texts of the process are known again, if they have no more characters."""
_known: dict[Any, Element] = {}
_seen: set[int] = set()
"""Elements by what they were made of, and the hashes of what was shown once."""


def title(
    self: B,
    body: object,
    anchor: Anchor = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> B:
    """Show the title of the page, in the largest letters; return a handle on it.

    >>> st.title("Rainfall in :blue[Bergen]")
    """
    return _heading(self, "h1", body, anchor, help, icon, False, width, text_alignment, wrap)


def header(
    self: B,
    body: object,
    anchor: Anchor = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: bool | DividerColor = False,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> B:
    """Show a heading of the second level; return a handle on it.

    >>> st.header("Results", divider="blue")
    """
    return _heading(self, "h2", body, anchor, help, icon, divider, width, text_alignment, wrap)


def subheader(
    self: B,
    body: object,
    anchor: Anchor = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: bool | DividerColor = False,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> B:
    """Show a heading of the third level; return a handle on it.

    >>> st.subheader("By month")
    """
    return _heading(self, "h3", body, anchor, help, icon, divider, width, text_alignment, wrap)


def _checked_anchor(anchor: Any) -> Anchor:
    if anchor is None or anchor is False or isinstance(anchor, str):
        return anchor
    if anchor is True:
        raise StreamlitValueError("anchor must be a str, None or False, not True.")
    raise StreamlitInvalidParameterTypeError(
        f"anchor must be a str, None or False, not {type(anchor).__name__}."
    )


def _alignment(given: Any, kind: str) -> str:
    """The alignment, checked; None is the default."""
    one_of(given, _ALIGNMENTS, "text_alignment", kind)
    return given or "left"


def _heading(
    self: B,
    tag: str,
    body: object,
    anchor: Anchor,
    help: str | None,
    icon: str | None,
    divider: bool | str,
    width: Width,
    text_alignment: TextAlignment,
    wrap: bool,
) -> B:
    kind = {"h1": "title", "h2": "header", "h3": "subheader"}[tag]
    alignment = _alignment(text_alignment, kind)
    if divider and divider is not True:
        one_of(divider, _DIVIDERS, "divider", kind)
    return put(
        self,
        "heading",
        tag=tag,
        body=Label(clean(body)),
        anchor=_checked_anchor(anchor),
        help=help_of(help),
        icon=icon_of(icon),
        divider=divider,
        width=check_width(width, kind),
        text_alignment=alignment,
        wrap=one_bool(wrap, "wrap", kind),
    )


def markdown(
    self: B,
    body: object,
    unsafe_allow_html: bool = False,
    *,
    help: str | None = None,
    width: Width | Literal["auto"] = "auto",
    text_alignment: TextAlignment = "left",
    anchors: bool = True,
    wrap: bool = True,
) -> B:
    """Show Markdown; return a handle on it.

    GitHub's Markdown with emoji shortcodes (`:sun:`), icons (`:material/bolt:`), colours
    (`:red[text]`, `:blue-background[text]`, `:green-badge[text]`), small print (`:small[text]`) and
    LaTeX between dollar signs. With `wrap=False` it is inline markup only.

    Raises StreamlitIncompatibleParametersError for raw HTML with `wrap=False`.

        st.markdown("Water boils at :red[**100 °C**], $T = 373.15$ K.")
    """
    prose = _prose("markdown", body, help, width, text_alignment, wrap, unsafe_allow_html, anchors)
    return show(self, prose)


def caption(
    self: B,
    body: object,
    unsafe_allow_html: bool = False,
    *,
    help: str | None = None,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> B:
    """Show Markdown in small, muted letters; return a handle on it.

    >>> st.caption("Source: the city's own figures, 2025")
    """
    prose = _prose("caption", body, help, width, text_alignment, wrap, unsafe_allow_html)
    return show(self, prose)


def _prose(
    style: str,
    body: object,
    help: str | None,
    width: Any,
    text_alignment: Any,
    wrap: bool,
    unsafe_allow_html: bool = False,
    anchors: bool = False,
) -> Element:
    """The element for a text in a style, which is made once as long as the text is known.

    In a rerun most of a page is what it was, and looking an element up takes less than checking
    parameters and making one. What is the same object is also compared at once.
    """
    key = None
    if (
        help is None
        and type(body) is type(width) is type(text_alignment) is str
        and type(wrap) is type(unsafe_allow_html) is type(anchors) is bool
        and len(body) <= _SHORT
    ):
        key = (style, body, width, text_alignment, wrap, unsafe_allow_html, anchors)
        if (known := _known.get(key)) is not None:
            return known
    element = _new_prose(style, body, help, width, text_alignment, wrap, unsafe_allow_html, anchors)
    if key is not None:
        _keep(key, element)
    return element


def _keep(key: Any, element: Element) -> None:
    """Keep what is shown for the second time: what changes in each run is not shown again."""
    sign = hash(key)
    if sign in _seen:
        if len(_known) >= _MANY:
            _known.clear()
        _known[key] = element
    else:
        if len(_seen) >= _MANY:
            _seen.clear()
        _seen.add(sign)


def _new_prose(
    style: str,
    body: object,
    help: str | None,
    width: Any,
    text_alignment: Any,
    wrap: bool,
    unsafe_allow_html: bool,
    anchors: bool,
) -> Element:
    alignment = _alignment(text_alignment, style)
    one_bool(wrap, "wrap", style)
    unsafe_allow_html = truth(unsafe_allow_html, "unsafe_allow_html")
    if unsafe_allow_html and not wrap:
        raise StreamlitIncompatibleParametersError(
            f"{style} cannot cut off HTML at the end of a line. "
            "Leave out either wrap=False or unsafe_allow_html=True."
        )
    source = clean(body)
    props = {
        "body": source,
        "help": help_of(help),
        "width": "stretch" if width == "auto" and style != "text" else check_width(width, style),
        "text_alignment": alignment,
        "wrap": wrap,
    }
    if style == "text":
        return Element("text", props)
    shown = UnsafeMarkdown if unsafe_allow_html else Markdown if wrap else Label
    props["body"], props["style"], props["anchors"] = shown(source), style, anchors
    return Element("markdown", props)


def text(
    self: B,
    body: object,
    *,
    help: str | None = None,
    width: Width = "content",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> B:
    """Show text as it is, line breaks and blanks included; return a handle on it.

    Nothing in it is markup.

        st.text("x = [1, 2]   # as it is")
    """
    return show(self, _prose("text", body, help, width, text_alignment, wrap))


def code(
    self: B,
    body: object,
    language: str | None = "python",
    *,
    line_numbers: bool = False,
    wrap_lines: bool = False,
    height: Height | None = "content",
    width: Width = "stretch",
) -> B:
    """Show source code in colours, with a button that copies it; return a handle on it.

    The text is shown as it is, but for one line end on either side.

        st.code("select * from orders limit 10", language="sql")
    """
    return put(
        self,
        "code",
        body=str(body).removeprefix("\n").removesuffix("\n"),
        language=text_if_any(language, "language", "code"),
        line_numbers=truth(line_numbers, "line_numbers"),
        wrap_lines=truth(wrap_lines, "wrap_lines"),
        height=check_height("content" if height is None else height, "code"),
        width=check_width(width, "code"),
    )


def divider(self: B, *, width: WidthWithoutContent = "stretch") -> B:
    """Show a horizontal line; return a handle on it.

    The same as `---` in Markdown.

        st.divider()
    """
    return put(self, "divider", width=check_width(width, "divider", content=False))
