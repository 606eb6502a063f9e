"""Runs that hang are left alone."""

import threading

import pytest

from tests.testing.programs import app


@pytest.mark.long  # it waits
def test_an_app_that_hangs_is_given_up_and_runs_again() -> None:
    at = app("import time\nif st.session_state.get('slow'):\n    time.sleep(1)\nst.text('x')")
    at.session_state.slow = True
    with pytest.raises(RuntimeError):
        at.run(timeout=0.1)
    at.session_state.slow = False
    assert at.run().text.values == ["x"]


def test_an_app_that_is_given_up_does_not_go_on_if_it_can_end() -> None:
    at = app("if 'go' in st.session_state: st.rerun()")
    at.session_state.go = True
    before = set(threading.enumerate())
    with pytest.raises(RuntimeError):
        at.run(timeout=0.1)
    assert set(threading.enumerate()) <= before


def test_apps_are_tested_without_threads_as_well(no_threads: None) -> None:
    at = app("if st.button('b'): st.text('pressed')").run()
    assert at.button[0].click().run().text.values == ["pressed"]


def test_what_fails_in_an_app_is_told_without_threads_as_well(no_threads: None) -> None:
    assert app("1 / 0").run().exception[0].value == "division by zero"
