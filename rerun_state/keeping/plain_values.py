"""Values as JSON that reads back as what they were, and nothing that would execute code.

What JSON has stands as it is; a mapping with the key `$` says what else it is: a tuple, a set, a
date, a table. Objects of classes that are not listed here cannot be kept.
"""

from __future__ import annotations

import math
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from rerun_state.keeping.arrow_values import is_table, read_table, table_of

DEEPEST = 100
"""How many containers may stand within each other."""
MARK = "$"


class NotKeptError(Exception):
    """A value that cannot be kept; its text says what it is."""


def plain(value: Any, depth: int = 0) -> Any:
    """A value as JSON; NotKeptError if it, or something in it, cannot be kept."""
    kind = type(value)
    if depth > DEEPEST:
        raise NotKeptError("what holds itself, or is too deep")
    if value is None or kind in (bool, int, str):
        return value
    if kind is float:
        return value if math.isfinite(value) else {MARK: "float", "v": str(value)}
    if kind is list:
        return [plain(part, depth + 1) for part in value]
    if kind is dict:
        return _mapping(value, depth)
    if kind in (tuple, set, frozenset):
        return {MARK: kind.__name__, "v": [plain(part, depth + 1) for part in value]}
    if kind in _TEXTS:
        name, write, _ = _TEXTS[kind]
        return {MARK: name, "v": write(value)}
    return _other(value)


def _mapping(value: dict[Any, Any], depth: int) -> Any:
    if MARK not in value and all(type(key) is str for key in value):
        return {key: plain(part, depth + 1) for key, part in value.items()}
    pairs = [[plain(key, depth + 1), plain(part, depth + 1)] for key, part in value.items()]
    return {MARK: "dict", "v": pairs}


def _other(value: Any) -> Any:
    name = f"{type(value).__module__}.{type(value).__qualname__}"
    name = name.removeprefix("builtins.").removeprefix("__main__.")
    try:
        table = table_of(value)
    except Exception as error:  # Arrow's many, for columns of objects
        raise NotKeptError(f"a {name} that Arrow cannot hold: {error}") from error
    if table is None:
        raise NotKeptError(f"a {name}")
    return table


def value_of(kept: Any) -> Any:
    """The value that `plain` has written; ValueError for what it never writes."""
    if isinstance(kept, list):
        return [value_of(part) for part in kept]
    if not isinstance(kept, dict):
        return kept
    if MARK not in kept:
        return {key: value_of(part) for key, part in kept.items()}
    if is_table(kept):
        return read_table(kept)
    mark, inner = kept[MARK], kept.get("v")
    if mark == "dict":
        return {value_of(key): value_of(part) for key, part in inner or ()}
    if mark in _CONTAINERS:
        return _CONTAINERS[mark](value_of(part) for part in inner or ())
    for name, _, read in _TEXTS.values():
        if mark == name:
            return read(str(inner))
    raise ValueError(f"a value of the unknown kind {mark!r}")


def _zoned(moment: datetime) -> str:
    """ISO, and the name of the zone as the standard library's extension has it."""
    zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
    return moment.isoformat() + (f"[{zone}]" if zone else "")


def _moment(text: str) -> datetime:
    iso, _, zone = text.partition("[")
    moment = datetime.fromisoformat(iso)
    return moment.astimezone(ZoneInfo(zone.removesuffix("]"))) if zone else moment


def _duration(text: str) -> timedelta:
    days, _, rest = text.removeprefix("P").partition("DT")
    seconds, _, fraction = rest.removesuffix("S").partition(".")
    return timedelta(int(days), int(seconds), int(fraction))


_CONTAINERS: dict[str, Callable[[Any], Any]] = {"tuple": tuple, "set": set, "frozenset": frozenset}
_TEXTS: dict[type, tuple[str, Callable[[Any], str], Callable[[str], Any]]] = {
    float: ("float", str, float),
    complex: ("complex", str, complex),
    bytes: ("bytes", lambda data: b64encode(data).decode(), b64decode),
    datetime: ("datetime", _zoned, _moment),
    date: ("date", date.isoformat, date.fromisoformat),
    time: ("time", time.isoformat, time.fromisoformat),
    timedelta: (
        "timedelta",
        lambda span: f"P{span.days}DT{span.seconds}.{span.microseconds:06}S",
        _duration,
    ),
    Decimal: ("Decimal", str, Decimal),
    UUID: ("UUID", str, UUID),
}
"""By type: the name in the file, and the way to a text and back."""
