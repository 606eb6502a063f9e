"""`bind="query-params"`: a widget's value as the text of a query parameter, and back.

An address names what the reader sees: labels of options, numbers, dates. What it says is checked as
a browser's value is, so an address can choose nothing that the widget does not offer.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from rerun_state.runtime.state.session_state import equal

_EPOCH = datetime(1970, 1, 1)
_TEXTS = ("text_input", "text_area", "color_picker")
_FORMATS = {
    "date_input": ("%Y-%m-%d",),
    "time_input": ("%H:%M", "%H:%M:%S"),
    "datetime_input": ("%Y-%m-%dT%H:%M",),
}


class Address:
    """The way between the values of one kind of widget and an address."""

    __slots__ = ("_kind",)

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def read(self, codec: Any, texts: list[str]) -> Any:
        """The value that an address asks for; ValueError for one that the widget does not offer."""
        options = getattr(codec, "options", None)
        if options is not None:
            return codec.decode(self._places(codec, options, texts))
        wire = self._wire(codec, texts)
        if isinstance(wire, list) and len(wire) == 2 and wire[0] > wire[1]:
            return codec.decode(wire[::-1])[::-1]  # an address may name the ends in any order
        return codec.decode(wire)

    def write(self, codec: Any, value: Any) -> str | list[str] | None:
        """The text for a value; None where it has none."""
        if value is None:
            return None
        options = getattr(codec, "options", None)
        parts = value if isinstance(value, (list, tuple)) else [value]
        if not parts:
            return ""
        if options is not None:
            texts = [options.label(part) or str(part) for part in parts]
        else:
            texts = [_text(part) for part in parts]
        return texts if isinstance(value, (list, tuple)) else texts[0]

    def says(self, codec: Any, texts: list[str], value: Any) -> bool:
        """Does an address say exactly that, though perhaps in other words?

        `5.5` for a whole number, or a text that is cut off, are read as something else; and of
        several options every one counts, in its place.
        """
        if not equal(self.read(codec, texts), value):
            return False
        written = self.write(codec, value)
        meant = [written] if isinstance(written, str) else written or []
        if self._kind in ("number_input", "slider"):
            return [_number(text) for text in texts] == [_number(text) for text in meant]
        if isinstance(value, (list, tuple)):
            return texts == meant
        return texts[-1:] == meant or self._kind not in (*_TEXTS, *_FORMATS)

    def _places(self, codec: Any, options: Any, texts: list[str]) -> Any:
        """Labels as a browser names them: by their places, or by the text of a new option."""
        if self._kind in ("radio", "selectbox"):
            place = options.place(texts[-1])
            return texts[-1] if place is None else place
        if self._kind == "multiselect" and not any(texts):
            return []
        found = [options.place(text) for text in texts]
        known: list[Any] = [place for place in found if place is not None]
        if self._kind == "multiselect" and getattr(codec, "_new", False):
            known = [
                text if place is None else place for text, place in zip(texts, found, strict=True)
            ]
        if not known:
            raise ValueError("no option has such a label")
        if self._kind == "select_slider":
            return sorted(known)
        return list(dict.fromkeys(known))[: getattr(codec, "_max", None)]

    def _wire(self, codec: Any, texts: list[str]) -> Any:
        last = texts[-1]
        if self._kind in ("checkbox", "toggle", "expander"):
            if last.lower() not in ("true", "false"):
                raise ValueError("neither true nor false")
            return last.lower() == "true"
        if self._kind == "tabs":
            return codec.labels.index(last)
        if self._kind == "date_input":
            return [_iso(text.replace("/", "-"), *_FORMATS["date_input"])[:10] for text in texts]
        if self._kind in ("text_input", "text_area"):
            return codec.settle(last)
        if self._kind == "color_picker":
            return last if last.startswith("#") else f"#{last}"
        if self._kind == "time_input":
            return _iso(last, *_FORMATS["time_input"])[11:]
        if self._kind == "datetime_input":
            return _iso(last, *_FORMATS["datetime_input"])
        if not last:
            raise ValueError("an empty text")
        if self._kind == "slider":
            return [_number(text) for text in texts]
        return _number(last)


def _iso(text: str, *formats: str) -> str:
    """A moment in the first of the formats that fits; ValueError if none does."""
    for format in formats[:-1]:
        with suppress(ValueError):
            return datetime.strptime(text, format).isoformat()
    return datetime.strptime(text, formats[-1]).isoformat()


def _number(text: str) -> int | float:
    """The number in a text; dates and times as a slider counts them, in microseconds."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return _microseconds(text)


def _microseconds(text: str) -> int:
    if " " in text:
        raise ValueError("a date and a time are joined by a T")
    if "T" in text or "-" in text:
        moment = datetime.fromisoformat(text)
    else:
        moment = datetime.combine(date(2000, 1, 1), time.fromisoformat(text))
    return (moment - _EPOCH) // timedelta(microseconds=1)


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
