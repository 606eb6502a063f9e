"""What of foreign markup may stand in a snapshot: an allowlist of tags, and of their attributes.

A snapshot is read where nothing sanitises it, in nbconvert's pages for instance. Tags that are not
listed go and leave their text; scripts, styles and the like go with all that is in them.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from rerun_state.page.markdown.rendering import is_safe_url
from rerun_state.patterns import pattern

_INLINE = (
    *("a", "abbr", "b", "br", "code", "del", "em", "i", "img", "ins", "kbd", "q", "s", "samp"),
    *("small", "span", "strong", "sub", "sup", "u", "var"),
)
_BLOCK = (
    *("blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "summary", "ul"),
)
_OF_TABLES = ("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
_TAGS = frozenset((*_INLINE, *_BLOCK, *_OF_TABLES))
_VOID = frozenset({"br", "hr", "img"})
_DROPPED = frozenset({"script", "style", "template", "iframe", "object", "svg", "math", "noscript"})
_ATTRIBUTES = frozenset({"alt", "colspan", "rowspan", "title", "width", "height", "align"})
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})
_DIRECTIVE = pattern(r"rs-(small|(text|background|badge) rs-[a-z]+)")  # of Markdown's colours
_IMAGE = pattern(r"data:image/(?:png|gif|jpeg|webp|avif);base64,", re.I)


class _Gate(HTMLParser):
    """Lets markup pass, every tag closed; and has its text."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.passed: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self._dropping = 0
        self.feed(markup)
        self.close()
        self.passed += [f"</{tag}>" for tag in reversed(self._open)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropping += 1
        if self._dropping or tag not in _TAGS:
            return
        if tag in _BLOCKS:
            self.text.append("\n")
        kept = "".join(f' {n}="{escape(v or "")}"' for n, v in attrs if _may(tag, n, v or ""))
        self.passed.append(f"<{tag}{kept}>")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropping = max(0, self._dropping - 1)
        elif not self._dropping and tag in self._open:
            while (inner := self._open.pop()) != tag:
                self.passed.append(f"</{inner}>")
            self.passed.append(f"</{tag}>")
            self.text.append("\n" if tag in _BLOCKS else " " if tag in ("td", "th") else "")

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self.passed.append(escape(data, quote=False))
            self.text.append(data)


def _may(tag: str, name: str, value: str) -> bool:
    if name == "href":
        return tag == "a" and is_safe_url(value) and not value.lower().startswith("data:")
    if name == "src":
        return tag == "img" and _IMAGE.match(value) is not None
    if name == "class":
        return tag == "span" and _DIRECTIVE.fullmatch(value) is not None
    return name in _ATTRIBUTES


def admit(markup: str) -> str:
    """The markup as far as it is harmless, every tag closed."""
    return "".join(_Gate(markup).passed)


def text_in(markup: str) -> str:
    """What a reader would read of it, without blank lines."""
    text = "".join(_Gate(markup).text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
