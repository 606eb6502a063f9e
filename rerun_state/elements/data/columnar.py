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

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, partial
from hashlib import blake2b
from math import inf, nextafter
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.cell_texts import digits, dump, dump_all, is_array, spell
from rerun_state.elements.data.pandas_tables import as_pandas_has_it
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import numpy as np
    import pandas as pd

_EXACT = 2**53
_CODES = 256  # texts that are told apart by one byte
_EPOCH = dt.datetime(1970, 1, 1)
_MILLISECOND = dt.timedelta(milliseconds=1)
_IN_MS = {"ns": 1e6, "us": 1e3, "ms": 1.0, "s": 1e-3}
_KINDS = {
    "string": "text",
    "boolean": "bool",
    "integer": "int",
    "mixed-integer-float": "float",
    "floating": "float",
    "decimal": "decimal",
    "datetime": "datetime",
    "datetime64": "datetime",
    "date": "date",
    "time": "time",
    "timedelta": "timedelta",
    "timedelta64": "timedelta",
    "bytes": "bytes",
    "empty": "empty",
}


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


@dataclass(slots=True)
class _Writer:
    """Collects arrays, each at a multiple of eight, and the texts that come after them."""

    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    texts: list[str] = field(default_factory=list)

    def add(self, data: bytes) -> int:
        at = self.size
        gap = -len(data) % 8
        self.parts += (data, bytes(gap))
        self.size += len(data) + gap
        return at

    def finish(self) -> bytes:
        """All of it."""
        return b"".join([*self.parts, *(text.encode("utf-8", "replace") for text in self.texts)])


def encode(frame: pd.DataFrame, *, index: bool = True, repeating: Collection[str] = ()) -> Columnar:
    """A DataFrame as bytes; without its index if the caller has no use for it.

    Texts of columns that are `repeating` travel once, where they are few.

    Raises ValueError if two columns have the same name.
    """
    names = list(frame.columns)
    if not frame.columns.is_unique:
        raise ValueError(f"Duplicate column names found: {names}")
    writer = _Writer()
    columns: list[dict[str, Any]] = []
    if index:
        columns += _index(frame.index, writer)
    for name, series in frame.items():
        head = _repeating(series, writer) if name in repeating else None
        columns.append({"name": _title(name), **(head or _column(series, writer))})
    for column in columns:
        if column["enc"] == "text":
            column["text"] = writer.size
    return Columnar(len(frame), columns, writer.finish())


