"""Charts and maps: their specifications, their data, and what can be selected in them."""

from functools import partial
from typing import Any

import pytest

from rerun_state.elements.base.selections import ChartSelection
from rerun_state.elements.charts import maps, plots, vega
from rerun_state.elements.data.decoding import decode
from rerun_state.testing import AppTest

DATA = "import rerun_state as st\nd = {'a': [1, 2], 'b': [3, 4], 'c': ['x', 'y']}\n"


def chart(call: str) -> dict[str, Any]:
    at = AppTest.from_string(DATA + call, default_timeout=20).run()
    assert [e.message for e in at.exception] == []
    return dict(at.get("vega_lite_chart")[0].node.element.props)


def points(props: dict[str, Any]) -> dict[str, list[Any]]:
    table = props["datasets"]["source"]
    return decode(**table).to_dict("list")  # type: ignore[return-value]


def test_several_columns_become_one_series_each() -> None:
    props = chart("st.line_chart(d, x='a', y=['a', 'b'])")
    assert points(props) == {"x": [1, 2, 1, 2], "y": [1, 2, 3, 4], "color": ["a", "a", "b", "b"]}
    assert props["spec"]["encoding"]["x"]["title"] == "a"


def test_a_column_may_tell_the_series_apart() -> None:
    encoding = chart("st.bar_chart(d, x='a', y='b', color='c')")["spec"]["encoding"]
    assert encoding["color"] == {
        "field": "color",
        "type": "nominal",
        "title": "c",
        "legend": {"orient": "bottom"},
    }


def test_series_without_colours_stand_in_the_order_of_their_names() -> None:
    color = chart("st.line_chart(d, x='a', y=['b', 'a'])")["spec"]["encoding"]["color"]
    assert not color.keys() & {"sort", "scale"}


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


def test_areas_lie_one_before_the_other_unless_stacked() -> None:
    def stack(more: str) -> object:
        spec = chart(f"st.area_chart(d, x='a', y=['a', 'b']{more})")["spec"]
        return spec["encoding"]["y"]["stack"]

    assert (stack(""), stack(", stack=True")) == (False, "zero")


def test_points_have_room_at_the_edges_of_their_plot() -> None:
    encoding = chart("st.scatter_chart(d, x='a', y='b')")["spec"]["encoding"]
    assert encoding["x"]["scale"] == encoding["y"]["scale"] == {"padding": 14}


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
        "st.vega_lite_chart([1])",
        "st.map(d)",
        "st.map({'lat': [None], 'lon': [1]})",
        "st.map({'lat': [1], 'lon': [1]}, color='zz')",
        "st.pyplot(None)",
        "st.graphviz_chart(5)",
        "st.echarts_chart({'f': len})",
    ],
)
def test_what_cannot_be_drawn_is_refused(call: str) -> None:
    assert len(AppTest.from_string(DATA + call).run().exception) == 1


def test_the_data_of_altair_travel_apart_from_the_specification() -> None:
    props = chart("""
import altair as alt, pandas as pd
pick = alt.selection_point()
st.altair_chart(alt.Chart(pd.DataFrame(d)).mark_bar().encode(x="a").add_params(pick))
""")
    assert props["spec"]["data"] == {"name": "table-0"}
    assert list(props["datasets"]) == ["table-0"]
    assert props["spec"]["params"][0]["name"] == "param_1"


def test_selections_are_reported_by_the_names_of_parameters() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    spec = {"mark": "bar", "params": [{"name": "p", "select": "point"}]}
    event = st.vega_lite_chart([1], spec, on_select="rerun", key="k")
    st.text(event.selection.p)
    """).run()
    assert at.text[0].value == "{}"
    assert at.session_state.k == {"selection": {"p": {}}}


@pytest.mark.parametrize(
    ("codec", "good", "bad"),
    [
        (ChartSelection(partial(vega.selection_of, ["p"])), {"p": [{"a": 1}]}, {"q": {}}),
        (ChartSelection(partial(vega.selection_of, ["p"])), {"p": {"a": [1, 2]}}, {"p": 5}),
        (
            ChartSelection(plots.plotly_selection),
            {"points": [{"x": 1}], "point_indices": [0], "box": [], "lasso": []},
            {"points": [1]},
        ),
        (
            ChartSelection(plots.echarts_selection),
            {"selected": [{"seriesIndex": 0}], "areas": []},
            {"selected": 1},
        ),
        (
            ChartSelection(maps.selection_of),
            {"indices": {"l": [0]}, "objects": {"l": [{}]}},
            {"indices": {"l": [-1]}},
        ),
    ],
)
def test_a_selection_comes_back_as_it_was_and_others_are_refused(
    codec: Any, good: Any, bad: Any
) -> None:
    assert codec.encode(codec.decode(good)) == good
    others: list[Any] = [bad, None, [], "text"]
    for wire in others:
        with pytest.raises(ValueError, match=r"\w"):
            codec.decode(wire)


def test_points_of_a_map_have_colors_and_sizes() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    st.map({"lat": [1.5], "lon": [2.5], "c": ["#123"], "r": [7]}, color="c", size="r")
    """).run()
    points = decode(**at.get("deck_gl_json_chart")[0].node.element.props["points"])
    assert points.to_dict("records") == [{"lat": 1.5, "lon": 2.5, "color": "#123", "size": 7.0}]


def test_a_figure_is_a_picture_and_closed() -> None:
    at = AppTest.from_string(
        """
    import matplotlib
    matplotlib.use("agg")
    import matplotlib.pyplot as plt
    import rerun_state as st
    fig, ax = plt.subplots()
    st.pyplot(fig)
    st.text(plt.get_fignums())
    """,
        default_timeout=30,
    ).run()
    assert at.get("image")[0].node.element.props["images"][0]["data"].startswith(b"\x89PNG")
    assert at.text[0].value == "[]"


def test_columns_are_asked_for_by_their_names_as_texts() -> None:
    at = AppTest.from_string(DATA + "st.line_chart(d, y=5)").run()
    assert at.exception[0].proto.type.endswith("StreamlitAPIException")


def test_a_series_may_have_a_colour_that_css_mixes() -> None:
    assert chart("st.line_chart({'a': [1]}, color='rgb(1, 2, 3)')")


def test_a_table_without_rows_is_an_empty_map() -> None:
    at = AppTest.from_string("import pandas as pd, rerun_state as st\nst.map(pd.DataFrame())")
    assert not at.run().exception
