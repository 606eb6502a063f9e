"""Links and menus."""

from typing import Any

import pytest

from rerun_state.elements.inputs import links
from tests.elements.calls import refusal
from tests.elements.inputs.apps import app


def test_a_link_returns_a_handle_unless_the_app_hears_of_clicks() -> None:
    assert "Container" in app("st.link_button('L', 'https://example.org')").text[0].value
    line = "st.link_button('L', 'https://example.org', on_click='rerun')"
    assert app(line).text[0].value == "False"


def test_a_menu_returns_the_chosen_option_for_one_run() -> None:
    at = app("st.menu_button('M', [1, 2])")
    assert at.menu_button[0].click(2).run().text[0].value == "2"
    assert at.run().text[0].value == "None"


def test_a_menu_is_chosen_from_by_label_too() -> None:
    at = app("st.menu_button('M', ['a', 'b'], format_func=str.upper)")
    assert at.menu_button[0].click("B").run().text[0].value == "'b'"


@pytest.mark.parametrize(
    "arguments", ["[]", "None", "['a', 'a']", "['a'], on_click='rerun'", "['a'], type='loud'"]
)
def test_menus_that_make_no_sense_are_refused(arguments: str) -> None:
    assert app(f"st.menu_button('M', {arguments})").exception


@pytest.mark.parametrize("wire", [2, -1, True, "a", None, 0.0])
def test_what_a_menu_does_not_offer_never_passes(wire: Any) -> None:
    with pytest.raises(ValueError, match="not an index"):
        links.entry_at(["a", "b"], wire)


def test_the_key_of_a_link_is_not_empty() -> None:
    at = app("st.link_button('L', 'https://a.b', key='')")
    assert at.exception[0].proto.type.endswith("StreamlitValueError")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.link_button('L', 5)", "TypeError"),
    ],
)
def test_what_a_link_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error
