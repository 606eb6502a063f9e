"""Series of a chart drawn as a picture, for readers who have neither a kernel nor a script.

The picture is an SVG of its own in an `img`, which every sanitizer of notebooks lets through.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Any

from rerun_state.snapshot.series import Series

LARGEST = 60_000
"""Characters of a picture; a chart that takes more has its data in the place of it."""
_WIDTH, _HEIGHT = 640, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 12, 48
_COLORS = ("#0068c9", "#ff2b2b", "#29b09d", "#ff8700", "#7d44cf", "#83c9ff", "#ffabab", "#b07d2b")
_INK = "#757985"  # on a light ground and on a dark one, since the picture has none of its own
_EPOCH = datetime(1970, 1, 1)
_STEPS = (1, 2, 5, 10)


def picture(series: Sequence[Series], said: str) -> str:
    """An `img` of the series; empty where there is nothing to draw, or too much."""
    if not any(value is not None for each in series for value in each.y):
        return ""
    if sum(len(each.x) for each in series) > LARGEST / 10:  # which none could be drawn with
        return ""
    drawn = "".join(_Plot(series).parts())
    if len(drawn) > LARGEST:
        return ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="11" fill="{_INK}">'
        f"{drawn}</svg>"
    )
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<img src="{source}" alt="{escape(said, quote=True)}" style="max-width: 100%">'


class _Axis:
    """The horizontal axis, on which numbers, times or words stand."""

    def __init__(self, places: Sequence[Any], *, has_bars: bool) -> None:
        self._by_time = all(isinstance(each, datetime) for each in places)
        plain = self._by_time or all(isinstance(each, float) for each in places)
        self._words = [] if plain else list(dict.fromkeys(map(str, places)))
        numbers = [self._number(each) for each in places]
        first, last = min(numbers, default=0.0), max(numbers, default=1.0)
        band = (last - first) / max(1, len(set(numbers)) - 1) or 1.0
        margin = 1.0 if first == last else 0.0
        if self._words or has_bars:  # they have a band each; lines reach from edge to edge
            margin = band / 2
        self._first, self._last = first - margin, last + margin
        self.band = self._across(band) - self._across(0.0)

    def x(self, at: Any) -> float:
        """Where something stands in the picture."""
        return self._across(self._number(at))

    def marks(self) -> Iterator[tuple[float, str]]:
        """Where something is written below the axis, and what."""
        for number, words in self._ticks():
            yield self._across(number), words

    def _number(self, at: Any) -> float:
        if self._by_time:
            return float((at - _EPOCH) / timedelta(seconds=1))
        return float(self._words.index(str(at))) if self._words else float(at)

    def _across(self, number: float) -> float:
        share = (number - self._first) / (self._last - self._first)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def _ticks(self) -> Iterator[tuple[float, str]]:
        if self._words:
            every = math.ceil(len(self._words) / 10)
            for n in range(0, len(self._words), every):
                yield float(n), self._words[n][:12]
        elif self._by_time:
            is_long = self._last - self._first > 2 * 24 * 3600
            for n in range(5):
                number = self._first + n * (self._last - self._first) / 4
                now = _moment(number)
                yield number, f"{now:%Y-%m-%d}" if is_long else f"{now:%H:%M:%S}"
        else:
            for number in _ticks(self._first, self._last):
                yield number, f"{number:g}"


class _Plot:
    """Where values stand in the picture, and what is drawn there."""

    def __init__(self, series: Sequence[Series]) -> None:
        self._series = series
        places = [each for one in series for each in one.x if each is not None]
        self._axis = _Axis(places, has_bars=any(each.mark == "bar" for each in series))
        self._piles: dict[tuple[Any, bool], float] = {}
        self._levels = [list(self._heights(each)) for each in series]
        ends = [end for levels in self._levels for level in levels if level for end in level]
        grounded = any(each.mark in ("bar", "area") for each in series)
        self._low, self._high = _span([*ends, 0.0] if grounded else ends)

    def parts(self) -> Iterator[str]:
        """The axes, the series, and their names."""
        yield from self._axes()
        for n, one in enumerate(self._series):
            color = _COLORS[n % len(_COLORS)]
            points = [
                (self._axis.x(at), self._y(level[0]), self._y(level[1]))
                for at, level in zip(one.x, self._levels[n], strict=True)
                if level is not None and at is not None
            ]
            yield from self._draw(n, one, points, color)
        yield from self._legend()

    def _heights(self, one: Series) -> Iterator[tuple[float, float] | None]:
        """From where to where each value reaches, on what it is piled upon."""
        for at, value in zip(one.x, one.y, strict=True):
            if value is None:
                yield None
            elif one.stacked:
                below = self._piles.get((at, value < 0), 0.0)
                self._piles[at, value < 0] = below + value
                yield below, below + value
            elif one.mark in ("bar", "area"):
                yield 0.0, value
            else:
                yield value, value

    def _y(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def _draw(
        self, n: int, one: Series, points: list[tuple[float, float, float]], color: str
    ) -> Iterator[str]:
        if one.mark == "point":
            for x, _, y in points:
                yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>'
        elif one.mark == "bar":
            yield from self._bars(n, one, points, color)
        else:
            points = sorted(points)
            path = " ".join(f"{x:.1f},{y:.1f}" for x, _, y in points)
            if one.mark == "area":
                back = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in reversed(points))
                yield f'<polygon points="{path} {back}" fill="{color}" fill-opacity="0.6"/>'
            else:
                yield f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>'

    def _bars(
        self, n: int, one: Series, points: list[tuple[float, float, float]], color: str
    ) -> Iterator[str]:
        """Those that are not piled up stand side by side."""
        room = self._axis.band * 0.8
        beside = [i for i, each in enumerate(self._series) if each.mark == "bar"]
        wide = room if one.stacked else room / len(beside)
        shift = -room / 2 + (0 if one.stacked else beside.index(n) * wide)
        for x, low, high in points:
            yield (
                f'<rect x="{x + shift:.1f}" y="{min(low, high):.1f}" width="{max(wide, 0.5):.1f}" '
                f'height="{abs(high - low):.1f}" fill="{color}"/>'
            )

    def _axes(self) -> Iterator[str]:
        right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
        for value in _ticks(self._low, self._high):
            y = self._y(value)
            yield (
                f'<line x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_INK}" '
                'stroke-opacity="0.25"/>'
            )
            yield f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>'
        yield f'<line x1="{_LEFT}" x2="{right}" y1="{bottom}" y2="{bottom}" stroke="{_INK}"/>'
        for at, words in self._axis.marks():
            x = min(at, _WIDTH - 3.0 * len(words))  # none sticks out
            yield f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{escape(words)}</text>'

    def _legend(self) -> Iterator[str]:
        x = float(_LEFT)
        for n, one in enumerate(self._series):
            if one.name and x < _WIDTH - 60:
                name = one.name[:24]
                yield (
                    f'<rect x="{x:.0f}" y="{_HEIGHT - 18}" width="10" height="10" '
                    f'fill="{_COLORS[n % len(_COLORS)]}"/>'
                    f'<text x="{x + 14:.0f}" y="{_HEIGHT - 9}">{escape(name)}</text>'
                )
                x += 30 + 6.5 * len(name)


def _moment(number: float) -> datetime:
    """The time at a place of the axis, which may go on beyond the calendar."""
    try:
        return _EPOCH + timedelta(seconds=number)
    except OverflowError:
        return datetime.max if number > 0 else datetime.min


def _span(values: list[float]) -> tuple[float, float]:
    """From where to where an axis reaches, which is more than nothing."""
    low, high = min(values), max(values)
    return (low - 1, high + 1) if low == high else (low, high)


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers between the ends, about five."""
    raw = (high - low) / 5
    size = 10.0 ** math.floor(math.log10(raw))
    step = size * next(each for each in _STEPS if each * size >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [n * step for n in range(first, math.floor(high / step + 1e-9) + 1)]
