"""What is shown, and what has a value."""

import pytest

from rerun_state.testing import AppTestError
from tests.testing.programs import app


def test_what_a_reader_cannot_do_is_refused() -> None:
    at = app("st.text('x')\nst.checkbox('C', disabled=True)")
    with pytest.raises(AppTestError):
        at.text[0].set_value("y")
    with pytest.raises(AppTestError):
        at.checkbox[0].check()


def test_a_disabled_widget_keeps_what_code_gave_it() -> None:
    at = app(
        "if 's' not in st.session_state: st.session_state.s = 2.5\n"
        "st.slider('S', 0, 10, key='s', disabled=True)"
    )
    assert at.run().run().slider[0].value == 2.5


def test_what_is_written_over_holds_no_value_and_is_not_cleared() -> None:
    at = app(
        "st.session_state.setdefault('t', 'x')\n"
        "with st.form('f', clear_on_submit=True):\n"
        "    place = st.empty()\n"
        "    place.text_input('T', key='t')\n"
        "    place.empty()\n"
        "    st.form_submit_button()"
    )
    at.button[0].click().run()
    at.button[0].click().run()
    assert at.session_state.t == "x"


def test_a_value_that_the_app_has_deleted_is_an_error() -> None:
    at = app("st.text_input('T', key='t')\nif st.button('B'):\n    del st.session_state.t")
    at.button[0].click().run()
    with pytest.raises(KeyError, match="'t'"):
        at.text_input[0].value  # noqa: B018
    with pytest.raises(KeyError, match="'t'"):
        at.run()


def test_a_value_that_the_app_has_deleted_and_set_anew_is_an_error() -> None:
    at = app(
        "st.text_input('T', key='t')\n"
        "if st.button('B'): del st.session_state.t; st.session_state.t = 'x'"
    )
    at.button[0].click().run()
    assert at.session_state.t == "x"
    with pytest.raises(KeyError, match="'t'"):
        at.run()
