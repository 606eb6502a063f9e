"""The values that come of edits."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from rerun_state.elements.data.editing.edited import apply
from rerun_state.elements.data.editing.edits import no_edits
from rerun_state.elements.data.encoding.columnar import encode
from tests.elements.data.people import FRAME, edited


def test_cells_get_their_new_values_in_the_type_of_their_column() -> None:
    cells = {"name": "Eve", "age": 5, "born": "2000-02-03", "seen": "2022-03-04T05:06:07"}
    table = edited(edited_rows={1: cells})
    assert table.iloc[1].tolist() == [
        "Eve",
        5,
        dt.date(2000, 2, 3),
        pd.Timestamp("2022-03-04 05:06:07"),
        False,
    ]
    assert table.dtypes.equals(FRAME.dtypes)


@pytest.mark.parametrize("options", [pd.interval_range(0, 2), pd.to_datetime(["2026-01-02"])])
def test_a_category_is_chosen_by_its_name(options: Any) -> None:
    frame = pd.DataFrame({"c": pd.Categorical([None, None], categories=options)})
    name = str(options[0]).removesuffix(" 00:00:00")
    table = apply(frame, encode(frame).columns, {**no_edits(), "edited_rows": {0: {"c": name}}})
    assert table["c"][0] == options[0]
    assert table.dtypes.equals(frame.dtypes)


def test_texts_in_a_column_of_objects_stay_objects() -> None:
    frame = pd.DataFrame({"a": pd.Series(["x", None], dtype=object)})
    for edits in ({}, {"edited_rows": {0: {"a": "y"}}}, {"added_rows": [{"a": "z"}]}):
        result = apply(frame, encode(frame).columns, {**no_edits(), **edits})
        assert (str(result["a"].dtype), result["a"][1]) == ("object", None)


def test_a_number_that_the_type_of_its_column_cannot_hold_widens_it() -> None:
    frame = pd.DataFrame({"a": np.array([1, 2], "int8")})
    edits = {**no_edits(), "edited_rows": {1: {"a": 300}}}
    assert apply(frame, encode(frame).columns, edits)["a"].tolist() == [1, 300]


@pytest.mark.parametrize(
    ("cells", "dtype", "after"),
    [
        ([1, 2], "int64", "float64"),
        ([1, 2], "uint8", "float64"),
        ([1, 2], "Int64", "Int64"),
        ([True, False], "bool", "object"),
        ([True, False], "boolean", "boolean"),
        ([1.5, 2.5], "float32", "float32"),
    ],
)
def test_a_column_of_which_no_value_is_left_is_of_a_type_that_can_miss_them(
    cells: list[Any], dtype: str, after: str
) -> None:
    frame = pd.DataFrame({"a": pd.Series(cells, dtype=dtype)})
    ways: list[dict[str, Any]] = [
        {"edited_rows": {0: {"a": None}, 1: {"a": None}}},
        {"edited_rows": {1: {"a": None}}},
        {"added_rows": [{}]},
    ]
    for edits in ways:
        result = apply(frame, encode(frame).columns, {**no_edits(), **edits})["a"]
        assert str(result.dtype) == after
        assert result.isna().any()


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("2020-10-25T02:30:00", "2020-10-25 02:30:00+02:00"),
        ("2020-03-29T02:30:00", "2020-03-29 03:00:00+02:00"),
    ],
)
def test_hours_that_clocks_repeat_or_leave_out_can_be_written(told: str, meant: str) -> None:
    frame = pd.DataFrame({"t": pd.to_datetime(["2020-01-01"]).tz_localize("Europe/Berlin")})
    edits = {**no_edits(), "edited_rows": {0: {"t": told}}}
    assert str(apply(frame, encode(frame).columns, edits)["t"][0]) == meant


def test_numbers_that_were_edited_as_texts_stay_numbers() -> None:
    table = edited(edited_rows={0: {"age": "41"}})
    assert table["age"].tolist()[0] == 41
    assert table.dtypes.equals(FRAME.dtypes)
    assert FRAME.loc[1, "name"] == "Bob"


@pytest.mark.parametrize(
    ("typed", "hour"), [("2022-03-04T05:06:07", 5), ("2022-03-04T05:06:07Z", 6)]
)
def test_a_moment_that_is_typed_is_of_the_time_zone_of_its_column(typed: str, hour: int) -> None:
    frame = pd.DataFrame({"t": pd.to_datetime(["2020-01-01"]).tz_localize("Europe/Oslo")})
    edits = {**no_edits(), "edited_rows": {0: {"t": typed}}}
    moment = apply(frame, encode(frame).columns, edits).loc[0, "t"]
    assert moment == pd.Timestamp(2022, 3, 4, hour, 6, 7, tz="Europe/Oslo")


def test_a_moment_is_edited_in_the_zone_in_which_its_column_is_shown() -> None:
    tokyo, utc = (pd.Timestamp("2026-07-01 12:00", tz=zone) for zone in ("Asia/Tokyo", "UTC"))
    frame = pd.DataFrame({"t": pd.Series([tokyo, utc], dtype=object)})
    told = {1: {"t": "2026-07-02T05:00:00"}}
    table = apply(frame, encode(frame).columns, {**no_edits(), "edited_rows": told})
    assert table["t"][1] == pd.Timestamp("2026-07-02 05:00", tz="Asia/Tokyo")


def test_a_column_of_arrow_that_holds_nothing_takes_what_it_is_given() -> None:
    frame = pd.DataFrame({"a": pd.Series([None, None], dtype=pd.ArrowDtype(pa.null()))})
    table = apply(frame, encode(frame).columns, {**no_edits(), "edited_rows": {0: {"a": "x"}}})
    assert table["a"].tolist()[0] == "x"
