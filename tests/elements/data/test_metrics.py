"""Metrics: the value, its change and its chart."""

import pytest

from tests.elements.media.shown import props


@pytest.mark.parametrize(
    ("call", "arrow", "color"),
    [
        ("st.metric('l', 1, 2)", "up", "green"),
        ("st.metric('l', 1, '-2 %')", "down", "red"),
        ("st.metric('l', 1, '−2')", "down", "red"),
        ("st.metric('l', 1, -2, 'inverse')", "down", "green"),
        ("st.metric('l', 1, 2, 'off', delta_arrow='down')", "down", "gray"),
        ("st.metric('l', 1)", "off", "gray"),
        ("st.metric('l', 1, -0.0)", "off", "gray"),
        ("st.metric('l', 1, '0')", "off", "gray"),
        ("st.metric('l', 1, '0 %')", "up", "green"),
        ("st.metric('l', 1, 0, 'red', delta_arrow='up')", "up", "red"),
    ],
)
def test_a_delta_points_where_its_sign_says(call: str, arrow: str, color: str) -> None:
    shown = props(call, "metric")
    assert (shown["arrow"], shown["color"]) == (arrow, color)


def test_a_chart_in_a_metric_shows_the_first_column_of_a_table() -> None:
    call = "import pandas as pd; st.metric('m', 1, chart_data=pd.DataFrame({'a': [1, 2], 'b': 3}))"
    assert props(call, "metric")["chart_data"] == [1.0, 2.0]
