"""Which columns of a table a reader may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rerun_state.elements.data.editing.edits import name_in_edits
from rerun_state.errors import StreamlitAPIException, an

Disabled = bool | list[str | int]
"""All columns, none, or those of these names and at these positions."""

# The kinds of columns that can edit values of a type; other kinds only show them.
_EDITORS: dict[str, frozenset[str]] = {
    "bool": frozenset(["checkbox", "selectbox"]),
    "int": frozenset(["number", "checkbox", "selectbox"]),
    "float": frozenset(["number", "selectbox"]),
    "decimal": frozenset(["number"]),
    "text": frozenset(["text", "link", "selectbox", "markdown"]),
    "category": frozenset(["text", "selectbox"]),
    "date": frozenset(["date", "datetime"]),
    "datetime": frozenset(["datetime", "date", "time"]),
    "time": frozenset(["time", "datetime"]),
    "list": frozenset(["list", "multiselect"]),
    "empty": frozenset(
        {
            *("text", "number", "checkbox", "selectbox", "date", "datetime", "time", "link"),
            *("list", "multiselect", "markdown"),
        }
    ),
}
# Kinds that only show the values, where Streamlit lets them stand for an editor all the same.
_SHOWN: dict[str, frozenset[str]] = {
    "text": frozenset(["number", "checkbox", "list", "multiselect"]),
    "category": frozenset(["number", "checkbox", "list", "link", "multiselect", "markdown"]),
    "timedelta": frozenset(["number"]),
    "json": _EDITORS["empty"],
}
_ALL_EDITORS = frozenset[str]().union(*_EDITORS.values())


def disabled_of(given: bool | Iterable[str | int]) -> Disabled:
    """What an app says in `disabled`, which may be a single name."""
    if isinstance(given, bool):
        return given
    return [given] if isinstance(given, str) else list(given)


def writable(columns: list[dict[str, Any]], disabled: Disabled, named: set[str | int]) -> set[str]:
    """The names of the columns that the reader may change; `named` is what column_config names.

    Only a kind that is given under the name of a column, or under `_index`, has to be able to edit
    it. One that is given by position, or for the index by its own name, may just show the values.
    """
    if disabled is True:
        return set()
    refused = set(disabled or ())
    found = set()
    levels = sum(1 for column in columns if column.get("index"))
    for position, column in enumerate(columns, -levels):
        name, config = name_in_edits(column), column.get("config", {})
        if config.get("disabled") or name in refused or position in refused or column.get("mixed"):
            continue
        if column.get("enc") != "range" and _is_editable(
            name, column, config, strict=name in named
        ):
            found.add(name)
    return found


def _is_editable(
    name: str, column: Mapping[str, Any], config: Mapping[str, Any], *, strict: bool
) -> bool:
    kind = config.get("type")
    editors = _EDITORS.get(column["type"], frozenset())
    if kind is None or kind in editors:
        return bool(editors)
    if not strict:
        return kind == "text" and column["type"] in ("int", "float")  # its text is read as a number
    if kind in _ALL_EDITORS and kind not in _SHOWN.get(column["type"], ()):
        raise StreamlitAPIException(
            f"The column {name!r} holds values of type {column['type']}, which {an(kind)} column "
            "cannot edit. Choose another kind in column_config, or set disabled=True for it."
        )
    return False
