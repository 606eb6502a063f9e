"""Colours as programs give them: hex, tuples of parts, names of the palette."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rerun_state.errors import StreamlitInvalidColorError
from rerun_state.patterns import pattern

Color = str | Sequence[int] | Sequence[float]

PALETTE = {
    "red": "#ff4b4b",
    "orange": "#ff8700",
    "yellow": "#ffbd45",
    "green": "#21c354",
    "blue": "#1c83e1",
    "violet": "#803df5",
    "gray": "#a3a8b8",
    "grey": "#a3a8b8",
    "primary": "#ff4b4b",
}
_HEX = pattern(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")


def is_color(value: Any) -> bool:
    """Can the value be read as a colour?"""
    if isinstance(value, str):
        return is_hex(value) or is_name(value) or is_function(value)
    return (
        isinstance(value, (tuple, list))
        and len(value) in (3, 4)
        and all(isinstance(part, (int, float)) and not isinstance(part, bool) for part in value)
    )


def is_name(value: Any) -> bool:
    """Is that a colour of the palette, by its name?"""
    return isinstance(value, str) and value in PALETTE


def is_hex(value: Any) -> bool:
    """Is that a colour in hexadecimal digits?"""
    return isinstance(value, str) and _HEX.fullmatch(value) is not None


def is_function(value: Any) -> bool:
    """Is that a colour as CSS mixes it, such as "rgb(255, 0, 0)"?"""
    return isinstance(value, str) and value.startswith(("rgb(", "rgba("))


def css(value: Any) -> str:
    """A colour as CSS writes it; StreamlitInvalidColorError for what is none."""
    if not is_color(value):
        raise StreamlitInvalidColorError(
            f"{value!r} is no colour. Give a hex text such as '#ffaa00', a tuple of three or four "
            f"parts, or one of {', '.join(PALETTE)}."
        )
    if isinstance(value, str):
        return PALETTE.get(value, value)
    red, green, blue, alpha = _parts(value)
    return f"rgba({red}, {green}, {blue}, {alpha:g})"


def _parts(value: Sequence[float]) -> tuple[int, int, int, float]:
    """Red, green and blue from 0 to 255, and the opacity from 0 to 1."""
    scale = 255 if all(isinstance(part, float) and part <= 1 for part in value[:3]) else 1
    red, green, blue = (round(part * scale) for part in value[:3])
    opacity = value[3] if len(value) > 3 else 1.0
    return red, green, blue, opacity / 255 if isinstance(opacity, int) and opacity > 1 else opacity
