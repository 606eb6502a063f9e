"""What a test does, as a browser would send it."""

import pytest

from tests.testing.programs import app

FORM = """
with st.form("f"):
    st.text_input("In", key="inside")
    st.form_submit_button("Send")
"""


def test_a_form_keeps_back_what_a_test_enters_until_it_is_submitted() -> None:
    at = app(FORM)
    at.text_input[0].set_value("x").run()
    assert at.session_state.inside == ""
    at.text_input[0].set_value("x")
    at.button[0].click().run()
    assert at.session_state.inside == "x"


def test_a_button_that_is_set_to_false_is_not_pressed() -> None:
    at = app("st.button('B', on_click=lambda: st.session_state.update(called=True))")
    at.button[0].set_value(False).run()
    assert "called" not in at.session_state


def test_a_press_by_code_is_over_when_a_test_does_something_else() -> None:
    at = app("st.text(st.button('B', key='b'))\nst.checkbox('C')")
    at.session_state.b = True
    assert at.checkbox[0].check().run().text[0].value == "False"


@pytest.mark.parametrize(
    "button", ["st.button('B', ", "st.download_button('B', 'x', ", "st.menu_button('B', ['x'], "]
)
def test_a_button_whose_state_is_deleted_is_told_of_as_by_streamlit(button: str) -> None:
    at = app(f"{button}key='b', on_click=lambda: st.session_state.update(called=True))")
    del at.session_state["b"]
    at.run()
    assert ("called" in at.session_state) == ("menu" not in button)
