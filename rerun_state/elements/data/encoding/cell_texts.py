"""What a cell says that holds any object: as a text, as JSON."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from rerun_state.imports import pandas

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def spelled(series: pd.Series[Any]) -> pd.Series[Any]:
    """A column of any objects as one of texts; what is missing stays so."""
    if isinstance(series.dtype, pandas().StringDtype):
        return series
    return series.map(spell, na_action="ignore").astype("string")


def with_texts(frame: pd.DataFrame, columns: Sequence[int]) -> pd.DataFrame:
    """The table with texts in these columns; the table itself without any."""
    made = frame.copy(deep=False) if columns else frame
    for at in columns:
        made.isetitem(at, spelled(frame.iloc[:, at]).array)
    return made


def spell(value: Any) -> str:
    """Any object as a text, as far as it lets itself be written and a message can hold it."""
    try:
        text = str(value)
    except Exception:  # whatever its class says: one cell is not to take the table along
        text = f"<unprintable {type(value).__name__} object>"
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def seen(value: Any) -> str:
    """What a reader sees of a value in a column without a format of its own."""
    if isinstance(value, str):
        return spell(value)
    if type(value).__name__ in ("bool", "bool_"):
        return str(bool(value)).lower()
    if isinstance(value, Decimal):
        return digits(value)
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if isinstance(value, dt.timedelta):
        return _duration(value)
    if isinstance(value, dict):
        return dump(value)
    if isinstance(value, (list, tuple, set, frozenset)) or is_array(value):
        return ", ".join(map(_item, json.loads(dump_all(value))))
    return spell(value)


def _item(value: Any) -> str:
    """What stands in a list, of JSON, as a browser writes it."""
    if isinstance(value, list):
        return ",".join(map(_item, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (bool, dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "" if value is None else str(value)


def digits(value: Decimal) -> str:
    """All digits of a number, as long as these can be read."""
    return f"{value:f}" if value.is_finite() and abs(value.adjusted()) < 30 else str(value)


def is_array(value: Any) -> bool:
    """Is this an array of NumPy's, and no single value?"""
    return (
        type(value).__module__ == "numpy"
        and hasattr(value, "tolist")
        and getattr(value, "ndim", 0) > 0
    )


_UNITS = {" d": 86_400_000_000, " h": 3_600_000_000, " min": 60_000_000, " s": 1_000_000}
_UNITS |= {" ms": 1_000, " µs": 1}


def _duration(value: dt.timedelta) -> str:
    """A span of time in its units; the twin of the front end's `formatTimedelta`."""
    try:
        rest, parts = abs(value // dt.timedelta(microseconds=1)), list[str]()
    except (OverflowError, ValueError):  # of pandas: more than it counts in microseconds
        return spell(value)
    for name, size in _UNITS.items():
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count}{name}")
    return ("−" if value < dt.timedelta(0) else "") + (" ".join(parts) or "0 s")


def dump(value: Any) -> str:
    """A cell's list or dictionary as JSON; what JSON does not know becomes a text.

    What is no finite number is missing there: no browser reads NaN.
    """
    try:
        return json.dumps(value, default=_dump, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError):  # a number or a key that JSON does not have, or a circle
        return json.dumps(_known(value, ()), ensure_ascii=False)


def dump_all(values: Any) -> str:
    """The same of what can be gone through; of what its class does not let one, its text."""
    try:
        return dump(list(values))
    except Exception:  # whatever its class says: one cell is not to take the table along
        return dump([spell(values)])


def _known(value: Any, around: tuple[int, ...]) -> Any:
    """The value in what JSON has; `around` are the ids of what it is in."""
    if isinstance(value, float):
        return float(value) if isfinite(value) else None
    if value is None or isinstance(value, (str, int)):
        return value
    if id(value) in around:
        return "…"
    inside = (*around, id(value))
    if isinstance(value, dict):
        return {_key(name): _known(part, inside) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_known(part, inside) for part in value]
    return _known(_dump(value), inside)


def _key(name: Any) -> Any:
    return name if name is None or isinstance(name, (str, int)) else spell(name)


def _dump(value: Any) -> Any:
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if hasattr(value, "tolist"):
        return value.tolist()
    return list(value) if isinstance(value, (set, frozenset, tuple)) else spell(value)


def plain_name(name: Any) -> Any:
    """What a column or a category is called on the page."""
    if name is None or type(name) in (str, int, float, bool):
        return name
    if type(name).__module__ == "numpy" and hasattr(name, "item"):
        return name.item()
    return str(name).removesuffix(" 00:00:00")
