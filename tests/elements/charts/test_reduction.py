"""Charts of many points: those that are drawn make the same picture."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from rerun_state.elements.charts import reduction
from rerun_state.elements.charts.reduction import MANY, _edges, scattered, stacked, traced
from rerun_state.elements.charts.runs import cells
from rerun_state.testing import AppTest

ROWS = 40_000
X = pd.Series(range(ROWS))
Y = pd.Series(np.random.default_rng(0).normal(size=ROWS).cumsum())


FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def first(found: list[Any] | None) -> Any:
    return None if found is None else found[0]


def kept(x: Any = X, *lines: Any, color: Any = None) -> Any:
    found = traced(x, lines or [Y], color)
    return found if found and len(found) > 1 else first(found)


@some.composite
def tables(draw: some.DrawFn) -> pd.DataFrame:
    """Points of up to eight series: spikes, gaps, repeated places, any order, any magnitude."""
    rng = np.random.default_rng(draw(some.integers(0, 2**32)))
    count = draw(some.integers(reduction.MANY + 1, 2 * reduction.MANY))
    table = pd.DataFrame(
        {
            "x": rng.permutation(count) // draw(some.integers(1, 3)),
            "y": rng.normal(size=count) ** draw(some.sampled_from([1, 9])),
            "color": rng.integers(0, draw(some.integers(1, 8)), count),
        }
    )
    table["y"] = table["y"] * draw(some.sampled_from([1e-300, 1.0, 1e290]))
    table.loc[rng.integers(0, count, draw(some.integers(0, 9))), "y"] = np.nan
    return table


def assert_few_in_order(places: Any, most: int) -> None:
    assert len(places) <= most
    assert (np.diff(places) > 0).all()


@given(tables())
@pytest.mark.usefixtures("coarse")
@FEW
def test_few_points_of_lines_have_the_ends_and_extremes_of_each(table: pd.DataFrame) -> None:
    places = kept(table["x"], table["y"], color=table["color"])
    assert_few_in_order(places, 1_600 + int(table["y"].isna().sum()))
    for column, values in (("x", table), ("y", table.dropna())):
        whole = values.groupby("color")[column].agg(["min", "max"])
        few = values.loc[values.index.isin(places)].groupby("color")[column].agg(["min", "max"])
        assert few.equals(whole)


@given(tables(), some.sampled_from(["zero", "center", "normalize"]))
@pytest.mark.usefixtures("coarse")
@FEW
def test_few_places_of_stacked_areas_have_the_ends_and_extremes_of_each_edge(
    table: pd.DataFrame, stack: str
) -> None:
    table["y"] = table["y"].abs()
    places = first(stacked(table["x"], [table["y"]], table["color"], stack))
    if places is None:
        return  # so few are no fewer
    assert_few_in_order(places, len(table))
    kept = table["x"].iloc[places].unique()
    assert set(places) == set(np.flatnonzero(table["x"].isin(kept)))
    assert len(kept) <= 1_600
    drawn = table.pivot_table(index="x", columns="color", values="y", aggfunc="sum").loc[:, ::-1]
    edges = drawn.fillna(0).cumsum(axis=1)
    if stack == "center":
        edges = edges.sub(edges.iloc[:, -1] / 2, axis=0)
    if stack == "normalize":
        edges = edges.div(edges.iloc[:, -1], axis=0)
    edges = edges.where(drawn.notna())
    few = edges[edges.index.isin(kept)]
    assert np.allclose(few.max(), edges.max(), rtol=1e-9, atol=0)
    assert {edges.index.min(), edges.index.max()} <= set(kept)


@given(tables())
@pytest.mark.usefixtures("coarse")
@FEW
def test_few_scattered_points_reach_as_far_as_all(table: pd.DataFrame) -> None:
    places = first(scattered(table["x"], [table["y"]], table["color"], None))
    if places is None:
        return
    assert_few_in_order(places, 8 * (24 * 12 + 4))
    few, whole = table.iloc[places].dropna(), table.dropna()
    for column in ("x", "y"):
        ends = whole.groupby("color")[column].agg(["min", "max"])
        assert few.groupby("color")[column].agg(["min", "max"]).equals(ends)


def test_areas_of_columns_on_each_other_keep_a_spike_of_their_sum() -> None:
    a, b = pd.Series(np.cos(X / 9), name="a"), pd.Series(-np.cos(X / 9), name="b")
    a[17_777] = b[17_777] = 0.9  # neither is the highest of its own
    found: Any = stacked(X, [a, b], None, "zero")
    places, same = found
    assert 17_777 in places
    assert len(places) < 20_000
    assert same is places


def test_places_that_nothing_has_draw_nothing() -> None:
    nowhere = pd.Series(np.full(ROWS, np.nan))
    assert len(first(traced(nowhere, [Y], None))) == 0
    assert len(first(scattered(nowhere, [Y], None, None))) == 0
    assert stacked(nowhere, [Y], None, "zero") is None


def test_areas_that_hang_below_keep_their_lowest_point() -> None:
    a = pd.Series(np.cos(X / 9), name="a")
    a[17_777] = -5
    places = first(stacked(X, [a, a.rename("b") / 2], None, "zero"))
    assert 17_777 in places


def test_a_line_keeps_its_ends_and_extremes_in_few_points() -> None:
    places = kept()
    assert len(places) <= 8_000
    assert {0, ROWS - 1, Y.idxmin(), Y.idxmax()} <= set(places)


def test_each_strip_of_a_line_is_as_high_as_it_was() -> None:
    places = kept()
    strips = pd.Series(cells(X.to_numpy("f8"), np.array([0]), 2_000))
    assert strips.nunique() > 1_600
    whole = Y.groupby(strips).agg(["min", "max", "first", "last"])
    assert Y[places].groupby(strips[places]).agg(["min", "max", "first", "last"]).equals(whole)


def test_a_spike_a_gap_and_an_order_of_any_kind_are_kept() -> None:
    y = Y.copy()
    y[1234], y[30_000] = 1e9, np.nan
    mixed = np.random.default_rng(1).permutation(ROWS)
    places = kept(X[mixed].reset_index(drop=True), y[mixed].reset_index(drop=True))
    assert {1234, 30_000, 0, ROWS - 1} <= set(mixed[places])
    assert len(places) <= 8_001


@pytest.mark.parametrize("x", [X, X.map("{:05}".format)], ids=["numbers", "names"])
def test_points_between_gaps_are_joined_with_no_others(x: Any) -> None:
    y = Y.mask(X % 2 == 0)
    places = kept(x, y)
    assert not np.isfinite(y[places].rolling(2).sum()).any()
    assert len(places) < 10_000
    assert {Y[1::2].idxmin(), Y[1::2].idxmax()} <= set(places)


def test_gaps_of_one_line_along_names_are_none_of_another() -> None:
    of_y, of_other = kept(X.map("{:05}".format), Y.mask(X % 2 == 0), -Y)
    assert len(of_y) < len(of_other) <= 16_000
    assert not np.isfinite(Y.mask(X % 2 == 0)[of_y].rolling(2).sum()).any()


@pytest.mark.parametrize("names", [[False, True], ["a", "b", "c"], ["a", None, "c"]])
def test_lines_that_go_up_and_down_between_names_are_few_points(names: list[Any]) -> None:
    line = pd.Series([names[at] for at in X.to_numpy() // 7 % len(names)])
    if len(names) > 2:
        line[20_001] = "between"
    places = kept(X, line)
    assert len(places) <= 10_000
    assert set(line[places].dropna()) == set(line.dropna())
    strips = cells(X.to_numpy("f8"), np.array([0]), 2_000)
    known, chosen = line.dropna(), line[places].dropna()
    whole, few = known.groupby(strips[known.index]), chosen.groupby(strips[chosen.index])
    for pick in ("min", "max", "first", "last"):
        assert few.agg(pick).equals(whole.agg(pick))
    gaps = line.isna().groupby(strips).any()
    assert line[places].isna().groupby(strips[places]).any().equals(gaps)


def test_lines_of_several_columns_keep_what_each_of_them_needs() -> None:
    other = -Y.copy()
    other[777] = 1e9
    of_y, of_other = kept(X, Y, other)
    assert Y.idxmax() in of_y
    assert 777 in of_other
    assert 777 not in of_y


def test_many_lines_share_what_a_screen_can_show() -> None:
    found = kept(X, *(Y.shift(shift, fill_value=0) for shift in range(20)))
    assert sum(map(len, found)) <= 16_000


def test_columns_count_as_many_points_as_they_have() -> None:
    few = [Y[: MANY // 4].rename(str(at)) for at in range(5)]
    assert kept(X[: MANY // 4], *few[:4]) is None
    assert stacked(X[: MANY // 4], few, None, "zero") is not None


def test_what_is_beyond_all_numbers_is_a_gap_and_no_end_of_a_line() -> None:
    y = Y.copy()
    y[1234] = np.inf
    assert {1234, Y.idxmax()} <= set(kept(X, y))


def test_lines_along_names_keep_the_ends_and_extremes_of_each() -> None:
    names = pd.Series(np.array(["b", "a", "c"])[X % 3]).where(X != 77)
    places = kept(names)
    ends = [each.iloc[[0, -1]].index for _, each in Y.groupby(names)]
    extremes = [Y.groupby(names).idxmin(), Y.groupby(names).idxmax(), [77]]
    assert set(places) == set(np.concatenate([*ends, *extremes]))


def test_lines_along_very_many_names_keep_as_many_of_each_strip() -> None:
    names = (X * 7 % ROWS).map("{:05}".format)
    places = kept(names)
    assert len(places) <= 8_000
    by_name = Y.groupby(names).sum()
    strips = np.arange(ROWS) * 2_000 // ROWS
    shown = by_name.index.isin(names[places])
    assert set(np.bincount(strips[shown])) == {4}
    for pick in ("min", "max", "first", "last"):
        whole = by_name.groupby(strips).agg(pick)
        assert by_name[shown].groupby(strips[shown]).agg(pick).equals(whole)


def test_lines_along_very_many_names_keep_all_that_has_a_name() -> None:
    names = (X // 2).map("{:05}".format)
    of_y, of_other = kept(names, Y, -Y)
    assert of_y is of_other
    assert set(names[of_y].value_counts()) == {2}


def test_names_stand_along_the_axis_in_the_order_of_its_categories_or_of_the_alphabet() -> None:
    options = [f"{n:05}" for n in range(ROWS)]
    backwards = pd.Categorical(options[::-1], options[::-1])
    for names, order in ((backwards, X[::-1]), (backwards.as_ordered(), X)):
        found = kept(pd.Series(names), Y)
        strips = np.bincount(order.to_numpy()[found] * 2_000 // ROWS)
        assert set(strips) == {4}


def test_colours_of_stacked_areas_are_in_the_order_of_the_alphabet() -> None:
    plain = pd.Series(np.array(["c", "a", "b"])[X % 3])
    options = pd.Categorical(plain, ["b", "c", "a"], ordered=True)
    heights = Y.abs() ** 3
    found = [stacked(X // 3, [heights], color, "zero") for color in (plain, pd.Series(options))]
    assert (first(found[0]) == first(found[1])).all()


@pytest.mark.parametrize("stack", ["zero", "center", "normalize"])
def test_stacked_areas_along_very_many_names_keep_as_many_of_each_strip(stack: str) -> None:
    names, color = (X // 2 * 7 % (ROWS // 2)).map("{:05}".format), X % 2
    places = first(stacked(names, [Y], color, stack))
    assert set(names[places].value_counts()) == {2}  # all that has a name, or nothing
    position = names[places].astype(int)[::2]
    counts = np.bincount(position * 1_000 // (ROWS // 2))
    assert counts.max() == counts.min()
    total = Y.clip(lower=0).groupby(names).sum()
    assert stack != "zero" or total.idxmax() in set(names[places])


def test_a_hundred_lines_told_apart_by_texts_are_few_points() -> None:
    color = (X % 100).map("line {}".format)
    places = kept(color=color)
    assert len(places) <= 20_000
    assert (Y[places].groupby(color).max() == Y.groupby(color).max()).all()


def test_lines_told_apart_by_a_colour_keep_what_each_of_them_needs() -> None:
    color = pd.Series(np.where(X % 2, "a", "b"))
    places = kept(color=color)
    assert {0, 1, ROWS - 1, ROWS - 2} <= set(places)
    assert len(places) <= 16_000


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (X[:MANY], Y[:MANY]),
        (pd.Series([[1]] * ROWS), Y),
        (X, Y.astype(str)),
        (X, pd.Series([[1]] * ROWS)),
        (X, pd.Series([1, "a"] * (ROWS // 2))),
    ],
)
def test_what_is_short_or_no_measure_is_drawn_whole(x: Any, y: Any) -> None:
    assert kept(x, y) is None


def test_a_line_of_numbers_beside_one_of_names_is_drawn_whole() -> None:
    assert kept(X, Y, Y > 0) is None


@pytest.mark.parametrize(("rows", "is_short"), [(MANY, True), (MANY + 1, False)])
def test_what_is_short_is_so_up_to_a_number_of_rows(rows: int, is_short: bool) -> None:
    x, y = pd.Series(np.arange(rows)), pd.Series(np.ones(rows))
    found = [traced(x, [y], None), scattered(x, [y], None, None), stacked(x, [y], None, "zero")]
    assert [places is None for places in found] == [is_short] * 3


@pytest.mark.parametrize(
    ("layers", "stack", "edges"),
    [
        ([[1, 2], [3, 2]], "zero", [[0, 0], [1, 2], [4, 4]]),
        ([[1, 2], [-3, 2]], "zero", [[0, 0], [1, 2], [0, 2], [-3, 4]]),
        ([[1, 2], [-3, 2]], "center", [[-2, -2], [-1, 0], [2, 2]]),
        ([[1, 0], [-3, 0]], "normalize", [[0, 0], [0.25, 0], [1, 0]]),
        ([[1, 2], [3]], "zero", [[0, 0], [1, 2], [1], [4]]),
    ],
)
def test_areas_on_each_other_end_where_vega_puts_them(
    layers: list[list[int]], stack: str, edges: list[list[float]]
) -> None:
    given = [(np.arange(len(layer)), np.array(layer)) for layer in layers]
    ends = [edge.tolist() for _, each in _edges(given, 2, stack) for edge in each]
    assert ends == edges


@pytest.mark.parametrize("zone", [None, "Asia/Tokyo"])
def test_moments_are_a_measure(zone: str | None) -> None:
    x = pd.Series(pd.date_range("2020", periods=ROWS, freq="min", tz=zone))
    assert len(kept(x)) <= 8_000


@pytest.mark.parametrize(
    "values",
    [
        Y.round(6).map(Decimal),
        Y.astype(object).mask(X == 3),
        pd.Series((X * 7 % 1000).tolist(), dtype=object),
        pd.Series(pd.to_timedelta(X * 7 % 1000, unit="s")),
        pd.Series([None, *(date(2000, 1, 1) + timedelta(days) for days in range(1, ROWS))]),
        pd.Series([datetime(2000, 1, 1) + timedelta(days) for days in range(ROWS)], dtype=object),
    ],
)
def test_numbers_in_a_column_of_objects_and_durations_are_a_measure(values: Any) -> None:
    assert len(kept(X, values)) <= 8_000
    assert scattered(X, [values], None, None) is not None


def test_scattered_points_of_colours_that_go_over_into_each_other_keep_the_ends_of_these() -> None:
    shade = pd.Series(np.sin(X / 7))
    places = first(scattered(X, [Y], shade, None))
    assert places is not None
    assert len(places) < 30_000
    assert {shade.idxmin(), shade.idxmax(), Y.idxmin(), Y.idxmax()} <= set(places)


def test_scattered_points_keep_their_bounds_and_the_largest() -> None:
    rng = np.random.default_rng(2)
    x, y = pd.Series(rng.normal(size=ROWS)), pd.Series(rng.normal(size=ROWS))
    size = pd.Series(np.where(X == 5, 99, 1))
    places = first(scattered(x, [y], None, size))
    assert places is not None
    assert 5 in places
    assert len(places) < 30_000
    # Each cell of a grid that had a point has one.
    cells = np.floor(x * 10).astype(int) * 1000 + np.floor(y * 5).astype(int)
    assert cells[places].nunique() > 0.98 * cells.nunique()


@pytest.mark.parametrize("axes", [(0, 1), (1, 0)])
def test_scattered_points_on_names_fill_the_cells_of_each_name(axes: tuple[int, int]) -> None:
    names = (X % 5).map("name {}".format)
    across, down = [(names, Y)[axis] for axis in axes]
    places = first(scattered(across, [down], None, None))
    assert places is not None
    assert len(places) <= 5 * (240 + 4)
    reach = Y.groupby(names).max() - Y[places].groupby(names).max()
    assert (reach <= (Y.max() - Y.min()) / 120).all()


def test_scattered_points_of_very_many_colours_fill_the_cells_of_all_and_show_each() -> None:
    color = (X % 5_000).map("colour {}".format)
    places = first(scattered(X, [Y], color, None))
    assert places is not None
    assert len(places) < 15_000
    assert color[places].nunique() == 5_000


def test_areas_that_share_no_place_are_all_kept() -> None:
    color = pd.Series(np.random.default_rng(0).integers(0, 100, ROWS))
    places = first(stacked(X, [Y.abs()], color, "zero"))
    assert (color[places].value_counts() >= 100).all()


def test_stacks_of_very_many_areas_stay_few() -> None:
    rng = np.random.default_rng(0)
    areas = [pd.Series(rng.random(ROWS), name=f"{at:02}") for at in range(60)]
    places = first(stacked(X, areas, None, "zero"))
    assert places is not None
    assert len(places) <= 1_000


@pytest.mark.parametrize("kind", ["line_chart", "area_chart", "scatter_chart"])
def test_a_chart_of_many_points_is_sent_in_few_and_says_so(kind: str) -> None:
    at = AppTest.from_string(f"""
    import numpy as np, pandas as pd, rerun_state as st
    st.{kind}(pd.DataFrame({{"a": np.arange(100_000) % 997}}))
    st.{kind}([1, 2, 3])
    """).run(timeout=20)
    many, few = at.get("vega_lite_chart")
    (data,) = many.node.element.props["datasets"].values()
    assert data["rows"] < 30_000
    assert many.node.element.props["note"].startswith("100,000 points, of which")
    assert few.node.element.props["note"] is None


@pytest.mark.parametrize("stack", [True, "center", "normalize"])
def test_areas_that_a_column_tells_apart_are_stacked_in_few_points(stack: object) -> None:
    at = AppTest.from_string(f"""
    import numpy as np, pandas as pd, rerun_state as st
    n = np.arange(200_000)
    df = pd.DataFrame({{"x": n // 2, "y": n % 997, "c": np.where(n % 2, "a", "b")}})
    st.area_chart(df, x="x", y="y", color="c", stack={stack!r})
    """).run(timeout=20)
    (props,) = (each.node.element.props for each in at.get("vega_lite_chart"))
    assert props["datasets"]["source"]["rows"] <= 16_000
    assert props["note"].startswith("200,000 points, of which")
