"""Durations and sizes as people write them: `ttl="1h30m"`, `max_size="500MB"`.

Why no pandas: Streamlit hands durations to `pandas.Timedelta`, whose import takes half a second
that an app without tables need not spend. The forms are the same.
"""

from __future__ import annotations

import re
from datetime import timedelta

from rerun_state.errors import (
    StreamlitBadTimeStringError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)
from rerun_state.patterns import pattern

_SECONDS = {
    "w": 604800.0,
    "d": 86400.0,
    "h": 3600.0,
    "m": 60.0,
    "s": 1.0,
    "ms": 1e-3,
    "us": 1e-6,
    "ns": 1e-9,
}
_UNITS = {
    **dict.fromkeys(("w", "week", "weeks"), "w"),
    **dict.fromkeys(("d", "day", "days"), "d"),
    **dict.fromkeys(("h", "hr", "hour", "hours"), "h"),
    **dict.fromkeys(("m", "t", "min", "minute", "minutes"), "m"),
    **dict.fromkeys(("s", "sec", "second", "seconds"), "s"),
    **dict.fromkeys(("ms", "l", "milli", "millis", "millisecond", "milliseconds"), "ms"),
    **dict.fromkeys(("us", "µs", "u", "micro", "micros", "microsecond", "microseconds"), "us"),
    **dict.fromkeys(("ns", "n", "nano", "nanos", "nanosecond", "nanoseconds"), "ns"),
}
_PART = pattern(r"\s*,?\s*([+-]?)\s*(\d++\.?\d*+|\.\d++)\s*([^\W\d_]+)\s*")
_CLOCK = pattern(r"\s*([+-]?)(\d+):(\d{1,2}):(\d{1,2}(?:\.\d+)?)\s*$")
_ISO = pattern(
    r"\s*([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?\s*$"
)
_FURTHEST = 2**63 * 1e-9
"""Seconds that a text can say: what pandas counts in 64 bits, 292 years."""
_LARGEST = 2**62
"""Bytes that a text can say."""
_SIZE = pattern(r"\s*(\d++\.?\d*+|\.\d++)\s*([kmgt]?)(i?)b\s*$", re.IGNORECASE)


def seconds(ttl: float | timedelta | str | None) -> float | None:
    """Read a duration; return its seconds, None for one without end.

    A number counts seconds. A string joins parts with units, w d h m s ms us ns or their English
    names ("1d", "1.5 days", "1h23s"), may end with a clock ("1 day 02:30:00"), or is an ISO 8601
    duration ("PT90M"). A bare integer in a string counts nanoseconds, as pandas reads it.

    Raises StreamlitBadTimeStringError for any other string, and for one of more than 292 years.
    """
    if isinstance(ttl, timedelta):
        return ttl.total_seconds()
    if not isinstance(ttl, str):
        return ttl
    read = _parse(ttl)
    if read is None or abs(read) >= _FURTHEST:
        raise StreamlitBadTimeStringError(
            f"The duration {ttl!r} cannot be read. Write it like '1d2h34m', '2 days' or '90s'."
        )
    return read


def _parse(text: str) -> float | None:
    if re.fullmatch(r"\s*[+-]?\d+\s*", text):
        return float(text) * _SECONDS["ns"]
    if iso := _ISO.match(text):
        amounts = zip(iso.groups()[1:], "wdhms", strict=True)
        total = [float(n) * _SECONDS[unit] for n, unit in amounts if n is not None]
        return _signed(iso[1], sum(total)) if total else None
    return _parse_parts(text)


def _parse_parts(text: str) -> float | None:
    total, at, sign = 0.0, 0, ""
    while part := _PART.match(text, at):
        # Months and years have no fixed length.
        unit = None if part[3] in ("M", "Y", "y") else _UNITS.get(part[3].lower())
        if unit is None or (part[1] and at > 0):  # a sign leads, and is for all parts
            return None
        sign = sign or part[1]
        total += _signed(sign, float(part[2]) * _SECONDS[unit])
        at = part.end()
    # "-1 day 02:00:00" is 22 hours ago, as str(timedelta) means.
    if clock := _CLOCK.match(text, at):
        hours, minutes, secs = float(clock[2]), int(clock[3]), float(clock[4])
        total += _signed(clock[1], hours * 3600 + minutes * 60 + secs)
        at = clock.end()
    return total if at == len(text) and at > 0 else None


def _signed(sign: str, amount: float) -> float:
    return -amount if sign == "-" else amount


def size(max_size: int | str | None) -> int | None:
    """Read a size; return its bytes, None for no limit.

    An integer counts bytes. A string needs a unit: B, KB, MB, GB, TB or KiB, MiB, ..., which are
    all powers of 1024; fractions are rounded down.

    Raises StreamlitValueError for what is not above zero or has no unit, and
    StreamlitInvalidParameterTypeError for other types.
    """
    if max_size is None:
        return None
    if isinstance(max_size, bool) or not isinstance(max_size, (int, str)):
        raise StreamlitInvalidParameterTypeError(
            f"max_size takes a number of bytes or text such as '500MB', not {max_size!r}."
        )
    read = _parse_size(max_size) if isinstance(max_size, str) else max_size
    if read <= 0:
        raise StreamlitValueError(
            f"max_size={max_size!r} is no size. Give a number of bytes above zero, or text with "
            "a unit such as '500MB' or '1.5GiB'."
        )
    return read


def _parse_size(text: str) -> int:
    match = _SIZE.match(text)
    if match is None or (match[3] and not match[2]):
        return 0
    read = float(match[1]) * 1024 ** " kmgt".index(match[2].lower() or " ")
    return int(min(read, _LARGEST))
