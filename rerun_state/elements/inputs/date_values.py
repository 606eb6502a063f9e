"""Dates and times as values: how parameters are read, and what a browser may send.

Parameters are read leniently (dates, datetimes, ISO texts, "today" or "now"), values are strict:
what a program gets is a `date`, `time` or naive `datetime`, with no more than the field shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from rerun_state.elements.base import query_values
from rerun_state.elements.base.parameters import noted
from rerun_state.errors import (
    StreamlitInvalidMinMaxError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from rerun_state.runtime.model.codec import Codec

_DATE_FORMAT = re.compile(r"(YYYY([/.-])MM\2DD|DD([/.-])MM\3YYYY|MM([/.-])DD\4YYYY)\Z")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_ISO_TIME = re.compile(r"\d\d:\d\d(:\d\d)?\Z")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?\Z")
_LONGEST_STEP = 23 * 3600
_YEARS = 10  # how far the default bounds lie from the value


class DateCodec(Codec):
    """A date between bounds, or a range of them: what the browser has chosen is a list.

    `strict` bounds are the program's own, and hold for what it puts into the state as well.
    """

    __slots__ = ("_default", "_first", "_last", "_range", "_strict")

    spelling = query_values.DATES

    def __init__(self, default: Any, first: date, last: date, range: bool, strict: bool) -> None:
        self._default = default
        self._first = first
        self._last = last
        self._range = range
        self._strict = strict

    def decode(self, wire: Any) -> Any:
        """None or one date; of a range, a tuple of up to two."""
        chosen = [] if wire is None else wire
        if not isinstance(chosen, list) or len(chosen) > (2 if self._range else 1):
            raise ValueError("not a list of dates")
        days = tuple(self._read(text) for text in chosen)
        if self._range:
            if days != tuple(sorted(days)):
                raise ValueError("a range that ends before it begins")
            return days
        if not days and self._default is not None:
            raise ValueError("no date, for a field that cannot be emptied")
        return days[0] if days else None

    def encode(self, value: Any) -> list[str]:
        """The dates as ISO texts."""
        return [day_of(day).isoformat() for day in _several(value) if isinstance(day, date)]

    def vet(self, value: Any) -> None:
        """TypeError for what is not made of dates, where no bounds keep it out."""
        if not self._strict:
            for day in _several(value):
                _check_day(day)

    def admit(self, value: Any) -> Any:
        """A value within the program's bounds, or None; others give way to the default.

        Without such bounds anything that `vet` lets pass is right.
        """
        if value is None or value is self._default or not self._strict:
            return value
        if self._range:
            fits = isinstance(value, tuple) and value and self._holds(value[0], value[-1])
        else:
            fits = isinstance(value, date) and self._holds(value, value)
        return value if fits else self._default

    def settle(self, value: Any) -> Any:
        """The dates as the field shows them: one or a tuple of them, none out of bounds."""
        if not all(isinstance(day, date) for day in _several(value)):
            return value
        days = tuple(day_of(day) for day in _several(value))
        if not all(self._first <= day <= self._last for day in days):
            return self._default
        return days if self._range else days[0] if days else None

    def _holds(self, begin: Any, end: Any) -> bool:
        """Does the range begin and end within the bounds? Each end is held to its own bound."""
        with noted("The value of a date_input must be made of dates."):
            return not (day_of(begin) < self._first or day_of(end) > self._last)

    def _read(self, text: Any) -> date:
        if not isinstance(text, str) or not _ISO_DATE.match(text):
            raise ValueError("not an ISO date")
        day = date.fromisoformat(text)
        if not self._first <= day <= self._last:
            raise ValueError(f"not between {self._first} and {self._last}")
        return day


class TimeCodec(Codec):
    """A time of day; an empty field stands for the default."""

    __slots__ = ("_default", "_seconds")

    spelling = query_values.TIME

    def __init__(self, default: time | None, seconds: bool) -> None:
        self._default = default
        self._seconds = seconds

    def decode(self, wire: Any) -> time | None:
        """The time, without what the field cannot show."""
        if wire is None:
            return self._default
        if not isinstance(wire, str) or not _ISO_TIME.match(wire):
            raise ValueError("not a time such as 09:30")
        chosen = time.fromisoformat(wire)
        return chosen if self._seconds else chosen.replace(second=0)

    def encode(self, value: Any) -> str | None:
        """Hours and minutes, and seconds where they count."""
        if not isinstance(value, (time, datetime)):
            return None
        return value.strftime("%H:%M:%S" if self._seconds else "%H:%M")

    def vet(self, value: Any) -> None:
        """TypeError for anything but a time, a datetime or None."""
        if value is not None and not isinstance(value, (time, datetime)):
            with noted(f"The value of a time_input must be a time or None, not {value!r}."):
                time.strftime(value, "%H:%M")

    def admit(self, value: Any) -> Any:
        """Whatever code says, seconds and all."""
        return value

    def settle(self, value: Any) -> Any:
        """The time as the field shows it."""
        if not isinstance(value, (time, datetime)):
            return value
        return time(value.hour, value.minute, value.second if self._seconds else 0)


class MomentCodec(Codec):
    """A date with a time between bounds; an empty field stands for the default."""

    __slots__ = ("_default", "_first", "_last", "_strict")

    spelling = query_values.MOMENT

    def __init__(
        self, default: datetime | None, first: datetime, last: datetime, strict: bool
    ) -> None:
        self._default = default
        self._first = first
        self._last = last
        self._strict = strict

    def decode(self, wire: Any) -> datetime | None:
        """The moment, to the minute."""
        if wire is None:
            return self._default
        if not isinstance(wire, str) or not _ISO_MOMENT.match(wire):
            raise ValueError("not a date with a time")
        moment = minute_of(datetime.fromisoformat(wire))
        if not self._first <= moment <= self._last:
            raise ValueError(f"not between {self._first} and {self._last}")
        return moment

    def encode(self, value: Any) -> str | None:
        """The moment as an ISO text without seconds."""
        return iso_minute(value) if isinstance(value, datetime) else None

    def vet(self, value: Any) -> None:
        """AttributeError for what is no datetime, where no bounds keep it out."""
        if not self._strict:
            check_moment(value)

    def admit(self, value: Any) -> Any:
        """A datetime within the program's bounds, or None; others give way to the default.

        Without such bounds anything that `vet` lets pass is right. What cannot be compared with
        them, a date or a datetime with a time zone, raises TypeError.
        """
        if value is None or not self._strict:
            return value
        with noted(f"The value of a datetime_input must be a datetime without zone, not {value!r}"):
            outside = value < self._first or value > self._last
        return self._default if outside else value

    def settle(self, value: Any) -> Any:
        """The moment as the field shows it, if it lies within the bounds."""
        if not isinstance(value, datetime):
            return value
        moment = minute_of(value)
        return moment if self._first <= moment <= self._last else self._default


def check_moment(value: Any) -> None:
    """Raise AttributeError for anything but a datetime or None."""
    if value is not None:
        with noted(f"The value of a datetime_input must be a datetime, not {value!r}."):
            _ = value.tzinfo, value.year


def is_range(value: Any) -> bool:
    """Anything with items but a text or a mapping asks for a range."""
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def days_of(value: Any, range: bool) -> tuple[date, ...]:
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
        return day_of(value)
    if value == "today":
        return date.today()
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value).date()
        except ValueError:
            pass
    raise StreamlitInvalidParameterTypeError(
        f'{name} of date_input must be a date, a datetime, an ISO text or "today", not {value!r}.'
    )


def day_bounds(days: tuple[date, ...], low: Any, high: Any) -> tuple[date, date]:
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
    if value is None or isinstance(value, time):
        return value
    if isinstance(value, datetime):
        return value.time()
    if value == "now":
        return datetime.now().time().replace(microsecond=0)
    if isinstance(value, str):
        for read in (time.fromisoformat, _time_of):
            try:
                return read(value)
            except ValueError:
                continue
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
            try:
                return minute_of(read(text))
            except ValueError:
                continue
        try:
            return minute_of(datetime.combine(day or date.today(), time.fromisoformat(text)))
        except ValueError:
            pass
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
    if not isinstance(format, str):
        raise StreamlitInvalidParameterTypeError(f"format of {kind} must be a str, not {format!r}.")
    if not _DATE_FORMAT.match(format):
        raise StreamlitValueError(
            f"format of {kind} must be YYYY/MM/DD, DD/MM/YYYY or MM/DD/YYYY, "
            f"with '/', '.' or '-' between its parts, not {format!r}."
        )


def step_of(step: Any, kind: str, least: int) -> int:
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


def _several(value: Any) -> Sequence[Any]:
    return value if isinstance(value, Sequence) else () if value is None else (value,)


def _check_day(value: Any) -> date:
    if not isinstance(value, date):
        with noted(f"The value of a date_input must be made of dates, not {value!r}."):
            raise TypeError(f"{value!r} is no date of the year {value.year}")
    return day_of(value)


def day_of(value: date) -> date:
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
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")
