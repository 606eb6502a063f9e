"""Pictures under test."""

from __future__ import annotations

from hashlib import md5
from typing import Any

from rerun_state.testing.element import Element


class Image(Element):
    """One or several pictures."""

    @property
    def value(self) -> list[str]:
        """The address of each: its own, or one made of its content."""
        return [_address(picture) for picture in self.node.element.props["images"]]

    @property
    def captions(self) -> list[str]:
        """The caption of each; empty where it has none."""
        return [str(picture["caption"] or "") for picture in self.node.element.props["images"]]


def _address(picture: dict[str, Any]) -> str:
    if picture["data"] is None:
        return str(picture["src"])
    ending = str(picture["mime"]).removeprefix("image/").partition("+")[0]
    return f"/media/{md5(picture['data'], usedforsecurity=False).hexdigest()}.{ending}"
