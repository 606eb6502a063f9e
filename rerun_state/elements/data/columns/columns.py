"""How `column_config` reaches a table: by name, by position, or as `_index`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from rerun_state.elements.base.parameters import markdown
from rerun_state.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

ColumnConfig = dict[str, Any]
ColumnConfigMapping = Mapping[str | int, ColumnConfig | str | None]
INDEX = "_index"


def configure(
    columns: list[dict[str, Any]], config: ColumnConfigMapping | None
) -> list[dict[str, Any]]:
    """The columns of a table, each with what the program wants for it under `config`.

    A text is a label; None hides the column. A name of several levels is these joined, as "A_b", or
    as in Streamlit the last one of them.
    """
    if not config:
        return columns
    wanted = {name: _checked(given) for name, given in config.items()}
    body = -1
    configured = []
    for column in columns:
        if not column.get("index"):
            body += 1
        names = (column_name(column), INDEX if column.get("index") else body, _last_level(column))
        found = next((wanted[name] for name in names if name in wanted), None)
        configured.append(column if found is None else {**column, "config": found})
    return configured


def column_name(column: Mapping[str, Any]) -> str:
    """The name by which a program speaks of a column."""
    name = column["name"]
    if isinstance(name, list):
        return "_".join(map(str, name))
    return "" if name is None else str(name)


def spoken_names(columns: Iterable[Mapping[str, Any]]) -> list[str]:
    """The names by which a program is told of the columns of one table.

    Of names with several levels these are, as in Streamlit, the last ones, if they tell the columns
    apart.
    """
    columns = list(columns)
    last = list(map(_last_level, columns))
    several = any(isinstance(column["name"], list) for column in columns)
    if several and all(last) and len(set(last)) == len(last):
        return last
    return list(map(column_name, columns))


def _last_level(column: Mapping[str, Any]) -> str:
    name = column["name"]
    return column_name({"name": name[-1]} if isinstance(name, list) else column)


def order_of(columns: list[dict[str, Any]], names: Iterable[Any] | None) -> list[int] | None:
    """Positions of the columns to show, in order; None for all as they are.

    No names are all columns: a program may let its reader choose none.
    """
    if names is None or (isinstance(names, int) and not names):
        return None
    wanted = list(map(str, names))
    if not wanted:
        return None
    body = [(at, column) for at, column in enumerate(columns) if not column.get("index")]
    places = {_last_level(column): at for at, column in reversed(body)}
    places |= {column_name(column): at for at, column in body}
    return list(dict.fromkeys(places[name] for name in wanted if name in places))


def _checked(given: Any) -> ColumnConfig:
    if given is None:
        return {"hidden": True}
    if isinstance(given, str):
        return {"label": given}
    if not isinstance(given, Mapping):
        raise StreamlitInvalidParameterTypeError(
            f"An entry of column_config must be a column, a label or None, not {given!r}."
        )
    shown = {n: value for n, value in given.items() if value is not None and n[0] != "_"}
    for name, value in shown.items():
        values = value if isinstance(value, list) else [value]
        if any(isinstance(each, float) and not math.isfinite(each) for each in values):
            raise StreamlitAPIException(
                f"{name} in column_config cannot be {value!r}, which no page can be told. Give a "
                "finite number, or None for none."
            )
    if not isinstance(shown.get("format", ""), str):
        raise StreamlitInvalidParameterTypeError(
            f"format in column_config must be a text such as '%.2f' or 'euro', not "
            f"{shown['format']!r}."
        )
    if "label" in shown:  # which may be the name of the column, and that a number
        shown["label"] = str(shown["label"])
    if "help" in shown:
        shown["help"] = markdown(shown["help"])
    return shown
