"""What must not stand on a page twice."""

import rerun_state as st
from tests.runtime.apps import App


def test_two_elements_with_one_key_are_an_error_that_names_both() -> None:
    def program() -> None:
        st.text_input("A", key="k")
        st.slider("B", key="k")

    app = App(program).run()
    assert app.errors == ["StreamlitDuplicateElementKey"]
    assert "'k' is used twice" in str(app.cell.error)


def test_two_elements_that_cannot_be_told_apart_are_an_error() -> None:
    def program() -> None:
        st.text_input("A")
        st.text_input("A")

    assert App(program).run().errors == ["StreamlitDuplicateElementId"]


def test_elements_without_a_key_in_main_and_sidebar_are_told_apart() -> None:
    def program() -> None:
        st.text_input("A")
        st.sidebar.text_input("A")

    assert App(program).run().errors == []


def test_two_forms_with_one_key_are_an_error_but_a_widget_may_share_it() -> None:
    def program() -> None:
        st.form("f")
        st.text_input("A", key="f")
        st.form("f")

    assert App(program).run().errors == ["StreamlitDuplicateElementKey"]
