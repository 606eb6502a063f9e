"""What the kinds of columns share: their parameters, and how times and options are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Literal

from rerun_state.elements.data.columns import ColumnConfig
from rerun_state.errors import StreamlitAPIException

ColumnWidth = Literal["small", "medium", "large"] | int
Alignment = Literal["left", "center", "right"]
Step = int | float | dt.timedelta


def describe(
    kind: str | None,
    label: str | None,
    width: ColumnWidth | None,
    help: str | None,
    disabled: bool | None,
    required: bool | None,
    pinned: bool | None,
    alignment: Alignment | None,
    default: Any = None,
    **options: Any,
) -> ColumnConfig:
    """A column's description, of what the program said alone."""
    if alignment not in (None, "left", "center", "right"):
        raise StreamlitAPIException(
            f"alignment of a column must be 'left', 'center' or 'right', not {alignment!r}."
        )
    given = {
        "type": kind,
        "label": label,
        "width": width,
        "help": help,
        "disabled": disabled,
        "required": required,
        "pinned": pinned,
        "alignment": alignment,
        "default": default,
        **options,
    }
    return {name: value for name, value in given.items() if value is not None}


def iso(value: dt.date | dt.time | None) -> str | None:
    """A date or time as text."""
    return None if value is None else value.isoformat()


def seconds(step: Step | None) -> float | None:
    """A step as seconds."""
    return step.total_seconds() if isinstance(step, dt.timedelta) else step


def labels_of(options: list[Any] | None, format_func: Callable[[Any], str] | None) -> Any:
    """What is shown for each option; None if that is the option itself."""
    if options is None or format_func is None:
        return None
    return [str(format_func(option)) for option in options]
