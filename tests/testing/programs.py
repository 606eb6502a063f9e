"""Apps under test."""

from rerun_state.testing import AppTest


def app(body: str) -> AppTest:
    """An app that has run once."""
    return AppTest.from_string(f"import rerun_state as st\n{body}").run()
