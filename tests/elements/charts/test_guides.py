"""What stands along which channel of a simple chart."""

import pytest

from tests.elements.calls import props
from tests.elements.charts.drawn import chart

LEVELS = "pd.Categorical(['low', 'high'], categories=['low', 'high'], ordered=True)"


def test_a_column_may_tell_the_series_apart() -> None:
    encoding = chart("st.bar_chart(d, x='a', y='b', color='c')")["spec"]["encoding"]
    assert encoding["color"] == {
        "field": "color",
        "type": "nominal",
        "title": "c",
        "legend": {"orient": "bottom"},
    }


@pytest.mark.parametrize(
    ("call", "titles"),
    [
        ("st.line_chart([1, 3, 2])", [None, None]),
        ("st.bar_chart({'n': [3, 4]})", [None, None]),
        ("st.line_chart(d, y=['a', 'b'])", [None, None]),
        ("st.area_chart(d, y='b')", [None, "b"]),
        ("st.scatter_chart(d, x='a', y=['b'])", ["a", "b"]),
        ("st.line_chart(d, x='a', y=['a', 'b'])", ["a", None]),
        ("st.line_chart(d, x='a', y='b', x_label='A', y_label='')", ["A", None]),
    ],
)
def test_an_axis_has_a_title_where_the_program_names_its_column(
    call: str, titles: list[str | None]
) -> None:
    encoding = chart(call)["spec"]["encoding"]
    assert [encoding["x"]["title"], encoding["y"]["title"]] == titles


def test_series_without_colours_stand_in_the_order_of_their_names() -> None:
    color = chart("st.line_chart(d, x='a', y=['b', 'a'])")["spec"]["encoding"]["color"]
    assert not color.keys() & {"sort", "scale"}


def test_points_have_room_at_the_edges_of_their_plot() -> None:
    encoding = chart("st.scatter_chart(d, x='a', y='b')")["spec"]["encoding"]
    assert encoding["x"]["scale"] == encoding["y"]["scale"] == {"padding": 14, "nice": False}


@pytest.mark.parametrize(("column", "axis"), [("a", {"tickMinStep": 1}), ("f", {})])
def test_there_are_no_ticks_between_whole_numbers(column: str, axis: dict[str, int]) -> None:
    props = chart(f"st.scatter_chart({{**d, 'f': [0.5, 1.5]}}, x={column!r}, y='b')")
    assert {**props["spec"]["encoding"]["x"]["axis"], "grid": None} == {"grid": None, **axis}


def test_the_tooltip_of_a_point_names_its_numbers_as_the_axes_do() -> None:
    tooltip = chart("st.line_chart(d, x='a', y='b', x_label='Day')")["spec"]["encoding"]["tooltip"]
    assert [each["title"] for each in tooltip] == ["Day", "b"]


def test_the_tooltip_of_a_point_leaves_out_a_colour_that_is_one() -> None:
    tooltip = chart("st.scatter_chart({'a': [1], 'c': ['#f00']}, x='a', y='a', color='c')")
    named = [each["field"] for each in tooltip["spec"]["encoding"]["tooltip"]]
    assert named == ["x", "y"]


@pytest.mark.parametrize(
    ("sort", "shown"),
    [
        ("True", "ascending"),
        ("False", None),
        ("'b'", {"field": "sort", "order": "ascending"}),
        ("'-b'", {"field": "sort", "order": "descending"}),
    ],
)
def test_bars_stand_in_the_order_that_is_asked_for(sort: str, shown: object) -> None:
    made = props(f"st.bar_chart(d, x='c', y='a', sort={sort})")
    assert made["spec"]["encoding"]["x"].get("sort", "none") == shown


def test_bars_on_each_other_stand_in_the_order_of_texts() -> None:
    sort = chart("st.bar_chart(d, x='a', y='b', sort='-c')")["spec"]["encoding"]["x"]["sort"]
    assert sort == {"field": "sort", "order": "descending", "op": "min"}


