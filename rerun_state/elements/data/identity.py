"""By what an editor is known for the same, whose edits stay, and told from others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.given.makes import is_table
from rerun_state.elements.data.windows.holdings import labels_mark

if TYPE_CHECKING:
    from rerun_state.elements.data.editable import Editable
    from rerun_state.elements.data.editing.writable import Disabled

_INSIDE = (Mapping, list, tuple)
"""What values of lists and dictionaries may be, if they are none of a cell."""


def content(
    table: Editable,
    columns: list[dict[str, Any]],
    editing: str,
    column_order: Iterable[str] | None,
    disabled: Disabled,
) -> tuple[Any, ...]:
    """What is other about an editor of other data or columns."""
    refused = _refused(disabled)
    return (
        *(table.types, *table.grid.identity(columns), editing),
        *(str(column_order), None if isinstance(refused, bool) else refused),
    )


def shape(table: Editable, columns: list[dict[str, Any]], disabled: Disabled) -> tuple[Any, ...]:
    """What renews an editor of as many rows as it has, even under the same key."""
    return (
        *(table.rows, _form(table.grid.data)),
        table.types.lower(),  # whether a column has missing values is no other shape
        None if table.is_elsewhere else labels_mark(table.frame().index),
        [c["name"] for c in columns if c.get("config", {}).get("disabled")],
        _refused(disabled),
        str([(c["name"], c["type"]) for c in columns]),
    )


def _form(data: Any) -> str:
    """In what the data are given, as far as the result depends on it."""
    values = data.values() if isinstance(data, Mapping) else data
    first = next(iter(values), None) if isinstance(data, (Mapping, list, tuple)) else None
    inside = next((kind for kind in _INSIDE if isinstance(first, kind)), type(None))
    nested = type(first) if is_table(first) else inside
    return f"{type(data).__name__}{getattr(data, 'ndim', '')} of {nested.__name__}"


def _refused(disabled: Disabled) -> bool | tuple[str, ...]:
    """All columns, none, or the names of those that the reader may not change."""
    return disabled if isinstance(disabled, bool) else tuple(sorted(map(repr, disabled))) or False
