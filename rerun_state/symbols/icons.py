"""Icons: an emoji, or a Material Symbol drawn as inline SVG.

Why outlines instead of the icon font: the font weighs 5 MB and would have to reach the browser
before the first icon; an outline is some 300 bytes, and follows the colour and size of the text.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rerun_state.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError
from rerun_state.patterns import pattern
from rerun_state.static import read_table
from rerun_state.symbols.emoji import is_emoji, split_emoji

_MATERIAL = pattern(r":material/(\w+):")
_SPINNER = '<span class="rs-icon rs-icon-spinner" aria-hidden="true"></span>'


def icon(spec: str) -> str:
    """Return what a page shows for an `icon=` parameter: an emoji as it is, else HTML.

    `spec` is a single emoji, `":material/thumb_up:"` or `"spinner"`. Blank means no icon and
    returns "".

    Raises
    ------
    StreamlitAPIException
        If `spec` is none of these, or there is no Material icon of that name.
    """
    spec = spec.strip()
    if spec == "spinner":
        return _SPINNER
    if spec.startswith(":material"):
        return _material(spec)
    if not spec or is_emoji(spec):
        return spec
    raise StreamlitAPIException(
        f"{_shortened(spec)!r} is not a valid icon. Use a single emoji (not its shortcode), or a "
        "Material icon such as ':material/thumb_up:'."
    )


def icon_given(spec: object) -> str:
    """What an `icon=` parameter names, without blanks around; "" for no icon.

    Raises StreamlitAPIException for what is neither an emoji nor an icon that exists, and
    StreamlitInvalidParameterTypeError for what is no text.
    """
    if spec is None:
        return ""
    if not isinstance(spec, str):
        raise StreamlitInvalidParameterTypeError(
            f"icon must be a str or None, not {type(spec).__name__}."
        )
    return _checked(spec)


@lru_cache(maxsize=512)
def _checked(spec: str) -> str:
    return spec.strip() if icon(spec) else ""


def is_icon(spec: str) -> bool:
    """Can a text be an icon, other than an empty one?"""
    try:
        return bool(icon(spec))
    except StreamlitAPIException:
        return False


def split_icon(text: str) -> tuple[str, str]:
    """The icon that a text begins with, perhaps none, and what follows it."""
    if (named := _MATERIAL.match(text)) is not None and material_svg(named[1]) is not None:
        return named[0], text[named.end() :].lstrip("_ -")
    return split_emoji(text)


@lru_cache(maxsize=1024)
def material_svg(name: str) -> str | None:
    """Return the Material Symbol of that name as `<svg>`; None if there is none."""
    outlines, aliases = _outlines()
    outline = outlines.get(aliases.get(name, name))
    if outline is None:
        return None
    return (
        f'<svg class="rs-icon" role="img" aria-label="{name} icon" viewBox="0 -960 960 960" '
        f'width="1em" height="1em" fill="currentColor"><path d="{outline}"/></svg>'
    )


def _material(spec: str) -> str:
    match = _MATERIAL.fullmatch(spec)
    svg = material_svg(match[1]) if match else None
    if svg is None:
        raise StreamlitAPIException(
            f"{_shortened(spec)!r} is not a valid Material icon. Write ':material/icon_name:' with "
            "a name of the Material Symbols in snake case, such as ':material/thumb_up:'."
        )
    return svg


def _shortened(spec: str) -> str:
    return spec if len(spec) <= 60 else spec[:60] + "…"


@cache
def _outlines() -> tuple[dict[str, str], dict[str, str]]:
    table = read_table("icons")
    return table["outlines"], table["aliases"]
