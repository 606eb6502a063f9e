"""A table as one block of bytes, column by column, with a list that says what is where.

Each column is described by a dictionary:

name    the column's name: a text or a whole number; a list of them for names of several levels
type    what its values mean: bool, int, float, text, datetime, date, time, timedelta, decimal,
        category, list, json, bytes, period, interval or empty; dates, times and durations are
        milliseconds: since 1970, since midnight, or in all
enc     how they are stored: "i4", "f8" and "u1" are arrays; "text" is one of the lengths, of 32
        bits and counted in UTF-16 units
at      where the array begins; for a text also `text`, where the texts of all columns begin: one
        UTF-8 text, column after column, up to the end of the block
nulls   where one byte for each row begins that is 1 for a missing value; absent if none is missing
index   True for a column of the index; a range is described alone, by `range`: [start, step]

So a value that changes moves nothing but the texts after it, and what is said of the columns stays
as it is: of a table that is sent again only those bytes travel.

Why not Arrow: it would cost users pyarrow and the browser a reader of 200 kB, where the arrays are
the same; a table of 100,000 rows takes a few milliseconds either way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.encoding.cell_texts import plain_name
from rerun_state.elements.data.encoding.column_bytes import Writer, write, write_few
from rerun_state.imports import pandas

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd


@dataclass(frozen=True)
class Columnar:
    """A table on its way to the browser."""

    rows: int
    columns: list[dict[str, Any]]
    data: bytes
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def mark(self) -> bytes:
        """What tells the data from others, for the identity of an element."""
        return blake2b(self.data, digest_size=16).digest()

    def heads(self, columns: list[dict[str, Any]]) -> str:
        """All that is said of these columns, or what has been made of them, as one text."""
        return self.once("heads", lambda: str(columns)) if columns is self.columns else str(columns)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What is made of the same table whenever it is, under a name: it is made once."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def props(self) -> dict[str, Any]:
        """The three as properties of an element."""
        return {"rows": self.rows, "columns": self.columns, "data": self.data}


def encode(frame: pd.DataFrame, *, index: bool = True, repeating: Collection[str] = ()) -> Columnar:
    """A DataFrame as bytes; without its index if the caller has no use for it.

    Texts of columns that are `repeating` travel once, where they are few.

    Raises ValueError if two columns have the same name.
    """
    names = list(frame.columns)
    if not frame.columns.is_unique:
        raise ValueError(f"Duplicate column names found: {names}")
    writer = Writer()
    columns: list[dict[str, Any]] = []
    if index:
        columns += _index(frame.index, writer)
    for name, series in frame.items():
        head = write_few(series, writer) if name in repeating else None
        columns.append({"name": _title(name), **(head or write(series, writer))})
    for column in columns:
        if column["enc"] == "text":
            column["text"] = writer.size
    return Columnar(len(frame), columns, writer.finish())


def _index(index: pd.Index[Any], writer: Writer) -> list[dict[str, Any]]:
    pd = pandas()
    if isinstance(index, pd.RangeIndex):
        head = {"name": _title(index.name), "type": "int", "enc": "range"}
        return [{**head, "range": [int(index.start), int(index.step)], "index": True}]
    levels = [index.get_level_values(level) for level in range(index.nlevels)]
    return [
        {"name": _title(level.name), **write(level.to_series(), writer), "index": True}
        for level in levels
    ]


def _title(name: Any) -> Any:
    """The name of a column; a fraction as a text: what Python calls 1.0, a browser calls 1."""
    if isinstance(name, tuple):
        return [_title(part) for part in name]
    plain = plain_name(name)
    if type(plain) is float:
        return None if plain != plain else str(plain)
    return plain
