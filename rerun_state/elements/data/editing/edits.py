"""A reader's edits of a table: what they may be.

Edits are a dictionary as `st.session_state` shows it: `edited_rows` has new values by row and
column, `added_rows` new rows, `deleted_rows` positions; rows are counted in the table as it was
given. Dates and times in it are ISO texts.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from rerun_state.elements.base.selections import AttributeDict, folded, unfolded
from rerun_state.elements.data.columns.columns import INDEX, column_name
from rerun_state.runtime.model.codec import Codec

LONGEST_TEXT = 1_000_000
_DAY = dt.timedelta(days=1)


class DataEditorState(AttributeDict):
    """The edits in a `data_editor`."""


def no_edits() -> DataEditorState:
    """What a reader has done who did nothing."""
    return DataEditorState(edited_rows={}, added_rows=[], deleted_rows=[])


class Edits(Codec):
    """The codec of a `data_editor`."""

    settable = False

    def __init__(
        self, columns: Sequence[Mapping[str, Any]], rows: int, mode: str, writable: set[str]
    ):
        self._rows = rows
        self._mode = mode
        self._columns = {name_in_edits(column): column for column in columns}
        self._writable = writable
        self._given = no_edits()  # what stood in the state before, which code may have put there

    def decode(self, wire: Any) -> DataEditorState:
        """Edits of cells which the reader may change, each of a value that its column can hold."""
        if not isinstance(wire, dict) or not isinstance(wire.get("edited_rows"), dict):
            raise ValueError("not edits of a table")
        added, deleted = wire.get("added_rows"), wire.get("deleted_rows")
        if not isinstance(added, list):
            raise ValueError("not edits of a table")
        if len(added) > len(self._given.added_rows) and self._mode not in ("dynamic", "add"):
            raise ValueError("rows cannot be added")
        gone = set(unfolded(deleted, self._rows))
        if gone.difference(self._given.deleted_rows) and self._mode not in ("dynamic", "delete"):
            raise ValueError("rows cannot be deleted")
        edited = {self._row(row): self._cells(cells) for row, cells in wire["edited_rows"].items()}
        return DataEditorState(
            edited_rows=edited,
            added_rows=[self._cells(cells, new=True) for cells in added],
            deleted_rows=sorted(gone),
        )

    def encode(self, value: Any) -> dict[str, Any]:
        """The edits with texts for keys, as JSON has them."""
        try:
            edits = self.usable(value)
        except LookupError:  # the call says so
            edits = no_edits()
        edited = {str(row): dict(cells) for row, cells in edits["edited_rows"].items()}
        added = [dict(cells) for cells in edits["added_rows"]]
        return {
            "edited_rows": edited,
            "added_rows": added,
            "deleted_rows": folded(list(edits["deleted_rows"])),
        }

    def admit(self, value: Any) -> Any:
        """Whatever code left under the key, as it is, unless it speaks of what is not there."""
        self._given = self.usable(value)
        return value

    def usable(self, value: Any) -> DataEditorState:
        """The edits in a value of the state; what an app stored there that is none has none.

        Raises IndexError or KeyError if code speaks of a row or column that the table has not.
        """
        if isinstance(value, DataEditorState):
            return value
        given = value if isinstance(value, Mapping) else {}
        edited, added = given.get("edited_rows"), given.get("added_rows")
        deleted = given.get("deleted_rows")
        return DataEditorState(
            edited_rows={
                self._row_by_code(row): self._cells_by_code(cells)
                for row, cells in (edited.items() if isinstance(edited, Mapping) else ())
            },
            added_rows=[self._cells_by_code(cells) for cells in _listed(added)],
            deleted_rows=sorted({self._row_by_code(row) for row in _listed(deleted)}),
        )

    def _row(self, row: Any) -> int:
        at = int(row) if isinstance(row, str) and row.isdecimal() and len(row) < 12 else row
        if not isinstance(at, int) or isinstance(at, bool) or not 0 <= at < self._rows:
            raise ValueError("not a row of the table")
        return at

    def _row_by_code(self, row: Any) -> int:
        """The position that code means; from the end, if it is below zero."""
        at = int(row)
        if not -self._rows <= at < self._rows:
            raise IndexError(
                f"The state of the data_editor has edits of row {at}, but the table has "
                f"{self._rows} rows. Count them from 0."
            )
        return at % self._rows

    def _cells_by_code(self, cells: Any) -> dict[str, Any]:
        """New values as a browser would send them; what a column cannot hold is a missing one."""
        read_ones = {}
        for name, value in cells.items() if isinstance(cells, Mapping) else ():
            column = self._columns.get(name)
            if column is None:
                raise KeyError(
                    f"The state of the data_editor has edits of a column {name!r}, but the table "
                    f"has {', '.join(map(repr, self._columns))}."
                )
            read_ones[name] = _wire(value, column["type"])
        return read_ones

    def _cells(self, cells: Any, *, new: bool = False) -> dict[str, Any]:
        if not isinstance(cells, dict):
            raise ValueError("not the cells of a row")
        for name, value in cells.items():
            column = self._columns.get(name)
            if column is None or (name not in self._writable and not (new and name == INDEX)):
                raise ValueError(f"the column {name!r} cannot be changed")
            check(value, column)
        return dict(cells)


def name_in_edits(column: Mapping[str, Any]) -> str:
    """The name by which edits speak of a column."""
    return INDEX if column.get("index") else column_name(column)


def check(value: Any, column: Mapping[str, Any]) -> None:
    """Raise ValueError for a value that the column cannot hold or was not to get."""
    config = column.get("config", {})
    if value is None:
        if config.get("required"):
            raise ValueError("a value is required")
        return
    parsed: Any = read(value, column["type"])
    options = config.get("options") or column.get("options")
    if options is not None and column["type"] != "list" and value not in options:
        raise ValueError("not one of the options")
    if (limit := config.get("max_chars")) is not None and len(str(value)) > limit:
        raise ValueError(f"longer than {limit} characters")
    low, high = config.get("min_value"), config.get("max_value")
    if low is not None and parsed < read(low, column["type"]):
        raise ValueError("below min_value")
    if high is not None and parsed > read(high, column["type"]):
        raise ValueError("above max_value")


def read(value: Any, kind: str) -> Any:
    """A value of an edit as Python has it; ValueError if it is not of that kind."""
    try:
        reader: Callable[[Any], Any] = _READ.get(kind, _text)
        return reader(value)
    except (TypeError, InvalidOperation, OverflowError) as error:
        raise ValueError(f"not a value of kind {kind}") from error


def _listed(given: Any) -> Sequence[Any]:
    """The entries that are given; anything but a list has none."""
    return given if isinstance(given, (list, tuple)) else ()


def _wire(value: Any, kind: str) -> Any:
    """What a browser would send for a value from code; None if a column of that kind cannot."""
    plain = value.item() if hasattr(value, "item") and not hasattr(value, "__len__") else value
    told = plain.isoformat() if isinstance(plain, (dt.date, dt.time)) else plain
    if kind == "int" and isinstance(told, float) and math.isfinite(told):
        return int(told)
    try:
        if told is not None:
            read(told, kind)
    except ValueError:
        return None
    return str(told) if isinstance(told, Decimal) else told


def _text(value: Any) -> str:
    if isinstance(value, (dict, list)):
        raise ValueError("not a text")
    if len(text := str(value)) > LONGEST_TEXT:
        raise ValueError("too long a text")
    return text


def _whole(value: Any) -> int:
    if isinstance(value, str):  # of a text column over numbers
        whole = int(value)
    else:
        number = _number(value)
        whole = value if isinstance(value, int) else int(number)
        if number != int(number):
            raise ValueError("not a whole number")
    if not -(2**63) <= whole < 2**64:
        raise ValueError("too large a number")
    return whole


def _number(value: Any) -> float:
    value = float(value) if isinstance(value, str) else value
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError("not a number")
    return float(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > 10_000:
        raise ValueError("not a list")
    return [entry if isinstance(entry, (int, float)) else _text(entry) for entry in value]


def _moment(value: Any) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(value))
    if moment.tzinfo is not None:  # the calendar may end between two zones: OverflowError
        _ = moment - _DAY, moment + _DAY
    return moment


def _any(value: Any) -> Any:
    return value if isinstance(value, (bool, int, float)) else _text(value)


_READ: dict[str, Callable[[Any], Any]] = {
    "int": _whole,
    "float": _number,
    "bool": _truth,
    "decimal": lambda value: Decimal(_text(value)),
    "date": lambda value: _moment(value).date(),
    "datetime": _moment,
    "time": lambda value: dt.time.fromisoformat(_text(value)),
    "list": _list,
    "empty": _any,
    "category": _any,
}
