"""Tables travel as bytes, column by column."""

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.windows.holdings import options_of

CELLS = [
    some.integers(-(2**70), 2**70),
    some.floats(allow_nan=False),
    some.booleans(),
    some.text(some.characters(codec="utf-8")),
    some.dates(dt.date(1700, 1, 1), dt.date(2200, 1, 1)),
    some.lists(some.integers(-(2**53), 2**53)),
    some.dictionaries(some.text(some.characters(codec="utf-8"), max_size=3), some.integers()),
    some.decimals(allow_nan=False, allow_infinity=False),
]


@given(some.sampled_from(CELLS).flatmap(lambda cell: some.lists(some.none() | cell, min_size=1)))
def test_cells_come_back_as_they_were(cells: list[Any]) -> None:
    frame = pd.DataFrame({"a": pd.Series(cells, dtype=object)})
    made = encode(frame)
    back = decode(made.rows, made.columns, made.data)["a"].tolist()
    for was, now in zip(cells, back, strict=True):
        if isinstance(was, list):
            assert now.tolist() == was
        else:
            assert now == was or (was is None and pd.isna(now))


@pytest.mark.parametrize(
    "series",
    [
        pd.Series([1, 2], dtype="int8"),
        pd.Series([2**40, -1]),
        pd.Series([1.5, np.nan]),
        pd.Series([True, False]),
        pd.Series([pd.Timestamp("2020-01-01 12:30"), pd.NaT]),
        pd.Series(pd.date_range("2020", periods=2, tz="Europe/Oslo")),
        pd.Series(pd.to_timedelta([1, 2], unit="s")),
        pd.Series([dt.timedelta(seconds=90)], dtype=object),
        pd.Series([dt.time(1, 2, 3), None]),
        pd.Series([Decimal("1.50"), None]),
        pd.Series([dt.datetime(2020, 1, 2, 3), dt.datetime(2021, 1, 1)], dtype=object),
        pd.Series([np.datetime64("2020-01-02"), np.datetime64("2021-01-01T05")], dtype=object),
        pd.Series([np.timedelta64(90, "s")], dtype=object),
        pd.Series([2**60, 2**60 + 1]),
        pd.Series([2**53, -(2**53)]),
        pd.Series(["𝔸é", "", "日"]),
    ],
)
def test_typed_columns_come_back_as_they_were(series: Any) -> None:
    made = encode(pd.DataFrame({"a": series}))
    back = decode(made.rows, made.columns, made.data)["a"]
    pd.testing.assert_series_equal(back, series.rename("a"), check_dtype=False)


def test_an_index_comes_back_with_its_levels_and_names() -> None:
    index = pd.MultiIndex.from_tuples([("x", 1), ("y", 2)], names=["p", "q"])
    frame = pd.DataFrame({"a": [1, 2]}, index=index)
    made = encode(frame)
    pd.testing.assert_frame_equal(decode(made.rows, made.columns, made.data), frame)


def test_a_range_takes_no_bytes() -> None:
    assert encode(pd.DataFrame(index=range(1_000_000))).data == b""


def test_equal_names_are_refused() -> None:
    with pytest.raises(ValueError, match="Duplicate column names found: "):
        encode(pd.DataFrame([[1, 2]], columns=["a", "a"]))


def test_names_of_several_levels_travel_as_lists() -> None:
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)]))
    assert [column["name"] for column in encode(frame, index=False).columns] == [
        ["a", 1],
        ["b", 2],
    ]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (
            pd.DatetimeIndex(["2026-01-02", dt.datetime(2026, 1, 1, 12, 30)]),
            ["2026-01-02", "2026-01-01 12:30:00"],
        ),
        (pd.to_timedelta([90, 30], unit="s"), ["0 days 00:01:30", "0 days 00:00:30"]),
        (pd.interval_range(0, 2), ["(0, 1]", "(1, 2]"]),
        ([dt.date(2026, 1, 2), dt.date(2026, 1, 1)], ["2026-01-02", "2026-01-01"]),
        ([2, 1], [2, 1]),
        ([True, False], [True, False]),
    ],
)
def test_categories_are_told_by_their_names_and_may_be_missing(
    options: Any, named: list[Any]
) -> None:
    given = pd.Categorical([options[1], None, options[0]], categories=options)
    made = encode(pd.DataFrame({"c": given}), index=False)
    assert options_of(given.dtype) == named
    assert decode(3, made.columns, made.data)["c"].dropna().tolist() == [named[1], named[0]]


def test_names_are_spelled_as_python_does_whoever_reads_them() -> None:
    names = [1.0, 2, np.float64(0.5), (1.0, float("nan")), (None, 3)]
    frame = pd.DataFrame([range(5)], columns=pd.Index(names, dtype=object, tupleize_cols=False))
    told = [column["name"] for column in encode(frame, index=False).columns]
    assert told == ["1.0", 2, "0.5", ["1.0", None], [None, 3]]


def test_a_name_that_is_a_day_has_no_clock() -> None:
    frame = pd.DataFrame([[1]], columns=[pd.Timestamp("2020-01-02")])
    assert encode(frame, index=False).columns[0]["name"] == "2020-01-02"
