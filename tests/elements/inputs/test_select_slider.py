"""The slider over options."""

from typing import Any

from hypothesis import given

from rerun_state.elements.inputs.select_slider import PlacesCodec
from tests.elements.inputs.apps import WIRES, app, offer, shown


def test_a_select_slider_returns_a_range_in_order() -> None:
    at = app("st.select_slider('S', ['XS', 'S', 'M'], ('M', 'XS'))")
    assert shown(at) == "('XS', 'M')"
    assert shown(at.select_slider[0].set_range("M", "S").run()) == "('S', 'M')"


def test_a_select_slider_reads_an_option_that_is_a_tuple_as_a_range() -> None:
    at = app("st.select_slider('S', [(1, 2), (3, 4), (5, 6)], key='s')")
    assert shown(at) == "((1, 2), (5, 6))"
    at = app("st.select_slider('S', [(1, 2), 1, 2])")
    assert shown(at) == "(1, 2)"


def test_a_select_slider_without_options_is_an_error() -> None:
    assert "no options" in app("st.select_slider('S')").exception[0].message


@given(WIRES)
def test_a_range_of_options_never_ends_before_it_begins(wire: Any) -> None:
    try:
        low, high = PlacesCodec(offer(), [0, 1]).decode(wire)
    except ValueError:
        return
    assert "abc".index(low) <= "abc".index(high)
