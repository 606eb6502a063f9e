"""All the points of a chart of which few are drawn: those of a range are right, and few."""

import datetime as dt
import pickle
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.charts.detail import Closer, Detail, Edges, Sight, detail_of, sight
from rerun_state.elements.charts.longform import Long, Thin, lengthen
from rerun_state.elements.charts.reduction import scattered, stacked, traced
from rerun_state.elements.data.encoding.columnar import Columnar
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.windows.source import ChangedData
from tests.elements.charts.test_reduction import FEW, tables

ROWS = 30_000
N = np.arange(ROWS)
WALK = pd.DataFrame({"y": np.random.default_rng(0).normal(size=ROWS).cumsum()})


def lines(x: Any, ys: Any, color: Any, size: Any) -> Any:
    return traced(x, ys, color)


def areas(x: Any, ys: Any, color: Any, size: Any) -> Any:
    return stacked(x, ys, color, "zero")


WAYS: dict[Edges, Thin] = {"lines": lines, "stacks": areas, "none": scattered}


def detail(data: Any, edges: Edges = "lines", **options: Any) -> tuple[Detail, Long]:
    given = {"x": None, "y": None, "color": None, **options}
    long = lengthen(data, "line_chart", **given, thin=WAYS[edges])
    made = detail_of(long, WAYS[edges], edges)
    assert made is not None
    return made, long


def table_of(content: Columnar) -> pd.DataFrame:
    return decode(content.rows, content.columns, content.data)


def drawn(long: Long, closer: Closer) -> pd.DataFrame:
    """The points that a browser has: those that stay of the few, and those that were added."""
    few = decode(long.data["rows"], long.data["columns"], long.data["data"])
    stays = np.frombuffer(closer.stays, "u1").astype(bool)
    assert len(stays) == len(few)
    return pd.concat([few[stays], table_of(closer.content)])


@given(tables(), some.floats(0, 1), some.floats(0.001, 1))
@pytest.mark.usefixtures("coarse")
@FEW
def test_lines_of_a_range_have_the_ends_and_extremes_of_each(
    table: pd.DataFrame, start: float, extent: float
) -> None:
    made, long = detail(table, x="x", y="y", color="color")
    low = table["x"].max() * start
    high = low + table["x"].max() * extent
    shown = drawn(long, made.closer(Sight((low, high))))
    inside = table[table["x"].between(low, high)]
    seen = shown[shown["x"].between(low, high)]
    assert not seen.duplicated().any() or inside[["x", "y", "color"]].duplicated().any()
    for column in ("x", "y"):
        ends = inside.dropna().groupby("color")[column].agg(["min", "max"])
        assert seen.dropna().groupby("color")[column].agg(["min", "max"]).equals(ends)
    places = set(zip(shown["color"], shown["x"], strict=True))
    before, after = table[table["x"] < low], table[table["x"] > high]
    assert set(before.groupby("color")["x"].max().items()) <= places
    assert set(after.groupby("color")["x"].min().items()) <= places


@given(tables(), some.floats(0, 1), some.floats(0.001, 1))
@pytest.mark.usefixtures("coarse")
@FEW
def test_stacks_of_a_range_are_as_high_as_they_were(
    table: pd.DataFrame, start: float, extent: float
) -> None:
    table["y"] = table["y"].abs().fillna(0)
    long = lengthen(table, "area_chart", "x", "y", "color", thin=areas)
    made = detail_of(long, areas, "stacks")
    if made is None:
        return  # so few are no fewer
    low = table["x"].max() * start
    closer = made.closer(Sight((low, low + table["x"].max() * extent)))
    shown = drawn(long, closer)
    counts = table.groupby("x").size()
    assert (shown.groupby("x").size() == counts[shown["x"].unique()].sort_index()).all()
    heights = table.groupby("x")["y"].sum()
    seen = heights[heights.index.to_series().between(low, low + table["x"].max() * extent)]
    if len(seen):
        assert {seen.idxmax(), seen.index.min(), seen.index.max()} <= set(shown["x"])


