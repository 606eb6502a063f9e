"""What programs offer for choice, of whatever library it is, as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from enum import Enum, EnumMeta
from typing import Any, cast

from rerun_state.elements import data as data_
from rerun_state.elements.data.given.makes import is_table
from rerun_state.elements.data.given.plans import warn_of_rest
from rerun_state.errors import StreamlitAPIException, StreamlitDataframeConversionError

_PLAIN: Set[type] = {str, bool, int}  # the same in a table of pandas


def listed(options: Any) -> list[Any]:
    """Options as a list: the keys of a mapping, the first column of a table, a text as one."""
    if type(options) in (list, tuple):  # as nearly always
        return list(options)
    if options is None:
        return []
    if isinstance(options, (str, bytes, int, float)):
        return [options]
    if isinstance(options, EnumMeta):
        members: list[Enum] = list(options)
        return [member.value if isinstance(member, str) else member for member in members]
    if isinstance(options, Mapping):
        return list(options)
    if is_table(options):
        return _first_column(options)
    if isinstance(options, Iterator) and not isinstance(options, (map, enumerate)):
        return _first_of_rows(options)
    try:
        return list(options)
    except TypeError:
        return [options]


def _first_of_rows(rows: Iterator[Any]) -> list[Any]:
    """What can be read only once is the rows of a table: of tuples the first parts count."""
    values = list(rows)
    if {type(value) for value in values} <= _PLAIN:
        return values
    try:
        return _first_column(values)
    except (StreamlitDataframeConversionError, TypeError, ValueError):
        return [rows]  # which is an option like any other, then
    except StreamlitAPIException:  # there is no pandas
        return [value[0] if isinstance(value, tuple) else value for value in values]


def _first_column(table: Any) -> list[Any]:
    """The values of a table's first column, as pandas has them: a day is a Timestamp there."""
    if type(table).__name__ == "ndarray" and table.ndim == 1 and table.dtype.kind in "biufcUSO":
        return cast(list[Any], table.tolist())  # which are the same without pandas
    if hasattr(table, "levels"):
        return list(table)  # the labels of an index with several levels are tuples
    frame = data_.frames.to_usual(table)
    warn_of_rest(table, len(frame))
    return frame.iloc[:, 0].to_list() if len(frame.columns) else []
