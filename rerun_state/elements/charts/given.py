"""The data that a chart is given: what their columns are called, and those that it reads.

These are looked at where they lie, whether they are still what they were: to make them columns of
pandas takes longer than that, for tables of Arrow and polars, and to copy them, for arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.given.arrow_tables import as_it_lies, is_counted, told_apart, travels
from rerun_state.elements.data.given.collected import collected
from rerun_state.elements.data.given.frames import over_array, to_frame
from rerun_state.elements.data.given.makes import is_ndarray
from rerun_state.elements.data.given.pandas_tables import flat_name, is_objects
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    import pandas as pd

_IN_MEMORY = {
    "numpy": ("ndarray",),
    "pandas": ("Series",),
    "polars": ("DataFrame", "Series"),
    "pyarrow": ("Table",),
}


@dataclass(frozen=True, slots=True)
class Given:
    """Data, of which columns are known by names; None is the name of the index."""

    names: Sequence[str]
    rows: int
    index_name: Any
    lying: Callable[[Sequence[str | None]], list[Any]]
    """These columns as something that tells whether they are what they were."""
    frame: Callable[[set[str]], pd.DataFrame]
    """A table with these columns at least, and the index."""
    again: Any
    """What `frame_of` can read once more, and is the program's own if that lies in memory."""
    are_own: bool
    """Are the columns that lie there the program's own?"""


def given(data: Any, *, periods: bool) -> Given:
    """What a chart may read of the data; of `periods` that these are, or else their beginnings.

    Raises StreamlitDataframeConversionError for what is no table.
    """
    table = collected(data)
    make = {"polars": _of_polars, "pyarrow": _of_arrow}.get(library_of(table))
    made = (make and make(table)) or _of_any(table, periods)
    return made if table is data else replace(made, are_own=False)


def frame_of(data: Any) -> pd.DataFrame:
    """Data as a table, with a text of its own as the name of each column; without periods."""
    lies = _over_memory(data)
    return _in_time(_named(to_frame(data) if lies is None else lies))  # type: ignore[no-any-return]


def _named(frame: Any) -> Any:
    """The table, which is not copied, with a text of its own as the name of each column."""
    made = frame.copy(deep=False)
    made.columns = told_apart(flat_name(name) for name in frame)
    return made


def _in_time(frame: Any) -> Any:
    """The table, which is not copied, with the moments at which its periods begin."""
    period = pandas().PeriodDtype
    for name, dtype in frame.dtypes.items():
        if isinstance(dtype, period):
            frame = frame.assign(**{name: frame[name].dt.to_timestamp()})
    if isinstance(frame.index.dtype, period):
        frame = frame.set_axis(frame.index.to_timestamp())
    return frame


def _over_memory(data: Any) -> pd.DataFrame | None:
    """Arrays as a table in their own memory; None of all else."""
    if _has_memory(data):
        return over_array(data)
    if type(data) is not dict or not all(map(_is_column, data.values())):
        return None
    are_alike = len({len(values) for values in data.values()}) == 1
    return pandas().DataFrame(data, copy=False) if are_alike else None


def _has_memory(data: Any) -> bool:
    return is_ndarray(data) and not is_objects(data.dtype)


def _is_column(values: Any) -> bool:
    return _has_memory(values) and values.ndim == 1 and values.dtype.names is None


def _of_any(data: Any, periods: bool) -> Given:
    lies = _over_memory(data)
    table = to_frame(data) if lies is None else lies
    frame = _named(table) if periods else _in_time(_named(table))
    return Given(
        names=list(frame.columns),
        rows=len(frame),
        index_name=frame.index.name,
        lying=lambda names: [frame.index if name is None else frame[name] for name in names],
        frame=lambda names: frame,
        again=data if _can_be_read_again(data) else table,
        are_own=lies is not None or library_of(data) == "pandas",
    )


def _of_polars(data: Any) -> Given | None:
    if type(data).__name__ != "DataFrame" or not all(map(travels, data.dtypes)):
        return None
    return _of_foreign(data, data, lambda name: as_it_lies(data.get_column(name)))


def _of_arrow(data: Any) -> Given | None:
    """None of what came from pandas with more than counted rows and names of columns."""
    if type(data).__name__ != "Table" or not is_counted(data):
        return None
    apart = data.rename_columns(told_apart(data.column_names))
    return _of_foreign(data, apart.replace_schema_metadata(), apart.column)


def _of_foreign(data: Any, table: Any, column: Callable[[str], Any]) -> Given:
    names = [*(table.columns if library_of(data) == "polars" else table.column_names)]

    def lying(wanted: Sequence[str | None]) -> list[Any]:
        counted = pandas().RangeIndex(len(data))
        return [counted if name is None else column(name) for name in wanted]

    def frame(wanted: set[str]) -> pd.DataFrame:
        return to_frame(table.select([name for name in names if name in wanted]))

    return Given(names, len(data), None, lying, frame, again=data, are_own=True)


def _can_be_read_again(data: Any) -> bool:
    """Does it lie in memory, so that another table made of it need not be kept?"""
    if type(data) is dict:
        return all(map(_can_be_read_again, data.values()))
    return type(data).__name__ in _IN_MEMORY.get(type(data).__module__.partition(".")[0], ())
