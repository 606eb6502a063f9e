"""Data of any make as a pandas table.

`to_frame` is the one door: every element that shows data reads a DataFrame. What counts as a table,
and how its rows and columns are named, follows Streamlit: a list of values is a column called
"value", a dictionary of values has its keys as the index, and so on.
"""

from __future__ import annotations

from collections import UserDict, deque
from collections.abc import (
    Callable,
    Collection,
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    Mapping,
    Sequence,
    ValuesView,
)
from dataclasses import asdict, is_dataclass
from enum import Enum
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from rerun_state.elements.data.arrow_tables import polars_to_pandas, taken, to_pandas
from rerun_state.elements.data.dataset_rows import check_readable
from rerun_state.elements.data.plans import MOST, calmly, is_method, native, plan_of
from rerun_state.errors import StreamlitDataframeConversionError, an
from rerun_state.imports import import_library, library_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Frame: TypeAlias = pd.DataFrame
    Positions: TypeAlias = np.ndarray[Any, np.dtype[np.int32]]
    """Where rows stand in a table."""

VALUE = "value"

# Classes that hold a table, or a plan of one, with the method that gives it as pandas or Arrow.
_METHODS = (
    *("to_pandas", "toPandas", "_to_pandas", "compute", "collect"),
    *("to_arrow", "fetch_arrow_table", "to_table"),
)
_COLLECTIONS = (Sequence, Iterator, set, frozenset, deque, KeysView, ValuesView, ItemsView, range)
_ROWS_BY_NAME = (MappingProxyType, UserDict)
_WORDS = (str, bytes, bytearray, memoryview)


def pandas() -> Any:
    """The pandas module; StreamlitAPIException without one."""
    return import_library("pandas", "Tables and charts need")


def copies_on_write() -> bool:
    """Does a table share its memory with a copy of it until one of them is written into?"""
    return int(pandas().__version__.partition(".")[0]) >= 3


def to_frame(data: Any) -> Frame:
    """Any data as a DataFrame, which may be `data` itself: never write into it.

    Raises StreamlitDataframeConversionError for what is no table.
    """
    pd, data = pandas(), native(data)
    if isinstance(data, pd.DataFrame):
        return data  # type: ignore[no-any-return]
    try:
        frame = calmly(data, _convert)(pd, data)
    except (ValueError, TypeError) as error:
        if type(data).__module__ == "numpy":
            raise
        raise StreamlitDataframeConversionError(_refusal(data)) from error
    if frame is None:
        raise StreamlitDataframeConversionError(_refusal(data))
    return frame  # type: ignore[no-any-return]


def to_usual(data: Any) -> Frame:
    """As `to_frame`, for programs that know what pandas makes of tables of other libraries.

    Those are fractions for whole numbers of which one is missing.
    """
    frame = to_frame(data)
    if library_of(data) in ("pandas", "builtins"):
        return frame
    extension = pandas().api.types.is_extension_array_dtype
    whole = [name for name, kind in frame.dtypes.items() if kind.kind in "iu" and extension(kind)]
    return frame.astype(dict.fromkeys(whole, "float64")) if whole else frame


def to_shown(data: Any) -> Frame:
    """As `to_frame`, but days of polars' stay days, where charts want moments."""
    data = native(data)
    if library_of(data) == "polars" and type(data).__name__ == "DataFrame":
        return calmly(data, polars_to_pandas)(data)
    return to_frame(data)


def is_table(data: Any) -> bool:
    """Is this an object whose class is made to hold a table or a column of one?"""
    module = library_of(data)
    if module in ("builtins", "collections", "types", "datetime") or isinstance(data, type):
        return False
    name = type(data).__name__
    if module == "pandas":
        named = name in ("DataFrame", "Series", "Styler", "Categorical")
        return named or name.endswith(("Index", "Array"))
    if module == "numpy":
        return isinstance(data, _numpy_array())
    if module == "pyarrow":
        return name in ("Table", "Array", "ChunkedArray", "RecordBatch") or name.endswith(
            ("Array", "Dataset")
        )
    if module == "polars":
        return name in ("DataFrame", "LazyFrame", "Series")
    return (
        hasattr(type(data), "__dataframe__")  # an object may claim to have whatever it is asked for
        or hasattr(type(data), "__arrow_c_stream__")
        or is_method(data, "to_pandas")
        or is_method(data, "toPandas")
        or (not callable(data) and plan_of(data) is not None)
    )


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


