"""`bind="query-params"`: a widget's value as the text of a query parameter, and back.

An address names what the reader sees: labels of options, numbers, dates. What it says is checked as
a browser's value is, so an address can choose nothing that the widget does not offer. Each codec of
a widget that can be bound names its spelling.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from rerun_state.runtime.model.sameness import equal

_EPOCH = datetime(1970, 1, 1)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (time, datetime)):
        return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


class Spelling(NamedTuple):
    """The way between the values of one kind of codec and an address."""

    wire: Callable[[Any, list[str]], Any]
    """What a browser would send for the texts; ValueError for what the widget does not offer."""
    lists: bool = False
    """May an address name several, or is it the last that counts?"""
    loose: bool = False
    """May one value be spelled in several ways, of which none is put right?"""
    numbers: bool = False
    """Are texts the same if their numbers are?"""
    ends: bool = False
    """Are two values the ends of a range, which an address may name in any order?"""
    labels: bool = False
    """Are the values options, which an address names by their labels?"""

    def read(self, codec: Any, texts: list[str]) -> Any:
        """The value that an address asks for; ValueError for one that the widget does not offer."""
        wire = self.wire(codec, self._said(texts))
        if self.ends and len(wire) == 2 and wire[0] > wire[1]:
            return codec.decode(wire[::-1])[::-1]
        return codec.decode(wire)

    def write(self, codec: Any, value: Any) -> str | list[str]:
        """The text for a value; it is empty where nothing is chosen."""
        if value is None:
            return ""
        if not isinstance(value, (list, tuple)):
            return self._word(codec, value)
        return [self._word(codec, part) for part in value] or ""

    def says(self, codec: Any, texts: list[str], value: Any) -> bool:
        """Does an address say exactly that, though perhaps in other words?

        `5.5` for a whole number, or a text that is cut off, are read as something else; and where
        an address may name several, every one counts, in its place.
        """
        if not equal(self.read(codec, texts), value):
            return False
        written = self.write(codec, value)
        meant = [written] if isinstance(written, str) else written or []
        said = self._said(texts)
        if self.numbers:
            return _measures(codec, said) == _measures(codec, meant)
        return self.loose or said == meant

    def _said(self, texts: list[str]) -> list[str]:
        """The texts that count; among several, empty ones say nothing."""
        return [text for text in texts if text] or texts[-1:] if self.lists else texts[-1:]

    def _word(self, codec: Any, value: Any) -> str:
        return codec.options.label(value) or str(value) if self.labels else _text(value)


def _one(codec: Any, texts: list[str]) -> Any:
    """A label by its place, or the text of a new option."""
    place = codec.options.place(texts[-1])
    return texts[-1] if place is None else place


def _known(codec: Any, texts: list[str]) -> list[int]:
    """Labels by their places, those that no option has left out."""
    known = [place for text in texts if (place := codec.options.place(text)) is not None]
    if not known:
        raise ValueError("no option has such a label")
    return list(dict.fromkeys(known))


def _several(codec: Any, texts: list[str]) -> list[Any]:
    """Labels by their places, and the texts of new options."""
    if not any(texts):
        return []
    if not codec.new:
        return _known(codec, texts)[: codec.most]
    places = [(text, codec.options.place(text)) for text in texts]
    return list(dict.fromkeys(t if place is None else place for t, place in places))[: codec.most]


def _ends(codec: Any, texts: list[str]) -> list[int]:
    places = [codec.options.place(text) for text in texts]
    known = sorted(place for place in places if place is not None)
    if not known:
        raise ValueError("no option has such a label")
    return known


def _truth(codec: Any, texts: list[str]) -> bool:
    word = texts[-1].lower()
    if word not in ("true", "false"):
        raise ValueError("neither true nor false")
    return word == "true"


def _dates(codec: Any, texts: list[str]) -> list[str]:
    """The days of a range; of several for one day the first, if all could be chosen."""
    days = [_iso(text.replace("/", "-"), "%Y-%m-%d")[:10] for text in texts]
    if codec.range:
        return days
    for day in days:
        codec.decode([day])
    return days[:1]


def _measures(codec: Any, texts: list[str]) -> list[int | float]:
    return [_measure(text) for text in texts]


def _iso(text: str, *formats: str) -> str:
    """A moment in the first of the formats that fits; ValueError if none does."""
    for format in formats[:-1]:
        with suppress(ValueError):
            return datetime.strptime(text, format).isoformat()
    return datetime.strptime(text, formats[-1]).isoformat()


def _number(text: str) -> int | float:
    with suppress(ValueError):
        return int(text)
    return float(text)


def _measure(text: str) -> int | float:
    """The number in a text; dates and times as a slider counts them, in microseconds."""
    with suppress(ValueError):
        return _number(text)
    return _microseconds(text)


def _microseconds(text: str) -> int:
    if " " in text:
        raise ValueError("a date and a time are joined by a T")
    if "T" in text or "-" in text:
        moment = datetime.fromisoformat(text)
    else:
        moment = datetime.combine(date(2000, 1, 1), time.fromisoformat(text))
    return (moment - _EPOCH) // timedelta(microseconds=1)


ONE = Spelling(_one, loose=True, labels=True)
SEVERAL = Spelling(_several, lists=True, labels=True)
ENDS = Spelling(_ends, lists=True, labels=True)
TRUTH = Spelling(_truth, loose=True)
TAB = Spelling(lambda codec, texts: codec.labels.index(texts[-1]), loose=True)
TEXT = Spelling(lambda codec, texts: codec.settle(texts[-1]))
COLOR = Spelling(lambda codec, texts: f"#{texts[-1].removeprefix('#')}")
DATES = Spelling(_dates, lists=True, ends=True)
TIME = Spelling(lambda codec, texts: _iso(texts[-1], "%H:%M", "%H:%M:%S")[11:])
MOMENT = Spelling(lambda codec, texts: _iso(texts[0], "%Y-%m-%dT%H:%M"), lists=True)
NUMBER = Spelling(lambda codec, texts: _number(texts[-1]), numbers=True)
STEP = Spelling(lambda codec, texts: _number(texts[-1]) if texts[-1] else None, loose=True)
NUMBERS = Spelling(_measures, lists=True, numbers=True, ends=True)
