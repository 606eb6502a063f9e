"""Source code as HTML, with the class names of Pygments, which the page's style sheet colours.

JupyterLab and Voila have the same names, so code follows their themes.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer


@lru_cache(maxsize=256)
def highlight(code: str, language: str | None = "python", *, line_numbers: bool = False) -> str:
    """Return code as HTML.

    `language` is a name or alias that Pygments knows; None or any other name leaves the code
    plain. With `line_numbers`, each line is a `span.rs-line`, and the style sheet counts them (so
    that numbers are not copied with the code).
    """
    code = code.strip("\n")
    lexer = _lexer(language) if language else None
    body = escape(code) if lexer is None else _with_colors(code, lexer)
    if line_numbers:
        body = "\n".join(f'<span class="rs-line">{line}</span>' for line in body.split("\n"))
    # The front end acts on classes, so that a name of several words may not become several.
    words = language.split() if language else []
    name = f' class="language-{escape(words[0])}"' if words else ""
    numbered = " rs-numbered" if line_numbers else ""
    return f'<div class="rs-code highlight{numbered}"><pre><code{name}>{body}</code></pre></div>\n'


def _with_colors(code: str, lexer: Lexer) -> str:
    """Pygments closes its spans at the end of each line, which is what lets us wrap lines."""
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter

    colored: str = highlight(code, lexer, HtmlFormatter(nowrap=True))
    return colored.rstrip("\n")


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
