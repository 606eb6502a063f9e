"""Streamlit's additions to Markdown, as a plugin of markdown-it.

`:red[text]`, `:blue-background[text]`, `:green-badge[text]`, `:small[text]`, `:shimmer[text]` and
`:color[text]{foreground="#d50000"}`; `:material/name:`, `:tada:`; and the arrows and dashes.

A directive is a span with class names: `rs-text`, `rs-background` or `rs-badge` says what is
coloured, `rs-red` and so on the colour. What is not known stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rerun_state.patterns import pattern
from rerun_state.symbols.emoji import emoji_named
from rerun_state.symbols.icons import material_svg

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

COLORS = "red|orange|yellow|green|blue|violet|gr[ae]y|primary|rainbow"

_DIRECTIVE = pattern(rf":(small|shimmer|color|(?:{COLORS})(?:-background|-badge)?)\[")
_SHORTCODE = pattern(r":(material/\w+|[\w+-]+):", re.ASCII)
_ATTRIBUTES = pattern(r"\{([^{}\n]*)\}")
_ATTRIBUTE = pattern(r"""(foreground|background)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CSS_COLOR = pattern(r"#[0-9a-f]{3,8}|[a-z]{3,25}|(?:rgb|hsl)a?\([\d\s.,%]{1,60}\)", re.I)
_SYMBOLS = {"<->": "↔", "->": "→", "<-": "←", "--": "—", ">=": "≥", "<=": "≤", "~=": "≈"}
_SYMBOL = pattern(r"(?<!\S)(?:<->|->|<-|--|>=|<=|~=)(?!\S)")


def streamlit_plugin(md: MarkdownIt) -> None:
    """Teach a parser Streamlit's additions."""
    md.inline.ruler.before("link", "directive", _directive)
    md.inline.ruler.before("link", "shortcode", _shortcode)
    md.core.ruler.push("symbols", _symbols)
    md.add_render_rule("icon", lambda _self, tokens, index, *_: tokens[index].content)


def _directive(state: StateInline, silent: bool) -> bool:
    opening = _DIRECTIVE.match(state.src, state.pos, state.posMax)
    if opening is None or opening[1] == "rainbow-badge":
        return False
    start = opening.end()
    if state.src.find("]", start, state.posMax) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, start - 1)
    if end < 0:
        return False
    after, attrs = end + 1, _attributes(opening[1])
    if opening[1] == "color":
        after, attrs = _custom_color(state, after)
    if not silent:
        state.push("directive_open", "span", 1).attrs = dict(attrs)
        _parse_between(state, start, end)
        state.push("directive_close", "span", -1)
    state.pos = after
    return True


def _parse_between(state: StateInline, start: int, end: int) -> None:
    limit = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = limit


def _attributes(name: str) -> dict[str, str]:
    if name in ("small", "shimmer"):
        return {"class": f"rs-{name}"}
    color, _, role = name.replace("grey", "gray").partition("-")
    return {"class": f"rs-{role or 'text'} rs-{color}"}


def _custom_color(state: StateInline, pos: int) -> tuple[int, dict[str, str]]:
    """Read `{foreground="..." background="..."}`; return where it ends and what it means."""
    braces = _ATTRIBUTES.match(state.src, pos, state.posMax)
    if braces is None:
        return pos, {}
    given = {match[1]: match[2] or match[3] or "" for match in _ATTRIBUTE.finditer(braces[1])}
    valid = {name: value for name, value in given.items() if _CSS_COLOR.fullmatch(value)}
    if not valid:
        return braces.end(), {}
    properties = {"foreground": "color", "background": "background-color"}
    style = "; ".join(f"{properties[name]}: {value}" for name, value in valid.items())
    role = "background" if "background" in valid else "text"
    return braces.end(), {"class": f"rs-{role}", "style": style}


def _shortcode(state: StateInline, silent: bool) -> bool:
    match = _SHORTCODE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    name = match[1]
    icon = material_svg(name[9:]) if name.startswith("material/") else None
    # Streamlit draws its logo here, which is not ours to ship.
    text = "Streamlit" if name == "streamlit" else emoji_named(name)
    if icon is None and text is None:
        return False
    if not silent and icon:
        state.push("icon", "", 0).content = icon
    elif not silent and text:
        state.pending += text
    state.pos = match.end()
    return True


def _symbols(state: StateCore) -> None:
    for block in state.tokens:
        for token in _texts_outside_links(block.children or []):
            token.content = _SYMBOL.sub(lambda match: _SYMBOLS[match[0]], token.content)


def _texts_outside_links(tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        if token.tag == "a":
            depth += token.nesting
        elif token.type == "text" and not depth:
            yield token
