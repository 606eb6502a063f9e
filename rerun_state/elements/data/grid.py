"""Tables that scroll, as they are sent: whole, or the first rows of one that is read in windows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rerun_state.elements.base.parameters import (
    check_height,
    check_width,
    count_or_none,
    text_or_none,
)
from rerun_state.elements.data.columns.columns import order_of
from rerun_state.elements.data.encoding.columnar import Columnar
from rerun_state.elements.data.given.collected import collected, note_short, rows_ahead
from rerun_state.elements.data.given.frames import to_shown
from rerun_state.elements.data.given.makes import hides_index, is_reader, is_styler
from rerun_state.elements.data.given.plans import native, note_on
from rerun_state.elements.data.sameness.remembered import remembered, remembered_as
from rerun_state.elements.data.sameness.written_rows import content_of
from rerun_state.elements.data.styling.row_styles import RowStyles
from rerun_state.elements.data.styling.styles import table_styles
from rerun_state.elements.data.styling.whole_styles import cell_styles
from rerun_state.elements.data.windows.source import PandasSource, source_of
from rerun_state.elements.data.windows.windowed import FIRST, Windowed

if TYPE_CHECKING:
    from rerun_state.elements.data.windows.source import Source


@dataclass(frozen=True, slots=True)
class Grid:
    """One table, and what is sent of it."""

    data: Any  # as the program gave them
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

    def shown(
        self,
        columns: list[dict[str, Any]],
        column_order: Iterable[Any] | None,
        hide_index: bool | None,
        *,
        if_counting: bool,
    ) -> dict[str, Any]:
        """What it is, and what is seen of these columns; the index as `hides_index` has it."""
        return {
            **self.props(),
            "columns": columns,
            "order": order_of(columns, column_order),
            "hide_index": hides_index(hide_index, self.data, self.frame, if_counting=if_counting),
            "styles": self._styles(),
        }

    def _styles(self) -> dict[str, Any] | None:
        """What a Styler says of the rows that are sent."""
        if not is_styler(self.data):
            return None
        first = None if self.windowed is None else self.windowed.first_styles()
        return (
            cell_styles(self.data, self.made) if first is None else first | table_styles(self.data)
        )

    def identity(self, columns: list[dict[str, Any]]) -> tuple[bytes, bytes, str]:
        """What tells it from others, some of which begin as it does."""
        mark = b"" if self.windowed is None else self.windowed.mark()
        return self.made.mark, mark, self.made.heads(columns)

    def column(self, at: int) -> list[Any]:
        """The values of a column."""
        if self.windowed is None:
            return list(self.frame().iloc[:, at].tolist())
        levels = sum(bool(column.get("index")) for column in self.made.columns)
        return list(self.windowed.source.column(levels + at).tolist())


def grid_of(data: Any, lazy: bool | None) -> Grid:
    """Any data as a table that scrolls: in windows where it is long, as far as `lazy` leaves it."""
    data = data.read_all() if is_reader(data) else data
    plain = native(data)
    ahead = None if lazy is False else rows_ahead(plain)
    source = source_of(data if ahead is None else ahead, lazy)
    if source is not None:
        return _in_windows(data, source)
    if ahead is not None:
        return _of_rows(data, ahead, lazy)
    if lazy is not False:
        note_short(plain)
    return _of_rows(data, collected(plain), lazy, of=data)


def _of_rows(data: Any, rows: Any, lazy: bool | None, of: Any = None) -> Grid:
    """Data of which these rows are here, the first ones `of` a plan that may have more."""
    if (content := content_of(rows)) is not None:
        made = remembered_as(*content, lambda: to_shown(rows))
        return Grid(data, lambda: to_shown(rows), made, note=note_on(of, made.rows))
    frame = to_shown(rows)
    note = note_on(of, len(frame))
    source = source_of(frame, lazy)
    if source is not None:
        return _in_windows(data, source, note)
    return Grid(data, lambda: frame, remembered(frame), note=note)


def _in_windows(data: Any, source: Source, note: str | None = None) -> Grid:
    windowed = Windowed(source, RowStyles(data) if is_styler(data) else None)
    frame = source.whole if isinstance(source, PandasSource) else windowed.head
    return Grid(data, frame, windowed.first(), windowed, note)


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
