"""Typing and picking: text, colours, dates and times.

A value that a test sets goes the way of the browser's: cut to what the field can hold, and an empty
field stands for the default.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Self

from rerun_state.elements.inputs.date_values import check_moment, days_of
from rerun_state.testing.element import Widget
from rerun_state.testing.inputs.choices import NeverNone


class _Field(Widget):
    """An empty field gives the default back."""

    def sent(self) -> Any:
        """The value as the app will get it."""
        codec: Any = self.widget.codec
        if self.value is None:
            return self.widget.default
        codec.vet(self.value)
        return codec.settle(self.value)


class TextInput(_Field):
    """A field for text, of one line or several."""

    def input(self, v: str) -> Self:
        """Type a text; one that is too long cannot be typed."""
        if self.max_chars and len(v) > self.max_chars:
            return self
        return self.set_value(v)


class ColorPicker(NeverNone, _Field):
    """A field for a colour."""

    def pick(self, v: str) -> Self:
        """Pick a colour, with or without its "#"."""
        return self.set_value(v if v.startswith("#") else f"#{v}")

    def sent(self) -> Any:
        """The colour as the app will get it; TypeError for what is no text."""
        self.widget.codec.vet(self.value)
        return super().sent()


class DateInput(Widget):
    """A field for a date or a range of dates."""

    @property
    def value(self) -> Any:
        """The date or the range; what the test has set is a tuple of dates until it is sent."""
        given = super().value
        if given is None or not self.changed:
            return given
        return days_of(given if isinstance(given, (list, tuple)) else [given], range=True)

    @property
    def min(self) -> date:
        """The first date that can be chosen."""
        return date.fromisoformat(self.node.element.props["min"])

    @property
    def max(self) -> date:
        """The last date that can be chosen."""
        return date.fromisoformat(self.node.element.props["max"])

    @property
    def is_range(self) -> bool:
        """Does it hold a range?"""
        return bool(self.node.element.props["range"])

    def sent(self) -> Any:
        """The dates as the app will get them; the default for those out of bounds."""
        codec: Any = self.widget.codec
        given = self.value if isinstance(self.value, (list, tuple)) else [self.value or None]
        read = days_of if self.changed else _dates
        return codec.settle(read([day for day in given if day is not None], True))


class TimeInput(_Field):
    """A field for a time of day."""

    def increment(self) -> Self:
        """Choose the time one step later."""
        return self._moved(+1)

    def decrement(self) -> Self:
        """Choose the time one step earlier."""
        return self._moved(-1)

    def _moved(self, steps: int) -> Self:
        if self.value is None:
            return self
        moment = datetime.combine(date(2000, 1, 2), self.value)
        return self.set_value((moment + timedelta(seconds=steps * self.step)).time())


class DateTimeInput(_Field):
    """A field for a date with a time."""

    def sent(self) -> Any:
        """The moment as the app will get it; AttributeError for what is none."""
        check_moment(self.value)
        return super().sent()


def _dates(given: list[Any], _: bool) -> list[date]:
    """The dates that the app put there; AttributeError for what is none."""
    return [date(day.year, day.month, day.day) for day in given]
