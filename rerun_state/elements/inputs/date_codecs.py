"""What a browser may send for dates and times, and what programs get of it.

Values are strict: a `date`, `time` or naive `datetime`, with no more than the field shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from rerun_state.elements.base import query_values
from rerun_state.elements.base.parameters import noted
from rerun_state.elements.inputs.date_values import check_moment, day_of, iso_minute, minute_of
from rerun_state.patterns import pattern
from rerun_state.runtime.model.codec import Codec

_ISO_DATE = pattern(r"\d{4}-\d\d-\d\d\Z")
_ISO_TIME = pattern(r"\d\d:\d\d(:\d\d)?\Z")
_ISO_MOMENT = pattern(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?\Z")


class DateCodec(Codec):
    """A date between bounds, or a range of them: what the browser has chosen is a list.

    `strict` bounds are the program's own, and hold for what it puts into the state as well.
    """

    __slots__ = ("_default", "_first", "_last", "_strict", "range")

    spelling = query_values.DATES

    def __init__(self, default: Any, first: date, last: date, range: bool, strict: bool) -> None:
        self._default = default
        self._first = first
        self._last = last
        self.range = range  # does it hold two dates?
        self._strict = strict

    def decode(self, wire: Any) -> Any:
        """None or one date; of a range, a tuple of up to two."""
        chosen = [] if wire is None else wire
        if not isinstance(chosen, list) or len(chosen) > (2 if self.range else 1):
            raise ValueError("not a list of dates")
        days = tuple(self._read(text) for text in chosen)
        if self.range:
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
                if not isinstance(day, date):
                    with noted(f"The value of a date_input must be made of dates, not {day!r}."):
                        raise TypeError(f"{day!r} is no date of the year {day.year}")

    def admit(self, value: Any) -> Any:
        """A value within the program's bounds, or None; others give way to the default.

        Without such bounds anything that `vet` lets pass is right.
        """
        if value is None or value is self._default or not self._strict:
            return value
        if self.range:
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
        return days if self.range else days[0] if days else None

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

    def settle(self, value: Any) -> Any:
        """The time as the field shows it."""
        if not isinstance(value, (time, datetime)):
            return value
        return time(value.hour, value.minute, value.second if self._seconds else 0)


class DateTimeCodec(Codec):
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


def _several(value: Any) -> Sequence[Any]:
    return value if isinstance(value, Sequence) else () if value is None else (value,)
