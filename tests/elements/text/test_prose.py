"""Texts that stay on one line."""

import pytest

from rerun_state.elements.text import prose
from rerun_state.runtime.model.tree import Element, Label
from rerun_state.testing import AppTest
from tests.elements.calls import refusal
from tests.testing.programs import app


def test_markdown_on_one_line_has_no_blocks() -> None:
    (shown,) = app("st.markdown('# one', wrap=False)").markdown
    assert type(shown.node.element.props["body"]) is Label


@pytest.mark.parametrize("element", ["markdown", "caption"])
def test_html_cannot_be_cut_off_at_the_end_of_a_line(element: str) -> None:
    at = app(f"st.{element}('<b>', wrap=False, unsafe_allow_html=True)")
    assert "cannot cut off HTML" in at.exception[0].message


@pytest.mark.parametrize(
    "call", ["button('x'", "download_button('x', ''", "menu_button('x', [1]", "checkbox('x'"]
)
def test_whether_a_label_wraps_reaches_the_page(call: str) -> None:
    (shown, *_) = app(f"st.{call}, wrap=False)").main.children.values()
    assert shown.node.element.props["wrap"] is False


@pytest.mark.parametrize("call", ["text('x'", "title('x'", "markdown('x'", "columns(2"])
def test_whether_text_wraps_is_true_or_false(call: str) -> None:
    assert "wrap" in app(f"st.{call}, wrap=None)").exception[0].message


def test_no_divider_and_no_alignment_are_those_of_the_default() -> None:
    (shown,) = app("st.header('x', divider=None, text_alignment=None)").header
    assert not shown.divider
    assert shown.text_alignment == "left"


def test_code_keeps_its_indentation_and_loses_one_line_end_on_either_side() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.code('\\n\\n  a\\n    b\\n')").run()
    assert at.code[0].value == "\n  a\n    b"


def test_the_language_of_code_is_a_text() -> None:
    assert refusal("st.code('a', language=5)") == "TypeError"


def shown_by(program: str) -> list[Element]:
    return [element.node.element for element in app(program).main.children.values()]


@pytest.mark.parametrize("call", ["text('x')", "markdown('x')", "caption('x')", "write('x')"])
def test_a_text_that_is_shown_again_and_again_is_the_same_element(call: str) -> None:
    first, second, third = shown_by(f"st.{call}\nst.{call}\nst.{call}")
    assert first == second
    assert second is third


def test_texts_that_are_shown_once_are_not_kept() -> None:
    shown_by("for n in range(50):\n    st.text(f'once {n}')")
    assert not any("once" in key[1] for key in prose._known)


def test_a_text_that_is_known_lets_no_bad_parameter_pass() -> None:
    at = app("st.text('x', wrap=True)\nst.text('x', wrap=1)")
    assert at.exception[0].message == "wrap of text must be True or False, not 1."


@pytest.mark.parametrize("given", ["width=[1]", "text_alignment=[1]", "wrap=[1]"])
def test_a_parameter_without_a_hash_is_refused_by_its_name(given: str) -> None:
    at = app(f"st.text('x', {given})")
    assert at.exception[0].message.startswith(f"{given.removesuffix('=[1]')} of text must be ")


def test_an_object_is_asked_for_its_text_each_time() -> None:
    objects = "class Turn:\n def __str__(self): return str(next(turns))"
    calls = "turn = Turn()\nst.text(turn)\nst.text(turn)"
    first, again = shown_by(f"import itertools\nturns = itertools.count()\n{objects}\n{calls}")
    assert (first.props["body"], again.props["body"]) == ("0", "1")


def test_a_long_text_is_not_kept_for_later() -> None:
    *_, second, third = shown_by("for n in range(3):\n    st.text('x' * 1000)")
    assert second == third
    assert second is not third
