"""Tables: `table` shows all of a small one, `dataframe` as much as fits of a large one.

A page has an element for each cell of a `table`, and 500,000 of them keep a browser busy for most
of a minute. So it shows the first rows, as many as a page can hold, and says how many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, overload

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
from rerun_state.elements.data.columns import (
    ColumnConfigMapping,
    column_name,
    configure,
    order_of,
    spoken_names,
)
from rerun_state.elements.data.frames import (
    has_no_index,
    hides_index,
    is_reader,
    is_styler,
    to_shown,
)
from rerun_state.elements.data.plans import collected, native, note_on
from rerun_state.errors import StreamlitIncompatibleParametersError
from rerun_state.runtime.grammar.block import B, put
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.tree import Label

if TYPE_CHECKING:
    from rerun_state.elements.data.columnar import Columnar
    from rerun_state.elements.data.grid import Grid

MOST_CELLS = 50_000
"""Cells of a `table`, without its index; of one that has more, the first rows are shown."""


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
    frame = to_shown(data)
    shown = frame.iloc[: max(MOST_CELLS // max(frame.shape[1], 1), 1)]
    made = data_.remembered.remembered(shown)
    rows, note = _told(data, frame, made.rows)
    first = {"window": made.rows, "rows": rows} if made.rows < rows else {}
    return put(
        self,
        "table",
        **(made.props() | first),
        note=note,
        heads=_heads(made),
        texts=_texts(made, shown),
        border=border,
        width=check_width(width, "table"),
        height=check_height(height, "table"),
        hide_index=hides_index(hidden, data, lambda: frame, if_counting=True),
        hide_header=_only_numbers(frame, data) if bare is None else bare,
        styles=_styles(data, shown, made) if is_styler(data) else None,
        alt=alt,
    )


def _told(data: Any, frame: Any, shown: int) -> tuple[int, str | None]:
    """How many rows the data have, as far as one knows, and what is said of the others."""
    rows, note = len(frame), note_on(data, len(frame), shown)
    if note is not None and (source := data_.source.source_of(data, None)) is not None:
        rows, note = source.rows, None
    if note is None and shown < rows:
        note = f"The first {shown:,} of {rows:,} rows. st.dataframe shows them all."
    return rows, note


def _styles(styler: Any, shown: Any, made: Columnar) -> dict[str, Any]:
    """What a Styler says of those rows of its table that are shown."""
    if len(shown) == len(styler.data):
        return data_.whole_styles.cell_styles(styler, made)
    import numpy as np

    rows = np.arange(len(shown), dtype=np.int32)
    return data_.row_styles.RowStyles(styler).of(shown, rows) | data_.styles.table_styles(styler)


def _only_numbers(frame: Any, data: Any) -> bool:
    """Are the headings nothing that the data brought along?"""
    names = list(frame.columns)
    if isinstance(data, Mapping):
        return names == ["value"] and "value" not in data
    if not has_no_index(data):
        return False
    return names == ["value"] or names == list(range(len(names)))


def _heads(made: Columnar) -> list[Label | None]:
    """The headings that hold Markdown."""
    names = [column["name"] for column in made.columns]
    return [Label(name) if isinstance(name, str) else None for name in names]


def _texts(made: Columnar, frame: Any) -> dict[str, list[Label | None]]:
    """The cells that hold Markdown, and the labels of rows, by the position of their column."""
    levels = (frame.index.get_level_values(at) for at in range(frame.index.nlevels))
    values = (frame.iloc[:, at] for at in range(frame.shape[1]))
    found: dict[str, list[Label | None]] = {}
    for at, column in enumerate(made.columns):
        cells = next(levels if column.get("index") else values)
        if column["type"] == "text":
            found[str(at)] = [Label(cell) if isinstance(cell, str) else None for cell in cells]
    return found


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
    grid = _grid(data, lazy)
    made = grid.made
    columns = configure(made.columns, column_config)
    modes = table_modes(selection_mode) if active else ()
    marks = any(mode.endswith("row") for mode in modes)
    props = {
        **grid.props(),
        "columns": columns,
        "order": order_of(columns, column_order),
        "hide_index": hides_index(hide_index, data, grid.frame, if_counting=marks),
        **data_.grid.looks("dataframe", width, height, row_height, placeholder, alt),
        "styles": grid.styles(data),
        "editing": "read_only",
        "selection_mode": list(modes),
    }
    data_.column_buttons.place_buttons(self, grid.column, columns, column_config)
    if not active:
        return put(self, "dataframe", **props)
    body = [column for column in columns if not column.get("index")]
    codec = TableSelection(modes, made.rows, list(map(column_name, body)), spoken_names(body))
    start = NOTHING if selection_default is None else selection_default
    codec.vet(start)
    known_by = (
        ()
        if key is not None
        else (
            *(made.mark, grid.mark(), made.heads(columns), modes, props["width"], props["height"]),
            str(selection_default),
        )
    )
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


def _grid(data: Any, lazy: bool | None) -> Grid:
    data = data.read_all() if is_reader(data) else data
    source, note = data_.source.source_of(data, lazy), None
    if source is None:
        short = collected(native(data))
        if (content := data_.readings.content_of(short)) is not None:
            made = data_.remembered.remembered_as(*content, lambda: to_shown(short))
            return data_.grid.Grid(lambda: to_shown(short), made, note=note_on(data, made.rows))
        frame = to_shown(data)
        source, note = data_.source.source_of(frame, lazy), note_on(data, len(frame))
        if source is None:
            made = data_.remembered.remembered(frame)
            return data_.grid.Grid(lambda: frame, made, note=note)
    windowed = data_.windowed.Windowed(
        source, data_.row_styles.RowStyles(data) if is_styler(data) else None
    )
    is_there = isinstance(source, data_.source.PandasSource)
    frame_of = source.whole if is_there else windowed.head
    return data_.grid.Grid(frame_of, windowed.first(), windowed, note)
