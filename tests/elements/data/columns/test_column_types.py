"""What the kinds of columns share."""

from collections.abc import Callable

import pytest

from rerun_state import column_config as columns
from rerun_state.errors import StreamlitValueError


@pytest.mark.parametrize("make", [columns.ProgressColumn, columns.AreaChartColumn])
@pytest.mark.parametrize("color", ["x", "", "RED", "hsl(1,2,3)", "#ff", 5, ["red"]])
def test_a_color_that_there_is_not_is_refused(make: Callable[..., object], color: object) -> None:
    with pytest.raises(StreamlitValueError, match="column must be 'auto', "):
        make(color=color)


@pytest.mark.parametrize("color", ["auto", "auto-inverse", "primary", "#fa0", "rgb(1, 2, 3)"])
def test_a_color_is_a_name_or_as_css_writes_it(color: str) -> None:
    assert columns.LineChartColumn(color=color)["color"] == color


def test_options_keep_their_labels_in_order() -> None:
    made = columns.SelectboxColumn(options=["b", "a"], format_func=str.upper)
    assert (made["options"], made["labels"]) == (["b", "a"], ["B", "A"])
    assert "labels" not in columns.SelectboxColumn(format_func=str.upper)


def test_what_a_link_shows_instead_is_a_text() -> None:
    with pytest.raises(AttributeError, match="display_text of a link column must be"):
        columns.LinkColumn(display_text=5)  # type: ignore[arg-type]
