"""Data of any make as a pandas table.

`to_frame` is the one door: every element that shows data reads a DataFrame. What counts as a table,
and how its rows and columns are named, follows Streamlit: a list of values is a column called
"value", a dictionary of values has its keys as the index, and so on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import (
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    Mapping,
    Sequence,
    ValuesView,
)
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.given.arrow_tables import polars_to_pandas, to_pandas
from rerun_state.elements.data.given.collected import collected
from rerun_state.elements.data.given.makes import (
    WORDS,
    dict_of,
    is_ours,
    is_scalar,
    is_styler,
    names_its_rows,
    numpy_array,
)
from rerun_state.elements.data.given.pandas_tables import VALUE
from rerun_state.elements.data.given.plans import MOST, calmly, is_method, native, plan_of
from rerun_state.errors import StreamlitDataframeConversionError, an
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    from rerun_state.elements.data.given.pandas_tables import Frame

# Classes that hold a table, or a plan of one, with the method that gives it as pandas or Arrow.
_METHODS = (
    *("to_pandas", "toPandas", "_to_pandas", "compute", "collect"),
    *("to_arrow", "fetch_arrow_table", "to_table"),
)
_COLLECTIONS = (Sequence, Iterator, set, frozenset, deque, KeysView, ValuesView, ItemsView, range)


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


def _convert(pd: Any, data: Any) -> Any:
    if data is None:
        return pd.DataFrame()
    if isinstance(data, (pd.Series, pd.Index)):
        return data.to_frame(index=False) if isinstance(data, pd.Index) else data.to_frame()
    if is_styler(data):
        return data.data
    if isinstance(data, pd.api.extensions.ExtensionArray):
        return pd.DataFrame(data)
    if isinstance(data, numpy_array()):
        return _from_array(pd, data)
    if (table := collected(data)) is not data:
        return _from_foreign(pd, table)
    if (plan := plan_of(data)) is not None:
        first = plan.first(MOST)
        return to_frame(first) if plan_of(first) is None else _from_foreign(pd, first)
    if (cube := _from_cube(pd, data)) is not None:
        return cube
    if names_its_rows(data):
        rows = data.to_dict() if is_ours(data) else dict(dict_of(data))
        return _named(pd.DataFrame.from_dict(rows, orient="index"))
    if isinstance(data, Mapping):
        return _from_mapping(pd, dict(data))
    if isinstance(data, type) and issubclass(data, Enum):
        return pd.DataFrame({VALUE: [member.value for member in data]})
    if isinstance(data, (*WORDS, type)):
        return None
    if isinstance(data, _COLLECTIONS):
        return _from_values(pd, list(data))
    return _from_foreign(pd, data)


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
    if all(is_scalar(value) for value in data.values()):
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
    if is_scalar(records[0]) or not isinstance(
        records[0], (Mapping, Sequence, numpy_array(), pd.Series)
    ):
        return pd.DataFrame({VALUE: pd.Series(values)})
    return _named(pd.DataFrame(values))


def _from_foreign(pd: Any, data: Any) -> Any:
    if library_of(data) == "polars" and type(data).__name__ in ("DataFrame", "Series"):
        frame = data if type(data).__name__ == "DataFrame" else data.to_frame()
        return polars_to_pandas(frame, days=False)
    if library_of(data) == "pyarrow" and type(data).__name__ in ("Table", "RecordBatch"):
        return to_pandas(import_module("pyarrow").table(data))
    for name in _METHODS:
        if not is_method(data, name):
            continue
        table = getattr(data, name)()
        if isinstance(table, (pd.DataFrame, pd.Series, pd.Index)):
            return table if isinstance(table, pd.DataFrame) else _convert(pd, table)
        if isinstance(table, numpy_array()):
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


def _refusal(data: Any) -> str:
    shown = repr(data)
    shown = shown if len(shown) <= 100 else shown[:100] + "…"
    return (
        f"{an(type(data).__name__, capital=True)} cannot be shown as a table: {shown}. "
        "Give a DataFrame, a list of dictionaries or a dictionary of lists."
    )
