"""The slider over numbers, dates and times."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.inputs.slider import Scale
from rerun_state.testing import AppTest
from tests.elements.calls import refusal
from tests.elements.inputs.apps import app, shown

MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))


@pytest.mark.parametrize(
    ("call", "value"),
    [
        ("", "0"),
        ("0.0, 1.0", "0.0"),
        ("10, 0", "10"),
        ("0, 10, (8, 2)", "(2, 8)"),
        ("0, 10, []", "(0, 10)"),
        ("0, 10, 20", "20"),
        ("value=dt.time(5)", "datetime.time(5, 0)"),
        ("value=dt.date(2020, 1, 5)", "datetime.date(2020, 1, 5)"),
    ],
)
def test_a_slider_slides_over_the_type_of_its_value(call: str, value: str) -> None:
    assert shown(app(f"st.slider('S', {call})")) == value


@pytest.mark.parametrize(
    ("call", "word"),
    [
        ("0, 10.0", "in the type of the value"),
        ("5, 5", "nothing to slide over"),
        ("0, 10, 5, 0", "must not be zero"),
        ("0, 2**60", "beyond"),
        ("value='5'", "not str"),
        ("value=(1, 2, 3)", "at most two"),
        ("value=(1, 2.5)", "one type"),
    ],
)
def test_a_slider_says_what_is_wrong_with_its_parameters(call: str, word: str) -> None:
    assert word in app(f"st.slider('S', {call})").exception[0].message


def test_a_slider_with_other_bounds_is_another_slider() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "top = 10.0 if st.checkbox('float') else 10\n"
        "st.text(st.slider('S', type(top)(0), top, key='s'))"
    ).run()
    at.slider[0].set_value(4).run()
    assert shown(at.checkbox[0].check().run()) == "0.0"


def test_a_value_out_of_bounds_from_code_is_an_error() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nst.session_state.s = 99\nst.slider('S', 0, 10, key='s')"
    ).run()
    assert "above its max_value 10" in at.exception[0].message


def test_a_moment_comes_back_in_its_time_zone() -> None:
    start = datetime(2020, 1, 5, 12, tzinfo=UTC)
    scale = Scale([start], True, None, None, None)
    assert scale.decode(scale.encode(start)) == start
    assert scale.decode(scale.encode(start)).tzinfo is UTC


@given(MOMENTS)
def test_moments_dates_and_times_survive_the_wire(moment: datetime) -> None:
    for value in (moment, moment.date(), moment.time()):
        scale = Scale([value], True, None, None, None)
        assert scale.decode(scale.encode(value)) == value


@given(st.lists(st.integers(-2, 12) | st.floats() | st.booleans() | st.text(), max_size=3))
def test_a_range_stays_within_its_bounds_and_in_order(wire: list[Any]) -> None:
    try:
        low, high = Scale([2, 8], False, 0, 10, 1).decode(wire)
    except ValueError:
        return
    assert 0 <= low <= high <= 10
    assert type(low) is type(high) is int


def test_the_step_of_dates_is_a_day_and_of_a_short_span_a_quarter_of_an_hour() -> None:
    day = Scale([date(2020, 1, 1)], True, None, None, None)
    assert timedelta(microseconds=day.step) == timedelta(days=1)
    short = Scale([datetime(2020, 1, 1)], True, datetime(2020, 1, 1), datetime(2020, 1, 1, 6), None)
    assert timedelta(microseconds=short.step) == timedelta(minutes=15)
    clock = Scale([time(5)], True, None, None, None)
    assert timedelta(microseconds=clock.step) == timedelta(minutes=15)


def test_a_slider_starts_with_the_very_float_it_was_given() -> None:
    at = AppTest.from_string(
        "import rerun_state as st, numpy as np\n"
        "st.text(type(st.slider('S', 0.0, 1.0, np.float64(0.5), key='k')).__name__)"
    ).run()
    assert at.text[0].value == "float64"
    assert at.run().text[0].value == "float"


def test_a_test_cannot_send_what_no_slider_can_hold(kept_contract: list[str]) -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "st.session_state.setdefault('k', None)\n"
        "st.slider('S', 0, 9, 5, key='k')"
    ).run()
    assert at.exception[0].proto.type == "TypeError"
    assert at.run().slider[0].value is None
    with pytest.raises(TypeError):
        at.run()
    kept_contract.clear()  # a page shows the error in the slider's place


def test_a_slider_takes_the_moments_and_floats_that_tables_hold() -> None:
    script = """
import numpy as np, pandas as pd, rerun_state as st
st.slider("When", value=pd.Timestamp("2020-01-01"))
st.slider("How much", value=np.float32(2.5))
"""
    assert not AppTest.from_string(script).run().exception


@pytest.mark.parametrize("call", ["value=pd.NaT", "max_value=5, value=pd.NaT"])
def test_a_slider_does_not_slide_from_nowhere(call: str) -> None:
    assert refusal(f"st.slider('S', {call})") == "KeyError"
