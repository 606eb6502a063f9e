"""`data_editor`: a table that the reader can change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeVar, get_args

from rerun_state.elements import data as data_
from rerun_state.elements.base.parameters import (
    Args,
    Height,
    Key,
    Kwargs,
    OnChange,
    Width,
    known_or_usual,
    stretched,
)
from rerun_state.elements.data.columns.column_buttons import place_buttons
from rerun_state.elements.data.columns.columns import ColumnConfigMapping, configure
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring

Data = TypeVar("Data")
NumRows = Literal["fixed", "dynamic", "add", "delete"]


def data_editor(
    self: Block,
    data: Data,
    *,
    width: Width = "stretch",
    height: Height | Literal["auto"] = "auto",
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: ColumnConfigMapping | None = None,
    num_rows: NumRows = "fixed",
    disabled: bool | Iterable[str | int] = False,
    key: Key | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    alt: str | None = None,
) -> Data:
    """Show a table that the reader can change; return it as changed, in the form of `data`.

    Under `key`, `st.session_state` has the edits: `edited_rows`, `added_rows` and `deleted_rows`;
    an app cannot set them, but a test or an ordinary cell can, between two runs. Other data make
    another editor, without edits; with a key and fixed rows, only another shape does.

    Of more than 10,000 rows, or a million cells, only the rows in sight are sent; the kernel
    scrolls, sorts and searches them with the reader's edits. Such data count as the same as long
    as the first rows, and a sample of all others, are.

    Raises StreamlitDataframeConversionError for data that are no table, and StreamlitAPIException
    if column names repeat, the index has several levels or cannot be edited, or a column is
    configured as a kind that cannot edit its values.

        orders = st.data_editor(orders, num_rows="dynamic")
    """
    width = stretched(width, use_container_width)
    disabled = data_.writable.disabled_of(disabled)
    editing = known_or_usual(num_rows, get_args(NumRows), "num_rows", "data_editor")
    table = data_.editable.editable(data)
    columns = configure(table.heads, column_config)
    writable = data_.writable.writable(columns, disabled, set(column_config or ()))
    codec = data_.edits.Edits(columns, table.rows, editing, writable)
    table.edit(columns, codec)
    counts = editing in ("dynamic", "add")
    props = {
        **data_.grid.looks("data_editor", width, height, row_height, placeholder, alt),
        **table.grid.shown(columns, column_order, hide_index, if_counting=counts),
        "columns": [{**c, "editable": data_.edits.name_in_edits(c) in writable} for c in columns],
        "editing": editing,
        "selection_mode": [],
        "disabled": disabled is True,
    }
    place_buttons(self, table.column, columns, column_config)
    steady = editing == "fixed"
    identity: tuple[Any, ...] = ()
    if key is None or not steady:  # else its shape is all that tells it from another
        look = (width, height, row_height, use_container_width, hide_index, placeholder)
        content = data_.identity.content(table, columns, editing, column_order, disabled)
        identity = (*content, (*look, alt or None), props["hide_index"])
    edits = field(
        self,
        "data_editor",
        props,
        Wiring(key, on_change, args, kwargs),
        identity=identity,
        bounds=data_.identity.shape(table, columns, disabled) if steady else identity,
        default=data_.edits.no_edits(),
        codec=codec,
    ).value
    result: Data = table.edited(columns, codec.usable(edits))
    return result
