"""Dates and times of day."""

from datetime import date, datetime, time
from typing import Any

import pytest

from rerun_state.elements.inputs import date_values
from rerun_state.testing import AppTest
from tests.elements.calls import refusal, returned


def app(line: str) -> AppTest:
    """An app of one element, which shows what the element returns."""
    return AppTest.from_string(
        f"import rerun_state as st\nfrom datetime import *\nD = date\nst.text(repr({line}))"
    ).run()


def preset(value: str, line: str) -> AppTest:
    """An app which puts a value into the state of its element before it shows it first."""
    return AppTest.from_string(
        "import rerun_state as st\nfrom datetime import *\nD = date\n"
        f"if 'k' not in st.session_state: st.session_state.k = {value}\nst.text(repr({line}))"
    ).run()


def shown(at: AppTest) -> str:
    return str(at.text[0].value)


def test_today_is_the_first_date() -> None:
    assert shown(app("st.date_input('D')")) == repr(date.today())


def test_today_is_moved_into_bounds_that_exclude_it() -> None:
    line = "st.date_input('D', min_value='2000-01-01', max_value='2001-01-01')"
    assert shown(app(line)) == repr(date(2001, 1, 1))


def test_a_range_holds_one_date_while_it_is_being_chosen() -> None:
    at = app("st.date_input('D', (D(2020, 1, 2), D(2020, 1, 9)))")
    at.date_input[0].set_value((date(2020, 2, 1),)).run()
    assert shown(at) == repr((date(2020, 2, 1),))


def test_a_date_in_the_state_outside_of_given_bounds_gives_way_to_the_default() -> None:
    line = "st.date_input('D', D(2020, 5, 5), D(2020, 1, 1), D(2021, 1, 1), key='k')"
    assert shown(preset("D(1999, 1, 1)", line)) == repr(date(2020, 5, 5))


def test_without_given_bounds_code_may_set_any_date_for_one_run() -> None:
    at = preset("D(1950, 1, 1)", "st.date_input('D', D(2020, 5, 5), key='k')")
    assert shown(at) == repr(date(1950, 1, 1))
    assert shown(at.run()) == repr(date(2020, 5, 5))


def test_seconds_that_code_sets_last_for_one_run() -> None:
    at = preset("time(2, 3, 4)", "st.time_input('T', time(1), key='k')")
    assert shown(at) == repr(time(2, 3, 4))
    assert shown(at.run()) == repr(time(2, 3))


def test_a_text_in_the_state_of_a_date_is_an_error() -> None:
    at = preset("'2020-05-06'", "st.date_input('D', key='k')")
    assert at.exception[0].stack_trace[-1].startswith("The value of a date_input")


@pytest.mark.parametrize(
    "arguments",
    [
        "D(2020, 1, 1), '2020-02-01'",
        "D(2020, 1, 1), None, '2019-02-01'",
        "None, '2020-02-01', '2019-02-01'",
        "'yesterday'",
        "5",
        "(D(2020, 1, 1),) * 3",
        "D(2020, 1, 1), format='D/M'",
    ],
)
def test_dates_that_make_no_sense_are_refused(arguments: str) -> None:
    assert app(f"st.date_input('D', {arguments})").exception


def test_another_format_renews_a_date_with_a_key() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "f = 'DD.MM.YYYY' if st.checkbox('dots') else 'YYYY/MM/DD'\n"
        "st.text(st.date_input('D', '2020-01-01', key='d', format=f))"
    ).run()
    at.date_input[0].set_value(date(2020, 3, 3)).run()
    assert at.checkbox[0].check().run().text[0].value == "2020-01-01"


def test_a_time_has_no_seconds_unless_the_step_has() -> None:
    assert shown(app("st.time_input('T', '10:20:30')")) == repr(time(10, 20))
    assert shown(app("st.time_input('T', '10:20:30', step=15)")) == repr(time(10, 20, 30))


def test_a_time_steps_over_midnight() -> None:
    at = app("st.time_input('T', time(23, 45))")
    assert shown(at.time_input[0].increment().run()) == repr(time(0, 0))
    assert shown(at.time_input[0].decrement().run()) == repr(time(23, 45))


@pytest.mark.parametrize("step", ["0", "'15'", "timedelta(days=1)", "900.0", "True"])
def test_a_step_that_makes_no_sense_is_refused(step: str) -> None:
    assert app(f"st.time_input('T', time(1), step={step})").exception


def test_now_stays_what_it_was_in_later_runs() -> None:
    at = app("st.time_input('T')")
    first = shown(at)
    assert shown(at.run()) == first


