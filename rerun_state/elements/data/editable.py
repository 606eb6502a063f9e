"""Data to edit: what `data_editor` makes of them, and what of them it refuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import EnumMeta
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.columns.columns import column_name
from rerun_state.elements.data.editing.edited import apply, left, untouched
from rerun_state.elements.data.editing.likeness import beside, like, part
from rerun_state.elements.data.given.frames import over_array, to_frame
from rerun_state.elements.data.given.makes import is_ndarray, is_styler
from rerun_state.elements.data.given.pandas_tables import flat_name, is_objects
from rerun_state.elements.data.given.plans import note_on
from rerun_state.elements.data.grid import Grid
from rerun_state.elements.data.heads import Heads, of_all_rows, of_columns, with_options
from rerun_state.elements.data.sameness.remembered import remembered, remembered_as
from rerun_state.elements.data.sameness.written_rows import content_of
from rerun_state.elements.data.windows.edited_source import Editing
from rerun_state.elements.data.windows.holdings import holdings, in_texts
from rerun_state.elements.data.windows.readings import is_table_elsewhere, kinds_of
from rerun_state.elements.data.windows.source import PandasSource, is_long, source_of
from rerun_state.elements.data.windows.windowed import Windowed
from rerun_state.errors import StreamlitAPIException, StreamlitDataframeConversionError, an
from rerun_state.imports import library_of

if TYPE_CHECKING:
    import pandas as pd

    from rerun_state.elements.data.editing.edits import Edits

_FIXED_LABELS = ("interval", "period", "timedelta")


@dataclass(frozen=True, slots=True)
class Editable:
    """Data to edit."""

    rows: int
    frame: Callable[[], pd.DataFrame]
    """The data as pandas has them."""
    in_texts: Callable[[], pd.DataFrame]
    """The same with mixed columns as the texts that a reader edits."""
    grid: Grid
    heads: Heads
    types: str
    is_elsewhere: bool = False
    """Is pandas' table made where it is needed, and nowhere else?"""

    def column(self, at: int) -> list[Any]:
        """The values of a column."""
        return list(self.frame().iloc[:, at].tolist())

    def edit(self, columns: Heads, codec: Edits) -> None:
        """Let a reader's edits count where rows in windows are sorted and searched."""
        if self.grid.windowed is not None:
            self.grid.windowed.editing = Editing(columns, codec)

    def edited(self, columns: Heads, edits: Mapping[str, Any]) -> Any:
        """The data with the edits, in the form in which they were given."""
        data = self.grid.data
        if self.is_elsewhere:
            return _edited_elsewhere(data, columns, edits)
        result = apply(self.in_texts(), columns, edits)
        return like(data, result, untouched(columns, edits))


def _edited_elsewhere(data: Any, columns: Heads, edits: Mapping[str, Any]) -> Any:
    """A table of polars or Arrow with the edits: what is written into columns goes by pandas."""
    names = [column_name(column) for column in columns if not column.get("index")]
    cells = [*edits["edited_rows"].values(), *edits["added_rows"]]
    touched = {name for row in cells for name, value in row.items()}.intersection(names)
    if not any(edits.values()):
        return beside(data, names, {}, None, 0)
    rows = len(data) + len(edits["added_rows"])
    kept = left(rows, edits) if edits["deleted_rows"] else None
    frame: Any = {}
    if touched:
        heads = [head for head in columns if head.get("index") or column_name(head) in touched]
        frame = apply(to_frame(part(data, names, touched)), heads, edits)
    return beside(data, names, frame, kept, rows - len(data))


def editable(data: Any) -> Editable:
    """Any data as a table to edit; errors for those that cannot be."""
    table = _of_another_library(data) or _of_pandas(data)
    _check_index(table.heads)
    return table


def _of_another_library(data: Any) -> Editable | None:
    """A table of polars or Arrow; None of those that have to be pandas' to be known."""
    if not is_table_elsewhere(data):
        return None
    frame, note = cache(lambda: to_frame(data)), note_on(data, len(data))
    if not is_long(len(data), data.shape[1]):
        if (content := content_of(data, days=False)) is None:
            return None
        made = remembered_as(*content, frame)
        heads = made.once("to edit", lambda: with_options(frame(), made.columns))
        grid = Grid(data, frame, made, note=note)
    else:
        kinds = kinds_of(data)
        source = None if kinds is None else source_of(data, None, days=False)
        if kinds is None or source is None:
            return None
        windowed = Windowed(source)
        made = windowed.first()
        heads = made.once("to edit", lambda: of_columns(made.columns, kinds))
        grid = Grid(data, frame, made, windowed, note)
    if any(head.get("mixed") for head in heads):
        return None
    types = made.once("types", lambda: _dtypes(to_frame(data.slice(0, 0))))
    return Editable(len(data), frame, frame, grid, heads, types, is_elsewhere=True)


def _of_pandas(data: Any) -> Editable:
    """Any other data, as pandas' table."""
    frame = _table(data)
    is_whole = is_styler(data) or not is_long(*frame.shape)
    grid, read, heads = (_whole if is_whole else _in_windows)(data, frame)
    types = grid.made.once("types", lambda: _dtypes(frame))
    return Editable(len(frame), lambda: frame, read, grid, heads, types)


def _whole(data: Any, frame: pd.DataFrame) -> tuple[Grid, Callable[[], pd.DataFrame], Heads]:
    """The table as it is sent, with its columns as texts and what they hold."""
    made = remembered(frame)
    heads = made.once("to edit", lambda: with_options(frame, made.columns))
    grid = Grid(data, lambda: frame, made, note=note_on(data, len(frame)))
    return grid, partial(in_texts, frame, made), heads


def _in_windows(data: Any, frame: pd.DataFrame) -> tuple[Grid, Callable[[], pd.DataFrame], Heads]:
    """The same in windows, by what is known of all rows."""
    known = holdings(frame)
    read = known.in_texts(frame)
    windowed = Windowed(PandasSource(read, in_array=library_of(data) != "pandas"))
    made = windowed.first()
    windowed.holdings = known
    if known.kinds or is_objects(frame.index.dtype):
        heads = with_options(read, of_all_rows(read, made.columns, known.kinds))
    else:
        heads = made.once("to edit", lambda: with_options(read, made.columns))
    grid = Grid(data, lambda: read, made, windowed, note_on(data, len(frame)))
    return grid, lambda: read, heads


def _dtypes(frame: pd.DataFrame) -> str:
    return str([_of_numpy(d) if library_of(d) == "numpy" else str(d) for d in frame.dtypes])


_of_numpy = lru_cache(64)(str)  # which takes its time to spell a type


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
