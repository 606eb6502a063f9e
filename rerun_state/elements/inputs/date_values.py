"""Dates and times as parameters give them: dates, datetimes, ISO texts, "today" or "now"."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from rerun_state.elements.base.parameters import noted
from rerun_state.errors import (
    StreamlitInvalidMinMaxError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from rerun_state.patterns import pattern

_DATE_FORMAT = pattern(r"(YYYY([/.-])MM\2DD|DD([/.-])MM\3YYYY|MM([/.-])DD\4YYYY)\Z")
_LONGEST_STEP = 23 * 3600
_YEARS = 10  # how far the default bounds lie from the value


def check_moment(value: Any) -> None:
    """Raise AttributeError for anything but a datetime or None."""
    if value is not None:
        with noted(f"The value of a datetime_input must be a datetime, not {value!r}."):
            _ = value.tzinfo, value.year


def is_range(value: Any) -> bool:
    """Anything with items but a text or a mapping asks for a range."""
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def days_of(value: Any, range: bool) -> tuple[date, ...]:
    """The dates that a parameter means: none, one, or up to two of a range.

    Raises StreamlitInvalidParameterTypeError for what is no date, and for more than two.
    """
    if value is None:
        return ()
    if not range:
        return (_read_day(value, "value"),)
    if len(value) > 2:
        raise StreamlitInvalidParameterTypeError(
            f"A range of date_input has at most two dates, not {len(value)}: {value!r}."
        )
    return tuple(_read_day(part, "value") for part in value)


def _read_day(value: Any, name: str) -> date:
    if isinstance(value, date):
        refuse_missing(value, name, "date_input")
        return day_of(value)
    if value == "today":
        return date.today()
    if isinstance(value, str):
        with suppress(ValueError):
            return datetime.fromisoformat(value).date()
    raise StreamlitInvalidParameterTypeError(
        f'{name} of date_input must be a date, a datetime, an ISO text or "today", not {value!r}.'
    )


def refuse_missing(value: date, name: str, kind: str) -> None:
    """Raise ValueError for pandas' NaT, which is a datetime by its class alone."""
    if value != value:
        raise ValueError(f"{name} of {kind} is {value!r}, which is no date. Give a date, or None.")


def day_bounds(days: tuple[date, ...], low: Any, high: Any) -> tuple[date, date]:
    """The first and the last date; ten years around the value where none is given.

    Raises StreamlitInvalidMinMaxError for a first one that comes after the last.
    """
    today = (date.today(),)
    first = _years(min(days[:1] or today), -_YEARS) if low is None else _read_day(low, "min_value")
    last = _years(max(days[-1:] or today), _YEARS) if high is None else _read_day(high, "max_value")
    _check_bounds(first, last, "date_input")
    return first, last


def days_within(
    days: tuple[date, ...], first: date, last: date, *, floating: bool
) -> tuple[date, ...]:
    """The dates, if they lie within the bounds; today may be moved there."""
    if floating:
        return (min(max(days[0], first), last),)
    if days:
        check_within(days[0], days[-1], first, last, "date_input")
    return days


def clock_of(value: Any) -> time | None:
    """The time of day that a parameter means; StreamlitInvalidParameterTypeError for none."""
    if value is None or isinstance(value, time):
        return value
    if isinstance(value, datetime):
        return value.time()
    if value == "now":
        return datetime.now().time().replace(microsecond=0)
    if isinstance(value, str):
        for read in (time.fromisoformat, _time_of):
            with suppress(ValueError):
                return read(value)
    raise StreamlitInvalidParameterTypeError(
        f'value of time_input must be a time, a datetime, an ISO text or "now", not {value!r}.'
    )


def _time_of(text: str) -> time:
    return datetime.fromisoformat(text).time()


