"""Tables and arrays in Arrow's stream format, as text: pandas, polars, Arrow and NumPy.

A value is read as what it was. pyarrow is asked only where there is such a value.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

from rerun_state.imports import library_of

LIBRARIES = frozenset({"numpy", "pandas", "polars", "pyarrow"})
_NUMBERS = "biufMmU"
"""The kinds of NumPy's types that Arrow holds as they are."""


def table_of(value: Any) -> dict[str, Any] | None:
    """A table or an array as JSON; None for anything else, whatever Arrow raises for its parts."""
    library = library_of(value)
    name = type(value).__name__
    if library == "numpy" and getattr(value, "shape", None) == () and name != "ndarray":
        name = "generic"
    if library not in LIBRARIES or (library, name) not in _WRITERS:
        return None
    table, more = _WRITERS[library, name](value)
    return {"$": f"{library}.{name}", "arrow": _written(table), **more}


def read_table(kept: dict[str, Any]) -> Any:
    """The table or array that `table_of` has written."""
    library, _, name = kept["$"].partition(".")
    return _READERS[library, name](_read(kept["arrow"]), kept)


def is_table(kept: dict[str, Any]) -> bool:
    """Is it one that `table_of` has written?"""
    return tuple(str(kept.get("$")).split(".")) in _READERS


def _written(table: Any) -> str:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return b64encode(sink.getvalue()).decode()


def _read(text: str) -> Any:
    import pyarrow as pa

    return pa.ipc.open_stream(b64decode(text)).read_all()


def _from_pandas(frame: Any) -> tuple[Any, dict[str, Any]]:
    import pyarrow as pa

    if frame.columns.nlevels == 1 and frame.columns.inferred_type.startswith("mixed"):
        raise TypeError("its columns have names of several types")
    return pa.Table.from_pandas(frame, preserve_index=True), {}


def _from_series(series: Any) -> tuple[Any, dict[str, Any]]:
    name = series.name if isinstance(series.name, str | int | None) else str(series.name)
    return _from_pandas(series.to_frame("value"))[0], {"name": name}


def _from_array(array: Any) -> tuple[Any, dict[str, Any]]:
    import pyarrow as pa

    if array.dtype.kind not in _NUMBERS:
        raise TypeError(f"an array of {array.dtype}")
    column = pa.array(array.reshape(-1))
    return pa.table({"value": column}), {"dtype": array.dtype.str, "shape": list(array.shape)}


def _to_series(table: Any, kept: dict[str, Any]) -> Any:
    return table.to_pandas()["value"].rename(kept["name"])


def _to_array(table: Any, kept: dict[str, Any]) -> Any:
    column = table["value"].to_numpy()
    return column.astype(kept["dtype"]).reshape([int(n) for n in kept["shape"]])


def _to_polars(table: Any, kept: dict[str, Any]) -> Any:
    import polars

    return polars.from_arrow(table)


def _to_polars_series(table: Any, kept: dict[str, Any]) -> Any:
    return _to_polars(table, kept)["value"].rename(kept["name"])


_WRITERS: dict[tuple[str, str], Callable[[Any], tuple[Any, dict[str, Any]]]] = {
    ("pandas", "DataFrame"): _from_pandas,
    ("pandas", "Series"): _from_series,
    ("polars", "DataFrame"): lambda frame: (frame.to_arrow(), {}),
    ("polars", "Series"): lambda series: (
        series.to_frame("value").to_arrow(),
        {"name": series.name},
    ),
    ("pyarrow", "Table"): lambda table: (table, {}),
    ("numpy", "ndarray"): _from_array,
    ("numpy", "generic"): lambda scalar: _from_array(scalar.reshape(1)),
}
_READERS: dict[tuple[str, str], Callable[[Any, dict[str, Any]], Any]] = {
    ("pandas", "DataFrame"): lambda table, kept: table.to_pandas(),
    ("pandas", "Series"): _to_series,
    ("polars", "DataFrame"): _to_polars,
    ("polars", "Series"): _to_polars_series,
    ("pyarrow", "Table"): lambda table, kept: table,
    ("numpy", "ndarray"): _to_array,
    ("numpy", "generic"): lambda table, kept: _to_array(table, kept)[0],
}
