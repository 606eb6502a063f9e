"""Tables of pandas, whichever version made them: their types, their columns and their rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from rerun_state.elements.data.given.arrow_tables import taken, to_pandas
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Frame: TypeAlias = pd.DataFrame
    Positions: TypeAlias = np.ndarray[Any, np.dtype[np.int32]]
    """Where rows stand in a table."""

VALUE = "value"
"""What a column is called that has no name."""

MASKED = {"b": bool, "i": "i8", "u": "u8", "f": "f8"}
"""What holds the numbers of those types of pandas' that say what is missing, by their kinds."""


def copies_on_write() -> bool:
    """Does a table share its memory with a copy of it until one of them is written into?"""
    return int(pandas().__version__.partition(".")[0]) >= 3


def flat_name(name: Any) -> str:
    """A column's name as one text, several levels joined."""
    return "_".join(map(str, name)) if isinstance(name, tuple) else str(name)


def is_objects(dtype: Any) -> bool:
    """Is that the type of a column of Python objects?"""
    return bool(getattr(dtype, "hasobject", False))


def as_pandas_has_it(series: Any) -> Any:
    """A column of one of Arrow's types as it would come from a table of Arrow's.

    And numbers whose bytes are turned, of which pandas picks none, as usual ones.
    """
    dtype = series.dtype
    if isinstance(dtype, pandas().ArrowDtype):
        table = import_module("pyarrow").table({VALUE: series.array.__arrow_array__()})
        return to_pandas(table).iloc[:, 0].set_axis(series.index)
    if library_of(dtype) == "numpy" and not dtype.isnative:
        return series.astype(dtype.newbyteorder("="))
    return series


def columns_at(frame: Frame, places: Collection[int]) -> Iterator[tuple[int, Any]]:
    """Columns, each with its place; if they are many, in passing, which takes half the time."""
    if 2 * len(places) < frame.shape[1]:
        return ((at, frame.iloc[:, at]) for at in places)
    return ((at, series) for at, (_, series) in enumerate(frame.items()) if at in places)


def arrays(frame: Frame) -> Iterator[Any]:
    """The values of each column, of NumPy's or of pandas' own make, to be read at once.

    pandas has no public name for that which makes no Series of each: that takes ten times as long.
    """
    quick = getattr(frame, "_iter_column_arrays", None)
    if not callable(quick):
        return (array_of(series) for _, series in frame.items())
    plain = import_module("numpy").asarray
    return (plain(each) if library_of(each.dtype) == "numpy" else each for each in quick())


def array_of(values: Any) -> Any:
    """The values of a column or an index likewise."""
    return values.to_numpy() if library_of(values.dtype) == "numpy" else values.array


def filled(values: Any) -> tuple[Any, Any]:
    """The numbers of a type that says what is missing, with zeros for that; and where it is."""
    whole = MASKED[values.dtype.kind]
    numbers = values.to_numpy(whole, na_value=False if whole is bool else 0)
    return numbers, import_module("numpy").asarray(values.isna())


def rows_of(frame: Frame, rows: Any) -> Frame:
    """The rows of a table at some positions, in that order."""
    try:
        return frame.take(rows)
    except (ValueError, NotImplementedError):  # of columns of which pandas picks none as they are
        picked = {at: _taken(series, rows) for at, (_, series) in enumerate(frame.items())}
        made = pandas().DataFrame(picked).set_axis(frame.index.take(rows))
        return made.set_axis(frame.columns, axis=1)  # type: ignore[no-any-return]


def every(frame: Frame, step: int) -> Frame:
    """Every so-many-th row of a table; where pandas can, as a view on it."""
    try:
        return frame.iloc[::step]
    except (ValueError, NotImplementedError):
        return rows_of(frame, import_module("numpy").arange(0, len(frame), step))


def _taken(series: Any, rows: Any) -> Any:
    pd, dtype = pandas(), series.dtype
    if not isinstance(dtype, pd.ArrowDtype):
        return as_pandas_has_it(series).take(rows).array
    return pd.array(taken(series.array.__arrow_array__(), rows), dtype=dtype)
