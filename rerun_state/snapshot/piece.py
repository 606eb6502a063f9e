"""One element of a page as it is read: what all forms of a snapshot are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Words = str | list[str]

HIDDEN = "•" * 8
"""What stands for a password."""


@dataclass(slots=True)
class Piece:
    """One element: its function, its properties, its key, its value, what is in it.

    The value stands in words as well, as a reader sees it; `words` is None where there is none.
    """

    type: str
    props: Mapping[str, Any]
    key: str | None = None
    value: Any = None
    words: Words | None = None
    children: list[Piece] | None = None

    @property
    def label(self) -> str:
        """What a reader would call it."""
        return str(self.props.get("label") or self.props.get("title") or "")


def in_json(value: Any, words: Words) -> Any:
    """A value where JSON has it, else the words for it."""
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return words
    return value
