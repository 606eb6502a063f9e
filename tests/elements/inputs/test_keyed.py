"""Traits of ipywidgets as entries of the state, by `st.keyed`."""

import pytest

from tests.elements.inputs.test_widget import app, refused, shown

pytestmark = pytest.mark.usefixtures("no_widgets_left")


KEPT = """
n = st.keyed("n", st.session_state.setdefault("kept", w.IntSlider(3, 0, 10)))
st.text((n.value, st.session_state.n))
"""


def test_it_returns_the_widget_whose_trait_is_an_entry_of_the_state() -> None:
    at = app(KEPT)
    assert shown(at) == "(3, 3)"
    assert at.session_state.n == 3


def test_it_puts_nothing_on_the_page() -> None:
    assert len(app(KEPT).get("widget")) == 0


def test_what_code_sets_in_the_state_is_set_in_the_widget() -> None:
    at = app(KEPT + "st.button('Zero', on_click=lambda: st.session_state.update(n=0))")
    assert shown(at.button[0].click().run()) == "(0, 0)"


def test_a_widget_that_each_run_makes_anew_has_the_value_of_the_state() -> None:
    at = app("n = st.keyed('n', w.IntSlider(3))\nst.text(n.value)")
    at.session_state.n = 7
    assert shown(at.run()) == "7"
    assert shown(at.run()) == "7"


def test_a_trait_that_the_run_sets_is_in_the_state_at_once() -> None:
    at = app("n = st.keyed('n', w.IntSlider(3))\nn.value = 8\nst.text(st.session_state.n)")
    assert shown(at) == "8"


def test_code_outside_of_the_run_that_sets_the_trait_runs_the_app() -> None:
    at = app(KEPT)
    at.session_state.kept.value = 5
    assert shown(at.run()) == "(5, 5)"


def test_a_callback_hears_of_a_change() -> None:
    at = app("""
def moved(by): st.session_state.seen = (st.session_state.n, by)
kept = st.session_state.setdefault("kept", w.IntSlider())
st.keyed("n", kept, on_change=moved, args=("x",))
st.text(st.session_state.get("seen"))
""")
    at.session_state.kept.value = 4
    assert shown(at.run()) == "(4, 'x')"


def test_a_form_holds_the_value_until_it_is_submitted() -> None:
    at = app("""
kept = st.session_state.setdefault("kept", w.IntSlider(1))
with st.form("f"):
    st.keyed("n", kept)
    st.form_submit_button("Go")
st.text((st.session_state.n, kept.value))
""")
    at.session_state.kept.value = 4
    assert shown(at.run()) == "(1, 4)"
    assert shown(at.button[0].click().run()) == "(4, 4)"


def test_several_traits_are_one_entry() -> None:
    at = app("st.text(st.keyed('s', w.IntSlider(1, 0, 9), trait=('value', 'max')).max)")
    assert at.session_state.s == {"value": 1, "max": 9}


def test_an_entry_goes_with_the_call_unless_it_persists() -> None:
    at = app("""
if st.toggle("On", True):
    st.keyed("a", w.IntSlider(3))
    st.keyed("b", w.IntSlider(3), persist_state="session")
st.text(("a" in st.session_state, "b" in st.session_state))
""")
    assert shown(at.toggle[0].set_value(False).run().run()) == "(False, True)"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("'n', 3", "a key and an ipywidget, not 3"),
        ("'n', w.IntSlider", "st.widget"),
        ("'n', w.HBox()", "no trait 'value'"),
        ("'n', w.HBox(), trait=None", "needs a trait"),
        ("'', w.IntSlider()", "key of a keyed is empty"),
        ("'n', w.IntSlider(), persist_state='x'", "persist_state"),
    ],
)
def test_what_cannot_be_is_told_with_a_cure(call: str, said: str) -> None:
    refused(f"st.keyed({call})", said)


def test_two_of_one_key_are_refused() -> None:
    at = app("st.keyed('n', w.IntSlider())\nst.keyed('n', w.IntSlider())")
    assert "used twice" in at.exception[0].message
