"""Colours: a field of its own, with a picker."""

from __future__ import annotations

from typing import Any

from rerun_state.elements.base import query_values
from rerun_state.elements.base.frame import frame
from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Key,
    Kwargs,
    LabelVisibility,
    OnChange,
    Persist,
    Width,
)
from rerun_state.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError
from rerun_state.patterns import pattern
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.judgements import claiming
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.codec import Codec

_SWATCH = 40  # px, the least width of a field for a colour
_COLOR = pattern(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")


def color_picker(
    self: Block,
    label: str,
    value: str | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> str:
    """Show a field for a colour; return it, such as "#1f77b4".

    Raises StreamlitAPIException for a text that is no such colour, and
    StreamlitInvalidParameterTypeError for what is no text.

        color = st.color_picker("Line", "#1f77b4")
    """
    default = "#000000" if value is None else value
    props = frame(
        "color_picker",
        label,
        help,
        disabled,
        label_visibility,
        max(width, _SWATCH) if isinstance(width, int) else width,
        strict=True,
    )
    with claiming("color_picker", key):
        if not isinstance(default, str):
            raise StreamlitInvalidParameterTypeError(
                f"value of color_picker must be a str such as '#1a2b3c' or None, not {value!r}."
            )
        if not is_color(default):
            raise StreamlitAPIException(
                f"{value!r} is not a colour that color_picker {label!r} can show. "
                "Write it in hexadecimal, such as '#1a2b3c' or '#123'."
            )
    color: str = field(
        self,
        "color_picker",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(label, value, help, width),
        default=default,
        codec=ColorCodec(default),
    ).value
    return color


class ColorCodec(Codec):
    """A colour as `#rgb` or `#rrggbb`."""

    __slots__ = ("_default",)

    spelling = query_values.COLOR

    def __init__(self, default: str) -> None:
        self._default = default

    def decode(self, wire: Any) -> str:
        """The colour, if it is one."""
        if not isinstance(wire, str) or not is_color(wire):
            raise ValueError("not a colour such as #1a2b3c")
        return wire

    def encode(self, value: Any) -> Any:
        """The colour itself; None for what is no text."""
        return value if isinstance(value, str) else None

    def vet(self, value: Any) -> None:
        """TypeError for anything but a text."""
        if not isinstance(value, str):
            raise TypeError(
                f"The value of a color_picker must be a str such as '#1a2b3c', not {value!r}."
            )

    def settle(self, value: Any) -> Any:
        """A colour as the field shows it, with or without its "#"; the default for other texts."""
        if not isinstance(value, str):
            return value
        color = f"#{value[value.startswith('#') :]}"
        return color if is_color(color) else self._default


def is_color(text: str) -> bool:
    """Is that `#rgb` or `#rrggbb`?"""
    return _COLOR.match(text) is not None
