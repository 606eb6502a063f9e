"""Charts of a table's columns."""

from typing import Any

import pandas as pd
import pytest

from rerun_state.elements.charts.detail import sight
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.testing import AppTest
from tests.elements.calls import props, refusal, run
from tests.elements.charts.drawn import DATA, chart


def points(props: dict[str, Any]) -> dict[str, list[Any]]:
    table = props["datasets"]["source"]
    return decode(**table).to_dict("list")  # type: ignore[return-value]


def test_several_columns_become_one_series_each() -> None:
    props = chart("st.line_chart(d, x='a', y=['a', 'b'])")
    assert points(props) == {"x": [1, 2, 1, 2], "y": [1, 2, 3, 4], "color": ["a", "a", "b", "b"]}
    assert props["spec"]["encoding"]["x"]["title"] == "a"


def test_colors_are_given_for_each_series() -> None:
    encoding = chart("st.line_chart(d, y=['a', 'b'], color=['#f00', (0, 0, 255)])")["spec"][
        "encoding"
    ]
    assert encoding["color"]["scale"]["range"] == ["#f00", "rgba(0, 0, 255, 1)"]


def test_bars_lie_down_and_stand_side_by_side() -> None:
    encoding = chart("st.bar_chart(d, x='c', y=['a', 'b'], horizontal=True, stack=False)")
    encoding = encoding["spec"]["encoding"]
    assert encoding["y"]["field"] == "x"
    assert "yOffset" in encoding


def test_bars_that_lie_make_a_chart_as_high_as_their_number_asks_for() -> None:
    def height(more: str) -> object:
        return chart(f"st.bar_chart(d, {more}horizontal=True)")["spec"]["height"]

    assert height("x='c', ") == {"step": 20}
    assert height("x='c', height=200, ") == 350  # which the front end exchanges
    assert chart("st.bar_chart(d, x='c')")["spec"]["height"] == 350


def test_areas_lie_one_before_the_other_unless_stacked() -> None:
    def stack(more: str) -> object:
        spec = chart(f"st.area_chart(d, x='a', y=['a', 'b']{more})")["spec"]
        return spec["encoding"]["y"]["stack"]

    assert (stack(""), stack(", stack=True")) == (False, "zero")


@pytest.mark.parametrize(
    "call",
    [
        "st.line_chart(d, x='zz')",
        "st.line_chart(d, y=['a', 'zz'])",
        "st.line_chart(d, x='a', y='b', color='zz')",
        "st.line_chart(d, x='a', y=['b'], color=['#f00', '#0f0'])",
        "st.line_chart(d, y=['a', 'b'], color='#f00')",
        "st.bar_chart(d, x='a', sort='zz')",
        "st.area_chart(d, stack='zz')",
        "st.scatter_chart(d, size='zz')",
        "st.line_chart('text')",
    ],
)
def test_what_cannot_be_drawn_is_refused(call: str) -> None:
    assert len(AppTest.from_string(DATA + call).run().exception) == 1


def test_columns_are_asked_for_by_their_names_as_texts() -> None:
    at = AppTest.from_string(DATA + "st.line_chart(d, y=5)").run()
    assert at.exception[0].proto.type.endswith("StreamlitAPIException")


def test_a_series_may_have_a_colour_that_css_mixes() -> None:
    assert chart("st.line_chart({'a': [1]}, color='rgb(1, 2, 3)')")


def test_times_of_day_are_texts_along_an_axis() -> None:
    call = "st.line_chart({'t': [None, dt.time(7, 5), dt.time(23)], 'y': [1, 2, 3]}, x='t', y='y')"
    assert points(chart(f"import datetime as dt\n{call}"))["x"][1:] == ["07:05:00", "23:00:00"]


def test_colours_in_a_column_may_be_tuples() -> None:
    table = "{'a': [1, 2, 3], 'k': [None, (255, 0, 0), [0.0, 1.0, 0.0, 0.5]]}"
    made = chart(f"st.scatter_chart({table}, y='a', color='k')")
    assert points(made)["color"][1:] == ["rgba(255, 0, 0, 1)", "rgba(0, 255, 0, 0.5)"]


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("line_chart([1], height=0)", "height of line_chart"),
        ("scatter_chart([1], width='wide')", "width of scatter_chart"),
        ("altair_chart(bars, theme='x')", "theme of altair_chart"),
        ("altair_chart(bars, on_select='x')", "on_select of altair_chart"),
        ("vega_lite_chart({'mark': 'bar'}, height='x')", "height of vega_lite_chart"),
    ],
)
def test_a_refusal_names_the_function_that_was_called(call: str, name: str) -> None:
    program = "import altair as alt\nbars = alt.Chart(alt.Data(values=[])).mark_bar()\n"
    [error] = run(f"{program}st.{call}").exception
    assert error.message.startswith(f"{name} must be ")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.scatter_chart(d, size=True)", "StreamlitValueError"),
        ("st.scatter_chart(d, size=[1])", "StreamlitValueError"),
        ("st.line_chart(d, x=5)", "StreamlitInvalidParameterTypeError"),
        ("st.bar_chart(d, sort=5)", "StreamlitInvalidParameterTypeError"),
        ("st.bar_chart(d, sort=None)", "StreamlitInvalidParameterTypeError"),
    ],
)
def test_a_parameter_of_another_type_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


