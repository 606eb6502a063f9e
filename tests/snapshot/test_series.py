"""Which charts are read as series of points, and as which."""

import datetime

import pytest

from rerun_state.snapshot.series import Series, series_of, traces_of
from tests.snapshot.programs import piece

PLOTLY = "import plotly.graph_objects as go\nst.plotly_chart(go.Figure([{}]))"
ALTAIR = "import altair as alt, pandas as pd\nd = pd.DataFrame({{'a': [1, 2], 'b': [3, 4]}})\n{}"


def test_a_chart_of_columns_has_a_series_for_each() -> None:
    assert series_of(piece("st.line_chart({'a': [1, 3], 'b': [2, None]})")) == [
        Series("a", "line", [0.0, 1.0], [1.0, 3.0]),
        Series("b", "line", [0.0, 1.0], [2.0, None]),
    ]


def test_bars_are_piled_up_as_they_are_in_the_app() -> None:
    (one,) = series_of(piece("st.bar_chart({'a': [1, 3]})"))
    assert (one.mark, one.x, one.stacked) == ("bar", ["0", "1"], True)
    assert not series_of(piece("st.bar_chart({'a': [1], 'b': [2]}, stack=False)"))


def test_a_number_that_no_picture_can_hold_is_missing_in_it() -> None:
    frame = "pd.DataFrame({'x': [0, 1], 'y': pd.Series([1, 10**400], dtype=object)})"
    axes = "{each: {'field': each, 'type': 'quantitative'} for each in 'xy'}"
    chart = f"st.vega_lite_chart({frame}, {{'mark': 'line', 'encoding': {axes}}})"
    (one,) = series_of(piece("import pandas as pd\n" + chart))
    assert one.y == [1.0, None]


def test_times_stand_where_they_are() -> None:
    chart = "st.line_chart(pd.DataFrame({'t': pd.to_datetime(['2024-05-01']), 'v': [1]}), x='t')"
    (one,) = series_of(piece("import pandas as pd\n" + chart))
    assert one.x == [datetime.datetime(2024, 5, 1)]


@pytest.mark.parametrize("encoding", ["x='a', y='mean(b)'", "x=alt.X('a', bin=True), y='b'"])
def test_a_chart_that_computes_is_not_read(encoding: str) -> None:
    chart = f"st.altair_chart(alt.Chart(d).mark_line().encode({encoding}))"
    assert series_of(piece(ALTAIR.format(chart))) == []
    layers = "st.altair_chart(alt.Chart(d).mark_line() + alt.Chart(d).mark_bar())"
    assert series_of(piece(ALTAIR.format(layers))) == []


def test_traces_of_plotly_are_read_whether_lists_or_bytes() -> None:
    line = "go.Scatter(x=np.array([1, 2]), y=[3, 4], mode='lines', name='L')"
    bar = "go.Bar(x=['u', 'v'], y=np.array([1.5, 2]))"
    read = series_of(piece("import numpy as np\n" + PLOTLY.format(f"{line}, {bar}")))
    assert read == [
        Series("L", "line", [1.0, 2.0], [3.0, 4.0]),
        Series("", "bar", ["u", "v"], [1.5, 2.0]),
    ]


def test_of_any_other_figure_of_plotly_there_are_the_data() -> None:
    pie = piece(PLOTLY.format("go.Pie(labels=['a', 'b'], values=[1, 2])"))
    assert series_of(pie) == []
    assert traces_of(pie.props) == [("pie", {"labels": ["a", "b"], "values": [1, 2]})]
