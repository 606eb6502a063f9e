"""What a reader has selected in a table or a chart: dictionaries which read as attributes too.

`event.selection.rows` and `event["selection"]["rows"]` are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Literal, NoReturn, Self, get_args

from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitValueError,
)
from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.state.defaults import UNCHANGEABLE

Selecting = Literal["rerun"] | Callable[..., object]
OnSelect = Literal["ignore"] | Selecting
SelectionMode = Literal[
    "single-row",
    "single-row-required",
    "multi-row",
    "single-column",
    "multi-column",
    "single-cell",
    "multi-cell",
]
MODES: tuple[str, ...] = get_args(SelectionMode)


class AttributeDict(dict[str, Any]):
    """A dictionary whose entries are attributes too, down to the last one, and cannot be changed.

    Why: a change in place would reach neither the page nor the next run.
    """

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        return AttributeDict(value) if type(value) is dict else value

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            missing = AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            missing.add_note(f"It has {', '.join(map(repr, self)) or 'none'}.")
            raise missing from None

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """As any copy; of a million rows in some milliseconds, where each is the number it is."""
        return type(self)({name: _copied(value, memo) for name, value in self.items()})


def _copied(value: Any, memo: dict[int, Any]) -> Any:
    """A copy of what a message may have brought, which holds nothing twice."""
    if type(value) is list:
        if UNCHANGEABLE.issuperset(map(type, value)):
            return value.copy()
        return [_copied(part, memo) for part in value]
    if type(value) is dict:
        if UNCHANGEABLE.issuperset(map(type, value.values())):
            return value.copy()
        return {name: _copied(part, memo) for name, part in value.items()}
    return deepcopy(value, memo)


def _refuse(self: AttributeDict, *_: object, **__: object) -> NoReturn:
    raise TypeError(
        f"{type(self).__name__} is what the reader did, and cannot be changed in place. Change a "
        "copy, dict(...), and assign that to the key in st.session_state where it can be set."
    )


for _name in (
    *("__setattr__", "__delattr__", "__setitem__", "__delitem__", "__ior__"),
    *("clear", "pop", "popitem", "setdefault", "update"),
):
    setattr(AttributeDict, _name, _refuse)


class DataframeState(AttributeDict):
    """The selection in a table: positions of `rows`, names of `columns`, and `cells`."""


def selectable(on_select: Any, kind: str) -> bool:
    """Does the element report selections? StreamlitValueError for what `on_select` cannot be."""
    if on_select not in ("ignore", "rerun") and not callable(on_select):
        raise StreamlitValueError(
            f"on_select of {kind} must be 'ignore', 'rerun' or a function, not {on_select!r}."
        )
    return not isinstance(on_select, str) or on_select != "ignore"


def table_modes(given: Any) -> tuple[str, ...]:
    """The selection modes of a table as a sorted tuple, checked."""
    modes = {given} if isinstance(given, str) else set(given)
    for mode in modes:
        if mode not in MODES:
            raise StreamlitValueError(
                f"selection_mode of dataframe must be one or several of {', '.join(MODES)}, "
                f"not {mode!r}."
            )
    for part in ("row", "column", "cell"):
        same = sorted(mode for mode in modes if f"-{part}" in mode)
        if len(same) > 1:
            raise StreamlitIncompatibleParametersError(
                f"selection_mode {same[0]!r} and {same[1]!r} of dataframe exclude each other. "
                "Keep one."
            )
    return tuple(sorted(modes))


NOTHING = DataframeState(selection={"rows": [], "columns": [], "cells": []})


class TableSelection(Codec):
    """The codec of a table's selection.

    What code or a reader puts into the state stays there as it is: data that have become fewer may
    become more again. The call returns it less what the table does not have now. `names` are those
    of the columns as they travel, `spoken` those that programs are told, where these are others;
    programs may use both.

    Why: Streamlit's call goes on returning rows of data that have gone, which no program can use.
    """

    def __init__(
        self,
        modes: Sequence[str],
        rows: int,
        names: Sequence[str],
        spoken: Sequence[str] | None = None,
    ) -> None:
        self._rows = rows
        self._spoken = dict(zip(names, names if spoken is None else spoken, strict=True))
        self._names = {name: name for name in names}
        self._names |= {said: name for name, said in self._spoken.items()}
        self._limits = {part: _limit(part, modes) for part in ("row", "column", "cell")}
        self._required = "single-row-required" in modes

    def decode(self, wire: Any) -> DataframeState:
        """A selection of rows, columns and cells that the table has."""
        if not isinstance(wire, dict) or not all(isinstance(part, list) for part in wire.values()):
            raise ValueError("not a selection")
        rows, columns = unfolded(wire.get("rows", []), self._rows), wire.get("columns", [])
        cells = [tuple(cell) if isinstance(cell, list) else cell for cell in wire.get("cells", [])]
        if not all(map(self._is_name, columns)):
            raise ValueError("not a column of the table")
        if not all(map(self._is_cell, cells)):
            raise ValueError("not a cell of the table")
        columns = [self._spoken.get(name, name) for name in columns]
        cells = [(row, self._spoken.get(name, name)) for row, name in cells]
        for part, chosen in (("row", rows), ("column", columns), ("cell", cells)):
            limit = self._limits[part]
            if limit is not None and len(chosen) > limit:
                raise ValueError(f"more than {limit} selected")
        return _state(rows or self._least(), columns, cells)

    def encode(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The selection without its envelope, as far as the table has it."""
        selection = self.offered(value if _is_selection(value) else NOTHING)["selection"]
        return {
            "rows": folded(selection["rows"]),
            "columns": [self._names[name] for name in selection["columns"]],
            "cells": [[row, self._names[name]] for row, name in selection["cells"]],
        }

    def vet(self, value: Any) -> None:
        """Raise StreamlitAPIException for what code has just set and is no selection."""
        if not _is_selection(value):
            raise StreamlitAPIException(
                "The state of a dataframe must be a dictionary with a 'selection' that has 'rows', "
                f"'columns' and 'cells', not {value!r}."
            )

    def offered(self, value: Mapping[str, Any]) -> DataframeState:
        """A selection less what the table does not have."""
        selection = value["selection"]
        rows, columns, cells = (_list(selection.get(part)) for part in ("rows", "columns", "cells"))
        if not (self._have(rows) if type(value) is DataframeState else self._are_rows(rows)):
            rows = [row for row in rows if self._is_row(row)]
        rows = self._kept("row", rows)
        rows = rows or self._least()
        columns = self._kept("column", [name for name in columns if self._is_name(name)])
        cells = [tuple(cell) if isinstance(cell, list) else cell for cell in cells]
        return _state(rows, columns, self._kept("cell", [c for c in cells if self._is_cell(c)]))

    def _least(self) -> list[int]:
        """The rows that are selected if the reader has selected none."""
        return [0] if self._required and self._rows else []

    def _kept(self, part: str, chosen: list[Any]) -> list[Any]:
        limit = self._limits[part]
        return chosen if limit is None else chosen[:limit]

    def _are_rows(self, rows: list[Any]) -> bool:
        """Are these all rows of the table? There may be a million of them."""
        return {int}.issuperset(map(type, rows)) and min(rows, default=0) >= 0 and self._have(rows)

    def _have(self, rows: list[Any]) -> bool:
        """Are rows that a reader has selected all still there?"""
        return max(rows, default=-1) < self._rows

    def _is_row(self, row: Any) -> bool:
        return isinstance(row, int) and not isinstance(row, bool) and 0 <= row < self._rows

    def _is_name(self, name: Any) -> bool:
        return isinstance(name, str) and name in self._names

    def _is_cell(self, cell: Any) -> bool:
        return (
            isinstance(cell, tuple)
            and len(cell) == 2
            and self._is_row(cell[0])
            and self._is_name(cell[1])
        )


