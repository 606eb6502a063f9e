"""Programs that end where they stand, and begin anew."""

import pytest

from rerun_state.testing import AppTest


def app(body: str) -> AppTest:
    return AppTest.from_string(f"import rerun_state as st\n{body}").run()


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
