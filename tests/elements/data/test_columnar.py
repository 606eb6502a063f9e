"""Tables travel as bytes, column by column."""

import datetime as dt
import zoneinfo
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.data.columnar import encode, meaning
from rerun_state.elements.data.decoding import decode
from rerun_state.elements.data.frames import to_frame
from rerun_state.elements.data.holdings import options_of

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


def test_all_digits_of_a_decimal_are_written_out_as_long_as_they_can_be_read() -> None:
    numbers = [Decimal(each) for each in ("1E+3", "1E-7", "1.10", "1E+99", "Infinity")]
    made = encode(pd.DataFrame({"d": numbers}), index=False)
    texts = made.data[made.columns[0]["text"] :].decode()
    assert texts == "10000.00000011.101E+99Infinity"


def test_names_are_spelled_as_python_does_whoever_reads_them() -> None:
    names = [1.0, 2, np.float64(0.5), (1.0, float("nan")), (None, 3)]
    frame = pd.DataFrame([range(5)], columns=pd.Index(names, dtype=object, tupleize_cols=False))
    told = [column["name"] for column in encode(frame, index=False).columns]
    assert told == ["1.0", 2, "0.5", ["1.0", None], [None, 3]]


def test_a_name_that_is_a_day_has_no_clock() -> None:
    frame = pd.DataFrame([[1]], columns=[pd.Timestamp("2020-01-02")])
    assert encode(frame, index=False).columns[0]["name"] == "2020-01-02"


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


@pytest.mark.parametrize("unit", ["s", "ms", "us"])
def test_times_beyond_the_bounds_of_nanoseconds_come_back_as_they_were(unit: str) -> None:
    days = np.array(["0001-01-01", "9999-12-31"], f"M8[{unit}]")
    frame = pd.DataFrame({"day": days, "since": days - days[0]})
    made = encode(frame, index=False)
    back = decode(made.rows, made.columns, made.data)
    assert (back["day"] == frame["day"]).all()
    assert (back["since"] == frame["since"]).all()


def test_times_of_arrow_keep_their_zone() -> None:
    pa = pytest.importorskip("pyarrow")
    moments = [dt.datetime(2020, 1, 1, 12), None]
    dtype: Any = pd.ArrowDtype(pa.timestamp("us", "Europe/Berlin"))
    made = encode(pd.DataFrame({"a": pd.array(moments, dtype=dtype)}), index=False)
    assert made.columns[0]["tz"] == "Europe/Berlin"
    assert "nulls" in made.columns[0]


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Europe/Oslo", "Europe/Oslo"),
        (dt.UTC, "UTC"),
        (dt.timezone(dt.timedelta(hours=5, minutes=30)), "+05:30"),
        (dt.timezone(-dt.timedelta(hours=3, minutes=30)), "-03:30"),
        (zoneinfo.ZoneInfo("Asia/Kolkata"), "Asia/Kolkata"),
    ],
)
def test_zones_are_told_as_browsers_know_them(zone: Any, told: str) -> None:
    made = encode(pd.DataFrame({"t": pd.to_datetime(["2026-07-01 12:00"]).tz_localize(zone)}))
    assert made.columns[1]["tz"] == told
    moment = decode(1, made.columns, made.data)["t"][0]
    assert moment == pd.Timestamp("2026-07-01 12:00", tz=zone)


TOKYO, OSLO = zoneinfo.ZoneInfo("Asia/Tokyo"), zoneinfo.ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("zones", "told"),
    [
        ([TOKYO, OSLO], "Asia/Tokyo"),
        ([None, TOKYO], "Asia/Tokyo"),
        ([dt.timezone(dt.timedelta(hours=2)), dt.UTC], "+02:00"),
        (["none", TOKYO], None),
    ],
)
def test_moments_of_several_zones_are_told_in_that_of_the_first(zones: Any, told: Any) -> None:
    noon = dt.datetime(2026, 7, 1, 12)
    values = [
        None if zone is None else noon if zone == "none" else noon.replace(tzinfo=zone)
        for zone in zones
    ]
    series = pd.Series(values, dtype=object)
    [head] = encode(series.to_frame("t"), index=False).columns
    assert head.get("tz") == meaning(series).get("tz") == told


@pytest.mark.parametrize(
    "last",
    [
        pd.Series(pd.to_datetime(["2020-01-31 23:59:59.999999999", "1900-01-31 23:59:59.9999999"])),
        pd.Series(np.array(["9999-12-31T23:59:59.999999", "0001-12-31T23:59:59.999999"], "M8[us]")),
        pd.Series([dt.datetime.max, dt.datetime(1, 1, 31, 23, 59, 59, 999999)], dtype=object),
        pd.Series([np.datetime64("9999-12-31T23:59:59.999999"), None], dtype=object),
    ],
)
def test_the_last_moment_of_a_day_is_not_told_as_the_next_day(last: Any) -> None:
    made = encode(last.to_frame("t"), index=False)
    told = np.frombuffer(made.data, "<f8", len(last))[last.notna()]
    assert (np.floor(told) % 86_400_000 == 86_399_999).all()


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


@pytest.mark.parametrize(
    ("cells", "kind", "mixed"),
    [
        ([1, "a"], "text", True),
        ([{"a": 1}, [1]], "text", True),
        ([[1], (2,), {3}, frozenset({4}), np.array([5]), None], "list", None),
        ([np.array(5), [1]], "text", True),
        ([{"a": 1}, {}, None], "json", None),
        (["a", None], "text", None),
    ],
)
def test_a_column_of_objects_says_whether_they_are_of_several_kinds(
    cells: list[Any], kind: str, mixed: bool | None
) -> None:
    series = pd.Series(cells, dtype=object)
    [column] = encode(pd.DataFrame({"a": series}), index=False).columns
    assert (column["type"], column.get("mixed")) == (kind, mixed)
    assert meaning(series) == ({"type": kind} if mixed is None else {"type": kind, "mixed": mixed})
