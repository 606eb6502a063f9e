"""Arrow's tables as pandas, whatever they hold.

Arrow cannot pick rows of every type that it has, nor give each to pandas; some it gives as what
they are not: whole numbers as fractions where one is missing, here and in lists. So lists, records
and unions come as Python's objects; what a plain type beside it says as well (views on texts, runs
of equal values, times with single nanoseconds) is read as that; in the rows that are read, and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def to_pandas(table: Any, *, days: bool = True) -> pd.DataFrame:
    """An Arrow table as pandas has it, with days as such, or as the moments in which they begin.

    Of columns with one name all but the first get a number.
    """
    pa = import_module("pyarrow")
    names = told_apart(table.column_names)
    if names != table.column_names:
        table = table.rename_columns(names).replace_schema_metadata(table.schema.metadata)
    table = of_plain_types(table)
    apart: dict[str, Any] = {}
    for at, name in enumerate(table.column_names):
        made = _apart(pa, table.column(at))
        if made is not None:
            apart[name] = made
            table = table.set_column(at, name, pa.chunked_array([pa.nulls(len(table))]))
    # Each by itself, columns may stay in Arrow's memory; of other types Arrow cannot do that.
    apart_in_memory = not any(isinstance(each.type, pa.BaseExtensionType) for each in table.schema)
    frame = table.to_pandas(date_as_object=days, split_blocks=apart_in_memory)
    levels = (table.schema.pandas_metadata or {"index_columns": ()})["index_columns"]
    body = [name for name in table.column_names if name not in levels]
    for at, name in enumerate(body):
        if name in apart:
            frame.isetitem(at, import_module("pandas").Series(apart[name], index=frame.index))
    return frame  # type: ignore[no-any-return]


def is_counted(table: Any) -> bool:
    """Are its rows counted and its columns named by texts, if it came from pandas?"""
    told: Mapping[str, Any] | None = table.schema.pandas_metadata
    if told is None:
        return True
    counted = {"kind": "range", "name": None, "start": 0, "stop": len(table), "step": 1}
    kinds = [each["pandas_type"] for each in told["column_indexes"]]
    return told["index_columns"] == [counted] and kinds == ["unicode"]


def of_plain_types(table: Any) -> Any:
    """A table of types that pandas can be given, or that say themselves what they are."""
    pa = import_module("pyarrow")
    for at, field in enumerate(table.schema):
        if isinstance(field.type, pa.BaseExtensionType) or _is_plain(field.type):
            continue
        values = _plain(pa, table.column(at))
        if values.type != field.type:
            table = table.set_column(at, field.with_type(values.type), values)
    return table


def polars_to_pandas(frame: Any, *, days: bool = True) -> pd.DataFrame:
    """A polars table in the same way."""
    polars = import_module("polars")
    odd = {at: frame.to_series(at) for at, kind in enumerate(frame.dtypes) if not travels(kind)}
    empty = [polars.lit(None).alias(each.name) for each in odd.values()]
    frame = frame.with_columns(empty) if odd else frame
    made = to_pandas(frame.to_arrow(), days=days)
    for at, series in odd.items():
        values = import_module("pandas").Series(series.to_list(), dtype=object)
        made.isetitem(at, values)
    return made


def as_it_lies(series: Any) -> Any:
    """A column of polars as Arrow's in the same memory; None of what Arrow does not have."""
    if not travels(series.dtype):
        return None
    level = getattr(import_module("polars"), "CompatLevel", None)
    kept = {} if level is None else {"compat_level": level.newest()}
    try:
        found = series.to_arrow(**kept)
        getattr(found, "dictionary", None)  # of texts as well
    except KeyError:  # Arrow before 16 does not know all types in which polars has these
        found = series.to_arrow()
    return found


@lru_cache(256)
def travels(kind: Any) -> bool:
    """Has Arrow that type of polars', and those within it?"""
    inner = getattr(kind, "inner", None)
    within = [each.dtype for each in getattr(kind, "fields", ())]
    return str(kind) not in ("Object", "Int128", "UInt128") and all(
        map(travels, within if inner is None else [inner, *within])
    )


