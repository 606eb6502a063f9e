"""One number, large, with how it has changed."""

from __future__ import annotations

import math
import numbers
from collections.abc import Sequence
from decimal import Decimal
from textwrap import dedent
from typing import Any, Literal, get_args

from rerun_state.elements.base.listing import listed
from rerun_state.elements.base.parameters import (
    Height,
    LabelVisibility,
    Width,
    check_height,
    check_width,
    help_of,
    icon_of,
    known_or_usual,
    label_of,
    line,
    one_of,
    plain_text,
    text_or_none,
    truth,
)
from rerun_state.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError, an
from rerun_state.runtime.grammar.block import B, put
from rerun_state.runtime.model.tree import Label

Number = float | int | Decimal
# fmt: off
DeltaColor = Literal[
    "normal", "inverse", "off",
    "red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "primary",
]
# fmt: on
DeltaArrow = Literal["auto", "up", "down", "off"]
ChartType = Literal["line", "bar", "area"]
_MINUS = ("-", "−")
NOTHING = "—"


def metric(
    self: B,
    label: str,
    value: Number | str | None,
    delta: Number | str | None = None,
    delta_color: DeltaColor = "normal",
    *,
    help: str | None = None,
    icon: str | None = None,
    label_visibility: LabelVisibility = "visible",
    border: bool = False,
    width: Width = "stretch",
    height: Height = "content",
    chart_data: Sequence[Any] | None = None,
    chart_type: ChartType = "line",
    delta_arrow: DeltaArrow = "auto",
    format: str | None = None,
    delta_description: str | None = None,
) -> B:
    """Show a number in large letters, with how it has changed; return a handle on it.

    >>> st.metric("Oslo", "4 °C", "-1.5 °C", help="at noon")
    """
    one_of(delta_color, get_args(DeltaColor), "delta_color", "metric")
    one_of(delta_arrow, get_args(DeltaArrow), "delta_arrow", "metric")
    one_of(label_visibility, get_args(LabelVisibility), "label_visibility", "metric")
    described = text_or_none(delta_description, "delta_description", "metric")
    change = _change(delta)
    sign = _sign(delta, change)
    return put(
        self,
        "metric",
        label=label_of(label if isinstance(label, (str, type(None))) else str(label)),
        body=Label(_shown(value)),
        delta=Label(change),
        color=_color(sign, change, delta_color),
        arrow=_arrow(sign, change, delta_arrow),
        help=help_of(help),
        icon=icon_of(icon),
        label_visibility=label_visibility,
        border=truth(border, "border"),
        width=check_width(width, "metric"),
        height=check_height(height, "metric"),
        chart_data=[] if chart_data is None else _chart(listed(chart_data)),
        chart_type=known_or_usual(chart_type, get_args(ChartType), "chart_type", "metric"),
        format=text_or_none(format, "format", "metric"),
        number=_number(value),
        delta_number=_number(delta),
        delta_description=None if described is None else line(described),
    )


def _shown(value: Any) -> str:
    if value is None:
        return NOTHING
    return plain_text(value) if isinstance(value, str) else str(_checked(value, "value"))


def _change(delta: Any) -> str:
    if delta is None or (isinstance(delta, str) and delta == ""):
        return ""
    return dedent(delta) if isinstance(delta, str) else str(_checked(delta, "delta"))


def _checked(value: Any, name: str) -> Any:
    """A number, or the only one in an array or a column.

    Raises StreamlitInvalidParameterTypeError for anything else.
    """
    if isinstance(value, numbers.Number):
        return value
    if hasattr(value, "item") and getattr(value, "size", 1) == 1:
        only = value.item()
        if isinstance(only, (int, float)):
            return only
    raise StreamlitInvalidParameterTypeError(
        f"{name} of metric must be a number, a text or None, not {an(type(value).__name__)}."
    )


def _number(value: Any) -> float | int | None:
    """The number for a format to work on; None for a text or what JSON cannot hold."""
    if value is None or isinstance(value, str):
        return None
    number = _checked(value, "value")
    if isinstance(number, numbers.Integral):
        return int(number)
    if not isinstance(number, (numbers.Real, Decimal)) or not math.isfinite(number):
        return None
    return float(number)


def _sign(delta: Any, change: str) -> int:
    """Which way a change goes, by its first character; a 0 goes neither way."""
    is_zero = change == "0" if isinstance(delta, str) else _number(delta) == 0
    return 0 if is_zero or not change else -1 if change.startswith(_MINUS) else 1


def _color(sign: int, change: str, chosen: str) -> str:
    if not change or chosen == "off":
        return "gray"
    if chosen not in ("normal", "inverse"):
        return "gray" if chosen == "grey" else chosen
    if not sign:
        return "gray"
    return "red" if (sign < 0) == (chosen == "normal") else "green"


def _arrow(sign: int, change: str, chosen: str) -> str:
    if not change or chosen == "off":
        return "off"
    if chosen != "auto":
        return chosen
    if not sign:
        return "off"
    return "down" if sign < 0 else "up"


def _chart(values: list[Any]) -> list[float | None]:
    points = [_point(value) for value in values]
    return [point if math.isfinite(point) else None for point in points]


def _point(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise StreamlitAPIException(
            f"chart_data of metric holds {value!r}, which is no number. Give numbers only."
        ) from error
