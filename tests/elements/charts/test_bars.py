"""Charts of many bars: those that are drawn make the same picture."""

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.charts.bars import gathered
from rerun_state.elements.charts.longform import Fewer
from rerun_state.elements.charts.reduction import MANY
from rerun_state.elements.data.encoding.decoding import decode
from tests.elements.calls import props, run
from tests.elements.charts.test_reduction import FEW, tables

ROWS = 30_000
N = np.arange(ROWS)
NAME: Any = pd.Series((N % 7).astype(str)).map("city {}".format)
SIGNED: Any = pd.Series(np.random.default_rng(0).integers(-9, 99, ROWS))


def bars(x: Any, *ys: Any, color: Any = None, sort: Any = None, stack: Any = "zero") -> Fewer:
    found = gathered(stack, x, ys, color, sort)
    assert found is not None
    return found


def added_up(found: Fewer, at: int = 0) -> Any:
    assert found.instead is not None
    return found.instead[at]["y"]


def test_bars_of_one_place_are_one_of_their_sum_to_each_side() -> None:
    found = bars(NAME, SIGNED)
    side = np.where(SIGNED < 0, "below", "above")
    whole = SIGNED.groupby([NAME, side]).sum()
    rows = found.kept[0]
    shown = pd.Series(added_up(found).to_numpy(), index=[NAME[rows], side[rows]])
    assert shown.sort_index().to_dict() == whole.to_dict()
    assert found.note == ("30,000 values in 14 bars: those of one place and colour are added up.")


def test_names_come_in_the_order_in_which_they_came() -> None:
    found = bars(NAME[::-1].reset_index(drop=True), SIGNED)
    assert NAME[::-1].iloc[found.kept[0]].unique().tolist() == NAME[::-1].unique().tolist()


