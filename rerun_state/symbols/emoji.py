"""Emoji: GitHub's shortcode names, and the question whether a text is one emoji.

An emoji is a chain of characters: parts joined by U+200D, each perhaps followed by a skin tone
or by U+FE0F ("draw me in colour"). The parts are known from the table of names; pictographs that
Unicode added since are told by their block.
"""

from __future__ import annotations

from functools import cache

from rerun_state.patterns import pattern
from rerun_state.static import read_table

# By their numbers: to compile names of characters takes `unicodedata`, which is slow to import.
_JOINER = "\u200d"
_STYLE = "\ufe0f"
_TONE = pattern("(?<=.)[\U0001f3fb-\U0001f3ff]")
# One pictograph of the newer blocks, or a flag: two regional indicators.
_PICTOGRAPH = pattern("[\U0001f300-\U0001faff]|[\U0001f1e6-\U0001f1ff]{2}")
_KEYCAP = pattern("[#*0-9]\ufe0f?\u20e3")
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


def split_emoji(text: str) -> tuple[str, str]:
    """The emoji that a text begins with, perhaps none, and what follows it."""
    mark = _leading(text)
    return mark, text.removeprefix(mark).lstrip("_ -") if mark else text


def _leading(text: str) -> str:
    """The longest emoji of the table that a text begins with."""
    if not text or (text[0].isascii() and not _KEYCAP.match(text)):
        return ""
    written, longest = _written()
    starts = (text[:count] for count in range(min(longest, len(text)), 0, -1))
    return next((start for start in starts if _TONE.sub("", start) in written), "")


def _is_part(text: str) -> bool:
    return text in _known() or text in _SIGNS or _PICTOGRAPH.fullmatch(text) is not None


@cache
def _names() -> dict[str, str]:
    return read_table("emoji")


@cache
def _written() -> tuple[frozenset[str], int]:
    """The emoji as they may be written, with and without the style; the longest one's length."""
    found = {*_names().values(), *_known()}
    return frozenset(found), max(map(len, found)) + 2  # with a tone or two


@cache
def _known() -> frozenset[str]:
    return frozenset(emoji.replace(_STYLE, "") for emoji in _names().values())
