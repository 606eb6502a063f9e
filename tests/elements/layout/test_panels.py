"""Tabs, expanders and popovers: what is open is a value where the app asks for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.layout.panels import _OneOf
from rerun_state.testing import AppTest
from tests.elements.calls import refusal
from tests.testing.programs import app

LABELS = ["One", "Two", "Three"]


def test_a_panel_without_on_change_does_not_know_whether_it_is_open() -> None:
    at = app("st.write(st.expander('E').open, st.tabs(['a'])[0].open, st.popover('P').open)")
    assert at.markdown[0].value == "`None` `None` `None`"


def test_the_open_tab_is_a_value_of_the_state() -> None:
    at = app("tabs = st.tabs(['a', 'b'], key='t', on_change='rerun')\nst.write(tabs[1].open)")
    at.session_state.t = "b"
    assert at.run().markdown[0].value == "`True`"


def test_a_label_that_is_none_opens_the_default_tab() -> None:
    at = app("st.tabs(['a', 'b'], key='t', on_change='rerun', default='b')")
    at.session_state.t = "gone"
    assert at.run().session_state.t == "b"


def test_what_a_panel_shows_is_a_plain_handle() -> None:
    at = app("handle = st.expander('E').text('x')\nst.write('open' in dir(handle))")
    assert at.expander[0].text[0].value == "x"
    assert at.markdown[0].value == "`False`"


@given(some.one_of(some.integers(), some.booleans(), some.none(), some.text(), some.floats()))
def test_a_browser_opens_no_tab_that_is_not_there(wire: object) -> None:
    codec = _OneOf(LABELS, "One")
    if type(wire) is int and 0 <= wire < len(LABELS):
        assert codec.decode(wire) == LABELS[wire]
    else:
        with pytest.raises(ValueError, match="not an index"):
            codec.decode(wire)


@given(some.sampled_from(LABELS))
def test_a_tab_survives_the_way_to_the_browser_and_back(label: str) -> None:
    codec = _OneOf(LABELS, "One")
    assert codec.decode(codec.encode(label)) == label


def test_a_binding_reads_and_tells_the_address() -> None:
    code = "import rerun_state as st\nif st.button('B'): st.session_state.e = True\n"
    code += "st.expander('E', key='e', bind='query-params')"
    at = AppTest.from_string(code)
    at.query_params["e"] = "true"
    assert at.run().session_state.e is True
    other = AppTest.from_string(code).run()
    assert other.button[0].click().run().query_params == {"e": "true"}


@pytest.mark.parametrize("labels", ["{'a': 1}.keys()", "(c for c in 'ab')", "{'a'}"])
def test_the_labels_of_tabs_are_in_order(labels: str) -> None:
    assert app(f"st.tabs({labels})").exception[0].proto.type == "TypeError"
    assert app("st.tabs({'a': 1})").exception[0].proto.type == "KeyError"


@pytest.mark.parametrize("kind", ["expander", "popover"])
@pytest.mark.parametrize("value", ["'x'", "None", "1.5"])
def test_a_place_is_opened_by_a_truth_value(kind: str, value: str) -> None:
    call = f"st.session_state.k = {value}\nst.{kind}('E', key='k', on_change='rerun')"
    assert app(call).exception[0].proto.type == "TypeError"


def test_an_empty_key_of_places_is_none() -> None:
    assert not app(
        "st.container(key='')\nst.tabs(['a'], key='')\nst.expander('E', key='')"
    ).exception


@pytest.mark.parametrize("call", ["st.expander('P'", "st.popover('P'", "st.tabs(['P']"])
def test_a_place_without_a_value_has_its_key_for_style_sheets(call: str) -> None:
    at = app(f"{call}, key='k')")
    assert at.get_by_key("k").node.element.props["key"] == "k"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.expander(None)", "StreamlitMissingRequiredParameterError"),
        ("st.popover(None)", "StreamlitMissingRequiredParameterError"),
        ("st.expander('E', on_change=None)", "StreamlitValueError"),
        ("st.tabs(['a'], default='b')", "StreamlitValueError"),
        ("st.tabs([], on_change='rerun')", "StreamlitMissingRequiredParameterError"),
        ("st.tabs([5])", "StreamlitInvalidParameterTypeError"),
    ],
)
def test_what_a_panel_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error
