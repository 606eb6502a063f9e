"""Arrow's tables as pandas, of types that Arrow cannot pick rows of as well."""

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from rerun_state.elements.data.arrow_tables import picked, plain_type, to_pandas

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
