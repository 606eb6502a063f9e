"""The kinds of columns which only show: pictures, progress, small charts, sounds, JSON, buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rerun_state.elements.base.parameters import one_of
from rerun_state.elements.data.columns.column_types import Alignment, ColumnWidth, describe
from rerun_state.elements.data.columns.columns import ColumnConfig


def ImageColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """Pictures by their addresses; `data:` addresses hold the picture itself."""
    return describe("image", locals())


def AudioColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """Sounds by their addresses, played when a cell is opened."""
    return describe("audio", locals())


def VideoColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """Videos by their addresses, played when a cell is opened."""
    return describe("video", locals())


def JsonColumn(
    label: str | None = None,
    *,
    width: ColumnWidth | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment | None = None,
) -> ColumnConfig:
    """JSON, shown in full when a cell is opened."""
    return describe("json", locals())


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
    """Numbers as bars between `min_value` (0) and `max_value` (1, or 100 for integers)."""
    return describe("progress", locals())


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
    return describe("line_chart", locals())


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
    return describe("area_chart", locals())


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
    return describe("bar_chart", locals())


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
    shown = {"label": label, "width": width, "help": help, "pinned": pinned}
    made = describe("button", {**shown, "alignment": alignment, "style": type, "channel": key})
    if key is not None:
        made["_click"] = (key, on_click, args, kwargs)
    return made
