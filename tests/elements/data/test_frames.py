"""What counts as a table, and the frame that it becomes."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.frames import flat_name, has_no_index, to_frame, to_shown
from rerun_state.errors import (
    StreamlitDataframeConversionError,
)


@pytest.mark.parametrize(
    ("data", "columns", "rows"),
    [
        ([1, 2], ["value"], [[1], [2]]),
        ({"a": 1, "b": 2}, ["value"], [[1], [2]]),
        ({"a": [1], "b": [2]}, ["a", "b"], [[1, 2]]),
        ([{"a": 1}, {"a": 2}], ["a"], [[1], [2]]),
        ([[1, 2]], [0, 1], [[1, 2]]),
        (range(2), ["value"], [[0], [1]]),
        ((x for x in "ab"), ["value"], [["a"], ["b"]]),
        (np.array([1]), ["value"], [[1]]),
        (np.eye(2), [0, 1], [[1, 0], [0, 1]]),
        (pd.Series([1], name="s"), ["s"], [[1]]),
        (None, [], []),
    ],
)
def test_data_of_many_makes_are_tables(data: Any, columns: list[Any], rows: list[Any]) -> None:
    frame = to_frame(data)
    assert list(frame.columns) == columns
    assert frame.to_numpy().tolist() == rows


@pytest.mark.parametrize("data", ["text", 5, b"bytes", len, object(), [[1], 2], np.int64(5)])
def test_what_is_no_table_is_refused(data: Any) -> None:
    with pytest.raises(StreamlitDataframeConversionError):
        to_frame(data)


def test_tables_of_other_libraries_are_read() -> None:
    polars = pytest.importorskip("polars")
    pyarrow = pytest.importorskip("pyarrow")
    assert to_frame(polars.DataFrame({"a": [1]})).to_dict("list") == {"a": [1]}
    assert to_frame(polars.LazyFrame({"a": [1]})).to_dict("list") == {"a": [1]}
    assert to_frame(pyarrow.table({"a": [1]})).to_dict("list") == {"a": [1]}


def test_days_of_a_polars_table_stay_days() -> None:
    polars = pytest.importorskip("polars")
    day = dt.date(2024, 2, 29)
    assert to_shown(polars.DataFrame({"day": [day]}))["day"].tolist() == [day]


def test_data_without_row_names_need_no_index() -> None:
    assert has_no_index([1])
    assert has_no_index({"a": [1]})
    assert not has_no_index({"a": 1})
    assert not has_no_index(pd.DataFrame())


def test_a_name_of_several_levels_is_one_text() -> None:
    assert [flat_name(name) for name in (("a", 1), "b", 2)] == ["a_1", "b", "2"]


def test_what_an_object_gives_as_its_table_may_be_any_kind_of_one() -> None:
    class Result:
        def to_pandas(self) -> list[int]:
            return [1, 2]

    assert to_frame(Result()).to_dict("list") == {"value": [1, 2]}
