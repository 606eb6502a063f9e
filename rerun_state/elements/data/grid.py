"""Tables that scroll, as they are sent: whole, or the first rows of one that is read in windows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rerun_state.elements.base.parameters import (
    check_height,
    check_width,
    count_or_none,
    text_or_none,
)
from rerun_state.elements.data.columnar import Columnar
from rerun_state.elements.data.frames import is_styler
from rerun_state.elements.data.styles import table_styles
from rerun_state.elements.data.whole_styles import cell_styles
from rerun_state.elements.data.windowed import FIRST, Windowed


@dataclass(frozen=True, slots=True)
class Grid:
    """One table, and what is sent of it."""

    frame: Callable[[], Any]  # which is read where it is needed
    made: Columnar
    windowed: Windowed | None = None
    note: str | None = None  # what is to be said of rows that are not in it

    def props(self) -> dict[str, Any]:
        """What it is, as properties of an element."""
        if self.windowed is None:
            return {**self.made.props(), "note": self.note}
        window = min(FIRST, self.made.rows)
        more = {"window": window, "source": self.windowed, "note": self.note}
        return {**self.made.props(), **more}

    def styles(self, data: Any) -> dict[str, Any] | None:
        """What a Styler says of the rows that are sent."""
        if not is_styler(data):
            return None
        first = None if self.windowed is None else self.windowed.first_styles()
        return cell_styles(data, self.made) if first is None else first | table_styles(data)

    def mark(self) -> bytes:
        """What tells it from others that begin as it does."""
        return b"" if self.windowed is None else self.windowed.mark()

    def column(self, at: int) -> list[Any]:
        """The values of a column."""
        if self.windowed is None:
            return list(self.frame().iloc[:, at].tolist())
        levels = sum(bool(column.get("index")) for column in self.made.columns)
        return list(self.windowed.source.column(levels + at).tolist())


def looks(
    kind: str, width: Any, height: Any, row_height: int | None, placeholder: str | None, alt: Any
) -> dict[str, Any]:
    """The properties that `dataframe` and `data_editor` take as they are given, checked."""
    return {
        "width": check_width(width, kind),
        "height": check_height(height, kind, words=("auto", "stretch", "content")),
        "row_height": count_or_none(row_height or None, "row_height", kind),
        "placeholder": text_or_none(placeholder, "placeholder", kind),
        "alt": alt,
    }
