"""Apps whose pages are read."""

from rerun_state.testing import AppTest


def app(script: str) -> AppTest:
    """An app that has run once."""
    return AppTest.from_string(f"import rerun_state as st\n{script}").run()
