"""Streamlit's colours in a snapshot: written at the text itself, since no style sheet is there.

Whether the reader's theme is light or dark is not known: each colour can be read on both grounds.
"""

from __future__ import annotations

import re

from rerun_state.patterns import pattern

_TONES = {
    "red": (217, 58, 61),
    "orange": (184, 98, 15),
    "yellow": (143, 115, 0),
    "green": (31, 138, 67),
    "blue": (37, 119, 207),
    "violet": (138, 91, 224),
    "gray": (117, 121, 133),
    "primary": (214, 64, 90),
}
_SPAN = pattern(rf'<span class="rs-(text|background|badge) rs-({"|".join(_TONES)})">')
_SMALL = '<span class="rs-small">'


def with_tones(html: str) -> str:
    """Let the spans that Markdown's directives have made look without the page's styles.

    A rainbow stays plain: where its ground is left out, its letters would be invisible.
    """
    return _SPAN.sub(_toned, html).replace(_SMALL, '<span style="font-size: 0.875em">')


def _toned(span: re.Match[str]) -> str:
    role, tone = span[1], ", ".join(map(str, _TONES[span[2]]))
    look = [] if role == "background" else [f"color: rgb({tone})"]
    if role != "text":
        look += [
            f"background-color: rgba({tone}, 0.14)",
            "border-radius: 0.3em",
            "padding: 0 0.3em",
        ]
    return f'<span style="{"; ".join(look)}">'
