"""What is said of a column as a whole."""

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from rerun_state.elements.data.windows.source import source_of
from rerun_state.elements.data.windows.statistics import summarize


def of(values: Any, **options: Any) -> dict[str, Any]:
    return summarize(pd.Series(values, **options))


def test_numbers_that_are_as_close_as_can_be_have_as_many_bins_as_there_is_room_for() -> None:
    assert sum(of([2**63, 2**63 + 2048], dtype="uint64")["bins"]) == 2


def test_halves_of_a_character_are_counted_as_texts() -> None:
    assert of(["\udc80"] * 2, dtype=object)["tops"] == [["?", 2]]


def test_numbers_have_extremes_a_mean_and_bins() -> None:
    told = of([1, 2, 2, None, 7])
    assert (told["rows"], told["missing"], told["distinct"]) == (5, 1, 3)
    numbers = told["numbers"]
    assert numbers.pop("deviation") == pytest.approx(2.708, abs=1e-3)
    assert numbers == {"min": 1, "max": 7, "mean": 3, "median": 2}
    assert (len(told["bins"]), sum(told["bins"]), told["bins"][0]) == (15, 4, 1)


DAY = 86_400_000.0


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        (pd.to_datetime(["1970-01-02", "1970-01-03"]), DAY, 2 * DAY),
        ([dt.date(1970, 1, 3), None, dt.date(1970, 1, 2)], DAY, 2 * DAY),
        (pd.to_timedelta([1, 2], unit="D"), DAY, 2 * DAY),
        ([dt.time(1), dt.time(2)], 3_600_000, 7_200_000),
        ([Decimal("0.5"), Decimal(2)], 0.5, 2),
        ([2**70, 2**71], 2**70, 2**71),
        (np.array([1, 200], "uint8"), 1, 200),
    ],
)
def test_what_can_be_measured_is_in_the_form_in_which_it_travels(
    values: Any, low: float, high: float
) -> None:
    numbers = of(values)["numbers"]
    assert (numbers["min"], numbers["max"]) == (low, high)


@pytest.mark.parametrize(
    ("values", "tops"),
    [
        (["b", "a", "a", None], [["a", 2], ["b", 1]]),
        ([True, False, True], [["true", 2], ["false", 1]]),
        (pd.Series(["x", "y", "y"], dtype="category"), [["y", 2], ["x", 1]]),
        ([[1, 2], [1, 2], []], [["1, 2", 2], ["", 1]]),
        ([{"a": 1}], [['{"a": 1}', 1]]),
        ([1, "x", "x"], [["x", 2], ["1", 1]]),
        ([True, "x", "x", b"b"], [["x", 2], ["True", 1], ["b'b'", 1]]),
        ([*"abcdef"], [["a", 1], ["b", 1], ["c", 1], ["d", 1], ["e", 1]]),
    ],
)
def test_of_all_others_the_most_frequent_are_told(values: Any, tops: list[Any]) -> None:
    assert of(values)["tops"] == tops


@pytest.mark.parametrize("values", [[], [None, None]])
def test_a_column_without_values_has_nothing_to_tell(values: list[None]) -> None:
    told = of(values, dtype=float)
    assert told == {"rows": len(values), "missing": len(values), "distinct": 0}


def test_numbers_without_bounds_are_left_out_and_one_alone_has_one_bin() -> None:
    assert of([np.inf, 3.0, -np.inf])["bins"] == [1]
    assert "bins" not in of([-1.7e308, 1.7e308])
    assert of([3, 10**400], dtype=object)["bins"] == [1]
    assert of([5])["numbers"] == {"min": 5, "max": 5, "mean": 5, "median": 5}


def test_columns_are_those_of_the_data_whoever_has_them() -> None:
    rows = list(range(20_000))
    for data in (pd.DataFrame({"a": rows}), pl.DataFrame({"a": rows}), pl.LazyFrame({"a": rows})):
        source = source_of(data, None)
        assert source is not None
        assert [summarize(source.column(at))["numbers"]["max"] for at in (0, 1)] == [19_999] * 2


def test_moments_of_numpy_in_a_column_of_objects_are_single_values() -> None:
    mixed = [np.datetime64("2020-01-01"), np.timedelta64(1, "D"), np.datetime64("2020-01-01")]
    assert of(mixed, dtype=object)["tops"] == [["2020-01-01", 2], ["1 days", 1]]
