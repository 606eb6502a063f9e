"""Tables in the long form that charts draw: one row for each point."""

from typing import Any

import pandas as pd
import pytest

from rerun_state.elements.charts.longform import Long, lengthen
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.errors import StreamlitAPIException

DATA = {"a": [1, 2], "b": [3.5, 4.5], "c": ["#f00", "#0f0"]}


def long(x: object, y: object, color: object = None, **more: Any) -> Long:
    return lengthen(DATA, "line_chart", x, y, color, **more)


@pytest.mark.parametrize(("name", "title"), [("day", "day"), (None, None), (5, None)])
def test_the_name_of_the_index_is_the_title_of_its_axis(name: object, title: str | None) -> None:
    frame = pd.DataFrame({"a": [1, 2]}, index=pd.Index([3, 4], name=name))
    assert lengthen(frame, "line_chart", None, "a", None).x == title


def test_columns_of_the_same_name_are_told_apart() -> None:
    frame = pd.DataFrame([[1, 2, 3]], columns=["a", "b", "a"])
    assert lengthen(frame, "line_chart", None, None, None).series == ["a", "b", "a (2)"]
    frame.columns = ["a", "a (2)", "a"]
    assert lengthen(frame, "line_chart", None, None, None).series == ["a", "a (2)", "a (3)"]


def test_an_axis_is_that_of_one_column_and_of_no_several() -> None:
    assert (long("a", "b").y, long("a", "b").series) == ("b", [])
    assert (long("a", ["a", "b"]).y, long("a", ["a", "b"]).series) == (None, ["a", "b"])
    assert (long("a", ["a", "b"], "c").y, long("a", ["a", "b"], "c").series) == (None, [])
    assert long("a", []).y is None


def test_the_title_of_an_axis_is_the_column_that_the_program_names() -> None:
    titles = [(each.chosen.x, each.y_title) for each in (long("a", "b"), long(None, None))]
    assert titles == [("a", "b"), (None, None)]


def test_a_column_of_colours_gives_them_and_one_of_other_things_tells_series_apart() -> None:
    assert [long("a", "b", color).color_is_color for color in ("c", "a", None)] == [
        True,
        False,
        False,
    ]
    assert (long("a", "b", "c").colors, long("a", "b", "#f00").colors) == ([], ["#f00"])


def test_sizes_are_those_of_a_column_or_one_for_all() -> None:
    column, number = long("a", "b", size="a"), long("a", "b", size=3)
    assert (column.chosen.size, column.fixed_size) == ("a", None)
    assert (number.chosen.size, number.fixed_size) == (None, 3.0)


@pytest.mark.parametrize(
    ("x", "y", "more"), [("z", "b", {}), ("a", ["b", "z"], {}), ("a", "b", {"sort": "-z"})]
)
def test_a_column_that_the_data_do_not_have_is_named(x: str, y: Any, more: dict[str, Any]) -> None:
    with pytest.raises(StreamlitAPIException, match="no column 'z', only a, b, c"):
        long(x, y, **more)


def test_numbers_beyond_all_are_gaps_and_none_by_which_bars_are_sorted() -> None:
    frame = pd.DataFrame({"x": ["a", "b"], "y": [1.0, float("inf")], "by": [-float("inf"), 2]})
    made = lengthen(frame, "bar_chart", "x", "y", None, sort="by", gather=lambda *_: None)
    table = decode(**made.data)
    assert table["y"].tolist()[:1] == [1.0]
    assert table["y"].isna().tolist() == [False, True]
    assert table["sort"].tolist() == [-float("inf"), 2]
