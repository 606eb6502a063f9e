"""What a `table` shows: the first rows of any data, each cell and heading with its Markdown.

A page has an element for each cell, and 500,000 of them keep a browser busy for most of a minute.
So there are as many rows as a page can hold, and it is said how many the data have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.given.frames import to_shown
from rerun_state.elements.data.given.makes import has_no_index, hides_index, is_styler
from rerun_state.elements.data.given.plans import note_on
from rerun_state.elements.data.sameness.remembered import remembered
from rerun_state.elements.data.styling.row_styles import RowStyles
from rerun_state.elements.data.styling.styles import table_styles
from rerun_state.elements.data.styling.whole_styles import cell_styles
from rerun_state.elements.data.windows.source import source_of
from rerun_state.runtime.model.tree import Label

if TYPE_CHECKING:
    from rerun_state.elements.data.encoding.columnar import Columnar

MOST_CELLS = 50_000
"""Cells of a table, without its index; of one that has more, the first rows are shown."""


def props(data: Any, hide_index: bool | None, hide_header: bool | None) -> dict[str, Any]:
    """What is seen of the data, as properties of an element."""
    frame = to_shown(data)
    shown = frame.iloc[: max(MOST_CELLS // max(frame.shape[1], 1), 1)]
    made = remembered(shown)
    rows, note = _told(data, frame, made.rows)
    first = {"window": made.rows, "rows": rows} if made.rows < rows else {}
    return {
        **made.props(),
        **first,
        "note": note,
        "heads": _heads(made),
        "texts": _texts(made, shown),
        "hide_index": hides_index(hide_index, data, lambda: frame, if_counting=True),
        "hide_header": _only_numbers(frame, data) if hide_header is None else hide_header,
        "styles": _styles(data, shown, made) if is_styler(data) else None,
    }


def _told(data: Any, frame: Any, shown: int) -> tuple[int, str | None]:
    """How many rows the data have, as far as one knows, and what is said of the others."""
    rows, note = len(frame), note_on(data, len(frame), shown)
    if note is not None and (source := source_of(data, None)) is not None:
        rows, note = source.rows, None
    if note is None and shown < rows:
        note = f"The first {shown:,} of {rows:,} rows. st.dataframe shows them all."
    return rows, note


def _styles(styler: Any, shown: Any, made: Columnar) -> dict[str, Any]:
    """What a Styler says of those rows of its table that are shown."""
    if len(shown) == len(styler.data):
        return cell_styles(styler, made)
    import numpy as np

    rows = np.arange(len(shown), dtype=np.int32)
    return RowStyles(styler).of(shown, rows) | table_styles(styler)


def _only_numbers(frame: Any, data: Any) -> bool:
    """Are the headings nothing that the data brought along?"""
    names = list(frame.columns)
    if isinstance(data, Mapping):
        return names == ["value"] and "value" not in data
    if not has_no_index(data):
        return False
    return names == ["value"] or names == list(range(len(names)))


def _heads(made: Columnar) -> list[Label | None]:
    """The headings that hold Markdown."""
    names = [column["name"] for column in made.columns]
    return [Label(name) if isinstance(name, str) else None for name in names]


def _texts(made: Columnar, frame: Any) -> dict[str, list[Label | None]]:
    """The cells that hold Markdown, and the labels of rows, by the position of their column."""
    levels = (frame.index.get_level_values(at) for at in range(frame.index.nlevels))
    values = (frame.iloc[:, at] for at in range(frame.shape[1]))
    found: dict[str, list[Label | None]] = {}
    for at, column in enumerate(made.columns):
        cells = next(levels if column.get("index") else values)
        if column["type"] == "text":
            found[str(at)] = [Label(cell) if isinstance(cell, str) else None for cell in cells]
    return found
