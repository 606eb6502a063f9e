"""Colours."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.inputs.color import ColorCodec
from tests.elements.inputs.apps import app, preset, shown


def test_a_colour_is_black_unless_said_otherwise() -> None:
    assert shown(app("st.color_picker('C')")) == "'#000000'"


def test_a_color_that_is_given_is_not_the_one_that_is_left_out() -> None:
    assert not app("st.color_picker('C') + st.color_picker('C', '#000000')").exception


@pytest.mark.parametrize("value", ["red", "#12", "#gggggg", "abcdef", "", 5])
def test_a_default_that_is_no_colour_is_refused(value: object) -> None:
    assert app(f"st.color_picker('C', {value!r})").exception


def test_a_colour_that_code_sets_wrongly_gives_way_to_the_default_in_the_next_run() -> None:
    at = preset("'red'", "st.color_picker('C', '#123456', key='k')")
    assert shown(at) == "'red'"
    assert shown(at.run()) == "'#123456'"


@given(st.one_of(st.text().filter(lambda text: not text.startswith("#")), st.integers(), st.none()))
def test_only_hexadecimal_colours_pass(wire: object) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        ColorCodec("#000000").decode(wire)


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_comes_back_as_it_was_sent(number: int) -> None:
    assert ColorCodec("#000000").decode(f"#{number:06x}") == f"#{number:06x}"


def test_the_field_of_a_colour_is_at_least_as_wide_as_its_swatch() -> None:
    assert not app("st.color_picker('C', width=0)").exception


def test_a_colour_of_another_class_becomes_a_plain_text() -> None:
    class Red(StrEnum):
        RED = "#ff0000"

    settled = ColorCodec("#000000").settle(Red.RED)
    assert (settled, type(settled)) == ("#ff0000", str)
