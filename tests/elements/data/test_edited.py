"""The data that come of edits."""

import datetime as dt
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from rerun_state.elements.data.columnar import encode
from rerun_state.elements.data.edited import apply, like, untouched
from rerun_state.elements.data.edits import no_edits
from rerun_state.elements.data.frames import copies_on_write, over_array, to_frame
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


def test_arrays_and_series_stay_what_they_are() -> None:
    frame = pd.DataFrame({"value": [1.5, 2.5]})
    assert like(np.array([1.5, 2.5]), frame).tolist() == [1.5, 2.5]
    assert like(pd.Series([1.5], name="s"), frame).name == "s"


def test_a_series_without_a_name_comes_back_named_by_its_place() -> None:
    assert like(pd.Series([1]), pd.DataFrame({"0": [1]})).name == 0


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


def test_tables_of_other_libraries_stay_what_they_are() -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    assert like(pl.DataFrame({"a": [0]}), frame).equals(pl.DataFrame({"a": [1, 2]}))
    assert like(pl.Series("s", [0]), frame).equals(pl.Series("s", [1, 2]), check_names=True)
    assert like(pa.table({"a": [0]}), frame).to_pydict() == {"a": [1, 2]}
    assert like(pa.array([0]), frame).to_pylist() == [1, 2]


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([2**60 + 1, None]),
        pl.Series([2**64 - 1, None], dtype=pl.UInt64),
        pl.Series([2**100, None], dtype=pl.Int128),
        pl.Series(["a", None], dtype=pl.Enum(["b", "a"])),
        pl.Series([[1, None], None], dtype=pl.List(pl.Int8)),
        pl.Series([dt.date(1, 1, 1), None]),
        pl.Series([{"d": dt.date(2020, 1, 1)}, None]),
        pl.Series([Decimal("1.5"), None], dtype=pl.Decimal(20, 3)),
        pl.Series([None, None]),
    ],
    ids=lambda column: str(column.dtype),
)
def test_columns_of_polars_keep_their_types(column: Any) -> None:
    table = column.to_frame("v")
    for data in (table, column, table.lazy()):
        made = like(data, to_frame(data))
        assert type(made) is type(data)
        found = made.collect() if isinstance(made, pl.LazyFrame) else made
        assert (found if isinstance(found, pl.Series) else found["v"]).equals(
            column, check_dtypes=True
        )


def test_objects_in_a_column_of_polars_come_back() -> None:
    thing = object()
    data = pl.DataFrame({"v": pl.Series([thing, None], dtype=pl.Object)})
    assert like(data, to_frame(data))["v"].to_list() == [thing, None]


def test_a_column_of_polars_has_another_type_where_its_values_need_one() -> None:
    days = pl.DataFrame({"v": [dt.date(2020, 1, 1)]})
    moment = dt.datetime(2020, 1, 1, 12)
    assert like(days, pd.DataFrame({"v": [moment]}))["v"].to_list() == [moment]
    assert like(pl.DataFrame({"v": [1]}), pd.DataFrame({"v": [1.5]}))["v"].to_list() == [1.5]


@pytest.mark.parametrize(
    "array",
    [
        pa.array([2**60 + 1, None]),
        pa.array([1, 2], pa.int8()),
        pa.array([[("k", 1)], None], pa.map_(pa.string(), pa.int8())),
        pa.array([[1], None], pa.list_(pa.int8())),
        pa.array([5, None], pa.time32("s")),
        pa.array(["a", None]),
    ],
    ids=lambda array: str(array.type),
)
def test_columns_of_an_arrow_table_keep_their_types(array: Any) -> None:
    table = pa.table({"v": array})
    assert like(table, to_frame(table)).equals(table)


def test_a_column_of_an_arrow_table_has_another_type_where_its_values_need_one() -> None:
    table = pa.table({"v": pa.array([1], pa.int8())})
    assert like(table, pd.DataFrame({"v": [1000]})).to_pydict() == {"v": [1000]}
    mixed = pa.table({"v": pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int8()))})
    odd = pd.DataFrame({"v": [[("k", "x")]], "w": [[("k", 1)]]})
    assert like(mixed, odd).to_pydict() == {"v": [[["k", "x"]]], "w": ["[('k', 1)]"]}


def edited_as(data: Any, **edits: Any) -> Any:
    """The data with edits, in their own form."""
    frame, made = to_frame(data), {**no_edits(), **edits}
    columns = encode(frame).columns
    return like(data, apply(frame, columns, made), untouched(columns, made))


