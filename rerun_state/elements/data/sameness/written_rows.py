"""What tables of polars and Arrow hold, to the last value: by that they are known again.

Each library writes its rows down as they lie, at a fraction of encoding them. Rows that lie far
apart it would gather first, in threads which take longer to begin than to do it; so the numbers
among them are read where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.given.arrow_tables import of_plain_types, picked
from rerun_state.elements.data.given.plans import MOST, calmly
from rerun_state.imports import library_of
from rerun_state.patterns import pattern

if TYPE_CHECKING:
    from rerun_state.elements.data.sameness.bits import Array

Content = tuple[Any, bytes]
"""What tables that may be the same have in common, and what they hold."""


_TABLES = {"polars": "DataFrame", "pyarrow": "Table"}
_NUMBERS = pattern(
    r"U?Int(8|16|32|64)|Float\d+|(Datetime|Duration)\(.*"
    r"|u?int\d+|halffloat|float|double|(timestamp|duration)\[.*"
)
_OF_POLARS = pattern("Object|Int128")  # which may be the name of a field as well


def content_of(rows: Any, *, days: bool = True) -> Content | None:
    """What a table of polars or of Arrow is and holds.

    None of any other, and of one that has more rows than are sent at once. `days` as for a reading.
    """
    library = library_of(rows)
    if type(rows).__name__ != _TABLES.get(library) or len(rows) > MOST:
        return None
    types = _types(rows)
    told = _written(rows, types)
    return None if told is None else ((library, len(rows), *types, days), told)


def content_of_every(table: Any, step: int, *, days: bool = True) -> Content | None:
    """The same of every so-many-th row of such a table, however many it has."""
    types = _types(table)
    there = {at: each for at, each in enumerate(_arrays(table, types)) if each is not None}
    told = [each[::step].tobytes() for each in there.values()]
    if others := [at for at in range(len(types)) if at not in there]:
        rest = _written(_of_every(table, step, others), [types[at] for at in others])
        if rest is None:
            return None
        told.append(rest)
    kind = (library_of(table), step, len(table), _heads(table), *types, *there, days)
    return kind, b"".join(told)


def _types(table: Any) -> list[str]:
    is_polars = library_of(table) == "polars"
    return [*map(str, table.dtypes if is_polars else table.schema.types)]


def _heads(table: Any) -> Any:
    """What is said above the rows."""
    if library_of(table) == "polars":
        return tuple(table.columns)
    return table.schema.serialize().to_pybytes()


def _arrays(table: Any, types: Iterable[str]) -> Iterator[Array | None]:
    """Where the columns lie: those of numbers, in one piece, of which none is missing."""
    is_polars = library_of(table) == "polars"
    columns = table.get_columns() if is_polars else table.columns
    for column, kind in zip(columns, types, strict=True):
        yield _lying(column, is_polars) if _are_numbers(kind) else None


def _lying(column: Any, is_polars: bool) -> Array | None:
    try:
        if is_polars:
            return column.to_numpy(allow_copy=False)  # type: ignore[no-any-return]
        return column.chunk(0).to_numpy() if column.num_chunks == 1 else None
    except (RuntimeError, ValueError):  # as some are missing, or lie elsewhere
        return None


@lru_cache(256)
def _are_numbers(kind: str) -> bool:
    """Are they numbers, or moments, to NumPy as well?"""
    return _NUMBERS.fullmatch(kind) is not None


@lru_cache(256)
def _may_stay(kind: str) -> bool:
    """May it be a type of polars' that nobody else has?"""
    return _OF_POLARS.search(kind) is not None


def _of_every(table: Any, step: int, columns: list[int]) -> Any:
    """Every so-many-th row of some columns, as a table."""
    import numpy as np

    rows = np.arange(0, len(table), step, dtype=np.int32)
    if library_of(table) == "pyarrow":
        return picked(table.select(columns), rows)
    is_part = len(columns) < table.width  # of which another table is made
    return (table[:, columns] if is_part else table)[rows]


def _written(rows: Any, types: Iterable[str]) -> bytes | None:
    """All that rows hold, and no more of the memory in which they lie; None if that cannot be."""
    if library_of(rows) == "pyarrow":
        return _written_by_arrow(rows)
    if any(map(_may_stay, types)):
        return None
    level = getattr(import_module("polars"), "CompatLevel", None)
    if level is None:  # in versions that write fewer types than they give to Arrow
        return _written_by_arrow(calmly(rows, rows.to_arrow)())
    sink = BytesIO()
    calmly(rows, rows.write_ipc_stream)(sink, compat_level=level.oldest())
    return sink.getvalue()


def _written_by_arrow(table: Any) -> bytes | None:
    pa = import_module("pyarrow")
    sink = pa.BufferOutputStream()
    try:
        plain = of_plain_types(table)
        with pa.ipc.new_stream(sink, plain.schema) as writer:
            writer.write_table(plain)
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return None
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]
