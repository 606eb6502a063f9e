"""What kind of data a table is made of, by Streamlit's names for the kinds."""

from __future__ import annotations

from collections import ChainMap, UserDict, UserList, deque
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from enum import Enum, EnumMeta, auto
from itertools import islice
from types import MappingProxyType
from typing import Any

from rerun_state.elements.data.given.makes import is_styler
from rerun_state.elements.data.given.plans import is_cursor
from rerun_state.errors import StreamlitDataframeConversionError
from rerun_state.imports import pandas
from rerun_state.streamlit.dataframes import convert_pandas_df_to_arrow_table

_LOOKED_AT = 100
"""How many of a collection's values say what it is a collection of."""


class DataFormat(Enum):
    """The kinds of data that tables are made of."""

    UNKNOWN = auto()
    EMPTY = auto()
    COLUMN_INDEX_MAPPING = auto()
    COLUMN_SERIES_MAPPING = auto()
    COLUMN_VALUE_MAPPING = auto()
    DASK_OBJECT = auto()
    DBAPI_CURSOR = auto()
    DUCKDB_RELATION = auto()
    KEY_VALUE_DICT = auto()
    LIST_OF_RECORDS = auto()
    LIST_OF_ROWS = auto()
    LIST_OF_VALUES = auto()
    MODIN_OBJECT = auto()
    NUMPY_LIST = auto()
    NUMPY_MATRIX = auto()
    PANDAS_ARRAY = auto()
    PANDAS_DATAFRAME = auto()
    PANDAS_INDEX = auto()
    PANDAS_SERIES = auto()
    PANDAS_STYLER = auto()
    POLARS_DATAFRAME = auto()
    POLARS_LAZYFRAME = auto()
    POLARS_SERIES = auto()
    PYARROW_ARRAY = auto()
    PYARROW_TABLE = auto()
    PYSPARK_OBJECT = auto()
    SET_OF_VALUES = auto()
    SNOWPANDAS_OBJECT = auto()
    SNOWPARK_OBJECT = auto()
    TUPLE_OF_VALUES = auto()
    XARRAY_DATASET = auto()
    XARRAY_DATA_ARRAY = auto()


_BY_CLASS = {
    ("pandas", "DataFrame"): DataFormat.PANDAS_DATAFRAME,
    ("pandas", "Series"): DataFormat.PANDAS_SERIES,
    ("polars", "DataFrame"): DataFormat.POLARS_DATAFRAME,
    ("polars", "LazyFrame"): DataFormat.POLARS_LAZYFRAME,
    ("polars", "Series"): DataFormat.POLARS_SERIES,
    ("pyarrow", "Table"): DataFormat.PYARROW_TABLE,
    ("xarray", "DataArray"): DataFormat.XARRAY_DATA_ARRAY,
    ("xarray", "Dataset"): DataFormat.XARRAY_DATASET,
}
_BY_LIBRARY = {
    "dask": DataFormat.DASK_OBJECT,
    "duckdb": DataFormat.DUCKDB_RELATION,
    "modin": DataFormat.MODIN_OBJECT,
    "pyspark": DataFormat.PYSPARK_OBJECT,
    "snowflake": DataFormat.SNOWPARK_OBJECT,
}
_COLLECTIONS = (list, tuple, set, frozenset, dict, deque)
_LISTS = (list, range, map, enumerate, deque, UserList, EnumMeta)
_VIEWS: tuple[type, ...] = (type({}.values()), type({}.keys()), ItemsView)
_UNCLEAR = ("mixed", "unknown-array")  # by pandas' names


def determine_data_format(input_data: Any) -> DataFormat:
    """The kind of some data; UNKNOWN for what is no table."""
    if input_data is None:
        return DataFormat.EMPTY
    if is_styler(input_data):
        return DataFormat.PANDAS_STYLER
    if (known := _of_library(input_data)) is not None:
        return known
    if isinstance(input_data, (dict, ChainMap)):
        return _of_mapping(input_data)
    if isinstance(input_data, (UserDict, MappingProxyType)) or _is_record(input_data):
        return DataFormat.KEY_VALUE_DICT
    if isinstance(input_data, (set, frozenset)) and not all(_are_rows(input_data)):
        return DataFormat.SET_OF_VALUES
    if isinstance(input_data, (tuple, set, frozenset, *_LISTS, *_VIEWS)):
        return _of_list(input_data)
    return DataFormat.DBAPI_CURSOR if is_cursor(input_data) else DataFormat.UNKNOWN


def _of_library(data: Any) -> DataFormat | None:
    """What the library that a class comes from makes of it."""
    kinds = [(each.__module__.partition(".")[0], each.__name__) for each in type(data).__mro__]
    for library, name in kinds:
        if (known := _BY_CLASS.get((library, name)) or _BY_LIBRARY.get(library)) is not None:
            return known
        if (library, name) == ("numpy", "ndarray"):
            return DataFormat.NUMPY_LIST if data.ndim == 1 else DataFormat.NUMPY_MATRIX
        if library == "pandas" and name in ("Index", "ExtensionArray"):
            return DataFormat.PANDAS_INDEX if name == "Index" else DataFormat.PANDAS_ARRAY
        if library == "pyarrow" and name == "Array":
            return DataFormat.PYARROW_ARRAY
    return None


