"""Streamlit's functions for tables, which packages of components use, on our own conversions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rerun_state.elements.data.given.frames import to_usual
from rerun_state.elements.data.given.makes import is_table
from rerun_state.elements.data.given.plans import warn_of_rest
from rerun_state.imports import library_of, pandas

ROWS = 10_000
"""How many rows of what is evaluated for the purpose are taken by default."""


def convert_anything_to_pandas_df(
    data: Any, max_unevaluated_rows: int = ROWS, ensure_copy: bool = False
) -> Any:
    """Any data as a DataFrame; of a plan without its data the first rows."""
    if is_unevaluated_data_object(data) and hasattr(data, "limit"):
        data = data.limit(max_unevaluated_rows)
    frame = to_usual(data)
    warn_of_rest(data, len(frame))
    return frame.copy() if ensure_copy and frame is data else frame


def convert_anything_to_list(obj: Any) -> list[Any]:
    """The items of a collection; of a table those of its first column."""
    if obj is None:
        return []
    if isinstance(obj, str):
        return [obj]
    if is_table(obj):
        frame = to_usual(obj)
        return [] if frame.empty else list(frame.iloc[:, 0])
    return list(obj) if isinstance(obj, Iterable) else [obj]


def convert_pandas_df_to_arrow_bytes(df: Any) -> bytes:
    """A DataFrame as a stream of Arrow's format."""
    return convert_arrow_table_to_arrow_bytes(convert_pandas_df_to_arrow_table(df))


def convert_anything_to_arrow_bytes(data: Any, max_unevaluated_rows: int = ROWS) -> bytes:
    """Any data as a stream of Arrow's format."""
    return convert_pandas_df_to_arrow_bytes(
        convert_anything_to_pandas_df(data, max_unevaluated_rows)
    )


def convert_arrow_table_to_arrow_bytes(table: Any) -> bytes:
    """An Arrow table as a stream of Arrow's format."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.RecordBatchStreamWriter(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def convert_arrow_bytes_to_pandas_df(source: bytes) -> Any:
    """The DataFrame in a stream of Arrow's format."""
    import pyarrow as pa

    return pa.RecordBatchStreamReader(source).read_pandas()


def is_dataframe_like(obj: object) -> bool:
    """Is this a table of some library, or a column of one?"""
    return is_table(obj)


def is_pandas_data_object(obj: object) -> bool:
    """Is it a DataFrame, a Series, an Index, or an array of pandas?"""
    return library_of(obj) == "pandas" and is_table(obj)


def _is_of(*libraries: str, name: str | None = None) -> Callable[[object], bool]:
    """Whether an object's class is one of these libraries, and has that name."""
    return lambda obj: library_of(obj) in libraries and name in (None, type(obj).__name__)


is_polars_dataframe = _is_of("polars", name="DataFrame")
is_polars_series = _is_of("polars", name="Series")
is_polars_lazyframe = _is_of("polars", name="LazyFrame")
is_duckdb_relation = _is_of("duckdb", "_duckdb")
is_dask_object = _is_of("dask", "dask_expr")
is_modin_data_object = _is_of("modin")
is_pyspark_data_object = _is_of("pyspark")
is_snowpark_data_object = _is_of("snowflake")
is_xarray_dataset = _is_of("xarray", name="Dataset")
is_xarray_data_array = _is_of("xarray", name="DataArray")


def is_unevaluated_data_object(obj: object) -> bool:
    """Is it a plan without its data?"""
    return is_polars_lazyframe(obj) or library_of(obj) in ("dask", "duckdb", "pyspark", "snowflake")


def convert_pandas_df_to_arrow_table(df: Any, *, preserve_index: bool | None = None) -> Any:
    """A DataFrame as an Arrow table."""
    import pyarrow as pa

    return pa.Table.from_pandas(df, preserve_index=preserve_index)


def has_range_index(df: Any) -> bool:
    """Has a DataFrame the index that counts its rows?"""
    return isinstance(getattr(df, "index", None), pandas().RangeIndex)
