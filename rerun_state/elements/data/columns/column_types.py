"""What the kinds of columns share: their parameters, and how times and options are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Literal

from rerun_state.elements.base.colors import PALETTE, is_color
from rerun_state.elements.data.columns.columns import ColumnConfig
from rerun_state.errors import StreamlitValueError

ColumnWidth = Literal["small", "medium", "large"] | int
Alignment = Literal["left", "center", "right"]
Step = int | float | dt.timedelta


def describe(kind: str | None, given: dict[str, Any]) -> ColumnConfig:
    """A column's description: of its parameters those that the program gave, as they travel."""
    if kind in _PAINTED:
        _check_color(given["color"], kind)
    travels = _TRAVEL.get(kind, {})
    told = {
        name: travels[name](value) if name in travels else value
        for name, value in ({"type": kind} | given).items()
        if value is not None
    }
    label = told.pop("format_func", None)
    if label is not None and "options" in told:
        told["labels"] = [str(label(option)) for option in told["options"]]
    return told


def _check_color(color: Any, kind: str) -> None:
    if color in (None, "auto", "auto-inverse") or (isinstance(color, str) and is_color(color)):
        return
    raise StreamlitValueError(
        f"color of a {kind} column must be 'auto', 'auto-inverse', {', '.join(map(repr, PALETTE))}"
        f", or a colour as CSS writes it, such as '#ffaa00', not {color!r}."
    )


def _text(pattern: Any) -> str:
    if not isinstance(pattern, str):  # as Streamlit, which asks how the text begins
        raise AttributeError(
            f"display_text of a link column must be a text, an icon or a regular expression, not "
            f"{pattern!r}."
        )
    return pattern


def _iso(moment: dt.date | dt.time) -> str:
    return moment.isoformat()


def _seconds(step: Step) -> float:
    return step.total_seconds() if isinstance(step, dt.timedelta) else step


def _colors(color: str | Iterable[str]) -> str | list[str]:
    return color if isinstance(color, str) else list(color)


_PAINTED = ("progress", "line_chart", "area_chart", "bar_chart")
_DATES: dict[str, Callable[[Any], Any]] = dict.fromkeys(("default", "min_value", "max_value"), _iso)
_TIMES = _DATES | {"step": _seconds}
# How the parameters of some kinds travel: times as text, and what can be read but once as a list.
_TRAVEL: dict[str | None, dict[str, Callable[[Any], Any]]] = {
    "date": _DATES,
    "datetime": _TIMES,
    "link": {"display_text": _text},
    "list": {"default": list},
    "multiselect": {"default": list, "options": list, "color": _colors},
    "selectbox": {"options": list},
    "time": _TIMES,
}