@pytest.mark.parametrize(
    ("call", "channel", "guide"),
    [
        ("line_chart(d, x='a', y='t')", "y", "axis"),
        ("bar_chart(d, x='c', y='t', horizontal=True)", "x", "axis"),
        ("scatter_chart(d, x='t', y='a')", "x", "axis"),
        ("scatter_chart(d, x='b', y='a', color='t')", "color", "legend"),
    ],
)
def test_durations_are_written_as_such_and_have_ticks_at_round_ones(
    call: str, channel: str, guide: str
) -> None:
    add = "import pandas as pd\nd['t'] = pd.to_timedelta([1, 90], unit='min')\n"
    encoding = chart(f"{add}st.{call}")["spec"]["encoding"]
    told = encoding[channel][guide]
    assert told["formatType"] == "rerun_duration"
    assert told["values"] == {"expr": f"rerun_duration_ticks(domain('{channel}'))"}
    written = [each["title"] for each in encoding["tooltip"] if "formatType" in each]
    assert written == ["t"]


def test_durations_that_name_bars_are_written_as_such() -> None:
    add = "import pandas as pd\nd['t'] = pd.to_timedelta([1, 90], unit='min')\n"
    x = chart(f"{add}st.bar_chart(d, x='t', y='a')")["spec"]["encoding"]["x"]
    assert (x["axis"]["formatType"], "values" in x["axis"]) == ("rerun_duration", False)


def test_the_size_of_a_point_may_stand_in_a_column() -> None:
    size = props("st.scatter_chart(d, x='a', y='b', size='a')")["spec"]["encoding"]["size"]
    assert (size["field"], size["type"], size["title"]) == ("size", "quantitative", "a")


def test_a_column_that_is_colour_and_size_has_one_legend() -> None:
    call = "st.scatter_chart({{'a': [1], 'b': [2], 'c': {}}}, x='a', y='b', color='c', size='c')"
    encoding = props(call.format([0.5]))["spec"]["encoding"]
    assert encoding["color"]["field"] == encoding["size"]["field"]
    assert encoding["color"]["title"] == encoding["size"]["title"] == "c"


@pytest.mark.parametrize(
    ("call", "sort"),
    [
        ("line_chart({x}, x='x', y='y')", ["low", "high"]),
        ("bar_chart(pd.DataFrame({x}).set_index('x'), horizontal=True)", ["low", "high"]),
        ("bar_chart({x}, x='x', y='y', sort=False)", None),
        ("bar_chart({x}, x='x', y='y', sort='-y')", {"field": "sort", "order": "descending"}),
    ],
)
def test_ordered_categories_stand_in_their_order(call: str, sort: object) -> None:
    made = props("st." + call.format(x=f"{{'x': {LEVELS}, 'y': [1, 2]}}"))
    along = next(each for each in made["spec"]["encoding"].values() if each["field"] == "x")
    assert along["sort"] == sort


@pytest.mark.parametrize(
    ("count", "kind"), [(100, "ordinal"), (1_000, "ordinal"), (1_001, "quantitative")]
)
@pytest.mark.parametrize("step", [1, 1 / 7])
def test_bars_are_named_by_numbers_up_to_as_many_as_can_be_told_apart(
    count: int, kind: str, step: float
) -> None:
    table = f"{{'x': np.arange({count}) * {step}, 'y': range({count})}}"
    made = props(f"st.bar_chart({table}, x='x', y='y')")
    assert made["spec"]["encoding"]["x"]["type"] == kind


def test_the_digits_of_fractions_leave_room_for_bars() -> None:
    axes = [
        props(f"st.bar_chart({{'x': [1, 2 * {step}], 'y': [1, 2]}}, x='x', y='y')")["spec"]
        for step in (1, 1 / 3)
    ]
    limits = [axis["encoding"]["x"]["axis"].get("labelLimit") for axis in axes]
    assert limits == [None, 70]


@pytest.mark.parametrize("kind", ["line_chart", "area_chart", "scatter_chart"])
def test_a_colour_that_is_a_number_goes_over_into_the_next(kind: str) -> None:
    color = props(f"st.{kind}(d, x='a', y='b', color='a')")["spec"]["encoding"]["color"]
    assert color["type"] == "quantitative"


def test_sizes_may_be_names() -> None:
    size = props("st.scatter_chart(d, x='a', y='b', size='c')")["spec"]["encoding"]["size"]
    assert size["type"] == "nominal"
