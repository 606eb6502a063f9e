"""Pictures as addresses, which packages hand to components of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rerun_state.elements.media.images import picture


@dataclass(frozen=True)
class LayoutConfig:
    """How large something is shown, which an address does not tell."""

    width: int | str | None = None
    height: int | str | None = None
    text_alignment: str | None = None


def image_to_url(
    image: Any,
    layout_config: LayoutConfig,
    clamp: bool,
    channels: str,
    output_format: str,
    image_id: str,
) -> str:
    """An address that holds a picture; one that was given by its address keeps that."""
    format = output_format.upper()
    return picture(image, clamp=clamp, channels=channels, output_format=format).address()