@given(tables(), some.floats(0, 0.9), some.floats(-1, 0.5))
@pytest.mark.usefixtures("coarse")
@FEW
def test_points_of_a_box_reach_as_far_as_all_that_are_in_it(
    table: pd.DataFrame, left: float, bottom: float
) -> None:
    table = table.dropna()
    long = lengthen(table, "scatter_chart", "x", "y", "color", thin=scattered)
    made = detail_of(long, scattered, "none")
    if made is None:
        return
    low, floor = table["x"].max() * left, table["y"].max() * bottom
    box = Sight((low, low + table["x"].max() / 4), (floor, floor + table["y"].max() / 2))
    inside = table[table["x"].between(*box.x) & table["y"].between(*box.y or (0, 0))]
    shown = drawn(long, made.closer(box))
    seen = shown[shown["x"].between(*box.x) & shown["y"].between(*box.y or (0, 0))]
    for column in ("x", "y"):
        ends = inside.groupby("color")[column].agg(["min", "max"])
        assert seen.groupby("color")[column].agg(["min", "max"]).equals(ends)


def test_a_short_range_has_all_its_points_and_says_so() -> None:
    made, long = detail(WALK)
    closer = made.closer(Sight((20_000, 20_999)))
    shown = drawn(long, closer).set_index("x")["y"].sort_index()
    assert shown.loc[20_000:20_999].tolist() == WALK["y"].loc[20_000:20_999].tolist()
    assert closer.note == "1,000 of 30,000 points lie in this range, and all of them are drawn."


def test_a_long_range_has_few_points_and_says_how_many() -> None:
    made, _ = detail(WALK)
    closer = made.closer(Sight((2_000, 25_999)))
    assert closer.content.rows <= 8_000 + 6_000  # and what lies beside it
    assert closer.note.startswith("24,000 of 30,000 points lie in this range, of which ")


@pytest.mark.parametrize("edges", ["lines", "stacks"])
def test_half_a_screen_beyond_each_edge_is_there_for_who_pans(edges: Edges) -> None:
    made, long = detail(WALK.abs(), edges)
    shown = drawn(long, made.closer(Sight((20_000, 21_000)))).set_index("x")["y"].sort_index()
    assert shown.loc[19_500:21_500].tolist() == WALK["y"].abs().loc[19_500:21_500].tolist()
    assert len(shown.loc[19_000:19_499]) < 400  # the few, as before


def test_half_a_screen_on_all_sides_of_a_box_is_there_for_who_pans() -> None:
    some_points = pd.DataFrame(np.random.default_rng(0).random((60_000, 2)), columns=["x", "y"])
    made, long = detail(some_points, "none", x="x", y="y")
    box = Sight((0.4, 0.5), (0.6, 0.8))
    shown = drawn(long, made.closer(box))

    def within(points: pd.DataFrame, left: float, right: float, low: float, high: float) -> int:
        return int((points["x"].between(left, right) & points["y"].between(low, high)).sum())

    around = (0.35, 0.55, 0.5, 0.9)
    assert within(shown, *around) == within(some_points, *around) > 4_000
    assert within(shown, 0.6, 0.8, 0.5, 0.9) < within(some_points, 0.6, 0.8, 0.5, 0.9)


def test_a_range_says_that_its_chart_draws_the_first_rows_of_a_plan() -> None:
    plan = pl.LazyFrame({name: range(30_000) for name in "abc"})
    made, long = detail(plan)
    cut = "These are the first 10,000 rows. There may be more: collect() gives all of them."
    assert (long.note or "").endswith(cut)
    closer = made.closer(Sight((2_000, 2_999)))
    assert closer.note.startswith("3,000 of 30,000 points lie in this range, and all")
    assert closer.note.endswith(cut)


def test_each_column_has_its_own_points_in_a_range() -> None:
    spike = WALK["y"].where(N != 15_000, 1e9)
    made, long = detail(pd.DataFrame({"a": WALK["y"], "b": spike}))
    shown = drawn(long, made.closer(Sight((2_000, 25_999))))
    assert shown.loc[shown["x"] == 15_000, "color"].tolist() == ["b"]


