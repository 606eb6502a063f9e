"""Tables come back in the form of what was given."""

import datetime as dt
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from rerun_state.elements.data.editing.edited import apply, untouched
from rerun_state.elements.data.editing.edits import no_edits
from rerun_state.elements.data.editing.likeness import like
from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.given.frames import over_array, to_frame


def test_arrays_and_series_stay_what_they_are() -> None:
    frame = pd.DataFrame({"value": [1.5, 2.5]})
    assert like(np.array([1.5, 2.5]), frame).tolist() == [1.5, 2.5]
    assert like(pd.Series([1.5], name="s"), frame).name == "s"


def test_a_series_without_a_name_comes_back_named_by_its_place() -> None:
    assert like(pd.Series([1]), pd.DataFrame({"0": [1]})).name == 0


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
