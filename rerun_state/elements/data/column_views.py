"""The kinds of columns which only show: pictures, progress, small charts, sounds, JSON, buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rerun_state.elements.base.parameters import one_of
from rerun_state.elements.data.column_types import Alignment, ColumnWidth, describe
from rerun_state.elements.data.columns import ColumnConfig


def ImageColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """Pictures by their addresses; `data:` addresses hold the picture itself."""
    return describe("image", label, width, help, None, None, pinned, alignment)


def AudioColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """Sounds by their addresses, played when a cell is opened."""
    return describe("audio", label, width, help, None, None, pinned, alignment)


def VideoColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """Videos by their addresses, played when a cell is opened."""
    return describe("video", label, width, help, None, None, pinned, alignment)


def JsonColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """JSON, shown in full when a cell is opened."""
    return describe("json", label, width, help, None, None, pinned, alignment)


def ProgressColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    format: str | None = None,
    min_value: int | float | None = None,
    max_value: int | float | None = None,
    step: int | float | None = None,
    color: str | Sequence[str] | None = None,
) -> ColumnConfig:
    """Numbers as bars between `min_value` (0) and `max_value` (1, or 100 for integers).

    `format` is as that of `NumberColumn`; `color` a colour, or "auto".
    """
    return describe(
        "progress",
        label,
        width,
        help,
        None,
        None,
        pinned,
        None,
        format=format,
        min_value=min_value,
        max_value=max_value,
        step=step,
        color=color,
    )


def LineChartColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: int | float | None = None,
    y_max: int | float | None = None,
    color: str | Sequence[str] | None = None,
) -> ColumnConfig:
    """Lists of numbers as small line charts, all on the scale `y_min` to `y_max`."""
    return _chart("line_chart", label, width, help, pinned, y_min, y_max, color)


def AreaChartColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: int | float | None = None,
    y_max: int | float | None = None,
    color: str | Sequence[str] | None = None,
) -> ColumnConfig:
    """Lists of numbers as small area charts, all on the scale `y_min` to `y_max`."""
    return _chart("area_chart", label, width, help, pinned, y_min, y_max, color)


def BarChartColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: int | float | None = None,
    y_max: int | float | None = None,
    color: str | Sequence[str] | None = None,
) -> ColumnConfig:
    """Lists of numbers as small bar charts, all on the scale `y_min` to `y_max`."""
    return _chart("bar_chart", label, width, help, pinned, y_min, y_max, color)


def _chart(
    kind: str,
    label: str | None,
    width: ColumnWidth | None,
    help: str | None,
    pinned: bool | None,
    y_min: float | None,
    y_max: float | None,
    color: Any,
) -> ColumnConfig:
    return describe(
        kind, label, width, help, None, None, pinned, None, y_min=y_min, y_max=y_max, color=color
    )


def ButtonColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
    type: str = "secondary",
    on_click: Callable[..., object] | None = None,
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> ColumnConfig:
    """Buttons named by the cells: by a text, or several by a list of texts.

    `key` makes them work: in the run that a press causes, and in `on_click`, `st.session_state`
    has under it what was pressed, with `row` and `label`; in other runs None.
    """
    one_of(type, ("primary", "secondary", "tertiary"), "type", "ButtonColumn")
    made = describe(
        "button", label, width, help, None, None, pinned, alignment, style=type, channel=key
    )
    if key is not None:
        made["_click"] = (key, on_click, args, kwargs)
    return made
