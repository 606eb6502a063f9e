"""`data_editor`: a table that the reader can change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import EnumMeta
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

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
from rerun_state.elements.data.columns import ColumnConfigMapping, column_name, configure, order_of
from rerun_state.elements.data.frames import (
    as_pandas_has_it,
    flat_name,
    hides_index,
    is_ndarray,
    is_objects,
    is_styler,
    is_table,
    over_array,
    to_frame,
)
from rerun_state.elements.data.plans import note_on
from rerun_state.errors import StreamlitAPIException, StreamlitDataframeConversionError, an
from rerun_state.imports import library_of
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring

if TYPE_CHECKING:
    import pandas as pd

    from rerun_state.elements.data.grid import Grid
    from rerun_state.elements.data.holdings import Holdings

Data = TypeVar("Data")
NumRows = Literal["fixed", "dynamic", "add", "delete"]

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
_FIXED_LABELS = ("interval", "period", "timedelta")
_ALL_EDITORS = frozenset[str]().union(*_EDITORS.values())


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
    if not isinstance(disabled, bool):
        disabled = [disabled] if isinstance(disabled, str) else list(disabled)
    editing = known_or_usual(num_rows, get_args(NumRows), "num_rows", "data_editor")
    table = _of_another_library(data) or _of_pandas(data)
    grid = table.grid
    _check_index(table.heads)
    columns = configure(table.heads, column_config)
    writable = _writable(columns, disabled, set(column_config or ()))
    codec = data_.edits.Edits(columns, table.rows, editing, writable)
    props = {
        **grid.props(),
        "note": note_on(data, table.rows),
        "columns": [{**c, "editable": data_.edits.name_in_edits(c) in writable} for c in columns],
        "order": order_of(columns, column_order),
        "hide_index": hides_index(
            hide_index, data, table.frame, if_counting=editing in ("dynamic", "add")
        ),
        **data_.grid.looks("data_editor", width, height, row_height, placeholder, alt),
        "styles": grid.styles(data),
        "editing": editing,
        "selection_mode": [],
        "disabled": disabled is True,
    }
    if grid.windowed is not None:
        grid.windowed.editing = data_.edited_source.Editing(columns, codec)
    data_.column_buttons.place_buttons(
        self, lambda at: table.frame().iloc[:, at].tolist(), columns, column_config
    )
    refused = _refused(disabled)
    steady = editing == "fixed"
    identity: tuple[Any, ...] = ()
    if key is None or not steady:  # else its shape is all that tells it from another
        look = (width, height, row_height, use_container_width, hide_index, placeholder)
        identity = (
            *(table.types, grid.made.mark, grid.mark(), grid.made.heads(columns), editing),
            *(str(column_order), None if isinstance(refused, bool) else refused),
            *((*look, alt or None), props["hide_index"]),
        )
    edits = field(
        self,
        "data_editor",
        props,
        Wiring(key, on_change, args, kwargs),
        identity=identity,
        bounds=_shape(data, table, columns, refused) if steady else identity,
        default=data_.edits.no_edits(),
        codec=codec,
    ).value
    result: Data = _edited(data, table, columns, codec.usable(edits))
    return result


def _edited(data: Any, table: _Table, columns: list[dict[str, Any]], edits: Any) -> Any:
    """The data with the edits, in the form in which they were given."""
    if table.is_elsewhere and not any(edits.values()):
        return data_.likeness.anew(data, [column_name(c) for c in columns if not c.get("index")])
    result = data_.edited.apply(table.in_texts(), columns, edits)
    return data_.likeness.like(data, result, data_.edited.untouched(columns, edits))


@dataclass(frozen=True, slots=True)
class _Table:
    """Data to edit."""

    rows: int
    frame: Callable[[], pd.DataFrame]
    """The data as pandas has them."""
    in_texts: Callable[[], pd.DataFrame]
    """The same with mixed columns as the texts that a reader edits."""
    grid: Grid
    heads: list[dict[str, Any]]
    types: str
    is_elsewhere: bool = False
    """Is pandas' table made where it is needed, and nowhere else?"""


