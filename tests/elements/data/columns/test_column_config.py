"""Columns that can be edited, as a program describes them."""

import datetime as dt
from typing import Any

import pytest

from rerun_state import column_config as columns


@pytest.mark.parametrize(
    ("made", "described"),
    [
        (columns.Column("C", width=80), {"label": "C", "width": 80}),
        (
            columns.TextColumn(max_chars=5, validate="^a", required=True),
            {"type": "text", "max_chars": 5, "validate": "^a", "required": True},
        ),
        (
            columns.NumberColumn(format="euro", min_value=0, step=0.5),
            {"type": "number", "format": "euro", "min_value": 0, "step": 0.5},
        ),
        (
            columns.SelectboxColumn(options=(1, 2), format_func="no {}".format),
            {"type": "selectbox", "options": [1, 2], "labels": ["no 1", "no 2"]},
        ),
        (
            columns.MultiselectColumn(options=iter("ab"), color=("red", "blue"), default=("a",)),
            {
                "type": "multiselect",
                "options": ["a", "b"],
                "color": ["red", "blue"],
                "default": ["a"],
            },
        ),
        (columns.ListColumn(default=("a",)), {"type": "list", "default": ["a"]}),
        (
            columns.LinkColumn(display_text="open", disabled=False),
            {"type": "link", "display_text": "open", "disabled": False},
        ),
        (
            columns.DatetimeColumn(
                min_value=dt.datetime(2024, 1, 2, 3), step=dt.timedelta(minutes=1), timezone="UTC"
            ),
            {
                "type": "datetime",
                "min_value": "2024-01-02T03:00:00",
                "step": 60.0,
                "timezone": "UTC",
            },
        ),
        (
            columns.DateColumn(default=dt.date(2024, 1, 2), step=7),
            {"type": "date", "default": "2024-01-02", "step": 7},
        ),
        (
            columns.TimeColumn(max_value=dt.time(12), step=15),
            {"type": "time", "max_value": "12:00:00", "step": 15},
        ),
        (columns.CheckboxColumn(default=True), {"type": "checkbox", "default": True}),
        (columns.MarkdownColumn(help="h"), {"type": "markdown", "help": "h"}),
    ],
)
def test_a_column_says_what_the_program_said_alone(made: Any, described: Any) -> None:
    assert made == described
