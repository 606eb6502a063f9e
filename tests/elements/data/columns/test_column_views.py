"""Columns which only show."""

from typing import Any

import pytest

from rerun_state import column_config as columns
from rerun_state.errors import StreamlitAPIException


@pytest.mark.parametrize(
    ("made", "described"),
    [
        (columns.ImageColumn("I", pinned=True), {"type": "image", "label": "I", "pinned": True}),
        (columns.AudioColumn(width="small"), {"type": "audio", "width": "small"}),
        (columns.VideoColumn(alignment="right"), {"type": "video", "alignment": "right"}),
        (columns.JsonColumn(), {"type": "json"}),
        (
            columns.ProgressColumn(min_value=0, max_value=9, color="red"),
            {"type": "progress", "min_value": 0, "max_value": 9, "color": "red"},
        ),
        (columns.LineChartColumn(y_min=0), {"type": "line_chart", "y_min": 0}),
        (columns.AreaChartColumn(y_max=1), {"type": "area_chart", "y_max": 1}),
        (columns.BarChartColumn(color="auto"), {"type": "bar_chart", "color": "auto"}),
        (columns.ButtonColumn(), {"type": "button", "style": "secondary"}),
        (
            columns.ButtonColumn(key="k", args=[1]),
            {
                "type": "button",
                "style": "secondary",
                "channel": "k",
                "_click": ("k", None, [1], None),
            },
        ),
    ],
)
def test_a_column_says_what_the_program_said_alone(made: Any, described: Any) -> None:
    assert made == described


def test_a_button_of_an_unknown_type_is_refused() -> None:
    with pytest.raises(StreamlitAPIException, match="type"):
        columns.ButtonColumn(type="loud")