def told_apart(names: Iterable[str]) -> list[str]:
    """The names of columns, with a number at those that repeat."""
    told: dict[str, None] = {}
    for name in names:
        numbers, free = count(2), name
        while free in told:
            free = f"{name} ({next(numbers)})"
        told[free] = None
    return [*told]


@lru_cache(256)
def _is_plain(kind: Any) -> bool:
    """Has a column of that type one that pandas can be given, whatever it holds?"""
    pa = import_module("pyarrow")
    may_differ = pa.types.is_run_end_encoded(kind) or pa.types.is_dictionary(kind)
    return not may_differ and bool(plain_type(pa, kind).equals(kind))


def _plain(pa: Any, column: Any) -> Any:
    """A column with a type that pandas can be given."""
    if pa.types.is_run_end_encoded(column.type):  # which old versions keep to themselves
        decode = import_module("pyarrow.compute").run_end_decode
        chunks = [decode(chunk) for chunk in column.chunks]
        column = pa.chunked_array(chunks, column.type.value_type)
    if pa.types.is_dictionary(column.type):
        column = _counted(pa, column) if _are_options(pa, column) else _decoded(pa, column)
    kind = plain_type(pa, column.type)
    return column if kind == column.type else column.cast(kind, safe=False)


def _are_options(pa: Any, column: Any) -> bool:
    """Can the dictionary's values be pandas' categories: plain, all there, none of them twice?"""
    if not _is_flat(pa, column.type.value_type):
        return False
    options = [chunk.dictionary for chunk in column.chunks]
    return not any(each.null_count or len(each.unique()) < len(each) for each in options)


def _counted(pa: Any, column: Any) -> Any:
    """A column with a dictionary whose positions old versions can give to pandas."""
    kind = column.type
    if not pa.types.is_unsigned_integer(kind.index_type):
        return column
    chunks = [
        pa.DictionaryArray.from_arrays(
            each.indices.cast("int64"), each.dictionary, ordered=kind.ordered
        )
        for each in column.chunks
    ]
    return pa.chunked_array(chunks, pa.dictionary("int64", kind.value_type, kind.ordered))


def _decoded(pa: Any, column: Any) -> Any:
    """The values of a column with a dictionary; with a better one, where there can be one."""
    kind = column.type.value_type
    chunks = [chunk.dictionary.take(chunk.indices) for chunk in column.chunks]
    column = pa.chunked_array(chunks, kind)
    may_repeat = _is_flat(pa, kind) and not pa.types.is_null(kind)
    return column.dictionary_encode() if may_repeat else _plain(pa, column)


def _is_flat(pa: Any, kind: Any) -> bool:
    nested = pa.types.is_nested(kind) or isinstance(kind, pa.BaseExtensionType)
    return not (nested or pa.types.is_dictionary(kind) or pa.types.is_run_end_encoded(kind))


def _apart(pa: Any, column: Any) -> Any:
    """The values of a column as pandas is to have them; None where it makes these itself."""
    if pa.types.is_nested(column.type):
        values = import_module("numpy").empty(len(column), object)
        values[:] = column.to_pylist()
        return values
    if column.null_count and pa.types.is_integer(column.type):
        pd = import_module("pandas")
        name = str(column.type).replace("u", "U").replace("int", "Int")
        return getattr(pd, f"{name}Dtype")().__from_arrow__(column)
    return None


def picked(table: Any, rows: np.ndarray[Any, Any]) -> Any:
    """Some rows of a table, in that order."""
    pa = import_module("pyarrow")
    try:
        return table.take(rows)
    except pa.ArrowNotImplementedError:  # of some type, for which single rows have to do
        return pa.concat_tables([table.slice(at, 1) for at in rows.tolist()] or [table.slice(0, 0)])


def taken(column: Any, rows: np.ndarray[Any, Any]) -> Any:
    """Some rows of a column, in that order and of the type that it has."""
    pa = import_module("pyarrow")
    try:
        return column.take(rows)
    except pa.ArrowNotImplementedError:  # of views, or of runs
        kind = column.type
        plain = plain_type(pa, kind)
        if plain == kind:
            return picked(pa.table({"": column}), rows).column(0)
        return column.cast(plain, safe=False).take(rows).cast(kind, safe=False)


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
    if isinstance(kind, pa.BaseExtensionType):
        return kind
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
