"""Metrics: the value, its change and its chart."""

from typing import Any

import pytest

from tests.elements.calls import refusal
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


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1", 1),
        ("1.5", 1.5),
        ("np.float64(1.5)", 1.5),
        ("np.array([2])", 2),
        ("__import__('decimal').Decimal('1.5')", 1.5),
        ("10**400", 10**400),
        ("float('nan')", None),
        ("1j", None),
        ("'text'", None),
        ("None", None),
    ],
)
def test_a_format_works_on_the_number_of_a_value(value: str, number: Any) -> None:
    shown = props(f"st.metric('m', {value}, format='%.1f')", "metric")
    assert shown.get("number") == number


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.metric('m', [1])", "StreamlitInvalidParameterTypeError"),
        ("st.metric('m', np.zeros(2))", "StreamlitInvalidParameterTypeError"),
        ("st.metric('m', np.array(['x']))", "StreamlitInvalidParameterTypeError"),
        ("st.metric('m', 1, [1])", "StreamlitInvalidParameterTypeError"),
        ("st.metric('m', 1, chart_data=['x'])", "StreamlitAPIException"),
    ],
)
def test_what_a_metric_cannot_show_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


def test_what_is_no_number_is_a_gap_in_the_chart() -> None:
    shown = props("st.metric('m', 1, chart_data=[1, float('nan'), float('inf')])", "metric")
    assert shown["chart_data"] == [1.0, None, None]