def moment_of(
    value: Any, name: str, *, day: date | None = None, clock: time = time()
) -> datetime | None:
    """A moment to the minute: of a date alone the one at `clock`, of a time the one on `day`."""
    if value is None:
        return None
    if isinstance(value, datetime):
        refuse_missing(value, name, "datetime_input")
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, clock)
    if isinstance(value, time):
        return minute_of(datetime.combine(day or date.today(), value))
    if value == "now":
        return minute_of(datetime.now())
    if isinstance(value, str):
        text = value.strip()
        for read in _READS:
            with suppress(ValueError):
                return minute_of(read(text))
        with suppress(ValueError):
            return minute_of(datetime.combine(day or date.today(), time.fromisoformat(text)))
    raise StreamlitInvalidParameterTypeError(
        f"{name} of datetime_input must be a datetime, a date, a time, an ISO text or "
        f'"now", not {value!r}.'
    )


def _slashed(text: str) -> datetime:
    """The moment of a text such as 2025/07/01 09:00."""
    return datetime.strptime(text, "%Y/%m/%d %H:%M:%S" if text.count(":") > 1 else "%Y/%m/%d %H:%M")


_READS = (datetime.fromisoformat, _slashed)


def moment_bounds(default: datetime | None, low: Any, high: Any) -> tuple[datetime, datetime]:
    """The bounds; a date includes all of its day, a time is one of the default's day."""
    around = (default or datetime.now()).date()
    end = time(23, 59)
    first = moment_of(low, "min_value", day=around)
    last = moment_of(high, "max_value", day=around, clock=end)
    first = first or datetime.combine(_years(around, -_YEARS), time())
    last = last or datetime.combine(_years(around, _YEARS), end)
    _check_bounds(first, last, "datetime_input")
    return first, last


def _check_bounds(first: date, last: date, kind: str) -> None:
    if first > last:
        raise StreamlitInvalidMinMaxError(
            f"min_value of {kind} must not come after its max_value: {first} is after {last}."
        )


def check_within(begin: date, end: date, first: date, last: date, kind: str) -> None:
    """Raise for a range that begins before the bounds or ends after them."""
    if begin < first:
        raise StreamlitValueBelowMinError(
            f"value of {kind} lies before min_value: {begin} < {first}."
        )
    if end > last:
        raise StreamlitValueAboveMaxError(f"value of {kind} lies after max_value: {end} > {last}.")


def check_format(format: Any, kind: str) -> None:
    """Raise unless it is a format such as YYYY/MM/DD, in one of three orders."""
    if not isinstance(format, str):
        raise StreamlitInvalidParameterTypeError(f"format of {kind} must be a str, not {format!r}.")
    if not _DATE_FORMAT.match(format):
        raise StreamlitValueError(
            f"format of {kind} must be YYYY/MM/DD, DD/MM/YYYY or MM/DD/YYYY, "
            f"with '/', '.' or '-' between its parts, not {format!r}."
        )


def step_of(step: Any, kind: str, least: int) -> int:
    """A step in seconds, from `least` to 23 hours; StreamlitValueOutOfRangeError beyond."""
    if isinstance(step, bool) or not isinstance(step, (int, timedelta)):
        raise StreamlitInvalidParameterTypeError(
            f"step of {kind} must be seconds or a timedelta, not {step!r}."
        )
    seconds = int(step.total_seconds()) if isinstance(step, timedelta) else step
    if not least <= seconds <= _LONGEST_STEP:
        raise StreamlitValueOutOfRangeError(
            f"step of {kind} must lie between {least} s and 23 hours, not at {step!r}."
        )
    return seconds


def day_of(value: date) -> date:
    """The day of a date or a datetime."""
    return value.date() if isinstance(value, datetime) else value


def _years(day: date, years: int) -> date:
    """The same day of another year, within what a date can be."""
    year = day.year + years
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of February
        return day.replace(year=year, day=28)


def shown_time(value: Any, seconds: bool) -> Any:
    """A time with no more than the field shows."""
    if value is None:
        return None
    return value.replace(second=value.second if seconds else 0, microsecond=0)


def minute_of(moment: datetime) -> datetime:
    """The minute on the moment's own clock, as a plain datetime."""
    return datetime(moment.year, moment.month, moment.day, moment.hour, moment.minute)


def iso_minute(moment: datetime) -> str:
    """An ISO text on the moment's own clock, without seconds."""
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")
