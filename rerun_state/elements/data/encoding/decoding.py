"""Tables read back from the bytes that a page is sent, as pandas."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from rerun_state.imports import pandas

if TYPE_CHECKING:
    import pandas as pd

_NANOSECONDS = 2**63 / 1e6
"""As many milliseconds make more nanoseconds than 64 bits hold."""


def decode(rows: int, columns: list[dict[str, Any]], data: bytes) -> pd.DataFrame:
    """The table that `encode` was given, as far as its types travel."""
    pd = pandas()
    texts = _texts_in(columns, rows, data)
    series = [_values(column, rows, data, texts) for column in columns]
    levels = [(c, s) for c, s in zip(columns, series, strict=True) if c.get("index")]
    body = [(c, s) for c, s in zip(columns, series, strict=True) if not c.get("index")]
    names = [_tuple(c["name"]) for c, _ in body]
    frame = pd.DataFrame(dict(enumerate(s for _, s in body)), index=range(rows))
    several = names and isinstance(names[0], tuple)
    frame.columns = pd.MultiIndex.from_tuples(names) if several else names
    if len(levels) == 1:
        column, values = levels[0]
        frame.index = pd.Index(values, name=_tuple(column["name"]))
    elif levels:
        frame.index = pd.MultiIndex.from_arrays(
            [s for _, s in levels], names=[_tuple(c["name"]) for c, _ in levels]
        )
    return frame  # type: ignore[no-any-return]


def _tuple(name: Any) -> Any:
    return tuple(name) if isinstance(name, list) else name


def _values(column: dict[str, Any], rows: int, data: bytes, texts: Iterator[str]) -> Any:
    import numpy as np

    pd = pandas()
    enc, kind = column["enc"], column["type"]
    if enc == "range":
        start, step = column["range"]
        return pd.RangeIndex(start, start + step * rows, step)
    values: Any
    if enc == "text":
        values = [*islice(texts, rows)]
    elif enc == "code":
        values = [column["texts"][code] for code in data[column["at"] :][:rows]]
    else:
        values = np.frombuffer(data, "<" + enc if enc != "u1" else enc, rows, column["at"])
    nulls = np.zeros(rows, bool)
    if "nulls" in column:
        nulls = np.frombuffer(data, "u1", rows, column["nulls"]).astype(bool)
    return _typed(kind, values, nulls, column)


def _texts_in(columns: list[dict[str, Any]], rows: int, data: bytes) -> Iterator[str]:
    """The texts of all columns, one after the other."""
    import numpy as np

    told = [column for column in columns if column["enc"] == "text"]
    units = data[told[0]["text"] :].decode().encode("utf-16-le") if told else b""
    at = 0
    for column in told:
        for size in np.frombuffer(data, "<i4", rows, column["at"]).tolist():
            yield units[at : at + 2 * size].decode("utf-16-le")
            at += 2 * size


def _typed(kind: str, values: Any, nulls: Any, column: dict[str, Any]) -> Any:
    """A column as pandas has it: an array where there is one of its type, else objects."""
    read = _ARRAYS.get(kind)
    found = None if read is None else read(values, nulls, column)
    return _objects(kind, values, nulls) if found is None else found


def _datetimes(values: Any, nulls: Any, column: dict[str, Any]) -> Any:
    pd = pandas()
    try:
        stamps = pd.Series(pd.to_datetime(values, unit="ms"))
    except pd.errors.OutOfBoundsDatetime:
        stamps = pd.Series(_microseconds(values).astype("M8[us]"))
    if "tz" in column:
        stamps = stamps.dt.tz_localize("UTC").dt.tz_convert(column["tz"])
    return stamps.mask(nulls)


def _integers(values: Any, nulls: Any, column: dict[str, Any]) -> Any:
    """None for those that no array holds, which travel as texts."""
    if column["enc"] == "text":
        return None
    whole = pandas().Series(values).astype("int64")
    return whole if not nulls.any() else whole.astype("Int64").mask(nulls)


def _timedeltas(values: Any, nulls: Any, column: dict[str, Any]) -> Any:
    pd = pandas()
    if (abs(values) < _NANOSECONDS).all():  # older versions of pandas raise nothing beyond
        return pd.Series(pd.to_timedelta(values, unit="ms")).mask(nulls)
    return pd.Series(_microseconds(values).astype("m8[us]")).mask(nulls)


def _microseconds(values: Any) -> Any:
    """Milliseconds beyond the bounds of nanoseconds as whole microseconds."""
    return (values * 1e3).round().astype("i8")


def _booleans(values: Any, nulls: Any, column: dict[str, Any]) -> Any:
    """None where some are missing, for which no array of truth values has a place."""
    return None if nulls.any() else pandas().Series(values).astype(bool)


def _texts(values: Any, nulls: Any, column: dict[str, Any]) -> Any:
    """None for a column of mixed types, which travels as text."""
    if column.get("mixed"):
        return None
    pairs = zip(values, nulls, strict=True)
    return pandas().Series([None if null else v for v, null in pairs])


def _objects(kind: str, values: Any, nulls: Any) -> Any:
    import numpy as np

    pd = pandas()
    read = _READERS.get(kind, lambda value: value)
    # A column of mixed types travels as text; what a category lacks is not a number.
    missing = {"text": pd.NA, "category": np.nan}.get(kind)
    objects = [
        missing if null else read(v) for v, null in zip(list(values), nulls.tolist(), strict=True)
    ]
    return pd.Series(objects, dtype=object)


def _moment(value: Any) -> dt.datetime:
    return dt.datetime(1970, 1, 1) + dt.timedelta(milliseconds=float(value))


def _array(items: list[Any]) -> Any:
    """A list in a cell as Arrow gives it: an array, and arrays of arrays."""
    import numpy as np

    if not any(isinstance(item, list) for item in items):
        if {int, float, type(None)}.issuperset(map(type, items)) and any(items):
            items = [np.nan if item is None else item for item in items]
        return np.array(items, dtype=None if items else object)
    nested = np.empty(len(items), dtype=object)
    nested[:] = [_array(item) if isinstance(item, list) else item for item in items]
    return nested


_READERS: dict[str, Any] = {
    "bool": bool,
    "int": int,
    "date": lambda value: _moment(value).date(),
    "time": lambda value: _moment(value).time(),
    "decimal": Decimal,
    "bytes": lambda value: str(value).encode(),
    "list": lambda value: _array(json.loads(value)),
    "json": json.loads,
    "empty": lambda value: None,
}

# How columns are read for which there are arrays: of values, nulls and what is said of the column.
_ARRAYS: dict[str, Callable[[Any, Any, dict[str, Any]], Any]] = {
    "datetime": _datetimes,
    "timedelta": _timedeltas,
    "int": _integers,
    "float": lambda values, nulls, _: pandas().Series(values).mask(nulls),
    "bool": _booleans,
    "text": _texts,
}
