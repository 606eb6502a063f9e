"""Typed text."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.inputs.entry import TextCodec
from rerun_state.testing import AppTest
from tests.elements.inputs.apps import app, preset, shown


def test_a_text_field_returns_what_was_typed() -> None:
    at = app("st.text_input('Name')")
    assert shown(at) == "''"
    assert shown(at.text_input[0].input("Ada").run()) == "'Ada'"


def test_an_empty_default_returns_none_until_something_is_typed() -> None:
    at = app("st.text_area('Notes', None)")
    assert shown(at) == "None"
    assert shown(at.text_area[0].input("").run()) == "''"


def test_a_default_is_cut_off_at_max_chars() -> None:
    assert shown(app("st.text_input('T', 'abcdef', max_chars=3)")) == "'abc'"


def test_a_text_of_another_class_becomes_a_plain_one() -> None:
    class Red(StrEnum):
        RED = "red"

    settled = TextCodec("", None).settle(Red.RED)
    assert (settled, type(settled)) == ("red", str)


def test_what_is_no_text_is_shown_as_one() -> None:
    codec = TextCodec("", None)
    assert [codec.encode(value) for value in (5, "5", None)] == ["5", "5", None]


def test_clearing_a_field_brings_its_default_back() -> None:
    at = app("st.text_input('T', 'first')")
    at.text_input[0].set_value("second").run()
    assert shown(at.text_input[0].set_value(None).run()) == "'first'"


def test_code_may_set_a_text_longer_than_can_be_typed_for_one_run() -> None:
    at = preset("'longer'", "st.text_input('T', key='k', max_chars=3)")
    assert shown(at) == "'longer'"
    assert shown(at.run()) == "'lon'"


def test_a_number_in_the_state_of_a_text_field_is_an_error() -> None:
    at = preset("5", "st.text_input('T', key='k')")
    assert "must be a str" in at.exception[0].message


def test_another_max_chars_renews_a_field_with_a_key() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "n = 5 if st.checkbox('short') else None\n"
        "st.text(st.text_input('T', key='t', max_chars=n))"
    ).run()
    at.text_input[0].input("typed").run()
    assert at.text[0].value == "typed"
    assert at.checkbox[0].check().run().text[0].value == ""


@pytest.mark.parametrize(("live", "pause"), [(False, None), (True, 250), ("0ms", 0), ("1s", 1000)])
def test_a_live_field_knows_its_pause_in_milliseconds(live: object, pause: int | None) -> None:
    assert app(f"st.text_input('T', live={live!r})").text_input[0].live == pause


@pytest.mark.parametrize("live", ["2m", "-1s", "soon", 5, None])
def test_a_pause_out_of_range_is_refused(live: object) -> None:
    assert app(f"st.text_input('T', live={live!r})").exception


def test_a_pattern_may_come_with_a_message() -> None:
    field = app("st.text_input('T', validate=('^a+$', 'Only a'))").text_input[0]
    assert (field.validate, field.validate_message) == ("^a+$", "Only a")


@pytest.mark.parametrize("validate", [("a",), ("a", 5), ["a", "b"], 5])
def test_another_kind_of_pattern_is_refused(validate: object) -> None:
    assert app(f"st.text_input('T', validate={validate!r})").exception


def test_binding_a_field_to_the_address_needs_a_key() -> None:
    message = app("st.text_input('T', bind='query-params')").exception[0].message
    assert "needs a `key`" in message


@given(st.text(max_size=20))
def test_a_text_comes_back_as_it_was_sent(text: str) -> None:
    codec = TextCodec("", 20)
    assert codec.encode(codec.decode(text)) == text


@given(st.text(min_size=6))
def test_a_text_that_is_too_long_never_passes(text: str) -> None:
    with pytest.raises(ValueError, match="longer"):
        TextCodec("", 5).decode(text)


@pytest.mark.parametrize("wire", [5, True, ["a"], {"a": 1}, "\ud800", b"x"])
def test_what_is_no_text_never_passes(wire: object) -> None:
    with pytest.raises(ValueError, match=r"not a text|half of a character"):
        TextCodec("", None).decode(wire)


def test_autocomplete_is_a_text() -> None:
    assert app("st.text_input('T', autocomplete=5)").exception[0].proto.type == "TypeError"
