"""What a simple chart lays out along which channel of Vega-Lite: its axes, legends and tooltips."""

from __future__ import annotations

from typing import Any

from rerun_state.elements.base import colors
from rerun_state.elements.charts.longform import FEW, Long

_FRACTION = 70  # pixels of a number that names a bar
_MARGIN = 14  # pixels around points, the largest of which have a radius of eleven


def encoding(
    mark: str,
    long: Long,
    x_label: str | None,
    y_label: str | None,
    *,
    stack: bool | str | None,
    horizontal: bool,
    sort: bool | str,
) -> dict[str, Any]:
    """The channels of a chart; `horizontal` has what stands along its axis upright."""
    x, y = _axes(mark, long, x_label, y_label, stack, sort)
    made: dict[str, Any] = {"y": x, "x": y} if horizontal else {"x": x, "y": y}
    made |= _color(long) | _size(long)
    _tick_durations(long, made)
    if mark == "bar" and stack is False and "color" in long.columns:
        made["yOffset" if horizontal else "xOffset"] = {"field": "color"}
    made["tooltip"] = _tooltip(long, x_label, y_label)
    return made


def offset_of(stack: bool | str | None) -> Any:
    """How Vega calls a way to stack."""
    return {True: "zero", None: "zero", "layered": False}.get(stack, stack)


def _axes(
    mark: str,
    long: Long,
    x_label: str | None,
    y_label: str | None,
    stack: bool | str | None,
    sort: bool | str,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is laid out along the axes: the names first, then the values."""
    x = _axis(long, "x", long.chosen.x if x_label is None else x_label, grid=False)
    y = _axis(long, "y", long.y_title if y_label is None else y_label, grid=True)
    if mark == "circle":
        # Points at the edge of the plot are whole: it cuts off what is beyond its scales. That room
        # is no reason for a tick below zero, to which Vega would round a scale.
        room = {"scale": {"padding": _MARGIN, "nice": False}}
        for axis in (x, y):
            axis |= {} if axis["type"] == "nominal" else room
    if mark == "bar":
        x |= {"type": _of_bars(long), "sort": _order(long, sort)}
        if x["type"] == "ordinal" and long.columns["x"] != "int":
            x["axis"] |= {"labelLimit": _FRACTION}
    if long.order is not None and sort is True:
        x |= {"type": "ordinal", "sort": long.order}
    if mark in ("bar", "area"):
        y["stack"] = offset_of(stack)
    return x, y


def _axis(long: Long, field: str, title: str | None, *, grid: bool) -> dict[str, Any]:
    return {
        "field": field,
        "type": long.type_of(field),
        "title": title or None,
        # There is nothing between whole numbers.
        "axis": {
            "grid": grid,
            **({"tickMinStep": 1} if long.columns[field] == "int" else {}),
            **_duration(long, field),
        },
    }


def _duration(long: Long, field: str) -> dict[str, Any]:
    """How a page writes the values of a column of durations; nothing of another one."""
    is_one = long.columns.get(field) == "timedelta"
    return {"format": "", "formatType": "rerun_duration"} if is_one else {}


def _of_bars(long: Long) -> str:
    """Few numbers are names of bars, many are a scale."""
    kind = long.type_of("x")
    few = long.places <= FEW
    return "ordinal" if kind == "quantitative" and few else kind


def _order(long: Long, sort: bool | str) -> Any:
    if sort is True:
        return "ascending"
    if sort is False:
        return None
    order = {"field": "sort", "order": "descending" if sort.startswith("-") else "ascending"}
    # Of bars on each other Vega adds up what they are sorted by, and texts have no sum.
    return {**order, "op": "min"} if long.type_of("sort") == "nominal" else order


def _color(long: Long) -> dict[str, Any]:
    if "color" not in long.columns:
        return {"color": {"value": colors.css(long.colors[0])}} if long.colors else {}
    made: dict[str, Any] = {
        "field": "color",
        "type": long.type_of("color"),
        "title": long.chosen.color,  # without a column of that name the entries say what they are
        "legend": {"orient": "bottom"},
    }
    # Series without colours of their own stand in the order of their names, as Vega puts them.
    if long.colors:
        made["scale"] = {"domain": long.series, "range": [colors.css(c) for c in long.colors]}
    elif long.color_is_color:
        made |= {"scale": None, "legend": None}
    return {"color": made}


def _tick_durations(long: Long, encoding: dict[str, Any]) -> None:
    """Let scales of durations have ticks at round ones, which milliseconds are not."""
    for channel, shown in encoding.items():
        if shown.get("type") == "quantitative" and _duration(long, shown["field"]):
            ticks = {"expr": f"rerun_duration_ticks(domain({channel!r}))"}
            guide = "axis" if "axis" in shown else "legend"
            shown[guide] = {**shown[guide], **_duration(long, shown["field"]), "values": ticks}


def _size(long: Long) -> dict[str, Any]:
    if "size" in long.columns:
        # Vega makes one legend of what is told twice, if both read it from the same field.
        twice = long.chosen.size == long.chosen.color and long.type_of("color") == "quantitative"
        field = "color" if twice else "size"
        shown = {"field": field, "type": long.type_of("size"), "title": long.chosen.size}
        return {"size": {**shown, "legend": {"orient": "bottom"}}}
    return {} if long.fixed_size is None else {"size": {"value": long.fixed_size}}


def _tooltip(long: Long, x_label: str | None, y_label: str | None) -> list[dict[str, Any]]:
    titles = {"x": x_label or long.x or "index", "y": y_label or long.y or "value"}
    titles |= {"color": long.chosen.color or "series", "size": long.chosen.size or "size"}
    return [
        {
            "field": field,
            "type": long.type_of(field),
            "title": titles[field],
            **_duration(long, field),
        }
        for field in ("x", "y", "color", "size")
        if field in long.columns and not (field == "color" and long.color_is_color)
    ]
