"""The columns of a table as bytes, one after the other, each with what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.encoding.cell_texts import digits, dump, dump_all, plain_name, spell
from rerun_state.elements.data.encoding.meanings import meant, structure
from rerun_state.elements.data.encoding.moments import (
    in_milliseconds,
    milliseconds_rounded_down,
    zone_of,
)
from rerun_state.elements.data.given.pandas_tables import as_pandas_has_it
from rerun_state.imports import library_of, pandas

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import pandas as pd

_EXACT = 2**53
_CODES = 256  # texts that are told apart by one byte


@dataclass(slots=True)
class Writer:
    """Collects arrays, each at a multiple of eight, and the texts that come after them."""

    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    texts: list[str] = field(default_factory=list)

    def add(self, data: bytes) -> int:
        """Write an array; return where it begins."""
        at = self.size
        gap = -len(data) % 8
        self.parts += (data, bytes(gap))
        self.size += len(data) + gap
        return at

    def finish(self) -> bytes:
        """All of it."""
        return b"".join([*self.parts, *(text.encode("utf-8", "replace") for text in self.texts)])


def write(series: pd.Series[Any], writer: Writer) -> dict[str, Any]:
    """Write a column; return what is said of it."""
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


def _of_make(pd: Any, dtype: Any) -> Callable[..., dict[str, Any]] | None:
    """What writes columns of pandas' own types; None for those of NumPy's."""
    if isinstance(dtype, pd.StringDtype):
        return _strings
    kinds = {"period": pd.PeriodDtype, "interval": pd.IntervalDtype}
    return next((partial(_told, k) for k, make in kinds.items() if isinstance(dtype, make)), None)


def _categories(series: Any, writer: Writer) -> dict[str, Any]:
    """One of some options, each told as what it is called on the page.

    There may be a million of them: an editor is told which there are, once.
    """
    import numpy as np

    used, places = np.unique(series.cat.codes.to_numpy(), return_inverse=True)
    options = series.dtype.categories
    named = np.empty(len(used), object)
    named[:] = [None if code < 0 else plain_name(options[code]) for code in used.tolist()]
    return {**write(pandas().Series(named[places], dtype=object), writer), "type": "category"}


def write_few(series: pd.Series[Any], writer: Writer) -> dict[str, Any] | None:
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


def _booleans(series: pd.Series[Any], nulls: Any, writer: Writer) -> dict[str, Any]:
    values = _filled(series, nulls, False, "u1")
    return {"type": "bool", "enc": "u1", "at": writer.add(values.tobytes())}


def _whole(series: pd.Series[Any], nulls: Any, writer: Writer) -> dict[str, Any]:
    return _integers(_filled(series, nulls, 0, None), writer)


def _numbers(series: pd.Series[Any], nulls: Any, writer: Writer) -> dict[str, Any]:
    if library_of(series.dtype) == "numpy":
        values = series.to_numpy("f8")
    else:  # of which those that are filled with NaN would be missing again before pandas 3
        values = series.to_numpy("f8", na_value=float("nan"))
    return {"type": "float", "enc": "f8", "at": writer.add(values.tobytes())}


def _datetimes(series: pd.Series[Any], nulls: Any, writer: Writer) -> dict[str, Any]:
    told = zone_of(getattr(series.dtype, "tz", None))
    return {"type": "datetime", **told, **_milliseconds(series, nulls, writer)}


def _timedeltas(series: pd.Series[Any], nulls: Any, writer: Writer) -> dict[str, Any]:
    return {"type": "timedelta", **_milliseconds(series, nulls, writer)}


def _strings(series: pd.Series[Any], nulls: Any, writer: Writer) -> dict[str, Any]:
    return {"type": "text", **_texts(_objects(series, nulls, ""), writer)}


def _told(kind: str, series: pd.Series[Any], nulls: Any, writer: Writer) -> dict[str, Any]:
    return {"type": kind, **_texts([*map(str, _objects(series, nulls, ""))], writer)}


def _filled(
    series: pd.Series[Any], nulls: np.ndarray[Any, Any], value: Any, dtype: str | None
) -> Any:
    values = series.fillna(value) if nulls.any() and library_of(series.dtype) != "numpy" else series
    array = values.to_numpy()
    if array.dtype == object:
        array = array.astype(dtype or "i8")
    return array if dtype is None else array.astype(dtype, copy=False)


def _integers(array: Any, writer: Writer) -> dict[str, Any]:
    low, high = (int(array.min()), int(array.max())) if len(array) else (0, 0)
    if low >= -(2**31) and high < 2**31:
        at = writer.add(array.astype("<i4", copy=False).tobytes())
        return {"type": "int", "enc": "i4", "at": at}
    if low >= -_EXACT and high <= _EXACT:
        return {"type": "int", "enc": "f8", "at": writer.add(array.astype("<f8").tobytes())}
    return {"type": "int", **_texts([str(value) for value in array.tolist()], writer)}


def _objects(series: pd.Series[Any], nulls: Any, value: Any) -> list[Any]:
    values = series.to_list()
    if not nulls.any():
        return values
    return [value if null else each for each, null in zip(values, nulls.tolist(), strict=True)]


def _mixed(series: pd.Series[Any], nulls: Any, writer: Writer) -> dict[str, Any]:
    """A column of Python objects: by what they are."""
    head = meant(series)
    missing, encode = _OBJECTS.get(head["type"], (None, _structured))
    return {**head, **encode(_objects(series, nulls, missing), writer)}


def _structured(values: list[Any], writer: Writer) -> dict[str, Any]:
    head = structure([v for v in values if v is not None])
    if head["type"] == "list":
        texts = ["[]" if v is None else dump_all(v) for v in values]
    elif head["type"] == "json":
        texts = ["{}" if v is None else dump(v) for v in values]
    else:
        texts = ["" if v is None else spell(v) for v in values]
    return {**head, **_texts(texts, writer)}


def _python_integers(values: list[int], writer: Writer) -> dict[str, Any]:
    if all(abs(v) <= _EXACT for v in values):
        return {"type": "int", **_floats([float(v) for v in values], writer)}
    return {"type": "int", **_texts([str(v) for v in values], writer)}


def _floats(values: list[float], writer: Writer) -> dict[str, Any]:
    import numpy as np

    return {"enc": "f8", "at": writer.add(np.array(values, "<f8").tobytes())}


def _texts(values: list[str], writer: Writer) -> dict[str, Any]:
    import numpy as np

    joined = "".join(values)
    sizes = list(map(len if _units(joined) == len(joined) else _units, values))
    writer.texts.append(joined)
    return {"enc": "text", "at": writer.add(np.array(sizes, "<i4").tobytes())}


def _units(text: str) -> int:
    """The length as browsers count it."""
    return len(text.encode("utf-16-le", "replace")) // 2


def _milliseconds(series: pd.Series[Any], nulls: Any, writer: Writer) -> dict[str, Any]:
    array = milliseconds_rounded_down(series)
    array[nulls] = 0
    return {"enc": "f8", "at": writer.add(array.astype("<f8").tobytes())}


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
_OBJECTS: dict[str, tuple[Any, Callable[[list[Any], Writer], dict[str, Any]]]] = {
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
