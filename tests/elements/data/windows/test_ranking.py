"""Sorting and searching whole columns."""

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.windows.ranking import holding, ranked

NOON = dt.datetime(2026, 7, 1, 12)
CIRCLE: list[Any] = [1]
CIRCLE.append(CIRCLE)


class Unspeakable:
    def __str__(self) -> str:
        raise RuntimeError("no words")


@pytest.mark.parametrize(
    ("values", "up", "down"),
    [
        ([2.5, None, -1.0], [2, 0, 1], [0, 2, 1]),
        ([True, False, True], [1, 0, 2], [0, 2, 1]),
        (pd.array([True, None, False], dtype="bool[pyarrow]"), [2, 0, 1], [0, 2, 1]),
        (["b", "A", None], [1, 0, 2], [0, 1, 2]),
        (pd.array([3, None, 1], dtype="Int64"), [2, 0, 1], [0, 2, 1]),
        (pd.Categorical(["z", "a", "z"]), [1, 0, 2], [0, 2, 1]),
        (pd.to_datetime(["2021", "", "2020"]), [2, 0, 1], [0, 2, 1]),
        (pd.to_datetime(["2021", "2020"]).tz_localize("Asia/Tokyo"), [1, 0], [0, 1]),
        (pd.to_timedelta([5, 1], unit="h"), [1, 0], [0, 1]),
        ([dt.date(2021, 1, 1), None, dt.date(2020, 1, 1)], [2, 0, 1], [0, 2, 1]),
        ([Decimal(10), Decimal(9), None], [1, 0, 2], [0, 1, 2]),
        ([2**70, 1, 5], [1, 2, 0], [0, 2, 1]),
        ([2**70 + 1, 2**70, None], [1, 0, 2], [0, 1, 2]),
        ([Decimal(2**60) + 1, Decimal(2**60)], [1, 0], [0, 1]),
        (pd.array([2**60 + 1, 2**60, None], dtype="Int64"), [1, 0, 2], [0, 1, 2]),
        (np.array(["0001-01-01", "9999-12-31", "2020-01-01"], "M8[us]"), [0, 2, 1], [1, 2, 0]),
        (pd.Series(["\udc80b", "a"], dtype=object), [0, 1], [1, 0]),
        (pd.Series([Unspeakable(), "a"], dtype=object), [0, 1], [1, 0]),
        ([[2], [1], None], [1, 0, 2], [0, 1, 2]),
        ([1, "a", None], [0, 1, 2], [1, 0, 2]),
        (
            [
                NOON.replace(tzinfo=ZoneInfo("Asia/Tokyo")),
                None,
                NOON.replace(tzinfo=ZoneInfo("UTC")),
                NOON.replace(hour=11, tzinfo=ZoneInfo("UTC")),
            ],
            [0, 3, 2, 1],
            [2, 3, 0, 1],
        ),
        (pd.Series([dt.timedelta(10), dt.timedelta(9)], dtype=object), [1, 0], [0, 1]),
        ([dt.time(9), None, dt.time(8, 59, 59)], [2, 0, 1], [0, 2, 1]),
        ([dt.date(9999, 1, 1), dt.date(999, 1, 1)], [1, 0], [0, 1]),
        (pd.interval_range(0, 12)[[10, 2, 0]], [2, 1, 0], [0, 1, 2]),
        (pd.interval_range(0, 12)[[10, 2]].astype(object), [1, 0], [0, 1]),
        (pd.cut([15.0, np.nan, 105.0, 25.0], [0, 20, 30, 110]), [0, 3, 2, 1], [2, 3, 0, 1]),
    ],
)
def test_a_column_of_any_type_is_sorted(values: Any, up: list[int], down: list[int]) -> None:
    series = pd.Series(values)
    assert ranked(series, down=False).tolist() == up
    assert ranked(series, down=True).tolist() == down


@pytest.mark.parametrize(
    ("values", "word", "found"),
    [
        (["Ann", "Bob", None], "nn", [0]),
        ([1.5, 2.25, None], "2.2", [1]),
        ([10, 21, 33], "1", [0, 1]),
        ([10, 21, 33], "a", []),
        (pd.to_datetime(["2021-05-06", "2020-01-01"]), "05-06", [0]),
        ([True, False], "fal", [1]),
        (pd.Categorical(["Red", "blue"]), "red", [0]),
        ([["x", "y"], []], "y", [0]),
        ([0.1 + 0.2], "0.3", [0]),
        (["a.c", "abc"], "a.c", [0]),
        (pd.DatetimeIndex(["2021-05-06", "2020-01-01", pd.NaT]), "00:00:00", [0, 1]),
        (pd.DatetimeIndex(["2021-05-06 07:08:09.500", "2020-01-01 00:00:00.001"]), "08:09", [0]),
        (pd.to_datetime(["2021-05-06"]).tz_localize("Asia/Tokyo"), "+09:00", [0]),
        (pd.to_timedelta(["1D 2min", "-1500us", "0s"]), "1 d 2 min", [0]),
        (pd.to_timedelta(["1D 2min", "-1500us", "0s"]), "−1 ms 500 µs", [1]),
        (pd.to_timedelta(["1D 2min", "-1500us", "0s"]), "0 s", [2]),
        ([Decimal("1.5E+6"), Decimal("2")], "1500000", [0]),
        (
            [NOON.replace(tzinfo=ZoneInfo("Asia/Tokyo")), NOON.replace(tzinfo=ZoneInfo("UTC"))],
            "21:00:00+09:00",
            [1],
        ),
        (
            [dt.datetime.max.replace(tzinfo=dt.UTC), dt.datetime(1, 1, 1, tzinfo=dt.UTC), None],
            "9999",
            [0],
        ),
        ([b"caf\xc3\xa9", b"tea"], "café", [0]),
        ([{"a": None}, {}], '{"a": null}', [0]),
        ([[1.0, None, [2, 3], {"a": True}], []], '1, , 2,3, {"a":true}', [0]),
        ([CIRCLE, None], "1, 1,…", [0]),
        (np.array([2**62, 1], "m8[s]"), "1 s", [1]),
        (np.array(["-0044-03-15", "0044-03-15"], "M8[s]"), "-0044-03-15", [0]),
    ],
)
def test_a_word_is_found_in_what_a_reader_sees(values: Any, word: str, found: list[int]) -> None:
    series = pd.Series(values)
    assert holding([word], [series], len(series)).tolist() == found


def test_words_may_stand_in_several_columns() -> None:
    columns = [pd.Series(["a", "a"]), pd.Series(["b", "c"])]
    assert holding(["a", "c"], columns, 2).tolist() == [1]
