"""Programs that end where they stand, and begin anew."""

import pytest

from tests.testing.programs import app


def test_what_stands_above_a_stop_stays() -> None:
    at = app("st.text('above')\nst.stop()\nst.text('below')")
    assert (at.text.values, list(at.exception)) == (["above"], [])


def test_a_rerun_begins_at_once() -> None:
    at = app(
        "n = st.session_state.setdefault('n', 0)\nst.session_state.n = 1\n"
        "if n == 0: st.rerun()\nst.text(n)"
    )
    assert at.text.values == ["1"]


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        ("'fragment'", "works only while a fragment reruns"),
        ("'k'", "only a callback may do"),
        ("[]", "is empty"),
        ("['app', 'k']", "cannot list 'app'"),
        ("None", "not None"),
    ],
)
def test_a_scope_that_makes_no_sense_here_is_refused(scope: str, told: str) -> None:
    [error] = app(f"st.rerun(scope={scope})").exception
    assert told in error.message


def test_a_page_outside_of_the_app_is_no_place_to_go() -> None:
    body = "st.switch_page(st.Page('https://a.b', title='A'))"
    [error] = app(body).exception
    assert "cannot leave the app for 'https://a.b'" in error.message


TWO_PAGES = """
def one():
    st.text_input("name", key="name", on_change=turn)
    st.text_input("more", key="more", on_change=tell)
    try:
        if st.checkbox("go"): st.switch_page(pages[1])
    except BaseException:
        st.text("still here")
def turn():
    st.switch_page(pages[1])
def tell():
    st.session_state.told = (st.session_state.name, st.session_state.more)
    if st.session_state.more == "bad": raise ValueError("bad")
def two():
    st.text("two")
pages = [st.Page(one), st.Page(two)]
st.navigation(pages).run()
"""


def test_a_page_that_a_program_catches_the_switch_from_stays_with_its_values() -> None:
    at = app(TWO_PAGES)
    at.checkbox[0].check().run()
    assert (at.text.values, at.checkbox[0].value) == (["still here"], True)
    assert at.run().text.values == ["still here"]


def test_callbacks_beside_one_that_switches_the_page_still_see_the_values_of_the_old() -> None:
    at = app(TWO_PAGES)
    at.text_input[0].set_value("Ann")
    at.text_input[1].set_value("x").run()
    assert (at.text.values, at.session_state.told) == (["two"], ("Ann", "x"))


def test_an_error_in_a_callback_takes_back_the_switch_of_one_before() -> None:
    at = app(TWO_PAGES)
    at.text_input[0].set_value("Ann")
    at.text_input[1].set_value("bad").run()
    assert at.exception[0].message == "bad"
    assert at.run().text_input[0].value == "Ann"