def _of_mapping(data: Mapping[Any, Any]) -> DataFormat:
    first = next(iter(data.values()), None)
    if isinstance(first, dict):
        return DataFormat.COLUMN_INDEX_MAPPING
    if isinstance(first, (list, tuple)):
        return DataFormat.COLUMN_VALUE_MAPPING
    if _of_library(first) is DataFormat.PANDAS_SERIES:
        return DataFormat.COLUMN_SERIES_MAPPING
    return DataFormat.KEY_VALUE_DICT


def _is_record(data: Any) -> bool:
    """Is it one object with named fields?"""
    is_named = isinstance(data, tuple) and hasattr(data, "_fields")
    return is_named or (is_dataclass(data) and not isinstance(data, type))


def _of_list(data: Any) -> DataFormat:
    if isinstance(data, map):  # which looking would use up
        return DataFormat.LIST_OF_VALUES
    if isinstance(data, enumerate):
        return DataFormat.LIST_OF_ROWS
    values = list(islice(data, _LOOKED_AT))
    if values and all(isinstance(each, dict) for each in values):
        return DataFormat.LIST_OF_RECORDS
    rows = list(_are_rows(values))
    if rows and all(rows):
        return DataFormat.LIST_OF_ROWS
    if values and not any(rows) and pandas().api.types.infer_dtype(values, skipna=True) in _UNCLEAR:
        is_class = isinstance(data, EnumMeta)
        return DataFormat.LIST_OF_VALUES if is_class else DataFormat.UNKNOWN
    return DataFormat.TUPLE_OF_VALUES if isinstance(data, tuple) else DataFormat.LIST_OF_VALUES


def _are_rows(values: Iterable[Any]) -> Iterator[bool]:
    """Of each value, whether it is several; False if there is none."""
    yield from (isinstance(each, _COLLECTIONS) for each in values) if values else (False,)


def convert_pandas_df_to_data_format(df: Any, data_format: DataFormat) -> Any:
    """A DataFrame as data of some kind; as it is for kinds that are not made of one."""
    if data_format is DataFormat.UNKNOWN:
        raise StreamlitDataframeConversionError(f"Unsupported input data format: {data_format}")
    convert = _CONVERSIONS.get(data_format)
    return df if convert is None else convert(df)


def _plain(df: Any) -> Any:
    """With None where something is missing."""
    return df.astype("object").where(df.notna(), None)


def _column(df: Any) -> list[Any]:
    """The values of the one column."""
    return _only(_plain(df)).tolist() if len(df.columns) else []


def _only(df: Any) -> Any:
    if len(df.columns) != 1:
        raise StreamlitDataframeConversionError(
            f"DataFrame is expected to have a single column but has {len(df.columns)}."
        )
    return df[df.columns[0]]


def _arrow_array(df: Any) -> Any:
    import pyarrow as pa

    return pa.Array.from_pandas(_only(df))


def _polars(df: Any) -> Any:
    import polars

    return polars.from_pandas(df)


def _xarray(df: Any) -> Any:
    import xarray

    return xarray.Dataset.from_dataframe(df)


_CONVERSIONS: dict[DataFormat, Callable[[Any], Any]] = {
    DataFormat.COLUMN_INDEX_MAPPING: lambda df: _plain(df).to_dict(orient="dict"),
    DataFormat.COLUMN_SERIES_MAPPING: lambda df: df.to_dict(orient="series"),
    DataFormat.COLUMN_VALUE_MAPPING: lambda df: _plain(df).to_dict(orient="list"),
    DataFormat.KEY_VALUE_DICT: lambda df: (
        _plain(df).iloc[:, 0].to_dict() if len(df.columns) else {}
    ),
    DataFormat.LIST_OF_RECORDS: lambda df: _plain(df).to_dict(orient="records"),
    DataFormat.LIST_OF_ROWS: lambda df: _plain(df).to_numpy().tolist(),
    DataFormat.LIST_OF_VALUES: _column,
    DataFormat.NUMPY_LIST: lambda df: (
        df.iloc[:, 0].to_numpy() if len(df.columns) else df.to_numpy().ravel()
    ),
    DataFormat.NUMPY_MATRIX: lambda df: df.to_numpy() if len(df.columns) else df.to_numpy().ravel(),
    DataFormat.PANDAS_SERIES: _only,
    DataFormat.POLARS_DATAFRAME: _polars,
    DataFormat.POLARS_LAZYFRAME: lambda df: _polars(df).lazy(),
    DataFormat.POLARS_SERIES: lambda df: _polars(_only(df)),
    DataFormat.PYARROW_ARRAY: _arrow_array,
    DataFormat.PYARROW_TABLE: convert_pandas_df_to_arrow_table,
    DataFormat.SET_OF_VALUES: lambda df: set(_column(df)),
    DataFormat.TUPLE_OF_VALUES: lambda df: tuple(_column(df)),
    DataFormat.XARRAY_DATASET: _xarray,
    DataFormat.XARRAY_DATA_ARRAY: lambda df: _xarray(df).to_dataarray(),
}
