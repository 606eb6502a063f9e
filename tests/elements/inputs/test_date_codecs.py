"""What a browser may send for dates, times and moments."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.inputs.date_codecs import DateCodec, DateTimeCodec, TimeCodec

FIRST, LAST = date(2020, 1, 1), date(2021, 12, 31)
START, END = datetime(2020, 1, 1), datetime(2021, 12, 31, 23, 59)


def codec(range: bool = False) -> DateCodec:
    return DateCodec(FIRST, FIRST, LAST, range, strict=True)


@given(st.dates(FIRST, LAST))
def test_a_date_comes_back_as_it_was_sent(day: date) -> None:
    assert codec().decode(codec().encode(day)) == day


@given(st.lists(st.dates(FIRST, LAST), max_size=2).map(sorted).map(tuple))
def test_a_range_comes_back_as_it_was_sent(days: tuple[date, ...]) -> None:
    assert codec(True).decode(codec(True).encode(days)) == days


@given(st.dates().filter(lambda day: not FIRST <= day <= LAST))
def test_a_date_out_of_bounds_never_passes(day: date) -> None:
    with pytest.raises(ValueError, match="not between"):
        codec().decode([day.isoformat()])


@pytest.mark.parametrize(
    "wire", ["2020-02-02", 5, ["2020-2-2"], ["2020-02-30"], [5], ["2020-02-02"] * 2, [None]]
)
def test_what_is_no_date_never_passes(wire: Any) -> None:
    with pytest.raises(ValueError, match=r"not a list|not an ISO|day is out of|must be in range"):
        codec().decode(wire)


def test_a_range_that_ends_before_it_begins_never_passes() -> None:
    with pytest.raises(ValueError, match="ends before"):
        codec(True).decode(["2020-03-01", "2020-02-01"])


@given(st.times())
def test_a_time_comes_back_to_the_second(moment: time) -> None:
    whole = moment.replace(microsecond=0)
    assert TimeCodec(None, True).decode(TimeCodec(None, True).encode(whole)) == whole


@pytest.mark.parametrize("wire", ["9:30", "25:00", "10:61", 930, "10:00+01:00", "", "10:00 "])
def test_what_is_no_time_never_passes(wire: Any) -> None:
    with pytest.raises(ValueError, match=r"not a time|must be in"):
        TimeCodec(None, False).decode(wire)


@given(st.datetimes(START, END))
def test_a_moment_comes_back_to_the_minute(moment: datetime) -> None:
    codec = DateTimeCodec(None, START, END, strict=True)
    assert codec.decode(codec.encode(moment)) == moment.replace(second=0, microsecond=0)


@given(st.datetimes(max_value=START.replace(year=2019)))
def test_a_moment_out_of_bounds_never_passes(moment: datetime) -> None:
    with pytest.raises(ValueError, match="not between"):
        DateTimeCodec(None, START, END, strict=True).decode(moment.isoformat(timespec="minutes"))