def test_columns_of_other_libraries_that_nobody_edited_are_those_that_were_given() -> None:
    cells = {0: {"n": 7}}
    columns = {"n": [1, 2], "half": [float("nan"), None], "t": ["a", None]}
    polars = pl.DataFrame(
        {**columns, "any": pl.Series([["a"], None], dtype=pl.List(pl.Categorical))}
    )
    made = edited_as(polars, edited_rows=cells)
    assert made["n"].to_list() == [7, 2]
    assert made["half"].is_nan().to_list() == [True, None]  # which pandas does not tell apart
    assert made.drop("n", "half").equals(polars.drop("n", "half"))
    arrow = pa.table({**columns, "any": pa.array([[("k", 1)], None], pa.map_("string", "int8"))})
    made = edited_as(arrow, edited_rows=cells)
    assert made["n"].to_pylist() == [7, 2]
    assert made.drop_columns(["n", "half"]).equals(arrow.drop_columns(["n", "half"]))
    assert [b.address for b in made["t"].chunk(0).buffers() if b] == [
        b.address for b in arrow["t"].chunk(0).buffers() if b
    ]


@pytest.mark.parametrize(
    "data", [pl.Series("s", [1, 2]), pa.array([1, 2])], ids=["polars", "arrow"]
)
def test_a_column_alone_is_given_as_it_is_until_somebody_edits_it(data: Any) -> None:
    name = str(to_frame(data).columns[0])

    def numbers(**edits: Any) -> list[int]:
        return [int(str(each)) for each in edited_as(data, **edits)]

    assert numbers() == [1, 2]
    assert numbers(edited_rows={1: {name: 5}}) == [1, 5]
    assert numbers(deleted_rows=[0]) == [2]


def test_a_table_of_which_rows_are_new_or_gone_has_no_column_as_it_was_given() -> None:
    table = pl.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    assert edited_as(table, deleted_rows=[0]).rows() == [(2, "y")]
    assert edited_as(table, added_rows=[{"a": 3}]).rows() == [(1, "x"), (2, "y"), (3, None)]


@pytest.mark.parametrize(
    "edits", [{}, {"edited_rows": {0: {"0": 5.0}}}, {"deleted_rows": [0]}, {"edited_rows": {0: {}}}]
)
@pytest.mark.parametrize("shape", [(3, 2), (3, 1), (3,)])
def test_an_array_that_comes_back_is_another_one(shape: Any, edits: dict[str, Any]) -> None:
    array = np.zeros(shape)
    frame = over_array(array)
    made = {**no_edits(), **edits}
    columns = [{**each, "name": str(each["name"])} for each in encode(frame).columns]
    result = like(array, apply(frame, columns, made), untouched(columns, made))
    assert not np.shares_memory(result, array)


def test_the_heading_of_a_table_that_came_back_is_its_own() -> None:
    frame = pd.DataFrame({"a": [1], "b": [2]})
    one, other = (apply(frame, encode(frame).columns, no_edits()) for _ in range(2))
    one.columns.name = "named"
    assert other.columns.name is None
    assert apply(frame, encode(frame).columns, no_edits()).columns.name is None


def test_records_come_back_with_their_fields() -> None:
    kinds = [("i", "i2"), ("t", "U2"), ("f", "f4"), ("b", "?"), ("d", "M8[D]"), ("s", "S2")]
    data = np.array(
        [(1, "ab", 1.5, True, "2020-01-01", b"x"), (2, "c", 0, False, "NaT", b"")], kinds
    )
    frame = over_array(data)

    def made(**edits: Any) -> Any:
        return like(data, apply(frame, encode(frame).columns, {**no_edits(), **edits}))

    assert made().dtype == data.dtype
    assert made(deleted_rows=[0]).tolist() == data[1:].tolist()
    wider = made(edited_rows={0: {"i": 99_999, "t": "longer", "d": "2022-03-04T00:00:00"}})
    assert wider[["i", "t", "f"]].tolist() == [(99_999, "longer", 1.5), (2, "c", 0)]
    assert wider.dtype["d"] == data.dtype["d"]
    longer = made(added_rows=[{"f": 2.5}])
    assert longer[2].tolist()[2:] == (2.5, None, None, None)
    assert np.isnan(longer["i"][2])


def test_what_names_its_rows_comes_back_as_a_dictionary_of_them() -> None:
    proxy = MappingProxyType({"a": 1, "b": 2})
    assert like(proxy, to_frame(proxy)) == {"a": 1, "b": 2}
    several = MappingProxyType({"a": [1, 2]})
    assert like(several, to_frame(several)) == {"a": [1, 2]}


def test_no_rows_come_back_as_the_collection_that_they_were() -> None:
    assert like((), pd.DataFrame()) == ()
    assert like(frozenset(), pd.DataFrame()) == set()
    assert like([], pd.DataFrame()) == []


def test_dictionaries_come_back_as_what_they_held() -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    assert like({"a": [0]}, frame) == {"a": [1, 2]}
    assert like({"a": pd.Series([0])}, frame)["a"].tolist() == [1, 2]


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
