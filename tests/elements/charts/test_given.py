"""The data that charts are given: which columns they have, and where these lie."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pytest

from rerun_state.elements.charts import given as room
from rerun_state.elements.charts.given import Given, frame_of, given
from rerun_state.elements.charts.longform import Long, lengthen
from rerun_state.elements.data.given.frames import to_frame

OWN = np.arange(12.0).reshape(4, 3)
FRAME = pd.DataFrame(OWN, columns=["x", "y", "z"])


def found(data: Any) -> Given:
    return given(data, periods=False)


def drawn(data: Any, x: Any = None, y: Any = None) -> Long:
    return lengthen(data, "line_chart", x, y, None)


@pytest.mark.parametrize(
    "table", [pl.from_pandas(FRAME), pa.Table.from_pandas(FRAME), pa.table(dict(FRAME.items()))]
)
def test_a_table_of_another_library_is_not_made_pandas_own_before_it_is_drawn(
    monkeypatch: pytest.MonkeyPatch, table: Any
) -> None:
    asked: list[list[str]] = []

    def noted(data: Any) -> Any:
        made = to_frame(data)
        asked.append([*made.columns])
        return made

    monkeypatch.setattr(room, "to_frame", noted)
    made = found(table)
    assert (made.names, made.rows, [len(each) for each in made.lying([None, "y"])]) == (
        ["x", "y", "z"],
        4,
        [4, 4],
    )
    assert asked == []
    assert made.frame({"x", "z"}).equals(FRAME[["x", "z"]])
    assert asked == [["x", "z"]]


@pytest.mark.parametrize(
    "data",
    [OWN, OWN[::2], OWN[:, 1], {"x": OWN[:, 0], "y": OWN[:, 1]}, pd.DataFrame(OWN, copy=False)],
)
def test_arrays_are_read_in_their_own_memory(data: Any) -> None:
    made = found(data)
    assert made.are_own
    (column,) = made.lying([made.names[0]])
    assert np.shares_memory(column.to_numpy(), OWN)
    assert np.shares_memory(frame_of(data).to_numpy(), OWN) or type(data) is dict


@pytest.mark.parametrize(
    "data", [[1.0, 2.0], {"x": [1, 2]}, {"x": OWN[:, 0], "y": [1, 2, 3, 4]}, np.array([{}, 1])]
)
def test_what_pandas_makes_of_other_data_is_not_the_program_s_own(data: Any) -> None:
    assert not found(data).are_own


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        ({"x": OWN[:, 0], "y": OWN[:2, 1]}, ["0", "1", "2", "3"]),  # each entry is a row
        ({}, []),
        (np.array([(1, 2.0)], [("a", "i4"), ("b", "f8")]), ["a", "b"]),
        (np.array(7), []),
    ],
)
def test_arrays_of_odd_shapes_are_what_tables_show_of_them(data: Any, columns: Any) -> None:
    assert found(data).names == columns


def test_columns_of_one_name_are_told_apart_in_all_libraries() -> None:
    twice = pa.Table.from_pandas(FRAME).rename_columns(["x", "y", "y"])
    other = FRAME.set_axis(["x", "y", "y"], axis=1)
    assert found(twice).names == found(other).names == ["x", "y", "y (2)"]
    assert drawn(twice, "x", ["y (2)"]).data == drawn(other, "x", ["y (2)"]).data


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: frame.set_index("x"),
        lambda frame: frame.set_axis(pd.RangeIndex(5, 9, name="at")),
        lambda frame: frame.set_axis(pd.MultiIndex.from_product([["a"], ["x", "y", "z"]]), axis=1),
        lambda frame: frame.set_axis([0, 1, 2], axis=1),
    ],
)
def test_a_table_of_arrow_that_came_from_pandas_is_drawn_as_that(
    change: Callable[[pd.DataFrame], pd.DataFrame],
) -> None:
    frame = change(FRAME)
    made, of_pandas = drawn(pa.Table.from_pandas(frame)), drawn(frame)
    assert (made.data, made.x, made.series) == (of_pandas.data, of_pandas.x, of_pandas.series)


def test_a_polars_table_of_objects_is_read_as_pandas_has_it() -> None:
    table = pl.DataFrame({"x": [1, 2], "o": pl.Series([{1}, {2}], dtype=pl.Object)})
    assert drawn(table, "x", "x").data == drawn({"x": [1, 2]}, "x", "x").data


def test_periods_are_their_beginnings_where_they_name_no_bars() -> None:
    months = pd.period_range("2024-01", periods=4, freq="M")
    frame = FRAME.set_axis(months)
    assert given(frame, periods=True).lying([None])[0].equals(months)
    assert found(frame).lying([None])[0].equals(months.to_timestamp())


@pytest.mark.parametrize(
    "make", [pl.LazyFrame, lambda data: pyarrow.dataset.dataset(pa.table(data))]
)
def test_a_plan_is_given_as_the_table_that_it_makes(make: Callable[[Any], Any]) -> None:
    made = found(make({"x": [1, 2], "y": [3.0, 4.0]}))
    assert (list(made.names), made.rows, made.are_own) == (["x", "y"], 2, False)
    assert frame_of(made.again)["y"].tolist() == [3.0, 4.0]
