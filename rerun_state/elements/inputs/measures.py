"""What a slider measures: numbers, dates or times, and the browser's numbers for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from numbers import Integral, Real
from typing import Any, Literal, NamedTuple

from rerun_state.elements.inputs.number import SAFE_INTEGER, check_safe
from rerun_state.errors import StreamlitJSNumberBoundsError

Kind = Literal["int", "float", "date", "time", "datetime"]

MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SAFE = timedelta(microseconds=SAFE_INTEGER)
_QUARTER = timedelta(minutes=15)
FIRST_DAY = (_EPOCH - _SAFE).date() + timedelta(days=1)
LAST_DAY = (_EPOCH + _SAFE).date() - timedelta(days=1)


class Measure(NamedTuple):
    """One kind of values, in a browser's numbers."""

    number: Callable[[Any], float]
    """The number that stands for one value."""
    scalar: Callable[[float, tzinfo | None], Any]
    """What one number stands for, in a time zone."""
    fits: Callable[[Any, Any, Any], bool]
    """Are bounds and step of the values' type?"""
    bounds: Callable[[Any], tuple[Any, Any]]
    """The bounds where the program gives none, for what the slider starts with."""
    step: Callable[[Any, Any], Any]
    """The step between bounds where the program gives none."""
    check: Callable[[Any, str], None]
    """Raises for a bound of that name which a browser cannot hold."""
    format: str
    as_given: bool = False
    """Does a slider start with the very object that the program gives?"""


def _whole_number(value: Any) -> float:
    return int(value) if isinstance(value, Integral) else float(value)


def _micros(value: datetime) -> float:
    return int((value.replace(tzinfo=UTC) - _EPOCH) // MICROSECOND)


def _midnight(day: date) -> float:
    return _micros(datetime.combine(day, time()))


def _moment(number: float, zone: tzinfo | None) -> datetime:
    return (_EPOCH + timedelta(microseconds=int(number))).replace(tzinfo=zone)


def _are_whole(*parts: Any) -> bool:
    return all(isinstance(part, Integral) for part in parts)


def _are_fractions(*parts: Any) -> bool:
    return all(isinstance(part, Real) and not isinstance(part, Integral) for part in parts)


def _are_moments(low: Any, high: Any, step: Any) -> bool:
    return isinstance(step, timedelta) and type(low) is type(high)


def _day(start: Any) -> tuple[time, time]:
    zone = start.tzinfo
    return time.min.replace(tzinfo=zone), time.max.replace(tzinfo=zone)


def _around(day: Any) -> tuple[Any, Any]:
    """Two weeks before and after a day, as far as a browser can count."""
    first: Any = FIRST_DAY
    last: Any = LAST_DAY
    if isinstance(day, datetime):
        first = datetime.combine(first, time.min, tzinfo=day.tzinfo)
        last = datetime.combine(last, time.max, tzinfo=day.tzinfo)
    weeks = timedelta(days=14)
    low = max(day - weeks, first) if day > first + weeks else first
    high = min(day + weeks, last) if day < last - weeks else last
    return min(day, low), max(day, high)


def _stride(low: Any, high: Any) -> timedelta:
    whole = timedelta(days=1)
    return whole if abs(high - low) >= whole else _QUARTER


def _near(number: Callable[[Any], float]) -> Callable[[Any, str], None]:
    def check(bound: Any, name: str) -> None:
        if abs(number(bound)) > SAFE_INTEGER:
            raise StreamlitJSNumberBoundsError(
                f"{name} of slider is too far from 1970 for a browser to count in microseconds. "
                f"Stay between {FIRST_DAY} and {LAST_DAY}."
            )

    return check


MEASURES: dict[Kind, Measure] = {
    "int": Measure(
        _whole_number,
        lambda number, _: int(number),
        _are_whole,
        lambda _: (0, 100),
        lambda *_: 1,
        partial(check_safe, whole=True),
        "%d",
    ),
    "float": Measure(
        float,
        lambda number, _: float(number),  # a browser writes 1.0 as 1
        _are_fractions,
        lambda _: (0.0, 1.0),
        lambda *_: 0.01,
        partial(check_safe, whole=False),
        "%0.2f",
        as_given=True,
    ),
    "date": Measure(
        _midnight,
        lambda number, zone: _moment(number, zone).date(),
        _are_moments,
        _around,
        _stride,
        _near(_midnight),
        "YYYY-MM-DD",
    ),
    "datetime": Measure(
        _micros,
        _moment,
        _are_moments,
        _around,
        _stride,
        _near(_micros),
        "YYYY-MM-DD",
    ),
    "time": Measure(
        lambda value: _micros(datetime.combine(date(2000, 1, 1), value)),
        lambda number, zone: _moment(number, zone).timetz(),
        _are_moments,
        _day,
        lambda *_: _QUARTER,
        lambda *_: None,
        "HH:mm",
    ),
}