def _index(index: pd.Index[Any], writer: _Writer) -> list[dict[str, Any]]:
    pd = pandas()
    if isinstance(index, pd.RangeIndex):
        head = {"name": _title(index.name), "type": "int", "enc": "range"}
        return [{**head, "range": [int(index.start), int(index.step)], "index": True}]
    levels = [index.get_level_values(level) for level in range(index.nlevels)]
    return [
        {"name": _title(level.name), **_column(level.to_series(), writer), "index": True}
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


def plain_name(name: Any) -> Any:
    """What a column or a category is called on the page."""
    if name is None or type(name) in (str, int, float, bool):
        return name
    if type(name).__module__ == "numpy" and hasattr(name, "item"):
        return name.item()
    return str(name).removesuffix(" 00:00:00")


def _column(series: pd.Series[Any], writer: _Writer) -> dict[str, Any]:
    pd, series = pandas(), as_pandas_has_it(series)
    dtype = series.dtype
    nulls = series.isna().to_numpy()
    missing = bool(nulls.any())
    if isinstance(dtype, pd.CategoricalDtype):
        return _categories(series, writer)
    encode = _of_make(pd, dtype) or _ENCODERS.get(getattr(dtype, "kind", "O"), _mixed)
    head = encode(series, nulls, writer)
    if missing:
        head["nulls"] = writer.add(nulls.astype("u1").tobytes())
    return head


def _categories(series: Any, writer: _Writer) -> dict[str, Any]:
    """One of some options, each told as what it is called on the page.

    There may be a million of them: an editor is told which there are, once.
    """
    import numpy as np

    used, places = np.unique(series.cat.codes.to_numpy(), return_inverse=True)
    options = series.dtype.categories
    named = np.empty(len(used), object)
    named[:] = [None if code < 0 else plain_name(options[code]) for code in used.tolist()]
    return {**_column(pandas().Series(named[places], dtype=object), writer), "type": "category"}


def _repeating(series: pd.Series[Any], writer: _Writer) -> dict[str, Any] | None:
    """A few texts, each row by the number of its own; None for a column of other things."""
    pd = pandas()
    try:
        codes, found = pd.factorize(series)
    except TypeError:  # lists, for one
        return None
    names = [each if type(each) is str else None for each in found]
    if not 0 < len(names) <= _CODES or None in names:
        return None
    kind = "category" if isinstance(series.dtype, pd.CategoricalDtype) else "text"
    nulls = codes < 0
    at = writer.add(codes.clip(0).astype("u1").tobytes())
    missing = {"nulls": writer.add(nulls.astype("u1").tobytes())} if nulls.any() else {}
    whole = [str(name).encode("utf-8", "replace").decode() for name in names]
    return {"type": kind, "enc": "code", "at": at, "texts": whole, **missing}


def _of_make(pd: Any, dtype: Any) -> Callable[..., dict[str, Any]] | None:
    """What writes columns of pandas' own types; None for those of NumPy's."""
    if isinstance(dtype, pd.StringDtype):
        return _strings
    kinds = {"period": pd.PeriodDtype, "interval": pd.IntervalDtype}
    return next((partial(_told, k) for k, make in kinds.items() if isinstance(dtype, make)), None)


def _booleans(series: pd.Series[Any], nulls: Any, writer: _Writer) -> dict[str, Any]:
    values = _filled(series, nulls, False, "u1")
    return {"type": "bool", "enc": "u1", "at": writer.add(values.tobytes())}


def _whole(series: pd.Series[Any], nulls: Any, writer: _Writer) -> dict[str, Any]:
    return _integers(_filled(series, nulls, 0, None), writer)


def _numbers(series: pd.Series[Any], nulls: Any, writer: _Writer) -> dict[str, Any]:
    if library_of(series.dtype) == "numpy":
        values = series.to_numpy("f8")
    else:  # of which those that are filled with NaN would be missing again before pandas 3
        values = series.to_numpy("f8", na_value=float("nan"))
    return {"type": "float", "enc": "f8", "at": writer.add(values.tobytes())}


def _datetimes(series: pd.Series[Any], nulls: Any, writer: _Writer) -> dict[str, Any]:
    zone = _zone(getattr(series.dtype, "tz", None))
    return {"type": "datetime", **zone, **_milliseconds(series, nulls, writer)}


def _zone(zone: Any) -> dict[str, str]:
    """What a browser knows a time zone by: its name, or how far its clocks are ahead of UTC."""
    name = getattr(zone, "key", getattr(zone, "zone", None))
    ahead = None if zone is None or name else zone.utcoffset(None)
    if ahead is None:
        return {"tz": str(name)} if name else {}
    minutes = abs(ahead) // dt.timedelta(minutes=1)
    sign = "-" if ahead < dt.timedelta(0) else "+"
    return {"tz": f"{sign}{minutes // 60:02}:{minutes % 60:02}" if minutes else "UTC"}


def _timedeltas(series: pd.Series[Any], nulls: Any, writer: _Writer) -> dict[str, Any]:
    return {"type": "timedelta", **_milliseconds(series, nulls, writer)}


def _strings(series: pd.Series[Any], nulls: Any, writer: _Writer) -> dict[str, Any]:
    return {"type": "text", **_texts(_objects(series, nulls, ""), writer)}


def _told(kind: str, series: pd.Series[Any], nulls: Any, writer: _Writer) -> dict[str, Any]:
    return {"type": kind, **_texts([*map(str, _objects(series, nulls, ""))], writer)}


def _filled(
    series: pd.Series[Any], nulls: np.ndarray[Any, Any], value: Any, dtype: str | None
) -> Any:
    values = series.fillna(value) if nulls.any() and library_of(series.dtype) != "numpy" else series
    array = values.to_numpy()
    if array.dtype == object:
        array = array.astype(dtype or "i8")
    return array if dtype is None else array.astype(dtype, copy=False)


def _integers(array: Any, writer: _Writer) -> dict[str, Any]:
    low, high = (int(array.min()), int(array.max())) if len(array) else (0, 0)
    if low >= -(2**31) and high < 2**31:
        at = writer.add(array.astype("<i4", copy=False).tobytes())
        return {"type": "int", "enc": "i4", "at": at}
    if low >= -_EXACT and high <= _EXACT:
        return {"type": "int", "enc": "f8", "at": writer.add(array.astype("<f8").tobytes())}
    return {"type": "int", **_texts([str(value) for value in array.tolist()], writer)}


def moments(series: pd.Series[Any]) -> Any:
    """Times or durations as NumPy's array, in the unit that they have; times of zones in UTC.

    In another one those of long ago, or far off, may be out of bounds.
    """
    if getattr(series.dtype, "tz", None) is not None:
        series = series.dt.tz_convert("UTC").dt.tz_localize(None)
    values = series.to_numpy()
    if values.dtype.kind in "mM":
        return values
    pd = pandas()  # Arrow's times of a zone come as objects
    return pd.to_datetime(pd.Series(values), utc=True).dt.tz_localize(None).to_numpy()


def milliseconds(series: pd.Series[Any]) -> Any:
    """Times or durations as the browser has them; for a missing one, any number."""
    import numpy as np

    values = moments(series)
    return values.astype("i8") / _IN_MS[np.datetime_data(values.dtype)[0]]


def _milliseconds(series: pd.Series[Any], nulls: Any, writer: _Writer) -> dict[str, Any]:
    import numpy as np

    values = moments(series)
    array = milliseconds(series)
    if (parts := int(_IN_MS[np.datetime_data(values.dtype)[0]])) > 1:
        rounded_up = np.floor(array) > values.astype("i8") // parts  # into the next day, for one
        array[rounded_up] = np.nextafter(array[rounded_up], -np.inf)
    array[nulls] = 0
    return {"enc": "f8", "at": writer.add(array.astype("<f8").tobytes())}


def _objects(series: pd.Series[Any], nulls: Any, value: Any) -> list[Any]:
    values = series.to_list()
    if not nulls.any():
        return values
    return [value if null else each for each, null in zip(values, nulls.tolist(), strict=True)]


def _mixed(series: pd.Series[Any], nulls: Any, writer: _Writer) -> dict[str, Any]:
    """A column of Python objects: by what they are."""
    head = _meant(series)
    missing, encode = _OBJECTS.get(head["type"], (None, _structured))
    return {**head, **encode(_objects(series, nulls, missing), writer)}


def meaning(series: pd.Series[Any]) -> dict[str, Any]:
    """What the head of a column of Python objects says of its values, which are not written."""
    head = _meant(series)
    return head if head["type"] else _structure(series.dropna().to_list())


def _meant(series: pd.Series[Any]) -> dict[str, Any]:
    """The same of values of one type; "" for others.

    Moments are in the zone of the first one, as Arrow has it; of one without a zone, in none.
    """
    kind = _KINDS.get(pandas().api.types.infer_dtype(series, skipna=True), "")
    if kind != "datetime":
        return {"type": kind}
    first = series.iloc[int(series.notna().to_numpy().argmax())]
    return {"type": kind, **_zone(getattr(first, "tzinfo", None))}


def _structured(values: list[Any], writer: _Writer) -> dict[str, Any]:
    head = _structure([v for v in values if v is not None])
    if head["type"] == "list":
        texts = ["[]" if v is None else dump_all(v) for v in values]
    elif head["type"] == "json":
        texts = ["{}" if v is None else dump(v) for v in values]
    else:
        texts = ["" if v is None else spell(v) for v in values]
    return {**head, **_texts(texts, writer)}


def _structure(present: list[Any]) -> dict[str, Any]:
    if all(isinstance(v, (list, tuple, set, frozenset)) or is_array(v) for v in present):
        return {"type": "list"}
    if all(isinstance(v, dict) for v in present):
        return {"type": "json"}
    return {"type": "text", "mixed": True}


def _python_integers(values: list[int], writer: _Writer) -> dict[str, Any]:
    if all(abs(v) <= _EXACT for v in values):
        return {"type": "int", **_floats([float(v) for v in values], writer)}
    return {"type": "int", **_texts([str(v) for v in values], writer)}


def _floats(values: list[float], writer: _Writer) -> dict[str, Any]:
    import numpy as np

    return {"enc": "f8", "at": writer.add(np.array(values, "<f8").tobytes())}


def in_milliseconds(value: Any) -> float:
    """A moment, a day, a time or a duration as the browser has it; a number as it is."""
    if type(value).__module__ == "numpy" and hasattr(value, "dtype") and value.dtype.kind in "mM":
        value = dt.timedelta(
            microseconds=int(value.astype(f"{value.dtype.kind}8[us]").astype("i8"))
        )
    if isinstance(value, dt.datetime):
        naive = value if value.tzinfo is None else value.astimezone(dt.UTC).replace(tzinfo=None)
        value = naive - _EPOCH
    elif isinstance(value, dt.date):
        value = value - _EPOCH.date()
    elif isinstance(value, dt.time):
        value = dt.datetime.combine(_EPOCH, value.replace(tzinfo=None)) - _EPOCH
    if not isinstance(value, dt.timedelta):
        return float(value)
    at = value / _MILLISECOND
    return at if at < value // _MILLISECOND + 1 else nextafter(at, -inf)  # not into the next day


def _texts(values: list[str], writer: _Writer) -> dict[str, Any]:
    import numpy as np

    joined = "".join(values)
    sizes = list(map(len if _units(joined) == len(joined) else _units, values))
    writer.texts.append(joined)
    return {"enc": "text", "at": writer.add(np.array(sizes, "<i4").tobytes())}


def _units(text: str) -> int:
    """The length as browsers count it."""
    return len(text.encode("utf-16-le", "replace")) // 2


# By the kinds of NumPy's types.
_ENCODERS = {
    "b": _booleans,
    "i": _whole,
    "u": _whole,
    "f": _numbers,
    "M": _datetimes,
    "m": _timedeltas,
}
# By what Python objects are: what stands for a missing one, and how they are written.
_OBJECTS: dict[str, tuple[Any, Callable[[list[Any], _Writer], dict[str, Any]]]] = {
    "text": ("", _texts),
    "int": (0, lambda values, to: _python_integers([*map(int, values)], to)),
    "bool": (False, lambda values, to: {"enc": "u1", "at": to.add(bytes(map(bool, values)))}),
    "empty": (None, lambda values, to: {"enc": "u1", "at": to.add(bytes(len(values)))}),
    "decimal": (Decimal(), lambda values, to: _texts([*map(digits, values)], to)),
    "bytes": (b"", lambda values, to: _texts([v.decode(errors="replace") for v in values], to)),
    **dict.fromkeys(
        ("float", "date", "time", "datetime", "timedelta"),
        (0.0, lambda values, to: _floats([*map(in_milliseconds, values)], to)),
    ),
}
