"""Buttons, and what else looks like one."""

import pytest

from tests.testing.programs import app


def test_a_press_lasts_for_one_run() -> None:
    at = app("st.text(st.button('Go'))")
    assert at.button[0].click().run().text.values == ["True"]
    assert at.run().text.values == ["False"]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("button('B', type='loud')", "type"),
        ("button('B', icon_position='top')", "icon_position"),
        ("button('B', on_click='rerun')", "on_click='rerun' of button is not supported"),
        ("button('B', width=-1)", "width"),
        ("form_submit_button()", "outside of a form"),
    ],
)
def test_a_button_that_makes_no_sense_is_refused(call: str, told: str) -> None:
    [error] = app(f"st.{call}").exception
    assert told in error.message


def test_no_other_button_stands_in_a_form() -> None:
    at = app("with st.form('f'):\n    st.form_submit_button('S')\n    st.button('B')")
    assert "st.form_submit_button" in at.exception[0].message


def test_a_form_has_several_buttons_of_different_labels() -> None:
    at = app("with st.form('f'):\n    a, b = map(st.form_submit_button, 'ab')\nst.text((a, b))")
    assert at.form_submit_button[1].click().run().text.values == ["(False, True)"]
