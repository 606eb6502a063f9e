"""Emoji: GitHub's shortcode names, and the question whether a text is one emoji.

An emoji is a chain of characters: parts joined by U+200D, each perhaps followed by a skin tone
or by U+FE0F ("draw me in colour"). The parts are known from the table of names; pictographs that
Unicode added since are told by their block.
"""

from __future__ import annotations

import re
from functools import cache

from rerun_state.static import read_table

_JOINER = "\N{ZERO WIDTH JOINER}"
_STYLE = "\N{VARIATION SELECTOR-16}"
_TONE = re.compile("(?<=.)[\U0001f3fb-\U0001f3ff]")
# One pictograph of the newer blocks, or a flag: two regional indicators.
_PICTOGRAPH = re.compile("[\U0001f300-\U0001faff]|[\U0001f1e6-\U0001f1ff]{2}")
# Signs which are emoji only as part of others: the staff of aesculapius, the transgender symbol.
_SIGNS = frozenset("⚕⚧")


def emoji_named(name: str) -> str | None:
    """Return the emoji that `:name:` stands for; None if there is none of that name."""
    return _names().get(name)


def is_emoji(text: str) -> bool:
    """Tell whether the text is exactly one emoji."""
    if text.isascii():
        return False
    bare = _TONE.sub("", text.replace(_STYLE, ""))
    return bare in _known() or all(map(_is_part, bare.split(_JOINER)))


def _is_part(text: str) -> bool:
    return text in _known() or text in _SIGNS or _PICTOGRAPH.fullmatch(text) is not None


@cache
def _names() -> dict[str, str]:
    return read_table("emoji")


@cache
def _known() -> frozenset[str]:
    return frozenset(emoji.replace(_STYLE, "") for emoji in _names().values())