def is_styler(data: Any) -> bool:
    """Is this a pandas Styler?"""
    return type(data).__name__ == "Styler" and library_of(data) == "pandas"


def is_reader(data: Any) -> bool:
    """Is this a stream of Arrow's, whose rows can be had once?"""
    return library_of(data) == "pyarrow" and type(data).__name__ == "RecordBatchReader"


def has_no_index(data: Any) -> bool:
    """Does data of this make have rows without names, so that numbering them says nothing?"""
    if data is None or library_of(data) in ("pandas", "xarray") or names_its_rows(data):
        return False
    if isinstance(data, Mapping):
        return (
            bool(data)
            and not all(_is_scalar(value) for value in data.values())
            and not any(isinstance(value, Mapping) for value in data.values())
        )
    return True


def hides_index(given: Any, data: Any, frame: Callable[[], Any], *, if_counting: bool) -> bool:
    """Is the index of the table of `data` left out: as `given`, or where that is better?

    It is where the data have none; with `if_counting` also where it only counts the rows.
    """
    if given is not None:
        return bool(given)
    return has_no_index(data) or (if_counting and isinstance(frame().index, pandas().RangeIndex))


def names_its_rows(data: Any) -> bool:
    """Is each entry a row with a name: of records, and of what only stands for a dictionary?"""
    return is_record(data) or isinstance(data, _ROWS_BY_NAME) or _is_ours(data)


def is_record(data: Any) -> bool:
    """Is this a dataclass, a named tuple or a pydantic model?"""
    return (
        (is_dataclass(data) and not isinstance(data, type))
        or (isinstance(data, tuple) and hasattr(data, "_asdict"))
        or (hasattr(type(data), "model_fields") and hasattr(data, "model_dump"))
    )


def dict_of(data: Any) -> Any:
    """A record as a dictionary; anything else as it is."""
    if not is_record(data):
        return data
    if is_dataclass(data) and not isinstance(data, type):
        return asdict(data)
    return data.model_dump() if hasattr(data, "model_dump") else data._asdict()


def _is_ours(data: Any) -> bool:
    """Is this the state, the secrets or the address of an app?"""
    return library_of(data) == "rerun_state" and is_method(data, "to_dict")


def _convert(pd: Any, data: Any) -> Any:
    if data is None:
        return pd.DataFrame()
    if isinstance(data, (pd.Series, pd.Index)):
        return data.to_frame(index=False) if isinstance(data, pd.Index) else data.to_frame()
    if is_styler(data):
        return data.data
    if isinstance(data, pd.api.extensions.ExtensionArray):
        return pd.DataFrame(data)
    if isinstance(data, _numpy_array()):
        return _from_array(pd, data)
    if (plan := plan_of(data)) is not None:
        first = plan.first(MOST)
        return to_frame(first) if plan_of(first) is None else _from_foreign(pd, first)
    if (cube := _from_cube(pd, data)) is not None:
        return cube
    if names_its_rows(data):
        rows = data.to_dict() if _is_ours(data) else dict(dict_of(data))
        return _named(pd.DataFrame.from_dict(rows, orient="index"))
    if isinstance(data, Mapping):
        return _from_mapping(pd, dict(data))
    if isinstance(data, type) and issubclass(data, Enum):
        return pd.DataFrame({VALUE: [member.value for member in data]})
    if isinstance(data, (*_WORDS, type)):
        return None
    if isinstance(data, _COLLECTIONS):
        return _from_values(pd, list(data))
    return _from_foreign(pd, data)


def is_ndarray(data: Any) -> bool:
    """Is this an array of NumPy's, and of no class that is made of it?"""
    return type(data).__name__ == "ndarray" and library_of(data) == "numpy"


def over_array(array: Any) -> Frame:
    """An array as a table in the memory of the array, as far as its values are of one type."""
    return _from_array(pandas(), array, copy=False)  # type: ignore[no-any-return]


def _from_cube(pd: Any, data: Any) -> Any:
    """A row for each place of xarray's data, with the dimensions as the index; None for others."""
    name = type(data).__name__
    if name == "Dataset" and is_method(data, "to_dataframe"):
        return data.to_dataframe()
    if name != "DataArray" or not is_method(data, "to_series"):
        return None
    return data.to_series().to_frame() if data.ndim else pd.DataFrame({VALUE: [data.item()]})