def _is_selection(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("selection"), Mapping)


_MANY = 1000
"""So many rows travel as spans of rows, where they have such."""


def folded(rows: list[int]) -> list[Any]:
    """Rows in the form that travels: of many, those in succession as the first and the last."""
    if len(rows) < _MANY:
        return rows
    spans: list[Any] = []
    first = last = rows[0]
    for row in [*rows[1:], -1]:
        if row == last + 1:
            last = row
            continue
        spans.append(first if first == last else [first, last])
        first = last = row
    return spans


def unfolded(told: Any, count: int) -> list[int]:
    """The rows one by one, of which many in succession are told as the first and the last.

    ValueError for what are none of the table's `count`, or more than that.
    """
    if not isinstance(told, list):
        raise ValueError("not rows of the table")
    rows: list[int] = []
    for each in told:
        first, last = each if isinstance(each, list) and len(each) == 2 else (each, each)
        if type(first) is not int or type(last) is not int or not 0 <= first <= last < count:
            raise ValueError("not rows of the table")
        rows += range(first, last + 1)
        if len(rows) > count:
            raise ValueError("too many rows for the table")
    return rows


def _list(given: Any) -> list[Any]:
    """The list that is given; anything else selects nothing."""
    return given if isinstance(given, list) else []


def _limit(part: str, modes: Sequence[str]) -> int | None:
    """How many may be selected; None for any number."""
    if f"multi-{part}" in modes:
        return None
    return 1 if any(mode.startswith(f"single-{part}") for mode in modes) else 0


def _state(rows: Any, columns: Any, cells: Any) -> DataframeState:
    selection = AttributeDict(rows=list(rows), columns=list(columns), cells=list(cells))
    return DataframeState(selection=selection)


class ChartSelection(Codec):
    """The codec of what is selected in a chart; `read` makes it of a dictionary, or raises."""

    __slots__ = ("_read",)
    settable = False

    def __init__(self, read: Callable[[dict[str, Any]], AttributeDict]) -> None:
        self._read = read

    def decode(self, wire: Any) -> AttributeDict:
        """The selection, as far as the chart can have it."""
        if not isinstance(wire, dict):
            raise ValueError("not a selection of the chart")
        return self._read(wire)

    def encode(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The selection without its envelope."""
        return dict(value["selection"])


def parts_of(wire: dict[str, Any], *names: str) -> dict[str, list[dict[str, Any]]]:
    """Lists of dictionaries by these names, empty ones for what is missing; ValueError if not."""
    parts = {name: wire.get(name, []) for name in names}
    for name, entries in parts.items():
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            raise ValueError(f"{name} is no list of dictionaries")
    return parts


def are_positions(places: Any) -> bool:
    """Is that a list of whole numbers from zero on?"""
    return isinstance(places, list) and all(type(at) is int and at >= 0 for at in places)


def refuse_others(wire: dict[str, Any], *names: str) -> None:
    """Raise ValueError for a selection of something else."""
    if not set(wire) <= set(names):
        raise ValueError("not a selection of the chart")
