"""What counts as a table, and the frame that it becomes."""

import datetime as dt
import sqlite3
from collections import ChainMap, UserDict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from pydantic import BaseModel

from rerun_state.elements.data.editing.likeness import like
from rerun_state.elements.data.given.frames import to_frame, to_shown
from rerun_state.elements.data.given.makes import has_no_index
from rerun_state.errors import (
    StreamlitDataframeConversionError,
)


@dataclass
class Point:
    x: int
    y: int


class Pair(NamedTuple):
    x: int
    y: int


class Model(BaseModel):
    x: int
    y: int


RECORDS = np.array([(1, "a"), (2, "b")], [("x", "i4"), ("y", "U1")])


PARTS = np.dtype([("p", "i4", 2), ("q", [("a", "i4"), ("b", "i4")])])


class Colour(Enum):
    RED = 1
    BLUE = 2


class Bag:
    """Can be gone through, and no more."""

    def __init__(self, parts: list[int]) -> None:
        self.parts = parts

    def __iter__(self) -> Iterator[int]:
        return iter(self.parts)


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
        (RECORDS, ["x", "y"], [[1, "a"], [2, "b"]]),
        (RECORDS[:0], ["x", "y"], []),
        (np.array([([1, 2], (3, 4))], PARTS), ["p", "q"], [[[1, 2], (3, 4)]]),
        (np.array([b"ab"], "V2"), ["value"], [[b"ab"]]),
        (pd.Series([1], name="s"), ["s"], [[1]]),
        (None, [], []),
        ({}, [], []),
        ([], [], []),
        (np.array(5), [], []),
        ({"a": [1, 2], "b": "x"}, ["a", "b"], [[1, "x"], [2, "x"]]),
        (pd.array([1, 2]), [0], [[1], [2]]),
        ([Point(1, 2)], ["x", "y"], [[1, 2]]),
        ([Pair(1, 2)], ["x", "y"], [[1, 2]]),
        (Pair(1, 2), ["value"], [[1], [2]]),
        (Point(1, 2), ["value"], [[1], [2]]),
        (MappingProxyType({"a": [1, 2], "b": [3, 4]}), [0, 1], [[1, 2], [3, 4]]),
        (UserDict({"a": 1, "b": [2]}), ["value"], [[1], [[2]]]),
        (ChainMap({"a": [1, 2]}, {"b": [3, 4]}), ["b", "a"], [[3, 1], [4, 2]]),
        (Model(x=1, y=2), ["value"], [[1], [2]]),
        (Colour, ["value"], [[1], [2]]),
        (Bag([1, 2]), ["value"], [[1], [2]]),
    ],
)
def test_data_of_many_makes_are_tables(data: Any, columns: list[Any], rows: list[Any]) -> None:
    frame = to_frame(data)
    assert list(frame.columns) == columns
    assert frame.to_numpy().tolist() == rows


def test_what_is_masked_in_records_is_missing() -> None:
    frame = to_frame(np.ma.array(RECORDS, mask=[(True, False), (False, True)]))
    assert frame.isna().to_numpy().tolist() == [[True, False], [False, True]]
    assert (frame["x"][1], frame["y"][0]) == (2, "a")


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


class DataArray:
    """As xarray's, as far as it is read; pandas' own table of two dimensions is another one."""

    __module__ = "xarray.core.dataarray"
    ndim = 2

    def to_pandas(self) -> pd.DataFrame:
        return pd.DataFrame([[1, 2]], index=["x"], columns=["p", "q"])

    def __init__(self, given: object = None) -> None:
        self.given = given

    def to_series(self) -> Any:
        index = pd.MultiIndex.from_product([["x"], ["p", "q"]])
        return pd.Series([1, 2], index, name="v")

    @classmethod
    def from_series(cls, series: Any) -> "DataArray":
        return cls(series.tolist())


class Dataset(dict[str, DataArray]):
    """As xarray's, which are mappings."""

    __module__ = "xarray.core.dataset"

    def to_dataframe(self) -> Any:
        return DataArray().to_series().to_frame()


@pytest.mark.parametrize("data", [DataArray(), Dataset(v=DataArray())])
def test_a_cube_has_a_row_for_each_place(data: Any) -> None:
    assert to_frame(data).to_dict() == {"v": {("x", "p"): 1, ("x", "q"): 2}}
    assert not has_no_index(data)


def test_an_edited_cube_is_one_again() -> None:
    assert like(DataArray(), pd.DataFrame({"v": [5]})).given == [5]


def test_what_an_object_gives_as_its_table_may_be_any_kind_of_one() -> None:
    class Result:
        def to_pandas(self) -> list[int]:
            return [1, 2]

    assert to_frame(Result()).to_dict("list") == {"value": [1, 2]}


def test_columns_of_different_lengths_are_rows() -> None:
    frame = to_frame({"a": ["x", "y"], "b": ["z"]})
    assert frame.index.tolist() == ["a", "b"]
    assert frame.fillna("-").to_numpy().tolist() == [["x", "y"], ["z", "-"]]


def test_the_rows_of_a_cursor_are_fetched() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        cursor = connection.execute("select 1 as a, 'x' as b")
        assert to_frame(cursor).to_dict("list") == {"a": [1], "b": ["x"]}


@pytest.mark.parametrize("method", ["limit", "take", "head"])
def test_of_a_plan_as_many_rows_are_computed_as_can_be_shown(method: str) -> None:
    class Plan:
        rows = 0

        def toPandas(self) -> pd.DataFrame:
            return pd.DataFrame({"rows": [self.rows]})

    def shorten(self: Plan, rows: int) -> Plan:
        self.rows = rows
        return self

    setattr(Plan, method, shorten)
    assert to_frame(Plan()).to_dict("list") == {"rows": [10_000]}


def test_what_hands_over_arrow_s_own_way_is_a_table() -> None:
    class Handing:
        def __arrow_c_stream__(self, schema: object = None) -> object:
            return pa.table({"a": [1]}).__arrow_c_stream__(schema)

    class Array:
        shape = (2,)

        def __array__(self, *_: object, **__: object) -> Any:
            return np.array([1, 2])

    assert to_frame(Handing()).to_dict("list") == {"a": [1]}
    assert to_frame(Array()).to_dict("list") == {"value": [1, 2]}


def test_a_dataset_is_the_frame_that_it_makes() -> None:
    class Dataset:
        def to_dataframe(self) -> pd.DataFrame:
            return pd.DataFrame({"a": [1]})

    class Made:
        def to_pandas(self) -> Any:
            return np.array([[1, 2]])

    assert to_frame(Dataset()).to_dict("list") == {"a": [1]}
    assert to_frame(Made()).to_numpy().tolist() == [[1, 2]]
