"""Arrow's tables as pandas, of types that Arrow cannot pick rows of as well."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from rerun_state.elements.data.given.arrow_tables import picked, plain_type, to_pandas

# Old versions have no views, and nothing else to read them as.
VIEW = getattr(pa, "string_view", pa.string)()
BYTES = getattr(pa, "binary_view", pa.binary)()
COLUMNS = {
    "runs": (pa.RunEndEncodedArray.from_arrays([2, 3], ["a", "b"]), "a", "b"),
    "text": (pa.array(["a", None, "b"], VIEW), "a", "b"),
    "bytes": (pa.array([b"a", None, b"b"], BYTES), b"a", b"b"),
    "lists": (pa.array([["a"], None, ["b"]], pa.list_(VIEW)), ["a"], ["b"]),
    "large": (pa.array([["a"], None, ["b"]], pa.large_list(VIEW)), ["a"], ["b"]),
    "pairs": (pa.array([["a", "b"], None, ["b", "a"]], pa.list_(VIEW, 2)), ["a", "b"], ["b", "a"]),
    "records": (pa.array([{"k": "a"}, None, {}], pa.struct({"k": VIEW})), {"k": "a"}, {"k": None}),
    "times": (
        pa.array([1_001, None, 2_000], pa.time64("ns")),
        dt.time(0, 0, 0, 1),
        dt.time(0, 0, 0, 2),
    ),
}


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (pa.array(["x", "x"]), ["x", "x"]),
        (pa.array(["x", None]), ["x", None]),
        (pa.array([[1], [1]]), [[1], [1]]),
        (pa.array([{"k": 1}, None]), [{"k": 1}, None]),
        (pa.array(["x", "x"]).dictionary_encode(), ["x", "x"]),
        (pa.nulls(2), [None, None]),
    ],
)
def test_a_dictionary_of_any_values_is_read(values: Any, shown: list[Any]) -> None:
    array = pa.DictionaryArray.from_arrays(pa.array([1, 0]), values)
    found = to_pandas(pa.table({"v": array}))["v"].tolist()
    assert [None if each is np.nan else each for each in found] == shown[::-1]


def test_positions_in_a_dictionary_may_be_of_any_whole_type() -> None:
    array = pa.array(["y", "x", None]).dictionary_encode()
    kinds = (pa.int8(), pa.uint8(), pa.uint64())
    tables = [pa.table({"v": array.cast(pa.dictionary(kind, pa.string()))}) for kind in kinds]
    assert [to_pandas(table)["v"].tolist()[:2] for table in tables] == [["y", "x"]] * 3
    assert [list(to_pandas(table.slice(0, 0))["v"].cat.categories) for table in tables] == [
        list(to_pandas(table)["v"].cat.categories) for table in tables
    ]


def test_values_of_a_dictionary_that_repeat_are_one_category() -> None:
    array = pa.DictionaryArray.from_arrays(pa.array([0, 1, 2]), pa.array(["x", "x", "y"]))
    assert list(to_pandas(pa.table({"v": array}))["v"].cat.categories) == ["x", "y"]


def test_whole_numbers_in_lists_stay_whole_where_one_is_missing() -> None:
    table = pa.table({"v": pa.array([[2**62 + 1, None], None])})
    assert to_pandas(table)["v"].tolist() == [[2**62 + 1, None], None]


def test_lists_keep_their_place_beside_an_index_of_pandas() -> None:
    frame = pd.DataFrame({"v": [[1], [2]], "n": [3, 4]}, index=pd.Index(["x", "y"], name="i"))
    made = to_pandas(pa.Table.from_pandas(frame).select(["i", "v", "n"]))
    assert made.to_dict() == frame.to_dict()


def test_a_type_of_somebodys_own_is_read_as_what_it_is_stored_as() -> None:
    class Own(pa.ExtensionType):  # type: ignore[misc]
        __hash__ = None  # type: ignore[assignment]

        def __init__(self) -> None:
            super().__init__(pa.string(), "tests.own")

        def __arrow_ext_serialize__(self) -> bytes:
            return b""

    array = pa.ExtensionArray.from_storage(Own(), pa.array(["a"]))
    assert values(pa.table({"v": array})) == ["a"]


def values(table: Any) -> list[Any]:
    found = to_pandas(table)["v"].tolist()
    return [each.tolist() if hasattr(each, "tolist") else each for each in found]


@pytest.mark.parametrize("name", COLUMNS)
def test_rows_of_any_type_are_read_and_picked(name: str) -> None:
    array, first, last = COLUMNS[name]
    table = pa.table({"v": array, "w": array, "t": COLUMNS["text"][0]})
    assert values(table)[::2] == [first, last]
    assert values(table.slice(2)) == [last]
    assert values(picked(table, np.array([2, 0], np.int32))) == [last, first]


def test_no_rows_are_picked_of_any_type() -> None:
    table = pa.table({"v": pa.array(["a"], VIEW)})
    assert values(picked(table, np.array([], np.int32))) == []


@pytest.mark.parametrize("kind", [pa.int64(), pa.list_(pa.string()), pa.time64("us"), pa.binary(3)])
def test_a_type_that_can_be_read_stays_as_it_is(kind: Any) -> None:
    assert plain_type(pa, kind) == kind


def test_numbers_of_a_table_are_read_in_its_memory() -> None:
    numbers = np.arange(9.0)
    frame = to_pandas(pa.table({"a": pa.array(numbers), "b": pa.array(numbers[::-1].copy())}))
    assert np.shares_memory(frame["a"].to_numpy(), numbers)
