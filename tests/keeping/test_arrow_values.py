"""Tables and arrays in Arrow's format."""

import json
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from rerun_state.keeping.arrow_values import table_of
from rerun_state.keeping.plain_values import NotKeptError, plain, value_of


def again(value: Any) -> Any:
    return value_of(json.loads(json.dumps(plain(value))))


FRAME = pd.DataFrame(
    {"a": [1, 2], "when": pd.to_datetime(["2024-01-01", "2024-01-02"]), "c": ["x", None]},
    index=pd.Index(["p", "q"], name="row"),
)


def test_a_frame_of_pandas_reads_back_with_its_index_and_types() -> None:
    pd.testing.assert_frame_equal(again(FRAME), FRAME)


def test_a_series_reads_back_with_its_name() -> None:
    pd.testing.assert_series_equal(again(FRAME["a"]), FRAME["a"])


@pytest.mark.parametrize(
    "array",
    [np.arange(6).reshape(2, 3), np.array([1.5, np.nan]), np.array(["a", "bc"]), np.zeros((0, 2))],
)
def test_an_array_reads_back_with_its_shape_and_type(array: Any) -> None:
    read = again(array)
    np.testing.assert_array_equal(read, array)
    assert read.dtype == array.dtype


def test_a_number_of_numpy_stays_one() -> None:
    assert (again(np.float32(1.5)), type(again(np.int64(3)))) == (1.5, np.int64)


def test_tables_of_polars_and_arrow_read_back() -> None:
    assert again(pl.DataFrame({"a": [1, 2]})).equals(pl.DataFrame({"a": [1, 2]}))
    assert again(pl.Series("b", [1, 2])).equals(pl.Series("b", [1, 2]))
    assert again(pa.table({"a": [1]})).equals(pa.table({"a": [1]}))


def test_columns_that_are_numbers_or_levels_stay_so() -> None:
    for columns in ([1, 2], pd.MultiIndex.from_tuples([("a", 1), ("a", 2)])):
        frame = pd.DataFrame([[1, 2]], columns=columns)
        pd.testing.assert_frame_equal(again(frame), frame, check_column_type=False)


def test_columns_with_names_of_several_types_are_refused_not_renamed() -> None:
    with pytest.raises(NotKeptError, match="several types"):
        plain(pd.DataFrame({"a": [1], 2: [3]}))


def test_what_arrow_cannot_hold_is_named() -> None:
    with pytest.raises(NotKeptError, match="DataFrame that Arrow cannot hold"):
        plain(pd.DataFrame({"a": [object(), 1]}))


def test_anything_else_is_no_table() -> None:
    assert table_of(object()) is None
