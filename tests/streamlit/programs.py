"""Programs that import Streamlit."""

from rerun_state.testing import AppTest


def ran(source: str) -> AppTest:
    """A program that has run, without any error."""
    at = AppTest.from_string(source).run()
    assert [error.message for error in at.exception] == []
    return at
