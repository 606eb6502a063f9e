"""The exceptions of Streamlit by name, and which of them may hold Markdown."""

import pytest

from rerun_state import errors
from rerun_state.testing import AppTest


@pytest.mark.parametrize(
    ("error", "markdown"),
    [("st.errors.StreamlitAPIException", True), ("ValueError", False)],
)
def test_a_test_sees_whether_the_message_of_an_exception_may_be_markdown(
    error: str, markdown: bool
) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nraise {error}('**no**')").run()
    assert at.exception[0].is_markdown is markdown
    assert at.exception[0].message == "**no**"


def test_the_message_of_a_localizable_exception_is_filled_in() -> None:
    assert str(errors.LocalizableStreamlitException("no {what}", what="way")) == "no way"
    assert str(errors.StreamlitValueError("{as it is}")) == "{as it is}"


def test_what_packages_catch_is_there() -> None:
    assert issubclass(errors.FragmentStorageKeyError, KeyError)
    assert issubclass(errors.StreamlitMissingAuthlibError, errors.MarkdownFormattedException)
    assert issubclass(errors.StreamlitSecretNotFoundError, FileNotFoundError)
