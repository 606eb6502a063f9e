"""Tables: `table` shows all of a small one, `dataframe` as much as fits of a large one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, overload

from rerun_state.elements import data as data_
from rerun_state.elements.base.parameters import (
    Height,
    Key,
    Width,
    bool_or_one_of,
    check_height,
    check_width,
    stretched,
    truth_or_none,
)
from rerun_state.elements.base.selections import (
    NOTHING,
    DataframeState,
    OnSelect,
    Selecting,
    SelectionMode,
    TableSelection,
    selectable,
    table_modes,
)
from rerun_state.elements.data.columns.column_buttons import place_buttons
from rerun_state.elements.data.columns.columns import (
    ColumnConfigMapping,
    column_name,
    configure,
    spoken_names,
)
from rerun_state.errors import StreamlitIncompatibleParametersError
from rerun_state.runtime.grammar.block import B, put
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring


def table(
    self: B,
    data: object = None,
    *,
    border: bool | Literal["horizontal"] = True,
    width: Width = "stretch",
    height: Height = "content",
    hide_index: bool | None = None,
    hide_header: bool | None = None,
    alt: str | None = None,
) -> B:
    """Show all of a small table; return a handle on it.

    Of a table with more than 50,000 cells its first rows are shown, as many as have no more, and a
    note below says how many there are; Streamlit draws them all, however long a browser takes.
    `dataframe` shows tables of any size.

        st.table({"Planet": ["Mercury", "Venus"], "Moons": [0, 0]})
    """
    bool_or_one_of(border, ("horizontal",), "border", "table")
    hidden = truth_or_none(hide_index, "hide_index")
    bare = truth_or_none(hide_header, "hide_header")
    return put(
        self,
        "table",
        **data_.small_tables.props(data, hidden, bare),
        border=border,
        width=check_width(width, "table"),
        height=check_height(height, "table"),
        alt=alt,
    )


@overload
def dataframe(
    self: B,
    data: object = None,
    width: Width = "stretch",
    height: Height | Literal["auto"] = "auto",
    *,
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: ColumnConfigMapping | None = None,
    key: Key | None = None,
    on_select: Selecting,
    selection_mode: SelectionMode | Iterable[SelectionMode] = "multi-row",
    selection_default: Any = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    lazy: bool | None = None,
    alt: str | None = None,
) -> DataframeState: ...
@overload
def dataframe(
    self: B,
    data: object = None,
    width: Width = "stretch",
    height: Height | Literal["auto"] = "auto",
    *,
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: ColumnConfigMapping | None = None,
    key: Key | None = None,
    on_select: Literal["ignore"] = "ignore",
    selection_mode: SelectionMode | Iterable[SelectionMode] = "multi-row",
    selection_default: Any = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    lazy: bool | None = None,
    alt: str | None = None,
) -> B: ...
def dataframe(
    self: B,
    data: object = None,
    width: Width = "stretch",
    height: Height | Literal["auto"] = "auto",
    *,
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: ColumnConfigMapping | None = None,
    key: Key | None = None,
    on_select: OnSelect = "ignore",
    selection_mode: SelectionMode | Iterable[SelectionMode] = "multi-row",
    selection_default: Any = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    lazy: bool | None = None,
    alt: str | None = None,
) -> Any:
    """Show a table that scrolls, sorts and can be searched; return a handle, or the selection.

    `hide_index` None hides the index of data which have none and, where rows can be selected, one
    that only counts.

    With `on_select` "rerun" or a function, the reader can select what `selection_mode` says, and
    the call returns it: `.selection.rows` are positions in `data`, `.columns` names, `.cells` pairs
    of both. Of names with several levels they are the last ones if these all differ, and else
    joined as "A_b". Where data under a `key` have become fewer, it is what is left of the
    selection; `st.session_state` keeps the rest for when they are more again.

    Of a long table (more than 10,000 rows, or a million cells) only the rows in sight are sent, and
    the kernel scrolls, sorts and searches it; texts are then sorted letter by letter, and searched
    as they are without a `format`. Without its kernel, such a table keeps the rows that it has.
    With neither key nor changed parameters, a selection belongs to a long table as long as its
    first rows, and a sample of all others, stay the same; of a plan (a LazyFrame, a relation, a
    dataset), which would be executed as a whole for a sample, the first rows and their number.

    A LazyFrame of polars or a dataset of Arrow that reads files of this machine is executed when
    these are other than they were, any other plan in each run: a long one for the number of its
    rows, and for the first of them.

    Of a cursor, a function that yields, or what Spark, Snowpark, Dask and their like compute, the
    first 10,000 rows are asked for, and a note below says so.

    Of a long table's Styler the functions that look at whole columns are called once a run, those
    of cells and rows for the rows in sight.

    Raises StreamlitDataframeConversionError for data that are no table, and
    StreamlitIncompatibleParametersError for selection modes that exclude each other; as Streamlit
    does, StreamlitAPIException for a Styler with `lazy=True`.

        event = st.dataframe(df, on_select="rerun", selection_mode="single-row")
        st.write(df.iloc[event.selection.rows])
    """
    width = stretched(width, use_container_width)
    active = selectable(on_select, "dataframe")
    if selection_default is not None and not active:
        raise StreamlitIncompatibleParametersError(
            "selection_default of dataframe needs on_select='rerun' or a function."
        )
    grid = data_.grid.grid_of(data, lazy)
    columns = configure(grid.made.columns, column_config)
    modes = table_modes(selection_mode) if active else ()
    marks = any(mode.endswith("row") for mode in modes)
    props = {
        **data_.grid.looks("dataframe", width, height, row_height, placeholder, alt),
        **grid.shown(columns, column_order, hide_index, if_counting=marks),
        "editing": "read_only",
        "selection_mode": list(modes),
    }
    place_buttons(self, grid.column, columns, column_config)
    if not active:
        return put(self, "dataframe", **props)
    body = [column for column in columns if not column.get("index")]
    codec = TableSelection(modes, grid.made.rows, [*map(column_name, body)], spoken_names(body))
    start = NOTHING if selection_default is None else selection_default
    codec.vet(start)
    known_by: tuple[Any, ...] = ()
    if key is None:
        known_by = (*grid.identity(columns), modes, props["width"], props["height"])
        known_by += (str(selection_default),)
    chosen = field(
        self,
        "dataframe",
        props,
        Wiring(key, on_select),
        identity=known_by,
        bounds=(modes,),
        default=codec.offered(start),
        codec=codec,
    ).value
    return codec.offered(chosen)