@pytest.mark.parametrize(
    ("values", "total"),
    [
        (np.ones(ROWS, "i1"), ROWS),
        (np.full(ROWS, 0.1, "f4"), pytest.approx(0.1 * ROWS)),
        ([Decimal("0.1")] * ROWS, Decimal(ROWS // 10)),
        (pd.to_timedelta(np.ones(ROWS), unit="s"), pd.Timedelta(seconds=ROWS)),
        (pd.array([1] * ROWS, "Int64"), ROWS),
    ],
)
def test_values_of_all_makes_are_added_up_and_stay_such(values: Any, total: Any) -> None:
    found = bars(pd.Series(["one"] * ROWS), pd.Series(values))
    assert added_up(found).tolist() == [total]


def test_what_is_no_number_keeps_its_place_on_the_axis() -> None:
    gaps = SIGNED.astype("f8").mask(NAME == "city 3", np.nan).mask(NAME == "city 4", np.inf)
    found = bars(NAME, gaps)
    shown = pd.Series(added_up(found).to_numpy(), index=NAME[found.kept[0]])
    assert np.isnan(shown["city 3"])
    assert np.isinf(shown["city 4"])
    assert set(shown.index) == set(NAME)


def test_columns_are_added_up_each_and_so_are_colours() -> None:
    color = pd.Series(np.array(["a", "b"])[N % 2])
    both = bars(NAME, SIGNED.abs(), SIGNED.abs() * 2)
    assert (added_up(both, 1) == added_up(both, 0) * 2).all()
    found = bars(NAME, SIGNED.abs(), color=color)
    pairs = set(zip(NAME[found.kept[0]], color[found.kept[0]], strict=True))
    assert len(pairs) == len(found.kept[0]) == 14


def test_what_bars_are_sorted_by_is_added_up_as_vega_does() -> None:
    found = bars(NAME, SIGNED, sort=SIGNED * 2)
    assert found.instead is not None
    assert (found.instead[0]["sort"] == found.instead[0]["y"] * 2).all()


def test_bars_may_be_sorted_by_moments() -> None:
    when = pd.Series(pd.date_range("2020", periods=ROWS, freq="min"))
    found = bars(NAME, SIGNED.abs(), sort=when)
    assert found.instead is not None
    assert found.instead[0]["sort"].is_unique


def test_bars_up_to_moments_stand_before_each_other() -> None:
    when: Any = pd.Series(pd.date_range("2020", periods=ROWS, freq="min"))
    found = bars(NAME, when)
    assert when[found.kept[0]].groupby(NAME).max().equals(when.groupby(NAME).max())


def test_bars_before_each_other_are_the_highest_and_the_lowest() -> None:
    found = bars(NAME, SIGNED, stack=False)
    shown = SIGNED[found.kept[0]].groupby(NAME).agg(["min", "max"])
    assert shown.equals(SIGNED.groupby(NAME).agg(["min", "max"]))
    assert len(found.kept[0]) <= 7 * 4
    assert found.note.endswith("are drawn: the others are behind these.")


def test_bars_before_each_other_keep_what_they_are_sorted_by() -> None:
    sort = pd.Series(N[::-1])
    found = bars(NAME, SIGNED, sort=sort, stack=False)
    assert sort[found.kept[0]].groupby(NAME).min().equals(sort.groupby(NAME).min())


@pytest.mark.parametrize("stack", ["zero", False])
def test_along_numbers_there_are_as_many_as_a_screen_can_show(stack: object) -> None:
    found = bars(pd.Series(N), SIGNED, stack=stack)
    assert len(found.kept[0]) <= 12_000
    assert {SIGNED.idxmax(), SIGNED.idxmin()} <= set(found.kept[0])
    assert "as many as a screen can show" in found.note


@given(tables(), some.sampled_from(["zero", "normalize", "center"]))
@pytest.mark.usefixtures("coarse")
@FEW
def test_each_pile_that_is_drawn_is_as_high_as_it_was(table: pd.DataFrame, stack: str) -> None:
    found = gathered(stack, table["x"] // 9, [table["y"]], table["color"], None)
    if found is None:
        return
    rows: Any = table.iloc[found.kept[0]]
    shown = pd.Series(added_up(found).to_numpy(), index=rows["x"] // 9)
    for sign in (1, -1):
        whole = (table["y"] * sign).clip(lower=0).groupby(table["x"] // 9).sum()
        few = (shown * sign).clip(lower=0).groupby(level=0).sum()
        assert np.allclose(few, whole[few.index], rtol=1e-9, atol=0)


@pytest.mark.parametrize(
    ("x", "y", "more"),
    [
        (NAME[:MANY], SIGNED[:MANY], {}),
        (NAME, NAME, {}),
        (pd.Series([[1]] * ROWS), SIGNED, {}),
        (NAME, SIGNED, {"sort": NAME}),
    ],
)
def test_what_is_short_or_cannot_be_added_up_is_drawn_whole(x: Any, y: Any, more: Any) -> None:
    assert gathered("zero", x, [y], None, more.get("sort")) is None


NAMES: Any = pd.Series(N).map("name {:05}".format)
COLORS: Any = pd.Series(np.array(["a", "b"])[N % 2])


@pytest.mark.parametrize("stack", ["zero", "normalize", False, "layered"])
@pytest.mark.parametrize("color", [None, COLORS])
def test_of_very_many_names_as_many_are_shown_of_each_strip(stack: Any, color: Any) -> None:
    found = bars(NAMES, SIGNED, stack=stack, color=color)
    rows = found.kept[0]
    assert len(rows) <= 12_000
    assert {SIGNED.idxmax(), SIGNED.idxmin()} <= set(rows) or stack == "normalize"
    shown = np.unique(rows * 100 // ROWS, return_counts=True)[1]
    assert shown.max() - shown.min() <= 0.05 * shown.max()
    assert found.note.endswith(f"{len(rows):,} of the 30,000 names, as many as a screen can show.")


def test_names_that_are_shown_have_all_that_is_theirs() -> None:
    names = pd.concat([NAMES, NAMES[::-1]], ignore_index=True)
    values = pd.concat([SIGNED, SIGNED], ignore_index=True).abs()
    found = bars(names, values)
    shown = pd.Series(added_up(found).to_numpy(), index=names[found.kept[0]])
    assert (shown == values.groupby(names).sum()[shown.index]).all()
    assert "those of one place and colour are added up, of " in found.note


@pytest.mark.parametrize("descending", [False, True])
def test_strips_of_names_are_those_in_which_they_are_sorted(descending: bool) -> None:
    values = pd.Series(np.random.default_rng(1).permutation(ROWS))
    found = bars(NAMES, values, sort=-values if descending else values)
    shown = np.sort(values[found.kept[0]].to_numpy())
    assert np.diff(shown).max() < 30  # of strips of 15: as they lie, evenly


def test_strips_of_names_that_stand_as_they_come_are_those_of_the_rows() -> None:
    shuffled = NAMES.sample(frac=1, random_state=0).reset_index(drop=True)
    found = gathered("zero", shuffled, [SIGNED], None, None, ordered=False)
    assert found is not None
    assert np.diff(found.kept[0]).max() < 30


def test_columns_of_very_many_names_have_the_same_names() -> None:
    found = bars(NAMES, SIGNED.abs(), SIGNED.abs() % 5, stack="zero")
    assert (found.kept[0] == found.kept[1]).all()


def layered(heights: Any, opacity: float = 0.7) -> Any:
    """How much of each bar, in the order in which they are drawn, is seen at each height."""
    seen = np.zeros((len(heights), 12))
    for up in range(12):
        left = 1.0
        for at in reversed(range(len(heights))):
            if heights[at] > up:
                seen[at, up] = left * opacity
                left *= 1 - opacity
    return seen


@given(some.lists(some.integers(0, 12), min_size=1, max_size=60))
def test_of_bars_that_shine_through_all_stay_that_are_seen(heights: list[int]) -> None:
    places = pd.Series(["one"] * len(heights))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rerun_state.elements.charts.bars.MANY", 0)
        found = gathered("layered", places, [pd.Series(heights)], None, None)
    kept = np.arange(len(heights)) if found is None else found.kept[0]
    gone = np.setdiff1d(np.arange(len(heights)), kept)
    assert layered(heights)[gone].max(initial=0) < 1 / 255 / 2
    assert kept[0] == 0  # which may be all that stands for a colour


def test_bars_of_columns_that_shine_through_are_covered_by_those_of_the_next() -> None:
    low, high = pd.Series(np.ones(ROWS)), pd.Series(np.full(ROWS, 2.0))
    below, above = bars(NAME, low, high, stack="layered").kept
    assert len(below) == 7  # the first of each name
    assert len(above) == 7 * 7


TABLE = "{'x': ['a', 'b'] * 15_000, 'c': ['u', 'u', 'v'] * 10_000, 'y': range(30_000)}"


@pytest.mark.parametrize(
    ("more", "rows"),
    [
        ("", 2),
        (", color='c'", 4),
        (", color='c', stack='normalize', horizontal=True, sort='-y'", 4),
        (", stack='layered'", 4),
        (", color='c', stack='layered'", 2 * 6 + 4),
    ],
)
def test_a_chart_of_many_bars_is_that_of_few_but_for_its_data(more: str, rows: int) -> None:
    call = f"st.bar_chart({{}}, x='x', y='y'{more})"
    many, few = (props(call.format(table)) for table in (TABLE, f"pd.DataFrame({TABLE})[:12]"))
    assert many["spec"] == few["spec"]
    assert many["datasets"]["source"]["rows"] == rows
    types = [
        {column["name"]: column["type"] for column in each["datasets"]["source"]["columns"]}
        for each in (many, few)
    ]
    assert {**types[0], "sort": ""} == {**types[1], "sort": ""}  # that is no axis
    assert "30,000" in many["note"]


def test_the_bars_that_are_drawn_have_the_sums() -> None:
    made = props(f"st.bar_chart({TABLE}, x='x', y='y')")
    table = decode(**made["datasets"]["source"])
    assert dict(zip(table["x"], table["y"], strict=True)) == {"a": 224985000, "b": 225000000}


def test_of_points_that_take_a_browser_seconds_is_told_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from rerun_state.elements.base import parameters
    from rerun_state.elements.charts import simple

    monkeypatch.setattr(parameters, "_warned", set[str]())
    monkeypatch.setattr(simple, "_MANY", 2)
    with pytest.warns(UserWarning, match="draws 3 points") as told:
        run("st.bar_chart([1, 2, 3])\nst.bar_chart([1, 2, 3])")
    assert len(told) == 1
