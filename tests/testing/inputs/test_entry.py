"""Fields under test."""

from datetime import date, time

import pytest

from tests.testing.programs import app


def test_a_text_that_is_too_long_cannot_be_typed() -> None:
    at = app("st.text_input('T', max_chars=3)")
    assert at.text_input[0].input("long").run().text_input[0].value == ""
    assert at.text_input[0].input("abc").run().text_input[0].value == "abc"


def test_an_empty_field_gives_its_default_back() -> None:
    at = app("st.text_area('T', 'given')")
    at.text_area[0].input("other").run()
    assert at.text_area[0].set_value(None).run().text_area[0].value == "given"


def test_a_colour_is_picked_with_its_sign_or_without() -> None:
    at = app("st.color_picker('C')")
    assert at.color_picker[0].pick("00f900").value == "#00f900"
    assert at.color_picker[0].pick("00f900").run().color_picker[0].value == "#00f900"
    with pytest.raises(TypeError):
        at.color_picker[0].set_value(3).run()


def test_a_date_is_chosen_between_its_bounds() -> None:
    at = app("st.date_input('D', '2024-01-02', '2024-01-01', '2024-01-03')")
    [day] = at.date_input
    assert (day.min, day.max, day.is_range) == (date(2024, 1, 1), date(2024, 1, 3), False)
    assert day.set_value(date(2024, 1, 3)).run().date_input[0].value == date(2024, 1, 3)
    assert at.date_input[0].set_value(date(2025, 1, 1)).run().date_input[0].value == date(
        2024, 1, 2
    )


def test_a_date_that_is_yet_to_be_sent_is_a_tuple() -> None:
    [day] = app("st.date_input('D', '2024-01-02')").date_input
    assert day.set_value(date(2024, 1, 3)).value == (date(2024, 1, 3),)
    assert day.set_value(None).value is None


def test_a_time_moves_by_its_step() -> None:
    at = app("st.time_input('T', '08:00')")
    assert at.time_input[0].increment().run().time_input[0].value == time(8, 15)
    assert at.time_input[0].decrement().run().time_input[0].value == time(8)