def _from_array(pd: Any, array: Any, copy: bool | None = None) -> Any:
    if array.ndim == 0:
        return pd.DataFrame()
    if array.ndim == 1:
        fields = {name: array[name] for name in array.dtype.names or ()} or {VALUE: array}
        columns = {name: _from_field(pd, field, copy) for name, field in fields.items()}
        return pd.DataFrame(columns, copy=copy)
    return _named(pd.DataFrame(array, copy=copy))


def _from_field(pd: Any, field: Any, copy: bool | None) -> Any:
    """A column; of records and arrays, which pandas cannot hold, their values."""
    if field.ndim > 1 or field.dtype.kind == "V":
        return pd.Series(field.tolist(), dtype=object)
    return pd.Series(field, copy=copy)


def _named(frame: Any) -> Any:
    """A single column without a name of its own is called "value"."""
    return frame.set_axis([VALUE], axis=1) if list(frame.columns) == [0] else frame


def _from_mapping(pd: Any, data: dict[Any, Any]) -> Any:
    if not data:
        return pd.DataFrame()
    if all(_is_scalar(value) for value in data.values()):
        return pd.DataFrame({VALUE: pd.Series(list(data.values()), index=list(data), dtype=None)})
    try:
        return pd.DataFrame(data)
    except ValueError:
        # Columns of different lengths: each entry becomes a row, as long as the longest.
        longest = max(map(len, data.values()))
        rows = {name: [*row, *[None] * (longest - len(row))] for name, row in data.items()}
        return pd.DataFrame.from_dict(rows, orient="index")


def _from_values(pd: Any, values: list[Any]) -> Any:
    if not values:
        return pd.DataFrame()
    records = [dict_of(value) for value in values[:1]]
    if _is_scalar(records[0]) or not isinstance(
        records[0], (Mapping, Sequence, _numpy_array(), pd.Series)
    ):
        return pd.DataFrame({VALUE: pd.Series(values)})
    return _named(pd.DataFrame(values))


def _from_foreign(pd: Any, data: Any) -> Any:
    if library_of(data) == "polars" and type(data).__name__ in ("DataFrame", "Series"):
        frame = data if type(data).__name__ == "DataFrame" else data.to_frame()
        return polars_to_pandas(frame, days=False)
    if library_of(data) == "pyarrow":
        if type(data).__name__ in ("Table", "RecordBatch"):
            return to_pandas(import_module("pyarrow").table(data))
        if type(data).__name__.endswith("Dataset"):
            check_readable(data)
    for name in _METHODS:
        if not is_method(data, name):
            continue
        table = getattr(data, name)()
        if isinstance(table, (pd.DataFrame, pd.Series, pd.Index)):
            return table if isinstance(table, pd.DataFrame) else _convert(pd, table)
        if isinstance(table, _numpy_array()):
            return _from_array(pd, table)
        if table is not data:
            return to_frame(table)
    if hasattr(type(data), "__dataframe__"):
        return pd.api.interchange.from_dataframe(data)
    if hasattr(type(data), "__arrow_c_stream__"):
        return to_pandas(import_module("pyarrow").table(data))
    if hasattr(data, "__array__") and getattr(data, "shape", None) != ():
        return _from_array(pd, import_module("numpy").asarray(data))
    if isinstance(data, Iterable):
        return _from_values(pd, list(data))
    return None


def _is_scalar(value: Any) -> bool:
    if isinstance(value, _WORDS) or value is None or isinstance(value, (set, frozenset)):
        return True
    return (
        not isinstance(value, Iterable)
        and not is_dataclass(value)
        and not hasattr(value, "__array__")
    ) or (hasattr(value, "dtype") and not getattr(value, "shape", (1,)))


def _numpy_array() -> Any:
    return import_module("numpy").ndarray


def _refusal(data: Any) -> str:
    shown = repr(data)
    shown = shown if len(shown) <= 100 else shown[:100] + "…"
    return (
        f"{an(type(data).__name__, capital=True)} cannot be shown as a table: {shown}. "
        "Give a DataFrame, a list of dictionaries or a dictionary of lists."
    )
