"""What the kinds of columns share: their parameters, and how times and options are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Literal

from rerun_state.elements.data.columns import ColumnConfig
from rerun_state.errors import StreamlitAPIException

ColumnWidth = Literal["small", "medium", "large"] | int
Alignment = Literal["left", "center", "right"]
Step = int | float | dt.timedelta


def describe(kind: str | None, given: dict[str, Any]) -> ColumnConfig:
    """A column's description: of its parameters those that the program gave, as they travel."""
    alignment = given.get("alignment")
    if alignment not in (None, "left", "center", "right"):
        raise StreamlitAPIException(
            f"alignment of a column must be 'left', 'center' or 'right', not {alignment!r}."
        )
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


def _iso(moment: dt.date | dt.time) -> str:
    return moment.isoformat()


def _seconds(step: Step) -> float:
    return step.total_seconds() if isinstance(step, dt.timedelta) else step


def _colors(color: str | Iterable[str]) -> str | list[str]:
    return color if isinstance(color, str) else list(color)


_DATES: dict[str, Callable[[Any], Any]] = dict.fromkeys(("default", "min_value", "max_value"), _iso)
_TIMES = _DATES | {"step": _seconds}
# How the parameters of some kinds travel: times as text, and what can be read but once as a list.
_TRAVEL: dict[str | None, dict[str, Callable[[Any], Any]]] = {
    "date": _DATES,
    "datetime": _TIMES,
    "list": {"default": list},
    "multiselect": {"default": list, "options": list, "color": _colors},
    "selectbox": {"options": list},
    "time": _TIMES,
}
