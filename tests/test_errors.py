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


@pytest.mark.parametrize(
    ("noun", "shown"), [("slider", "a slider"), ("image", "an image"), ("uint8", "a uint8")]
)
def test_a_noun_has_its_article(noun: str, shown: str) -> None:
    assert errors.an(noun) == shown
    assert errors.an(noun, capital=True) == f"A{shown[1:]}"


@pytest.mark.parametrize(
    ("second", "said"),
    [("button", "a button and another"), ("checkbox", "a button and a checkbox")],
)
def test_a_key_that_is_used_twice_is_told_with_both_elements(second: str, said: str) -> None:
    script = f"import rerun_state as st\nst.button('B', key='k')\nst.{second}('C', key='k')"
    at = AppTest.from_string(script).run()
    assert f"by {said}. Give" in at.exception[0].message
