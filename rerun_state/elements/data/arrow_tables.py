"""Arrow's tables as pandas, whatever they hold.

Arrow cannot pick rows of every type that it has, nor give each to pandas: views on texts, which
polars' files and streams hold, runs of equal values, times with single nanoseconds. These are read
as the plain types beside them, in the rows that are read and nowhere else.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def to_pandas(table: Any) -> pd.DataFrame:
    """An Arrow table as pandas has it."""
    return _of_plain_types(table).to_pandas()  # type: ignore[no-any-return]


def written(table: Any) -> bytes | None:
    """All that a table holds, and no more of the memory in which it lies; None if Arrow cannot."""
    pa = import_module("pyarrow")
    sink = pa.BufferOutputStream()
    try:
        plain = _of_plain_types(table)
        with pa.ipc.new_stream(sink, plain.schema) as writer:
            writer.write_table(plain)
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return None
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _of_plain_types(table: Any) -> Any:
    """A table that pandas can be given."""
    pa = import_module("pyarrow")
    for at, field in enumerate(table.schema):
        if plain_type(pa, field.type) != field.type or pa.types.is_run_end_encoded(field.type):
            values = _plain(pa, table.column(at))
            table = table.set_column(at, field.with_type(values.type), values)
    return table


def _plain(pa: Any, column: Any) -> Any:
    """A column with a type that pandas can be given."""
    if pa.types.is_run_end_encoded(column.type):  # which old versions keep to themselves
        decode = import_module("pyarrow.compute").run_end_decode
        chunks = [decode(chunk) for chunk in column.chunks]
        column = pa.chunked_array(chunks, column.type.value_type)
    kind = plain_type(pa, column.type)
    return column if kind == column.type else column.cast(kind, safe=False)


def picked(table: Any, rows: np.ndarray[Any, Any]) -> Any:
    """Some rows of a table, in that order."""
    pa = import_module("pyarrow")
    try:
        return table.take(rows)
    except pa.ArrowNotImplementedError:  # of some type, for which single rows have to do
        return pa.concat_tables([table.slice(at, 1) for at in rows.tolist()] or [table.slice(0, 0)])


@cache
def _views(pa: Any) -> dict[Any, Any]:
    """The types of views, of which old versions of Arrow have none, and the plain ones."""
    names = {"string_view": "large_string", "binary_view": "large_binary"}
    return {
        getattr(pa, view)(): getattr(pa, plain)()
        for view, plain in names.items()
        if hasattr(pa, view)
    }


def plain_type(pa: Any, kind: Any) -> Any:
    """The type as which values of a type can be read: itself, if they are plain."""
    types = pa.types
    if kind in _views(pa):
        return _views(pa)[kind]
    if types.is_time64(kind) and kind.unit == "ns":
        return pa.time64("us")
    if types.is_list(kind):
        return pa.list_(plain_type(pa, kind.value_type))
    if types.is_large_list(kind):
        return pa.large_list(plain_type(pa, kind.value_type))
    if types.is_fixed_size_list(kind):
        return pa.list_(plain_type(pa, kind.value_type), kind.list_size)
    if types.is_struct(kind):
        return pa.struct([field.with_type(plain_type(pa, field.type)) for field in kind])
    return kind
