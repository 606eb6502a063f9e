"""What data are, before anything is made of them."""

import datetime as dt
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from rerun_state.elements.data.given.makes import (
    has_no_index,
    hides_index,
    is_ndarray,
    is_reader,
    is_styler,
    is_table,
)


class Pair(NamedTuple):
    x: int
    y: int


class Arrowish:
    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return pa.table({"a": [1]}).__arrow_c_stream__(requested_schema)


class Anything:
    """It claims to have whatever it is asked for."""

    def __getattr__(self, name: str) -> Any:
        return self


@pytest.mark.parametrize(
    "data",
    [
        *(pd.DataFrame(), pd.Series([1]), pd.Index([1]), pd.Categorical(["a"]), pd.array([1])),
        *(np.zeros(2), pa.table({}), pa.array([1]), pa.chunked_array([[1]]), Arrowish()),
        *(pl.DataFrame(), pl.Series(), pl.LazyFrame()),
    ],
    ids=lambda each: type(each).__name__,
)
def test_an_object_that_is_made_to_hold_a_table_is_one(data: Any) -> None:
    assert is_table(data)


@pytest.mark.parametrize(
    "data",
    [
        *([1], {"a": [1]}, "text", None, range(3), dt.date(2020, 1, 1), Arrowish, Anything()),
        *(pd.Timestamp("2020"), np.float64(1), pa.int64(), pl.Int64()),
    ],
    ids=lambda each: type(each).__name__,
)
def test_values_collections_and_classes_are_none(data: Any) -> None:
    assert not is_table(data)


def test_stylers_streams_and_arrays_are_told_from_their_like() -> None:
    pytest.importorskip("jinja2")
    table = pa.table({"a": [1]})
    assert [*map(is_styler, [pd.DataFrame().style, pd.DataFrame()])] == [True, False]
    assert [*map(is_reader, [table.to_reader(), table])] == [True, False]
    assert [*map(is_ndarray, [np.zeros(1), np.ma.zeros(1)])] == [True, False]


def test_an_index_is_left_out_where_one_says_so_or_it_says_nothing() -> None:
    counted, named = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]}, index=["x"])

    def hidden(given: Any, frame: pd.DataFrame, if_counting: bool = False) -> bool:
        return hides_index(given, frame, lambda: frame, if_counting=if_counting)

    assert (hidden(True, named), hidden(False, counted, True)) == (True, False)
    assert (hidden(None, counted), hidden(None, counted, True)) == (False, True)
    assert not hidden(None, named, True)


def test_data_without_row_names_need_no_index() -> None:
    assert has_no_index([1])
    assert has_no_index({"a": [1]})
    assert not has_no_index({"a": 1})
    assert not has_no_index(Pair(1, 2))
    assert not has_no_index(MappingProxyType({"a": [1]}))
    assert not has_no_index(pd.DataFrame())