def _of_another_library(data: Any) -> _Table | None:
    """A table of polars or Arrow; None of those that have to be pandas' to be known."""
    if not data_.readings.is_steady(data):
        return None
    frame = cache(lambda: to_frame(data))
    source = data_.source.source_of(data, None)
    if source is not None:
        windowed = data_.windowed.Windowed(source)
        grid = data_.grid.Grid(frame, windowed.first(), windowed)
    elif (content := data_.readings.content_of(data)) is not None:
        grid = data_.grid.Grid(frame, data_.remembered.remembered_as(*content, frame))
    else:
        return None
    heads = grid.made.columns
    types = grid.made.once("types", lambda: _dtypes(to_frame(data.slice(0, 0))))
    return _Table(len(data), frame, frame, grid, heads, types, is_elsewhere=True)


def _of_pandas(data: Any) -> _Table:
    """Any other data, as pandas' table."""
    frame = _table(data)
    is_whole = is_styler(data) or not data_.source.is_long(*frame.shape)
    known = None if is_whole else data_.holdings.holdings(frame)
    read = frame if known is None else known.in_texts(frame)
    grid, heads = _grid(read, known, in_array=library_of(data) != "pandas")
    in_texts = partial(data_.holdings.in_texts, frame, grid.made) if is_whole else lambda: read
    types = grid.made.once("types", lambda: _dtypes(frame))
    return _Table(len(frame), lambda: frame, in_texts, grid, heads, types)


def _dtypes(frame: pd.DataFrame) -> str:
    return str([_of_numpy(d) if library_of(d) == "numpy" else str(d) for d in frame.dtypes])


_of_numpy = lru_cache(64)(str)  # which takes its time to spell a type


def _shape(
    data: Any,
    table: _Table,
    columns: list[dict[str, Any]],
    refused: bool | tuple[str, ...],
) -> tuple[Any, ...]:
    """What renews an editor of as many rows as it has, even under the same key."""
    return (
        *(table.rows, _form(data)),
        table.types.lower(),  # whether a column has missing values is no other shape
        None if table.is_elsewhere else data_.holdings.labels_mark(table.frame().index),
        [c["name"] for c in columns if c.get("config", {}).get("disabled")],
        refused,
        str([(c["name"], c["type"]) for c in columns]),
    )


def _form(data: Any) -> str:
    """In what the data are given, as far as the result depends on it."""
    values = data.values() if isinstance(data, Mapping) else data
    first = next(iter(values), None) if isinstance(data, (Mapping, list, tuple)) else None
    inside = next((kind for kind in _INSIDE if isinstance(first, kind)), type(None))
    nested = type(first) if is_table(first) else inside
    return f"{type(data).__name__}{getattr(data, 'ndim', '')} of {nested.__name__}"


_INSIDE = (Mapping, list, tuple)
"""What values of lists and dictionaries may be, if they are none of a cell."""


def _refused(disabled: bool | list[str | int]) -> bool | tuple[str, ...]:
    """All columns, none, or the names of those that the reader may not change."""
    return disabled if isinstance(disabled, bool) else tuple(sorted(map(repr, disabled))) or False


def _grid(
    frame: pd.DataFrame, known: Holdings | None, *, in_array: bool
) -> tuple[Grid, list[dict[str, Any]]]:
    """The table as it is sent, and what its columns hold; where this is known, only in windows."""
    if known is None:
        made = data_.remembered.remembered(frame)
        heads = made.once("to edit", lambda: _with_options(frame, made.columns))
        return data_.grid.Grid(lambda: frame, made), heads
    windowed = data_.windowed.Windowed(data_.source.PandasSource(frame, in_array=in_array))
    made = windowed.first()
    windowed.holdings = known
    if known.kinds or is_objects(frame.index.dtype):
        heads = _with_options(frame, _heads(frame, made.columns, known.kinds))
    else:
        heads = made.once("to edit", lambda: _with_options(frame, made.columns))
    return data_.grid.Grid(lambda: frame, made, windowed), heads


