"""Anybody's ipywidget as an input."""

import pytest

from rerun_state.testing import AppTest

pytestmark = pytest.mark.usefixtures("no_widgets_left")

HEAD = "import ipywidgets as w\nimport rerun_state as st\nmade = []\n"


def app(code: str) -> AppTest:
    return AppTest.from_string(HEAD + code).run()


def shown(at: AppTest) -> str:
    assert not at.exception, at.exception
    return str(at.text[0].value)


def refused(code: str, said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        shown(app(code))


SLIDER = "n = st.widget(lambda: w.IntSlider(3, 0, 10), key='n')\nst.text(n)\n"


def test_it_returns_the_value_of_the_trait() -> None:
    assert shown(app(SLIDER)) == "3"


def test_a_change_reaches_the_next_run_and_the_state() -> None:
    at = app(SLIDER)
    at.widget(key="n").set_value(7).run()
    assert shown(at) == "7"
    assert at.session_state.n == 7


def test_a_factory_is_called_once() -> None:
    at = app("st.text(id(st.widget(w.IntSlider, trait=None)))")
    assert shown(at) == shown(at.run())


def test_two_of_one_factory_are_known_by_their_order() -> None:
    at = app("st.text([st.widget(w.IntSlider) for _ in range(2)])")
    assert shown(at.widget[1].set_value(5).run()) == "[0, 5]"


def test_what_code_sets_before_the_call_is_set_in_the_trait() -> None:
    at = app("st.session_state.n = 5\nx = st.widget(w.IntSlider, key='n')\nst.text(x)")
    assert shown(at) == "5"
    assert at.widget[0].node.element.props["widget"].value == 5


def test_the_state_holds_what_the_trait_has_made_of_a_value() -> None:
    at = app("st.session_state.n = 50\nst.text(st.widget(lambda: w.IntSlider(max=9), key='n'))")
    assert shown(at) == "9"
    assert at.session_state.n == 9


def test_what_a_trait_does_not_take_is_an_error_at_the_call() -> None:
    at = app("st.session_state.setdefault('n', 'x')\n" + SLIDER)
    assert at.exception[0].proto.type.endswith("TraitError")
    assert at.session_state.n == "x"


def test_a_callback_hears_of_a_change() -> None:
    at = app("""
def moved(by): st.session_state.seen = (st.session_state.n, by)
st.widget(w.IntSlider, key="n", on_change=moved, args=("x",))
st.text(st.session_state.get("seen"))
""")
    assert shown(at.widget[0].set_value(4).run()) == "(4, 'x')"


def test_a_form_holds_the_value_until_it_is_submitted() -> None:
    at = app("""
with st.form("f", clear_on_submit=True):
    n = st.widget(lambda: w.IntSlider(1), key="n")
    st.form_submit_button("Go")
st.text(n)
""")
    at.widget[0].set_value(4)
    assert shown(at.button[0].click().run()) == "4"
    assert at.run().widget[0].node.element.props["widget"].value == 1


def test_several_traits_are_one_entry() -> None:
    at = app("""
s = st.widget(lambda: w.IntSlider(1, 0, 9), key="s", trait=("value", "max"))
st.text((s.value, s.max))
st.button("Far", on_click=lambda: st.session_state.update(s={"value": 40, "max": 50}))
""")
    assert at.session_state.s == {"value": 1, "max": 9}
    assert shown(at.button[0].click().run()) == "(40, 50)"


def test_deleting_the_entry_brings_the_default_back() -> None:
    at = app(SLIDER + "st.button('Reset', on_click=lambda: st.session_state.__delitem__('n'))")
    at.widget[0].set_value(7).run()
    assert shown(at.button[0].click().run()) == "3"


def test_a_value_that_holds_objects_is_the_object_itself() -> None:
    at = app("""
thing = st.session_state.setdefault("thing", object())
x = st.widget(lambda: w.Dropdown(options=[("a", thing)]), key="d")
st.text(x is thing)
""")
    assert shown(at) == "True"


def test_a_trait_that_the_run_sets_is_in_the_state_at_once() -> None:
    at = app("""
s = st.widget(w.IntSlider, key="n", trait=("value", "max"))
s.value = 8
st.text(st.session_state.n["value"])
""")
    assert shown(at) == shown(at.run()) == "8"


def test_a_callback_may_set_the_widget_itself() -> None:
    at = app("""
kept = st.session_state.setdefault("kept", w.IntSlider())
st.text(st.widget(kept, key="n"))
st.button("Five", on_click=lambda: setattr(kept, "value", 5))
""")
    assert shown(at.button[0].click().run()) == "5"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("w.IntSlider, trait='zoom'", "no trait 'zoom'.*max, min"),
        ("w.HBox", "no trait 'value'.*children"),
        ("3", "takes an ipywidget.*not 3"),
        ("lambda: 3", "a function that returns 3"),
        ("w.Button, listen=3", "listen of widget"),
        ("w.Button, listen=print, trait='value'", "either by"),
        ("w.IntSlider, persist_state='page'", "needs a `key`"),
    ],
)
def test_what_cannot_be_is_told_with_a_cure(call: str, said: str) -> None:
    refused(f"st.widget({call})", said)


def test_two_of_one_factory_are_known_by_their_keys() -> None:
    at = app("st.text([st.widget(w.IntSlider, key=key) for key in 'ab'])")
    assert shown(at.widget[1].set_value(5).run()) == "[0, 5]"


def test_a_widget_that_was_made_is_known_by_itself() -> None:
    at = app(
        "first = st.session_state.setdefault('first', w.IntSlider(1))\n"
        "second = st.session_state.setdefault('second', w.IntSlider(2))\n"
        "order = [first, second] if st.toggle('T') else [second, first]\n"
        "st.text([st.widget(each) for each in order])"
    )
    at.widget[0].set_value(7).run()
    assert shown(at) == "[7, 1]"
    assert shown(at.toggle[0].set_value(True).run()) == "[1, 7]"


def test_what_another_thread_has_set_and_not_told_yet_is_left_alone() -> None:
    at = app("""
kept = st.session_state.setdefault("kept", w.IntSlider())
if st.toggle("Late"):
    kept._trait_values["value"] = 5  # as a message does, until it is through
st.text(st.widget(kept, key="n"))
""")
    at.toggle[0].set_value(True).run()
    assert at.session_state.kept.value == 5
    at.toggle[0].set_value(False).run()  # nobody has told, so that the state counts again
    assert at.session_state.kept.value == 0
