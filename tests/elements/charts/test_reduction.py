"""Charts of many points: those that are drawn make the same picture."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.charts.reduction import MANY, scattered, traced
from rerun_state.testing import AppTest

ROWS = 200_000
X = pd.Series(range(ROWS))
Y = pd.Series(np.random.default_rng(0).normal(size=ROWS).cumsum())


def kept(x: Any = X, *lines: Any, color: Any = None) -> Any:
    return traced(x, lines or [Y], color)


def test_a_line_keeps_its_ends_and_extremes_in_few_points() -> None:
    places = kept()
    assert len(places) <= 8_000
    assert {0, ROWS - 1, Y.idxmin(), Y.idxmax()} <= set(places)


def test_each_strip_of_a_line_is_as_high_as_it_was() -> None:
    places = kept()
    strips = (X * 2000 // (ROWS - 1)).clip(upper=1999)
    whole = Y.groupby(strips).agg(["min", "max", "first", "last"])
    assert Y[places].groupby(strips[places]).agg(["min", "max", "first", "last"]).equals(whole)


def test_a_spike_a_gap_and_an_order_of_any_kind_are_kept() -> None:
    y = Y.copy()
    y[1234], y[100_000] = 1e9, np.nan
    mixed = np.random.default_rng(1).permutation(ROWS)
    places = kept(X[mixed].reset_index(drop=True), y[mixed].reset_index(drop=True))
    assert {1234, 100_000, 0, ROWS - 1} <= set(mixed[places])
    assert len(places) <= 8_001


def test_lines_of_several_columns_keep_what_each_of_them_needs() -> None:
    other = -Y.copy()
    other[777] = 1e9
    places = kept(X, Y, other)
    assert {777, Y.idxmax()} <= set(places)


def test_lines_told_apart_by_a_colour_keep_what_each_of_them_needs() -> None:
    color = pd.Series(np.where(X % 2, "a", "b"))
    places = kept(color=color)
    assert {0, 1, ROWS - 1, ROWS - 2} <= set(places)
    assert len(places) <= 8_000


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (X[:MANY], Y[:MANY]),
        (X.astype(str), Y),
        (X, Y.astype(str)),
        (X, pd.Series([[1]] * ROWS)),
    ],
)
def test_what_is_short_or_no_measure_is_drawn_whole(x: Any, y: Any) -> None:
    assert kept(x, y) is None


@pytest.mark.parametrize("zone", [None, "Asia/Tokyo"])
def test_moments_are_a_measure(zone: str | None) -> None:
    x = pd.Series(pd.date_range("2020", periods=ROWS, freq="min", tz=zone))
    assert len(kept(x)) <= 8_000


def test_scattered_points_keep_their_bounds_and_the_largest() -> None:
    rng = np.random.default_rng(2)
    x, y = pd.Series(rng.normal(size=ROWS)), pd.Series(rng.normal(size=ROWS))
    size = pd.Series(np.where(X == 5, 99, 1))
    places = scattered(x, [y], None, size)
    assert places is not None
    assert 5 in places
    assert len(places) < 30_000
    # Each cell of a grid that had a point has one.
    cells = np.floor(x * 10).astype(int) * 1000 + np.floor(y * 5).astype(int)
    assert cells[places].nunique() > 0.98 * cells.nunique()


@pytest.mark.parametrize("kind", ["line_chart", "area_chart", "scatter_chart"])
def test_a_chart_of_many_points_is_sent_in_few_and_says_so(kind: str) -> None:
    at = AppTest.from_string(f"""
    import numpy as np, pandas as pd, rerun_state as st
    st.{kind}(pd.DataFrame({{"a": np.arange(1_000_000) % 997}}))
    st.{kind}([1, 2, 3])
    """).run(timeout=20)
    many, few = at.get("vega_lite_chart")
    (data,) = many.node.element.props["datasets"].values()
    assert data["rows"] < 30_000
    assert many.node.element.props["note"].startswith("1,000,000 points, of which")
    assert few.node.element.props["note"] is None
