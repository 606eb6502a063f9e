"""What a browser asks for of a table that is shown through windows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST = 10_000
"""Rows that one answer may have."""
_LONGEST_QUERY = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Some rows of a view on a table: in an order, of those in which words were found."""

    start: int
    stop: int
    sort: tuple[int, bool] | None = None  # a column as sent, and whether it goes down
    query: str = ""
    columns: tuple[int, ...] = ()  # where to look for the words
    edits: str = ""  # JSON of those of a reader's edits which make a difference to it
    about: int | None = None  # a column, of which all rows are looked at, in place of some rows

    @property
    def view(self) -> tuple[Any, ...] | None:
        """Which rows there are in which order; None for all as they are."""
        if self.sort is None and not self.query.split() and not self.edits:
            return None
        return self.sort, self.query, self.columns, self.edits

    @property
    def reads(self) -> tuple[int, ...]:
        """The columns that decide on the view."""
        searched = self.columns if self.query.split() else ()
        return searched if self.sort is None else (*searched, self.sort[0])


def wanted(content: Mapping[str, Any], columns: int) -> Wanted:
    """What a browser asks for; ValueError for what makes no sense."""
    start, stop, sort = (content.get(name) for name in ("start", "stop", "sort"))
    query, among = content.get("query", ""), content.get("columns", [])
    if type(start) is not int or type(stop) is not int or not 0 <= start <= stop <= start + MOST:
        raise ValueError("no rows of a table")
    if not isinstance(query, str) or len(query) > _LONGEST_QUERY:
        raise ValueError("nothing to look for")
    if sort is not None:
        if not isinstance(sort, list) or len(sort) != 2 or type(sort[1]) is not bool:
            raise ValueError("not an order")
        _check_column(sort[0], columns)
        sort = (sort[0], sort[1])
    if not isinstance(among, list) or len(among) > columns:
        raise ValueError("not the columns of a table")
    for at in among:
        _check_column(at, columns)
    about = content.get("about")
    if about is not None:
        _check_column(about, columns)
    edits = content.get("edits")
    if edits is not None and not isinstance(edits, dict):
        raise ValueError("not edits of a table")
    known = "" if edits is None else json.dumps(edits)
    return Wanted(start, stop, sort, query, tuple(among), known, about)


def _check_column(at: Any, columns: int) -> None:
    if type(at) is not int or not 0 <= at < columns:
        raise ValueError("not a column of the table")
