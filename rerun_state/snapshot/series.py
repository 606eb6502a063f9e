"""What a chart shows, as series of points: those of Vega-Lite and of Plotly, where they are plain.

A chart that computes (aggregates, bins, layers, facets, its own expressions) is not read: a picture
of something else would be worse than none. Its data are shown as tables all the same.
"""

from __future__ import annotations

import json
import math
from array import array
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from rerun_state.elements import data
from rerun_state.snapshot.piece import Piece
from rerun_state.snapshot.table_excerpt import is_missing

Mark = Literal["line", "area", "bar", "point"]

_MARKS: dict[str, Mark] = {
    "line": "line",
    "area": "area",
    "bar": "bar",
    "point": "point",
    "circle": "point",
    "square": "point",
}
_COLUMNS = (
    *("labels", "parents", "locations", "values", "x", "y", "z", "lat", "lon", "r", "theta"),
    *("a", "b", "c", "open", "high", "low", "close", "text"),
)
_COMPUTED = ("aggregate", "bin", "timeUnit", "impute", "condition", "value", "datum")
_APART = {"row", "column", "facet", "x2", "y2", "xOffset", "yOffset"}
_TYPES = {"i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f4": "f", "f8": "d"}


@dataclass(slots=True)
class Series:
    """Points of one name and one mark; `x` are numbers, times or words."""

    name: str
    mark: Mark
    x: list[Any]
    y: list[float | None]
    stacked: bool = False


def series_of(piece: Piece) -> list[Series]:
    """The series of a chart; none where it is not a plain one of lines, areas, bars or points."""
    read = {"vega_lite_chart": _of_vega, "plotly_chart": _of_plotly}.get(piece.type)
    return [] if read is None else read(piece.props)


# -- Vega-Lite -------------------------------------------------------------------------------------


def _of_vega(props: Mapping[str, Any]) -> list[Series]:
    spec = props.get("spec")
    if not isinstance(spec, Mapping) or not isinstance(spec.get("encoding"), Mapping):
        return []
    kind = spec.get("mark")
    mark = _MARKS.get(str(kind.get("type") if isinstance(kind, Mapping) else kind))
    source = (props.get("datasets") or {}).get((spec.get("data") or {}).get("name"))
    if mark is None or source is None or not _is_plain(spec):
        return []
    x, y, color = (spec["encoding"].get(name) for name in ("x", "y", "color"))
    columns = _columns(source, [each["field"] for each in (x, y, color) if each is not None])
    if columns is None:
        return []
    stacked = mark in ("bar", "area") and y.get("stack", "zero") not in (None, False)
    has_words = x.get("type") in ("nominal", "ordinal")
    by_name: dict[str, Series] = {}
    for at, value, *word in zip(*columns, strict=True):
        name = "" if not word or is_missing(word[0]) else str(word[0])
        series = by_name.setdefault(name, Series(name, mark, [], [], stacked))
        series.x.append(str(at) if has_words else _place(at))
        series.y.append(_number(value))
    return list(by_name.values())


def _is_plain(spec: Mapping[str, Any]) -> bool:
    """Are its points what stands in columns of its data, in one picture?"""
    channels = spec["encoding"]
    x, y, color = (channels.get(name) for name in ("x", "y", "color"))
    if spec.get("transform") or channels.keys() & _APART:
        return False
    if not (_is_column(x) and _is_column(y) and (color is None or _is_column(color))):
        return False
    return bool(y.get("type") == "quantitative")


def _is_column(channel: Any) -> bool:
    return (
        isinstance(channel, Mapping)
        and isinstance(channel.get("field"), str)
        and not any(channel.get(each) for each in _COMPUTED)
    )


def _columns(source: Mapping[str, Any], fields: list[str]) -> list[list[Any]] | None:
    """The columns of a data set that are called so; None if one of them is missing."""
    names = [str(column["name"]) for column in source["columns"]]
    if not set(fields) <= set(names):
        return None
    frame = data.decoding.decode(int(source["rows"]), list(source["columns"]), source["data"])
    return [list(frame.iloc[:, names.index(field)]) for field in fields]


# -- Plotly ----------------------------------------------------------------------------------------


def _of_plotly(props: Mapping[str, Any]) -> list[Series]:
    figure = json.loads(props["figure"])
    traces = _traces(figure)
    stacked = (figure.get("layout") or {}).get("barmode") in ("relative", "stack")
    if len({(each.get("xaxis", "x"), each.get("yaxis", "y")) for each in traces}) > 1:
        return []  # side by side
    found = [_of_trace(each, stacked) for each in traces]
    return [] if None in found else [each for each in found if each is not None]


def _traces(figure: Any) -> list[dict[str, Any]]:
    return [each for each in figure.get("data", ()) if isinstance(each, dict)]


def traces_of(props: Mapping[str, Any]) -> list[tuple[str, dict[str, list[Any]]]]:
    """The traces of a figure of Plotly's, whatever draws them: names, and columns of one length."""
    found = []
    for trace in _traces(json.loads(props["figure"])):
        told = {name: _values(trace.get(name)) for name in _COLUMNS}
        columns = {name: values for name, values in told.items() if values}
        longest = max(map(len, columns.values()), default=0)
        columns = {name: each for name, each in columns.items() if len(each) == longest}
        if columns:
            found.append((str(trace.get("name") or trace.get("type") or ""), columns))
    return found


def _of_trace(trace: dict[str, Any], stacked: bool) -> Series | None:
    mark = _mark_of(trace)
    if mark is None or trace.get("orientation") == "h":
        return None
    y = _values(trace.get("y"))
    x = _values(trace["x"]) if "x" in trace else list(range(len(y or ())))
    if x is None or y is None or len(x) != len(y):
        return None
    piled = stacked if mark == "bar" else bool(trace.get("stackgroup"))
    name = str(trace.get("name") or "")
    return Series(name, mark, [_place(at) for at in x], [_number(value) for value in y], piled)


def _mark_of(trace: dict[str, Any]) -> Mark | None:
    drawn = trace.get("type", "scatter")
    if drawn == "bar":
        return "bar"
    if drawn not in ("scatter", "scattergl"):
        return None
    if trace.get("stackgroup") or trace.get("fill") == "tozeroy":
        return "area"
    return "line" if "lines" in str(trace.get("mode", "lines")).split("+") else "point"


def _values(told: Any) -> list[Any] | None:
    """The values of an array of Plotly's, which may be bytes; None if they are not plain."""
    if isinstance(told, list):
        return told
    if isinstance(told, dict) and told.get("dtype") in _TYPES and "shape" not in told:
        data = b64decode(str(told.get("bdata", "")))
        return list(array(_TYPES[told["dtype"]], data))
    return None


# -- values ----------------------------------------------------------------------------------------


def _place(value: Any) -> Any:
    """Where a point stands: a number, a time, or a word; None for nowhere."""
    if is_missing(value):
        return None
    if isinstance(value, str):
        return _time(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    number = _number(value)
    return str(value) if number is None else number


def _time(text: str) -> datetime | str:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if "-" in text else text
    except ValueError:
        return text


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
