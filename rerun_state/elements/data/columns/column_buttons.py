"""Buttons in the cells of a table: each column of them has a press of its own.

The press is a widget apart from the table, which draws nothing; the table sends it what was
pressed by the channel that both know, the column's key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from rerun_state.elements.base.codecs import Press
from rerun_state.elements.base.selections import AttributeDict
from rerun_state.elements.data.columns.columns import column_name
from rerun_state.runtime.grammar.block import Block, outside_forms
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring, bound
from rerun_state.runtime.model.tree import EVENT


class ButtonColumnClickState(AttributeDict):
    """What was pressed: `row`, its position, and `label`, the text of the button."""


def place_buttons(
    block: Block,
    values: Callable[[int], list[Any]],
    columns: Sequence[Mapping[str, Any]],
    config: Mapping[Any, Any] | None,
) -> None:
    """Declare the presses of the columns whose buttons have a key; `values` has a column's."""
    for given in (config or {}).values():
        click = given.get("_click") if isinstance(given, Mapping) else None
        if click is None:
            continue
        outside_forms(block, "A column of buttons")
        key, on_click, args, kwargs = click
        body = [column for column in columns if not column.get("index")]
        at = next(
            (n for n, c in enumerate(body) if c.get("config", {}).get("channel") == key), None
        )
        labels = [] if at is None else values(at)
        field(
            Block(section=EVENT),
            "column_button",
            {"channel": key, "column": "" if at is None else column_name(body[at])},
            Wiring(key, bound(block, on_click, args, kwargs, kind="column_button")),
            identity=(),
            default=None,
            codec=Press(partial(_button, labels)),
        )


def _button(labels: Sequence[Any], wire: Any) -> ButtonColumnClickState:
    """The row and the label of a button in the table."""
    row, label = (wire.get("row"), wire.get("label")) if isinstance(wire, dict) else (None, None)
    if type(row) is not int or not 0 <= row < len(labels):
        raise ValueError("not a row of the table")
    offered = labels[row]
    if label not in (offered if isinstance(offered, (list, tuple)) else [str(offered)]):
        raise ValueError("not a button of that row")
    return ButtonColumnClickState(row=row, label=label)
