"""How columns of each kind are written."""

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.given.frames import to_frame


@pytest.mark.parametrize(
    "values", [["a", None, "b", "a"], ["", "", "é"], pd.Categorical(["x", None, "x"], ["y", "x"])]
)
def test_texts_that_repeat_travel_once(values: Any) -> None:
    frame = pd.DataFrame({"n": range(len(values)), "t": values})
    made = encode(frame, index=False, repeating=("t",))
    plain = encode(frame, index=False)
    assert made.columns[1]["texts"] == [*frame["t"].dropna().unique()]
    assert decode(**made.props()).equals(decode(**plain.props()))
    assert len(made.data) < len(plain.data)


@pytest.mark.parametrize(
    "values", [[1, 2], [["a"], ["b"]], [1, "a"], [None, None], [f"{n}" for n in range(257)]]
)
def test_what_are_no_few_texts_travels_as_ever(values: list[Any]) -> None:
    frame = pd.DataFrame({"t": values})
    assert encode(frame, repeating=("t",)) == encode(frame)


def test_a_text_that_no_message_can_hold_is_told_with_a_mark_in_its_place() -> None:
    made = encode(pd.DataFrame({"t": ["a\ud800"]}, dtype=object), repeating=("t",))
    assert made.columns[-1]["texts"] == ["a?"]


def test_all_digits_of_a_decimal_are_written_out_as_long_as_they_can_be_read() -> None:
    numbers = [Decimal(each) for each in ("1E+3", "1E-7", "1.10", "1E+99", "Infinity")]
    made = encode(pd.DataFrame({"d": numbers}), index=False)
    texts = made.data[made.columns[0]["text"] :].decode()
    assert texts == "10000.00000011.101E+99Infinity"


def test_bytes_are_shown_as_text() -> None:
    made = encode(pd.DataFrame({"a": [b"ab", b"\xff"]}))
    column = made.columns[-1]
    assert column["type"] == "bytes"


@pytest.mark.parametrize(
    ("numbers", "enc"),
    [
        ([2**31 - 1, -(2**31)], "i4"),
        ([2**31], "f8"),
        ([-(2**31) - 1], "f8"),
        ([2**53, -(2**53)], "f8"),
        ([2**53 + 1], "text"),
    ],
)
def test_integers_are_stored_in_as_little_as_holds_them(numbers: list[int], enc: str) -> None:
    [column] = encode(pd.DataFrame({"a": numbers}), index=False).columns
    assert (column["type"], column["enc"]) == ("int", enc)


def arrow_columns() -> dict[str, Any]:
    pa = pytest.importorskip("pyarrow")
    return {
        "days": pa.array([dt.date(2020, 1, 1), None], pa.date32()),
        "options": pa.array(["a", None]).dictionary_encode(),
        "nothing": pa.array([None, None], pa.null()),
        "short fractions": pa.array([np.float16(1.5), None], pa.float16()),
        "moments": pa.array([dt.datetime(2020, 1, 1), None], pa.timestamp("us", "Asia/Tokyo")),
        "numbers": pa.array([2**53 + 1, None]),
        "lists": pa.array([[1], None]),
    }


@pytest.mark.parametrize("name", arrow_columns())
def test_columns_of_arrows_types_are_told_as_those_of_its_tables(name: str) -> None:
    values = arrow_columns()[name]
    frame = pd.DataFrame({"a": pd.Series(pd.arrays.ArrowExtensionArray(values))})
    assert encode(frame) == encode(to_frame(pytest.importorskip("pyarrow").table({"a": values})))


def test_a_list_that_cannot_be_gone_through_does_not_take_the_table_along() -> None:
    class Closed(list[int]):
        def __iter__(self) -> Any:
            raise RuntimeError("closed")

    made = encode(pd.DataFrame({"a": [Closed([1]), [2]]}), index=False)
    assert [each.tolist() for each in decode(2, made.columns, made.data)["a"]] == [["[1]"], [2]]


def test_a_value_that_cannot_be_written_does_not_take_the_table_along() -> None:
    class Unspeakable:
        def __str__(self) -> str:
            raise RuntimeError("no words")

    made = encode(pd.DataFrame({"a": [Unspeakable(), 1]}), index=False)
    back = decode(made.rows, made.columns, made.data)
    assert back["a"].tolist() == ["<unprintable Unspeakable object>", "1"]