def test_a_range_of_days_is_in_milliseconds() -> None:
    days = [dt.date(2020, 1, 1) + dt.timedelta(int(n) // 20) for n in N]
    made, _ = detail(pd.DataFrame({"x": days, "y": WALK["y"]}), x="x", y="y")
    start = pd.Timestamp(2020, 1, 2).timestamp() * 1e3
    assert made.closer(Sight((start, start + 1))).note.startswith("20 of 30,000 points")


def test_points_on_names_are_in_sight_by_the_other_axis() -> None:
    table = pd.DataFrame({"x": N, "y": np.array(["low", "high"])[N % 2]})
    made, long = detail(table, "none", x="x", y="y")
    shown = drawn(long, made.closer(Sight((20_000, 20_099), (0, 1))))
    assert shown["x"].between(20_000, 20_099).sum() == 100


def test_a_range_of_moments_is_in_milliseconds() -> None:
    when = pd.date_range("2026-01-01", periods=ROWS, freq="250us", tz="Asia/Tokyo")
    made, long = detail(pd.DataFrame({"t": when, "y": WALK["y"]}), x="t", y="y")
    start = when[1000].timestamp() * 1e3
    closer = made.closer(Sight((start - 0.1, start + 10.1)))
    assert closer.note.startswith("41 of 30,000 points")
    assert drawn(long, closer)["x"].is_unique


def test_columns_that_are_lines_stay_whole_in_a_range() -> None:
    made, long = detail(pd.DataFrame({"a": WALK["y"], "b": -WALK["y"]}))
    shown = drawn(long, made.closer(Sight((20_000, 20_099))))
    assert {*shown["color"]} == {"a", "b"}
    assert not shown.duplicated(["x", "color"]).any()


def test_a_range_in_which_nothing_is_has_the_points_beside_it() -> None:
    made, long = detail(WALK)
    closer = made.closer(Sight((10.2, 10.8)))
    assert {10, 11} <= set(drawn(long, closer)["x"])
    assert closer.note.startswith("0 of 30,000")


@pytest.mark.parametrize(
    "data",
    [
        WALK,
        WALK["y"],
        WALK["y"].to_numpy(),
        {"y": WALK["y"].to_numpy()},
        pl.DataFrame({"y": WALK["y"].to_numpy()}),
    ],
)
def test_the_program_s_own_table_is_kept_and_no_copy_of_it(data: Any) -> None:
    made, _ = detail(data)
    assert made._table is data


def test_what_is_written_into_the_table_is_seen_when_it_is_looked_at() -> None:
    frame = WALK.copy()
    made, long = detail(frame)
    frame.loc[20_050, "y"] = 1e9
    assert drawn(long, made.closer(Sight((20_000, 20_099))))["y"].max() == 1e9


@pytest.mark.parametrize("change", ["column", "row"])
def test_a_table_of_another_shape_says_that_it_has_changed(change: str) -> None:
    frame = WALK.assign(z=1.0)
    made, _ = detail(frame)
    if change == "column":
        del frame["z"]
    else:
        frame.loc[ROWS] = [0.0, 0.0]
    with pytest.raises(ChangedData, match="The data have changed"):
        made.closer(Sight((0, 10)))


def test_a_cache_keeps_it_with_the_columns_that_it_reads() -> None:
    uncachable: Any = [lambda: 0] * ROWS
    table = WALK.assign(other=uncachable)
    table = table.set_index(pd.RangeIndex(7, ROWS + 7, name="at"))
    made, _ = detail(table, y="y")
    again = pickle.loads(pickle.dumps(made))
    assert again.closer(Sight((50, 90))) == made.closer(Sight((50, 90)))


@pytest.mark.parametrize(
    "x",
    [
        *(None, "1", [1], [1, 2, 3], [2, 1], [1, 1], [0, "1"], [0, float("inf")]),
        *([float("nan"), 1], [True, 2], [0, 10**400], [0, None], {"0": 1}),
    ],
)
def test_what_is_no_range_is_refused(x: Any) -> None:
    assert sight({"x": [0, 1]}) == Sight((0.0, 1.0))
    with pytest.raises(ValueError, match=r"range|place"):
        sight({"x": x})
    if x is not None:
        with pytest.raises(ValueError, match=r"range|place"):
            sight({"x": [0, 1], "y": x})
