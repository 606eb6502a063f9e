"""The field to type a number."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.inputs.number import Numbers
from rerun_state.testing import AppTest
from tests.elements.calls import refusal
from tests.elements.inputs.apps import WIRES, app, shown


def whole(low: Any = None, high: Any = None) -> Numbers:
    limits = (-(2**53) if low is None else low), (2**53 if high is None else high)
    return Numbers(0, True, *limits, low, high)


@pytest.mark.parametrize(
    ("call", "value"),
    [
        ("", "0.0"),
        ("min_value=3", "3"),
        ("value=1.5", "1.5"),
        ("step=1", "0"),
        ("value=None", "None"),
        ("max_value=-10", "0"),
    ],
)
def test_the_parameters_say_whether_a_number_is_whole(call: str, value: str) -> None:
    if call == "max_value=-10":
        assert "above max_value" in app(f"st.number_input('N', {call})").exception[0].message
    else:
        assert shown(app(f"st.number_input('N', {call})")) == value


def test_numbers_that_are_equal_are_fields_of_their_own() -> None:
    for value in ("1", "1.0", "True", "0.0", "-0.0", "0", "1"):
        at = app(f"st.number_input('N', value={value})")
        assert shown(at) == ("1" if value == "True" else value)


@pytest.mark.parametrize(("format", "error"), [("''", "IndexError"), ("5", "TypeError")])
def test_what_is_no_format_raises_what_python_does(format: str, error: str) -> None:
    at = AppTest.from_string(
        f"import rerun_state as st\nst.number_input('N', value=3, format={format})"
    ).run()
    assert at.exception[0].proto.type == error


def test_ints_among_floats_are_refused() -> None:
    assert "mixes" in app("st.number_input('N', 0, 1.0)").exception[0].message


def test_a_format_must_make_a_number() -> None:
    assert "does not make a number" in app("st.number_input('N', format='%')").exception[0].message


def test_a_step_stops_at_the_bound() -> None:
    at = app("st.number_input('N', 0, 10, 9, 4)")
    assert shown(at.number_input[0].increment().run()) == "10"
    assert shown(at.number_input[0].decrement().run()) == "6"


def test_a_float_in_a_whole_number_lasts_for_one_run() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "if st.button('half'):\n    st.session_state.n = 2.5\n"
        "st.text(st.number_input('N', value=1, key='n'))"
    ).run()
    assert shown(at.button[0].click().run()) == "2.5"
    assert shown(at.run()) == "2"


def test_new_bounds_that_leave_a_number_outside_reset_it() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "low = st.checkbox('low')\n"
        "st.text(st.number_input('N', 0, 5 if low else 10, 3, key='n'))"
    ).run()
    at.number_input[0].set_value(8).run()
    assert shown(at.checkbox[0].check().run()) == "3"


@given(WIRES)
def test_a_whole_number_is_an_int_within_its_bounds(wire: Any) -> None:
    try:
        number = whole(-5, 5).decode(wire)
    except ValueError:
        return
    assert type(number) is int
    assert -5 <= number <= 5


@given(st.integers(-(2**53), 2**53))
def test_a_whole_number_survives_the_wire(number: int) -> None:
    assert whole().decode(whole().encode(number)) == number


def test_bounds_and_step_are_floats_for_a_test() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.number_input('N', 1, 9, 2)").run()
    assert repr((at.number_input[0].min, at.number_input[0].step)) == "(1.0, 1.0)"
    assert at.number_input[0].increment().run().number_input[0].value == 3


def test_a_bound_that_is_no_number_cannot_be_compared() -> None:
    at = app("st.number_input('N', max_value='5', value=1)")
    assert at.exception[0].message == "'<' not supported between instances of 'str' and 'int'"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.number_input('N', min_value='x')", "StreamlitJSNumberBoundsError"),
        ("st.number_input('N', max_value=1e400)", "StreamlitJSNumberBoundsError"),
        ("st.number_input('N', value='x')", "StreamlitJSNumberBoundsError"),
    ],
)
def test_what_a_number_input_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error
