"""The first rows of a table, as texts; what lies beyond is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from rerun_state.elements import data

ROWS = 10
COLUMNS = 20
LONGEST = 80
"""Characters of one cell."""


@dataclass(slots=True)
class Table:
    """Headings, the first rows, and how many rows and columns there are in all.

    A heading of several levels is these joined; `levels` are the upper ones and the last one.
    """

    levels: list[tuple[str, str]]
    rows: list[list[str]]
    total: int
    width: int
    note: str | None = None

    @property
    def heads(self) -> list[str]:
        """What tells each column from all others."""
        return [" / ".join(filter(None, level)) for level in self.levels]

    @property
    def left_out(self) -> str:
        """What is counted and not shown, in words; none if all of the table is here."""
        rows, columns = self.total - len(self.rows), self.width - len(self.levels)
        counted = [_more(rows, "row"), _more(columns, "column")]
        return " and ".join(filter(None, counted))


def _more(count: int, what: str) -> str:
    return f"{count:,} more {what}{'' if count == 1 else 's'}" if count else ""


def table_of(props: Mapping[str, Any]) -> Table:
    """What a reader sees first of a table that is given by its properties."""
    columns, total = list(props["columns"]), int(props["rows"])
    order = props.get("order")
    body = [column for column in columns if not column.get("index")]
    index = [column for column in columns if column.get("index")]
    if order is not None:
        body = [columns[place] for place in order if not columns[place].get("index")]
    if props.get("hide_index"):
        index = []
    shown = [c for c in (*index, *body) if not c.get("config", {}).get("hidden")]
    here = int(props.get("window") or total)  # of a long table, only the first rows are sent
    frame = data.decoding.decode(here, columns, props["data"])
    edits = props.get("edits") or data.edits.no_edits()
    gone = set(edits["deleted_rows"])
    kept = list(islice((row for row in range(here) if row not in gone), ROWS))
    new = edits["added_rows"][: ROWS - len(kept)] if here == total else []
    frame = frame.iloc[kept]
    changes = [edits["edited_rows"].get(row, {}) for row in kept]
    levels = [_levels(column) for column in shown[:COLUMNS]]
    note = props.get("note")
    cells = [
        _edited(_cells(frame, column, columns), column, changes, new) for column in shown[:COLUMNS]
    ]
    total += len(edits["added_rows"]) - len(gone)
    return Table(levels, [list(row) for row in zip(*cells, strict=True)], total, len(shown), note)


def _edited(
    cells: list[str],
    column: Mapping[str, Any],
    changes: Sequence[Mapping[str, Any]],
    new: Sequence[Mapping[str, Any]],
) -> list[str]:
    """The texts of a column with what a reader has changed in its rows, and added below them."""
    name, kind = data.edits.name_in_edits(column), column["type"]

    def written(row: Mapping[str, Any]) -> str:
        value = row.get(name)
        return "" if value is None else text_of(data.edits.read(value, kind))

    shown = [
        written(row) if name in row else cell for cell, row in zip(cells, changes, strict=True)
    ]
    return shown + [written(row) for row in new]


def _levels(column: Mapping[str, Any]) -> tuple[str, str]:
    """What stands above a column and its neighbours, and above it alone."""
    name, label = column["name"], column.get("config", {}).get("label")
    parts = name if isinstance(name, list) else [name]
    *upper, last = [str(part) for part in parts if part not in (None, "")] or [""]
    return " / ".join(upper), last if label is None else str(label)


def _cells(frame: Any, column: Mapping[str, Any], columns: list[dict[str, Any]]) -> list[str]:
    levels = [c for c in columns if c.get("index")]
    body = [c for c in columns if not c.get("index")]
    if column.get("index"):
        values = frame.index.get_level_values(_place(levels, column))
    else:
        values = frame.iloc[:, _place(body, column)]
    return [text_of(value) for value in values]


def _place(columns: list[dict[str, Any]], column: Mapping[str, Any]) -> int:
    return next(n for n, other in enumerate(columns) if other is column)


def text_of(value: Any) -> str:
    """What stands in one cell, cut where it is long."""
    if getattr(value, "ndim", 0):  # a cell of numbers, which compare one by one
        value = value.tolist()
    if is_missing(value):
        return ""
    shown = " ".join(str(value).split())
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def is_missing(value: Any) -> bool:
    """Is it None, or what is not even equal to itself (NaN, NaT), or does not know (NA)?"""
    try:
        return value is None or bool(value != value)
    except Exception:  # an object compares as it likes
        return type(value).__name__ == "NAType"