@pytest.mark.parametrize(
    ("name", "one", "two"),
    [
        ("date_input", "2020-01-01", "2021-01-01"),
        ("time_input", "10:15", "11:15"),
        ("datetime_input", "2020-01-01 10:15", "2021-01-01 10:15"),
    ],
)
def test_another_first_value_makes_another_field(name: str, one: str, two: str) -> None:
    at = app(f"st.{name}('D', {two!r} if st.checkbox('other') else {one!r})")
    field = at.get(name)[0]
    chosen = field.value.replace(**({"minute": 30} if name == "time_input" else {"day": 5}))
    assert shown(field.set_value(chosen).run()) == repr(chosen)
    assert shown(at.checkbox[0].check().run()) not in (repr(chosen), repr(field.value))


@pytest.mark.parametrize(
    ("name", "now", "module"),
    [
        ("date_input", "today", date),
        ("time_input", "now", datetime),
        ("datetime_input", "now", datetime),
    ],
)
def test_a_field_that_starts_now_stays_the_same_as_time_passes(
    name: str, now: str, module: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(module):  # type: ignore[misc]
        @classmethod
        def today(cls) -> Any:
            return module(2050, 1, 2)

        now = today

    at = app(f"st.{name}('D', {now!r})")
    first = shown(at).partition("(")
    monkeypatch.setattr(date_values, module.__name__, Tomorrow)
    assert shown(at.run()).partition("(")[2] == first[2]
    assert "2050" in shown(app(f"st.{name}('D', {now!r})")) or name == "time_input"


def test_a_moment_is_read_from_dates_times_and_texts() -> None:
    assert shown(app("st.datetime_input('X', D(2020, 1, 2))")) == repr(datetime(2020, 1, 2))
    line = "st.datetime_input('X', '2020-01-02T10:20:30+02:00')"
    assert shown(app(line)) == repr(datetime(2020, 1, 2, 10, 20))


def test_a_moment_outside_of_its_bounds_gives_way_to_the_default() -> None:
    at = app("st.datetime_input('X', D(2020, 1, 2), key='x')")
    at.datetime_input[0].set_value(datetime(1990, 1, 1)).run()
    assert shown(at) == repr(datetime(2020, 1, 2))


def test_without_a_default_the_state_says_whether_a_date_input_is_a_range() -> None:
    at = preset("(D(2020, 1, 2), D(2020, 1, 9))", "st.date_input('D', key='k')")
    assert shown(at.run()) == repr((date(2020, 1, 2), date(2020, 1, 9)))


@pytest.mark.parametrize(
    "call", ["time_input('T', time(8)", "datetime_input('T', datetime(2020, 5, 5)"]
)
def test_a_field_that_code_empties_stays_empty(call: str) -> None:
    at = preset("None", f"st.{call}, key='k')")
    assert shown(at.run()) == "None"


def test_the_last_day_of_a_datetime_input_counts_to_its_end() -> None:
    line = "st.datetime_input('M', datetime(2020, 5, 5, 18), max_value=D(2020, 5, 5))"
    assert shown(app(line)) == repr(datetime(2020, 5, 5, 18))


def test_what_cannot_be_a_moment_in_the_state_raises() -> None:
    at = preset("'2020-05-05'", "st.datetime_input('M', datetime(2020, 5, 5), key='k')")
    assert at.exception[0].proto.type == "AttributeError"


def test_each_end_of_a_range_is_held_to_its_own_bound() -> None:
    line = "st.date_input('D', (D(2020, 1, 2), D(2020, 1, 9)), D(2020, 1, 1), key='k')"
    backwards = (date(2020, 1, 5), date(1999, 1, 1))
    assert shown(preset("(D(2020, 1, 5), D(1999, 1, 1))", line)) == repr(backwards)


def test_an_empty_text_in_the_state_is_no_date_from_the_second_run_on() -> None:
    at = preset("''", "st.date_input('D', D(2020, 1, 2), key='k')")
    assert [shown(at), shown(at.run())] == ["''", "None"]


def test_a_time_is_exact_to_the_second_at_most() -> None:
    line = "st.time_input('T', time(1, 2, 3, 4), step=1)"
    assert shown(app(line)) == repr(time(1, 2, 3))


@pytest.mark.parametrize("value", ["5", "'z'"])
def test_a_value_is_compared_with_the_bounds_and_not_the_other_way_round(value: str) -> None:
    line = "st.datetime_input('M', None, D(2020, 1, 1), key='k')"
    assert preset(value, line).exception[0].message.startswith("'<' not supported")


def test_a_field_that_starts_with_today_and_an_empty_one_are_the_same() -> None:
    at = app("st.date_input('D', None if st.checkbox('empty') else 'today')")
    at.date_input[0].set_value(date(2020, 1, 1)).run()
    assert shown(at.checkbox[0].check().run()) == "datetime.date(2020, 1, 1)"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.date_input('D', 'soon')", "StreamlitInvalidParameterTypeError"),
        ("st.date_input('D', 5)", "StreamlitInvalidParameterTypeError"),
        ("st.time_input('T', 'soon')", "StreamlitInvalidParameterTypeError"),
        ("st.datetime_input('D', 'soon')", "StreamlitInvalidParameterTypeError"),
        ("st.datetime_input('D', 5)", "StreamlitInvalidParameterTypeError"),
        ("st.date_input('D', '2020-01-01', '2021-01-01')", "StreamlitValueBelowMinError"),
        ("st.datetime_input('D', '2020-01-01', '2021-01-01')", "StreamlitValueBelowMinError"),
        ("st.datetime_input('D', '2020-01-01', None, '2019-01-01')", "StreamlitValueAboveMaxError"),
        ("st.date_input('D', format='x')", "StreamlitValueError"),
        ("st.datetime_input('D', format='x')", "StreamlitValueError"),
    ],
)
def test_what_a_field_of_dates_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


