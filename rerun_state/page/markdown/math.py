r"""TeX as MathML, which every current browser draws without a library; and `$...$` in Markdown.

The TeX source stays with it in `data-tex`: the page sets it as TeX does once it has the code and
the fonts for that, whatever fonts the machine has.

latex2mathml writes text into its elements with HTML entities, and its own serialiser leaves
what a reader wrote unescaped (`\text{<script>}`). So we take the element tree, decode the entities
and serialise it ourselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, Literal

from rerun_state.patterns import pattern

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Display = Literal["inline", "block"]

# So that "$5 and $10" stays what it is: no space within the dollars, no digit after them.
_SINGLE = pattern(r"\$(?![\s$])((?:\\.|[^$\\\n])*?)(?<!\s)\$(?!\d)")
_DOUBLE = pattern(r"\$\$((?:\\.|[^$\\])+)\$\$", re.DOTALL)

# All that a formula needs; TeX can ask for others, which could act on the page.
_NEEDED = """accent accentunder columnalign columnlines columnspacing columnspan depth display
displaystyle fence form frame height largeop linebreak linethickness lspace mathbackground mathcolor
mathsize mathvariant maxsize minsize movablelimits notation rowalign rowlines rowspacing rowspan
rspace scriptlevel separator stretchy symmetric voffset width xmlns"""
_ATTRIBUTES = frozenset(_NEEDED.split())


@lru_cache(maxsize=1024)
def math_html(tex: str, display: Display = "block") -> str:
    """Return a formula as HTML: a span, or a div for a formula on lines of its own.

    TeX that cannot be converted is shown as it was written.
    """
    tag = "div" if display == "block" else "span"
    return f'<{tag} class="rs-math" data-tex="{escape(tex)}">{_mathml(tex, display)}</{tag}>'


def math_plugin(md: MarkdownIt) -> None:
    """Teach a parser `$...$`, and `$$...$$` within a line or on lines of its own."""
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    md.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    md.inline.ruler.at("math_inline", _dollars)
    md.add_render_rule("math_inline", _render)
    md.add_render_rule("math_block", _render)


def _dollars(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    match = _DOUBLE.match(state.src, state.pos, state.posMax) or _SINGLE.match(
        state.src, state.pos, state.posMax
    )
    if match is None or not match[1].strip():
        return False
    if not silent:
        state.push("math_inline", "math", 0).content = match[1]
    state.pos = match.end()
    return True


def _render(_self: RendererProtocol, tokens: Sequence[Token], index: int, *_: object) -> str:
    token = tokens[index]
    return math_html(token.content.strip(), "block" if token.type == "math_block" else "inline")


def _mathml(tex: str, display: Display) -> str:
    from xml.etree.ElementTree import tostring

    from latex2mathml.converter import convert_to_element

    try:
        root = convert_to_element(tex, display=display)
        return tostring(_cleaned(root), encoding="unicode")
    except Exception:  # a parser of half-typed TeX fails in many ways; the source is the answer
        return f'<code class="rs-math-source">{escape(tex)}</code>'


def _cleaned(root: Element) -> Element:
    for element in root.iter():
        element.text = element.text and unescape(element.text)
        element.tail = element.tail and unescape(element.tail)
        for name in list(element.attrib):
            if name not in _ATTRIBUTES:
                del element.attrib[name]
    return root