def test_the_levels_of_an_index_are_one_axis() -> None:
    frame = "pd.DataFrame({'v': [5]}, index=pd.MultiIndex.from_tuples([('a', 1)]))"
    made = props(f"st.bar_chart({frame})")
    assert points(made)["x"] == ["a, 1"]


@pytest.mark.parametrize(("rows", "told"), [(9_999, False), (30_000, True)])
def test_a_chart_of_a_plan_says_that_it_draws_the_first_rows(rows: int, told: bool) -> None:
    at = AppTest.from_string(f"""
    import polars as pl, rerun_state as st
    st.line_chart(pl.LazyFrame({{"n": range({rows})}}))
    """).run()
    [chart] = at.get("vega_lite_chart")
    note = chart.node.element.props["note"]
    assert ("first 10,000 rows" in (note or "")) is told


def test_a_chart_along_texts_is_sent_in_few_points_and_cannot_be_zoomed() -> None:
    table = "{'x': ['a', 'b'] * 30_000, 'y': range(60_000)}"
    made = props(f"st.line_chart({table}, x='x', y='y')")
    assert made["datasets"]["source"]["rows"] == 4
    assert made["note"].startswith("60,000 points, of which 4 are drawn")
    assert made.get("detail") is None


def test_bars_at_places_that_have_names_stay_there_however_many_they_are() -> None:
    table = "{'x': np.arange(60_000) % 900, 'y': 1, 'c': np.arange(60_000) // 900}"
    made = props(f"st.bar_chart({table}, x='x', y='y', color='c')")
    assert len(set(points(made)["x"])) == 900


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ("line_chart(d, x='x', y='y')", "temporal"),
        ("scatter_chart(pd.DataFrame(d).set_index('x'))", "temporal"),
        ("bar_chart(d, x='x', y='y')", "nominal"),
    ],
)
def test_periods_are_moments_along_an_axis_and_names_of_bars(call: str, kind: str) -> None:
    table = "d = {'x': pd.period_range('2024-01', periods=2, freq='M'), 'y': [1, 2]}\n"
    made = props(f"{table}st.{call}")
    assert made["spec"]["encoding"]["x"]["type"] == kind
    assert len(points(made)["x"]) == 2


def test_a_chart_of_many_periods_can_be_zoomed() -> None:
    table = "{'y': range(30_000)}, index=pd.period_range('2024', periods=30_000, freq='h')"
    detail = props(f"st.line_chart(pd.DataFrame({table}))")["detail"]
    start = pd.Timestamp("2024-01-02").timestamp() * 1e3
    closer = detail.closer(sight({"x": [start, start + 3_600_000]}))
    assert closer.note.startswith("2 of 30,000 points")


def test_names_of_colours_in_a_column_are_names_of_series() -> None:
    call = "st.scatter_chart({{'a': [1, 2], 'k': {}}}, x='a', y='a', color='k')"
    named, given = (props(call.format(k)) for k in (["red", "blue"], ["#f00", "rgb(1, 2, 3)"]))
    assert named["spec"]["encoding"]["color"]["legend"] is not None
    assert given["spec"]["encoding"]["color"]["legend"] is None


def test_a_chart_of_no_column_has_an_empty_scale() -> None:
    made = props("st.line_chart(d, x='a', y=[])")
    assert made["spec"]["encoding"]["y"]["type"] == "quantitative"


@pytest.mark.parametrize(("bars", "height"), [(600, {"step": 20}), (601, 12_000)])
def test_bars_that_lie_make_no_picture_that_a_browser_cannot_draw(bars: int, height: Any) -> None:
    table = f"{{'x': [f'bar {{at}}' for at in range({bars})], 'y': 1}}"
    assert props(f"st.bar_chart({table}, x='x', horizontal=True)")["spec"]["height"] == height