def _with_options(frame: pd.DataFrame, columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The heads, those of categories with all that these may be."""
    if not any(head["type"] == "category" for head in columns):
        return columns
    levels, dtypes = frame.index.nlevels, [*frame.dtypes]

    def options(at: int) -> list[Any]:
        if at < levels:
            return data_.holdings.options_of(frame.index.get_level_values(at).dtype)
        if not hasattr(dtypes[at - levels], "categories"):  # of Arrow
            return data_.holdings.options_of(as_pandas_has_it(frame.iloc[:, at - levels]).dtype)
        return data_.holdings.options_of(dtypes[at - levels])

    return [
        {**head, "options": options(at)} if head["type"] == "category" else head
        for at, head in enumerate(columns)
    ]


def _heads(
    frame: pd.DataFrame,
    columns: list[dict[str, Any]],
    kinds: Mapping[int, Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """The heads of the first rows, with what the columns hold as a whole."""
    made = list(columns)
    if is_objects(frame.index.dtype):
        made[0] = {**made[0], **data_.holdings.labels_kind(frame.index)}
    for at, kind in kinds.items():
        made[at + 1] = {**made[at + 1], **kind}
    return made


def _is_code(data: Any) -> bool:
    """Can it be called, as no data can but the members of an Enum?"""
    return callable(data) and not isinstance(data, EnumMeta)


def _is_stream(data: Any) -> bool:
    """Are its rows gone once they were read?"""
    return isinstance(data, Iterator) and not isinstance(data, (map, enumerate))


def _table(data: Any) -> Any:
    """The data as a table that can be edited."""
    if isinstance(data, (str, bytes, int, float)) or _is_code(data) or _is_stream(data):
        raise StreamlitDataframeConversionError(
            f"data_editor() cannot edit {an(type(data).__name__)}. Give a DataFrame, a list or a "
            "dictionary."
        )
    is_read_there = is_ndarray(data) and not data.dtype.hasobject
    frame = over_array(data) if is_read_there else to_frame(data)
    if frame.index.nlevels > 1:
        raise StreamlitAPIException(
            "data_editor() cannot edit a table whose index has several levels. Use reset_index()."
        )
    names = Counter(map(flat_name, frame.columns))
    if twice := sorted(name for name, times in names.items() if times > 1):
        raise StreamlitAPIException(
            f"data_editor() needs column names that differ, but {', '.join(twice)} repeats. "
            "Rename it."
        )
    return frame


def _check_index(columns: Iterable[Mapping[str, Any]]) -> None:
    """Raise for an index whose labels cannot be edited."""
    for column in columns:
        if not column.get("index"):
            continue
        if column.get("mixed"):
            raise StreamlitDataframeConversionError(
                "data_editor() cannot edit a table whose index has labels of several types. "
                "Use reset_index()."
            )
        if (kind := column["type"]) in _FIXED_LABELS:
            raise StreamlitAPIException(
                f"data_editor() cannot edit a table whose index is of type {kind}. "
                "Use reset_index(), or make texts of the labels."
            )


def _writable(
    columns: list[dict[str, Any]], disabled: bool | list[str | int], named: set[str | int]
) -> set[str]:
    """The names of the columns that the reader may change; `named` is what column_config names.

    Only a kind that is given under the name of a column, or under `_index`, has to be able to edit
    it. One that is given by position, or for the index by its own name, may just show the values.
    """
    if disabled is True:
        return set()
    refused = set(disabled or ())
    writable = set()
    levels = sum(1 for column in columns if column.get("index"))
    for position, column in enumerate(columns, -levels):
        name, config = data_.edits.name_in_edits(column), column.get("config", {})
        if config.get("disabled") or name in refused or position in refused or column.get("mixed"):
            continue
        if column.get("enc") != "range" and _is_editable(
            name, column, config, strict=name in named
        ):
            writable.add(name)
    return writable


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
