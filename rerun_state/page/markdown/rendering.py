"""Markdown to HTML: GitHub's flavour with Streamlit's additions.

Text is rendered in the kernel, once, and reaches the browser as HTML that is safe to insert: raw
HTML is escaped, only harmless addresses are linked, and every tag comes from this package. The
one exception is `unsafe_html`, which lets the author's HTML through for the page to sanitise.

Class names that the style sheet knows: see `directives.py` (colours), `highlight.py` (code),
`math.py` (formulas) and `icons.py`. Headings carry their anchor as `data-anchor`, not as an id,
because the page belongs to the notebook and its ids are taken; an `rs-anchor` in them leads there.

The parser, Pygments, latex2mathml and what this folder adds to them are loaded when a text first
needs them: most texts are plain, and they take longer to load than an app takes to start.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import MutableMapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from rerun_state.page import markdown
from rerun_state.page.markdown.highlight import highlight
from rerun_state.patterns import pattern
from rerun_state.static import static_table

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_DATA_IMAGE = pattern(r"data:image/(?:png|gif|jpeg|webp|avif|svg\+xml)[;,]", re.I)

# Any character here may begin markup, wherever it stands; a colon or two dashes only if more
# follows. Then: what means something at the start of a line only.
_PLAIN = pattern(
    r"(?![\s#+=-]|\d+[.)]|$)"
    r"(?:[^\x00-\x1f\\`*_~\[\]<>&$|@:w\ud800-\udfff-]++|:(?=\s)|:$|-(?!-)|w(?!ww\.)|\$(?![^$]*\$))*+"
    r"(?<!\s)"
)
_PARAGRAPHS = pattern(r"\n\s*\n")
_NOT_WORD = pattern(r"[\W_]+")


def is_plain(text: str) -> bool:
    """Tell, in well under a microsecond, whether rendering would change nothing.

    False only means that it might.
    """
    return not text or _PLAIN.fullmatch(text) is not None


def is_plain_line(text: str) -> bool:
    """As `is_plain`, for a label, in which nothing means more at the start than elsewhere."""
    return not text or (not text[0].isspace() and is_plain("a" + text))


@lru_cache(maxsize=512)
def render(text: str, *, unsafe_html: bool = False) -> str:
    """Return a text of any number of blocks as HTML; indentation common to all lines is removed.

    With `unsafe_html` the author's own HTML passes through, scripts and all.
    """
    if is_plain(text):  # for which no parser has to be loaded
        return f"<p>{_quoted(text)}</p>\n" if text else ""
    # Footnotes link by id; the digest keeps those of two texts on a page apart.
    env = {"docId": blake2b(text.encode(errors="replace"), digest_size=4).hexdigest()}
    html: str = _blocks(unsafe_html).render(clean(text), env)
    return html


@lru_cache(maxsize=2048)
def render_inline(text: str) -> str:
    """Return a label as HTML: inline markup only; headings, lists and the like stay as written."""
    if is_plain_line(text):
        return _quoted(text)
    return "<br>".join(map(_inline().renderInline, _PARAGRAPHS.split(text.strip())))


def _quoted(plain: str) -> str:
    """A text without markup as HTML."""
    return plain.replace('"', "&quot;")


def clean(text: str) -> str:
    """Remove the indentation that all lines share, and blank lines around."""
    return textwrap.dedent(text).strip()


def is_safe_url(url: str) -> bool:
    """Tell whether an address may be linked to: relative, a harmless scheme, or inline image."""
    scheme, colon, _ = re.split("[/?#]", url.strip(), maxsplit=1)[0].partition(":")
    return not colon or scheme.lower() in _schemes() or _DATA_IMAGE.match(url) is not None


@cache
def _schemes() -> frozenset[str]:
    """Those that the front end lets links have, whoever made them."""
    return frozenset(static_table("protocols.json")["links"])


@cache
def _blocks(unsafe_html: bool) -> MarkdownIt:
    from mdit_py_plugins.footnote import footnote_plugin

    md = _parser(html=unsafe_html, tasklists=True)
    md.enable("table").use(footnote_plugin, inline=False)
    md.core.ruler.push("anchors", _anchors)
    markdown.bounds.bound(md)
    return md


@cache
def _inline() -> MarkdownIt:
    md = _parser(html=False)
    markdown.bounds.bound(md)
    return md


def load_parser() -> None:
    """Load it before there is a text that needs it."""
    _blocks(False)
    _inline()


def _parser(**options: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

    md = MarkdownIt("commonmark", {"strikethrough_single_tilde": True, **options})
    md.enable("strikethrough")
    md.use(gfm_autolink_plugin).use(markdown.directives.streamlit_plugin)
    md.use(markdown.math.math_plugin)
    md.validateLink = is_safe_url  # type: ignore[method-assign]
    for kind in ("fence", "code_block"):
        md.add_render_rule(kind, _code)
    md.add_render_rule("link_open", _link)
    return md


Env = MutableMapping[str, Any]


def _code(_self: RendererProtocol, tokens: Sequence[Token], index: int, *_: object) -> str:
    language = tokens[index].info.strip().partition(" ")[0]
    return highlight(tokens[index].content, language or None)


def _link(
    self: RendererProtocol, tokens: Sequence[Token], index: int, options: Any, env: Env
) -> str:
    link = tokens[index]
    href = str(link.attrGet("href") or "")
    if href.lower().startswith("data:"):
        del link.attrs["href"]
    elif not href.startswith("#"):
        link.attrs |= {"target": "_blank", "rel": "noopener noreferrer"}
    return self.renderToken(tokens, index, options, env)  # type: ignore[attr-defined,no-any-return]


def _anchors(state: StateCore) -> None:
    for heading, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if heading.type == "heading_open" and (name := slug(_text(inline))):
            heading.attrSet("data-anchor", name)
            inline.children = [*(inline.children or []), *_link_to(name)]


def _link_to(anchor: str) -> list[Token]:
    """A link of a heading to itself; the style sheet draws it."""
    from markdown_it.token import Token

    attrs: Any = {"class": "rs-anchor", "href": f"#{anchor}", "aria-label": "Link to this heading"}
    return [Token("link_open", "a", 1, attrs=attrs), Token("link_close", "a", -1)]


def _text(inline: Token) -> str:
    shown = ("text", "code_inline")
    return "".join(token.content for token in inline.children or [] if token.type in shown)


def slug(text: str) -> str:
    """Return the anchor of a heading: its words in lower case, with dashes in between."""
    import unicodedata  # slow to import, and headings alone need it

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_WORD.sub("-", (plain if plain.strip() else text).lower()).strip("-")