@pytest.mark.parametrize(
    ("call", "value"),
    [
        ("st.time_input('T', '09:30')", "datetime.time(9, 30)"),
        ("st.time_input('T', '2020-01-01T09:30')", "datetime.time(9, 30)"),
        ("st.time_input('T', dt.datetime(2020, 1, 1, 9, 30))", "datetime.time(9, 30)"),
        ("st.date_input('D', '2020-01-02')", "datetime.date(2020, 1, 2)"),
        ("st.date_input('D', dt.datetime(2020, 1, 2, 3))", "datetime.date(2020, 1, 2)"),
        ("st.date_input('D', None)", "None"),
        ("st.datetime_input('D', '2020/01/02 09:30')", "datetime.datetime(2020, 1, 2, 9, 30)"),
        ("st.datetime_input('D', '2020/01/02 09:30:15')", "datetime.datetime(2020, 1, 2, 9, 30)"),
        ("st.datetime_input('D', '2020-01-02T09:30')", "datetime.datetime(2020, 1, 2, 9, 30)"),
        ("st.datetime_input('D', dt.date(2020, 1, 2))", "datetime.datetime(2020, 1, 2, 0, 0)"),
        ("st.datetime_input('D', None)", "None"),
        ("st.datetime_input('D', dt.time(9, 30)).time()", "datetime.time(9, 30)"),
        ("st.datetime_input('D', '09:30').time()", "datetime.time(9, 30)"),
    ],
)
def test_a_day_or_time_may_be_given_in_many_forms(call: str, value: str) -> None:
    assert returned(call) == value


@pytest.mark.parametrize("day", ["dt.date(5, 1, 1)", "dt.date(9995, 12, 31)"])
def test_the_first_and_the_last_years_have_bounds_as_well(day: str) -> None:
    assert returned(f"st.date_input('D', {day})") == f"datetime{day[2:]}"


@pytest.mark.parametrize("call", ["date_input('D', pd.NaT)", "datetime_input('D', pd.NaT)"])
def test_a_missing_value_of_pandas_is_no_date(call: str) -> None:
    at = AppTest.from_string(f"import pandas as pd\nimport rerun_state as st\nst.{call}").run()
    assert at.exception[0].message == (
        f"value of {call.split('(')[0]} is NaT, which is no date. Give a date, or None."
    )


@pytest.mark.parametrize(
    ("field", "bound", "chosen"),
    [
        ("date_input", "datetime(2030, 1, 1, 9, n)", date(2021, 2, 3)),
        ("date_input", "[D(2030, 1, 1), '2030-01-01'][n % 2]", date(2021, 2, 3)),
        ("datetime_input", "datetime(2030, 1, 1, 9, 0, n)", datetime(2021, 2, 3, 4)),
    ],
)
def test_a_bound_that_says_the_same_in_other_words_keeps_what_was_chosen(
    field: str, bound: str, chosen: date
) -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nfrom datetime import *\nD = date\n"
        "n = st.session_state.n = st.session_state.get('n', 0) + 1\n"
        f"st.{field}('D', D(2020, 1, 1), max_value={bound})"
    ).run()
    getattr(at, field)[0].set_value(chosen).run()
    assert getattr(at.run(), field)[0].value == chosen
