r"""LaTeX as notebooks get it from objects: formulas, or words with formulas between them.

`Math`, `Latex` and SymPy's expressions hand over text in which MathJax would look for formulas:
between dollar signs, in `\( \)` and `\[ \]`, or in an environment.
"""

from __future__ import annotations

import re

from rerun_state.patterns import pattern
from rerun_state.runtime.model.tree import Element, Markdown

_FORMULA = pattern(
    r"""\$\$(?P<block>(?:\\.|[^\\$])+)\$\$
    | \$(?P<inline>(?:\\.|[^\\$])+)\$
    | \\\[(?P<display>.+?)\\\]
    | \\\((?P<within>.+?)\\\)
    | (?P<environment>\\begin\{(?P<name>\w+\*?)\}.*?\\end\{(?P=name)\})""",
    re.DOTALL | re.VERBOSE,
)
_STYLE = pattern(r"^\s*\\displaystyle\b")
_BLANK = pattern(r"\n\s*\n")
_MARKUP = pattern(r"([\\`*_{}\[\]<>()#+\-.!|~$&:@=^\"'])")


def formula(source: str) -> Element:
    """The element that shows such a text: `latex` for one formula, else Markdown."""
    found = _FORMULA.fullmatch(source.strip())
    if found is not None:
        return alone(_tex(found))
    return Element("markdown", {"body": Markdown(_mixed(source)), "style": "markdown"})


def alone(tex: str) -> Element:
    """The element for a formula on a line of its own."""
    return Element(
        "markdown",
        {
            "body": Markdown(f"$$\n{tex}\n$$"),
            "style": "latex",
            "help": None,
            "width": "stretch",
            "text_alignment": "center",
            "wrap": True,
        },
    )


def _mixed(source: str) -> str:
    """As Markdown: words that mean nothing but themselves, and formulas."""
    parts, end = [], 0
    for found in _FORMULA.finditer(source):
        parts += [_words(source[end : found.start()]), _between_dollars(found)]
        end = found.end()
    return "".join([*parts, _words(source[end:])])


def _words(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _between_dollars(found: re.Match[str]) -> str:
    tex = _tex(found)
    within = found["inline"] or found["within"]
    return f"${tex}$" if within else f"\n\n$$\n{tex}\n$$\n\n"


def _tex(found: re.Match[str]) -> str:
    """The formula without what it stands between; a display needs no word to be one."""
    names = ("block", "inline", "display", "within", "environment")
    tex = next(found[name] for name in names if found[name])
    return _BLANK.sub("\n", _STYLE.sub("", tex)).strip()
