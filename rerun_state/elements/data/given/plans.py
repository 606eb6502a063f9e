"""Data that are computed elsewhere, row by row: plans, cursors, functions that yield.

Nobody knows how many rows they have, and each of them costs whoever computes it. So the first ones
are asked for, as many as Streamlit asks for, and what shows them says so.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from importlib import import_module
from inspect import isgeneratorfunction
from itertools import islice
from typing import Any, NamedTuple, ParamSpec, TypeVar

from rerun_state.errors import StreamlitDataframeConversionError, an
from rerun_state.imports import library_of
from rerun_state.runtime.execution.failure import is_panic

T = TypeVar("T")
P = ParamSpec("P")

MOST = 10_000
"""Rows that are asked for."""

_NAMED = 5  # columns, where an error speaks of data

_COMPUTING = ("toPandas", "collect", "compute")
_LIMITING = ("limit", "take", "head")  # methods that leave a plan its first rows
_DASK = ("dask", "dask_expr")
_IN_MEMORY = ("pandas", "numpy", "pyarrow", "xarray")


class Plan(NamedTuple):
    """Data of which a part can be asked for."""

    first: Callable[[int], Any]
    """As many of the rows, as data that are there; or as a plan which has no more of them."""
    whole: str
    """What gives a program all of them."""


def calmly(data: Any, call: Callable[P, T]) -> Callable[P, T]:
    """The call, which reads of the data, with an error of ours where it panics.

    It would pass by all who look for an Exception.
    """

    def calm(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return call(*args, **kwargs)
        except BaseException as error:
            if not is_panic(error):
                raise
            raise StreamlitDataframeConversionError(_of_panic(data, error)) from error

    return calm


def _of_panic(data: Any, panic: BaseException) -> str:
    library = library_of(data)
    names = data.collect_schema().names() if is_method(data, "collect_schema") else []
    told = f" with the columns {', '.join(names[:_NAMED])}{', …'[: 3 * (len(names) > _NAMED)]}"
    return (
        f"{library} panicked over {an(type(data).__name__)}{told if names else ''}: "
        f"{str(panic).strip().rstrip('.')}. Look for the values or the expression that this "
        "speaks of in parts of it, by select() and head(). If they are as they should be, "
        f"another version of {library} may help."
    )


def native(data: Any) -> Any:
    """The table that narwhals, which speaks of those of many makes, stands for; else the data."""
    offers = library_of(data) == "narwhals" and is_method(data, "to_native")
    return data.to_native() if offers else data


def is_lazy_frame(data: Any) -> bool:
    """Is it a plan of polars?"""
    return library_of(data) == "polars" and type(data).__name__ == "LazyFrame"


def is_dataset(data: Any) -> bool:
    """Is it a dataset of Arrow, of whichever kind?"""
    return library_of(data) == "pyarrow" and type(data).__name__.endswith("Dataset")


def plan_of(data: Any) -> Plan | None:
    """How rows of such data are asked for; None for data that are there."""
    data = native(data)
    if isgeneratorfunction(data):
        return Plan(lambda rows: list(islice(data(), rows)), "list()")
    if type(data).__name__ == "DuckDBPyRelation":
        return Plan(lambda rows: data.limit(rows).df(), "df()")
    if is_cursor(data):
        return Plan(lambda rows: _fetched(data, rows), "fetchall()")
    return _by_methods(data)


def reads_anywhere(data: Any) -> bool:
    """May any thread read the data, whatever another one does with them?

    A connection takes one call at a time, and fails the program's own while it answers a reader's.
    """
    return plan_of(data) is None or library_of(native(data)) == "polars"


def _by_methods(data: Any) -> Plan | None:
    library = library_of(data)
    if library in _IN_MEMORY:
        return None
    # Other things than tables can be collected and have limits: a formula of SymPy, for one.
    known = library in ("polars", *_DASK) or is_method(data, "to_pandas")
    computing = _first_of(_COMPUTING if known else ("toPandas",), data)
    if "modin" in type(data).__module__.split("."):  # which lies on many machines
        computing = _first_of(("to_pandas", "_to_pandas"), data)
    elif hasattr(type(data), "__arrow_c_stream__") and library != "polars":
        computing = _first_of(("toPandas",), data)  # all others give their rows as they are asked
    limiting = _first_of(_LIMITING, data)
    if computing is None or limiting is None:
        return None
    more = {"npartitions": -1} if library in _DASK else {}  # else the first part alone is asked
    return Plan(lambda rows: getattr(data, limiting)(rows, **more), f"{computing}()")


def _first_of(names: Iterable[str], data: Any) -> str | None:
    return next((name for name in names if is_method(data, name)), None)


def note_on(data: Any, rows: int, shown: int | None = None) -> str | None:
    """What is to be said of a table with so many rows of the data, of which some may be shown.

    None where it has all of them.
    """
    plan = plan_of(data) if rows >= MOST else None
    if plan is None:
        return None
    first = f"These are the first {rows if shown is None else shown:,} rows."
    return f"{first} There may be more: {plan.whole} gives all of them."


def warn_of_rest(data: Any, rows: int) -> None:
    """Say the same where the page has no place for it."""
    if (note := note_on(data, rows)) is not None:
        warnings.warn(note, UserWarning, stacklevel=4)


def is_cursor(data: Any) -> bool:
    """Is this a cursor of a database (PEP 249) with rows to fetch?"""
    methods = ("fetchall", "fetchmany", "execute")  # of the class: an object may have any entry
    return all(is_method(data, name) for name in methods) and hasattr(data, "description")


def is_method(data: Any, name: str) -> bool:
    """Has its class a method of that name?"""
    return callable(getattr(type(data), name, None))


def _fetched(cursor: Any, rows: int) -> Any:
    names = [column[0] for column in cursor.description or ()]
    return import_module("pandas").DataFrame(cursor.fetchmany(rows), columns=names)
