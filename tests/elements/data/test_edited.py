"""The data that come of edits."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from rerun_state.elements.data import edited as edited_
from rerun_state.elements.data.columnar import encode
from rerun_state.elements.data.edited import apply
from rerun_state.elements.data.edits import no_edits
from rerun_state.elements.data.pandas_tables import copies_on_write
from tests.elements.data.people import COLUMNS, FRAME


def edited(**edits: Any) -> pd.DataFrame:
    return apply(FRAME, COLUMNS, {**no_edits(), **edits})


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


@pytest.mark.skipif(not copies_on_write(), reason="columns share what is written into them")
def test_only_the_columns_that_were_edited_are_copied() -> None:
    frame = pd.DataFrame({name: np.arange(9.0) for name in "abc"} | {"t": ["x"] * 9})
    result = apply(frame, encode(frame).columns, {**no_edits(), "edited_rows": {2: {"b": 7}}})
    shared = [np.shares_memory(frame[name].to_numpy(), result[name].to_numpy()) for name in "abc"]
    assert (shared, result["b"][2]) == ([True, False, True], 7)


def test_what_comes_of_an_editor_can_be_written_into_and_so_can_what_it_was_given() -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    result = apply(frame, encode(frame).columns, no_edits())
    result.loc[0, "a"] = 5
    frame.loc[1, "b"] = "z"
    assert (frame["a"].tolist(), result["b"].tolist()) == ([1, 2], ["x", "y"])


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


def test_new_rows_follow_and_count_on() -> None:
    table = edited(added_rows=[{"name": "Cy", "age": 7}, {}])
    assert table.index.tolist() == [0, 1, 2, 3]
    assert table["name"].tolist()[2] == "Cy"
    assert table.loc[2, "age"] == 7
    assert table["age"].isna().tolist() == [False, False, False, True]


def test_rows_that_are_only_counted_stay_so_while_none_is_deleted() -> None:
    assert isinstance(edited(edited_rows={0: {"age": 7}}).index, pd.RangeIndex)


def test_deleted_rows_leave_a_gap() -> None:
    assert edited(deleted_rows=[0]).index.tolist() == [1]


@pytest.mark.parametrize(
    ("index", "deleted", "labels"),
    [
        ([5, 6, 9], [], [5, 6, 9, 10, 11]),
        ([5, 6, 9], [2], [5, 6, 7, 8]),
        ([5, 6, 9], [0, 1, 2], [0, 1]),
        (pd.RangeIndex(10, 16, 2), [2], [10, 12, 14, 16]),
        (pd.RangeIndex(3), [0, 1, 2], [0, 1]),
        (pd.RangeIndex(4), [1], [0, 2, 3, 4, 5]),
    ],
)
def test_labels_of_new_rows_count_on_from_those_that_are_left(
    index: Any, deleted: list[int], labels: list[int]
) -> None:
    frame = pd.DataFrame({"a": range(len(index))}, index=index)
    edits = {**no_edits(), "added_rows": [{"a": 1}, {}], "deleted_rows": deleted}
    assert apply(frame, encode(frame).columns, edits).index.tolist() == labels


def test_no_label_is_given_to_a_second_row() -> None:
    frame = pd.DataFrame({"a": [1, 2]}, index=["x", "y"])
    rows = [{"_index": "y", "a": 3}, {"_index": "z", "a": 4}, {"_index": "z", "a": 5}]
    made = apply(frame, encode(frame).columns, {**no_edits(), "added_rows": rows})
    assert made["a"].to_dict() == {"x": 1, "y": 2, "z": 4}


def test_new_rows_of_a_named_index_need_a_name() -> None:
    frame = FRAME.set_index("name")
    edits = {**no_edits(), "added_rows": [{"_index": "Cy", "age": 1}, {"age": 2}]}
    table = apply(frame, encode(frame).columns, edits)
    assert table.index.tolist() == ["Ann", "Bob", "Cy"]


@pytest.mark.parametrize("values", [[1, "a"], [{"a": 1}, {"b": 2}]])
def test_mixed_values_and_dictionaries_come_back_as_the_texts_that_are_shown(
    values: list[Any],
) -> None:
    frame = pd.DataFrame({"c": values})
    edited = apply(frame, encode(frame).columns, no_edits())
    assert edited["c"].tolist() == [str(value) for value in values]


@pytest.mark.parametrize(
    ("typed", "hour"), [("2022-03-04T05:06:07", 5), ("2022-03-04T05:06:07Z", 6)]
)
def test_a_moment_that_is_typed_is_of_the_time_zone_of_its_column(typed: str, hour: int) -> None:
    frame = pd.DataFrame({"t": pd.to_datetime(["2020-01-01"]).tz_localize("Europe/Oslo")})
    edits = {**no_edits(), "edited_rows": {0: {"t": typed}}}
    moment = apply(frame, encode(frame).columns, edits).loc[0, "t"]
    assert moment == pd.Timestamp(2022, 3, 4, hour, 6, 7, tz="Europe/Oslo")


def test_the_heading_of_a_table_that_came_back_is_its_own() -> None:
    frame = pd.DataFrame({"a": [1], "b": [2]})
    one, other = (apply(frame, encode(frame).columns, no_edits()) for _ in range(2))
    one.columns.name = "named"
    assert other.columns.name is None
    assert apply(frame, encode(frame).columns, no_edits()).columns.name is None


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


def of_every_type() -> pd.DataFrame:
    numbers = {kind: pd.Series([1, 2], dtype=kind) for kind in ("int8", "uint64", "float32")}
    masked = {kind: pd.Series([1, None], dtype=kind) for kind in ("Int64", "Float32", "boolean")}
    moments = pd.to_datetime(["2020-01-01", "2021-02-03"])
    return pd.DataFrame(
        {
            **numbers,
            **masked,
            "bool": [True, False],
            "objects": pd.Series(["x", None], dtype=object),
            "texts": pd.Series(["x", "y"], dtype="string"),
            "category": pd.Categorical(["x", "y"]),
            "moment": moments,
            "zoned": moments.tz_localize("Europe/Berlin"),
            "duration": moments - moments[0],
            "arrow": pd.Series([1, 2], dtype="int64[pyarrow]"),
            "sparse": pd.arrays.SparseArray([0, 1]),
        }
    )


@pytest.mark.parametrize(
    "edits",
    [
        {"added_rows": [{}]},
        {"added_rows": [{}, {"int8": 7, "objects": "z", "texts": None}]},
        {"added_rows": [{"moment": "2022-01-01"}], "edited_rows": {1: {"float32": 9}}},
        {"added_rows": [{"category": "x"}], "deleted_rows": [0]},
    ],
)
def test_new_rows_leave_columns_as_those_do_of_which_each_is_written(
    monkeypatch: pytest.MonkeyPatch, edits: dict[str, Any]
) -> None:
    frame = of_every_type()
    columns, edits = encode(frame).columns, {**no_edits(), **edits}
    result = apply(frame, columns, edits)
    monkeypatch.setattr(edited_, "_has_gaps", lambda dtype: False)
    pd.testing.assert_frame_equal(result, apply(frame, columns, edits), check_exact=True)


def test_a_new_row_is_written_into_the_columns_that_it_has_values_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Column by column a table of thousands would take seconds."""
    frame = pd.DataFrame(np.zeros((3, 100))).add_prefix("c")
    written: list[str] = []
    one = edited_._other

    def noted(series: Any, name: str, *rest: Any) -> Any:
        written.append(name)
        return one(series, name, *rest)

    monkeypatch.setattr(edited_, "_other", noted)
    edits = {**no_edits(), "added_rows": [{"c7": 5}, {"c8": None}]}
    result = apply(frame, encode(frame).columns, edits)
    assert (written, result.shape, result["c7"][3]) == (["c7"], (5, 100), 5)
