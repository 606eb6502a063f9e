"""What data are: tables, records, streams, with names for their rows or without."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, is_dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Any

from rerun_state.elements.data.given.plans import is_method, plan_of
from rerun_state.imports import library_of, pandas

_ROWS_BY_NAME = (MappingProxyType, UserDict)
WORDS = (str, bytes, bytearray, memoryview)
"""What is one value, though it has parts."""


def is_table(data: Any) -> bool:
    """Is this an object whose class is made to hold a table or a column of one?"""
    module = library_of(data)
    if module in ("builtins", "collections", "types", "datetime") or isinstance(data, type):
        return False
    name = type(data).__name__
    if module == "pandas":
        named = name in ("DataFrame", "Series", "Styler", "Categorical")
        return named or name.endswith(("Index", "Array"))
    if module == "numpy":
        return isinstance(data, numpy_array())
    if module == "pyarrow":
        return name in ("Table", "Array", "ChunkedArray", "RecordBatch") or name.endswith(
            ("Array", "Dataset")
        )
    if module == "polars":
        return name in ("DataFrame", "LazyFrame", "Series")
    return (
        hasattr(type(data), "__dataframe__")  # an object may claim to have whatever it is asked for
        or hasattr(type(data), "__arrow_c_stream__")
        or is_method(data, "to_pandas")
        or is_method(data, "toPandas")
        or (not callable(data) and plan_of(data) is not None)
    )


def is_styler(data: Any) -> bool:
    """Is this a pandas Styler?"""
    return type(data).__name__ == "Styler" and library_of(data) == "pandas"


def is_reader(data: Any) -> bool:
    """Is this a stream of Arrow's, whose rows can be had once?"""
    return library_of(data) == "pyarrow" and type(data).__name__ == "RecordBatchReader"


def is_ndarray(data: Any) -> bool:
    """Is this an array of NumPy's, and of no class that is made of it?"""
    return type(data).__name__ == "ndarray" and library_of(data) == "numpy"


def has_no_index(data: Any) -> bool:
    """Does data of this make have rows without names, so that numbering them says nothing?"""
    if data is None or library_of(data) in ("pandas", "xarray") or names_its_rows(data):
        return False
    if isinstance(data, Mapping):
        return (
            bool(data)
            and not all(is_scalar(value) for value in data.values())
            and not any(isinstance(value, Mapping) for value in data.values())
        )
    return True


def hides_index(given: Any, data: Any, frame: Callable[[], Any], *, if_counting: bool) -> bool:
    """Is the index of the table of `data` left out: as `given`, or where that is better?

    It is where the data have none; with `if_counting` also where it only counts the rows.
    """
    if given is not None:
        return bool(given)
    return has_no_index(data) or (if_counting and isinstance(frame().index, pandas().RangeIndex))


def names_its_rows(data: Any) -> bool:
    """Is each entry a row with a name: of records, and of what only stands for a dictionary?"""
    return is_record(data) or isinstance(data, _ROWS_BY_NAME) or is_ours(data)


def is_record(data: Any) -> bool:
    """Is this a dataclass, a named tuple or a pydantic model?"""
    return (
        (is_dataclass(data) and not isinstance(data, type))
        or (isinstance(data, tuple) and hasattr(data, "_asdict"))
        or (hasattr(type(data), "model_fields") and hasattr(data, "model_dump"))
    )


def dict_of(data: Any) -> Any:
    """A record as a dictionary; anything else as it is."""
    if not is_record(data):
        return data
    if is_dataclass(data) and not isinstance(data, type):
        return asdict(data)
    return data.model_dump() if hasattr(data, "model_dump") else data._asdict()


def is_ours(data: Any) -> bool:
    """Is this the state, the secrets or the address of an app?"""
    return library_of(data) == "rerun_state" and is_method(data, "to_dict")


def is_scalar(value: Any) -> bool:
    """Is this one value of a cell, and no row of them?"""
    if isinstance(value, WORDS) or value is None or isinstance(value, (set, frozenset)):
        return True
    return (
        not isinstance(value, Iterable)
        and not is_dataclass(value)
        and not hasattr(value, "__array__")
    ) or (hasattr(value, "dtype") and not getattr(value, "shape", (1,)))


def numpy_array() -> Any:
    """The class of NumPy's arrays."""
    return import_module("numpy").ndarray
