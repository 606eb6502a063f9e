"""What a change of a widget does."""

from collections.abc import Callable

import pytest

import rerun_state as st
from tests.runtime.apps import App


def test_a_callback_gets_its_arguments() -> None:
    log = list[object]()

    def program() -> None:
        st.button(
            "Go", on_click=lambda *args, **kw: log.append((args, kw)), args=(1,), kwargs={"b": 2}
        )

    App(program).run().press("Go")
    assert log == [((1,), {"b": 2})]


def test_something_that_cannot_be_called_is_no_callback() -> None:
    def program() -> None:
        st.button("Go", on_click=5)  # type: ignore[arg-type]

    assert App(program).run().errors == ["StreamlitValueError"]


def test_a_widget_in_a_form_cannot_have_a_callback() -> None:
    def program() -> None:
        with st.form("f"):
            st.text_input("A", on_change=print)

    assert App(program).run().errors == ["StreamlitInvalidFormCallbackError"]


@pytest.mark.parametrize(
    "show",
    [
        lambda: st.button("B", on_click=print),
        lambda: st.download_button("D", "text", on_click=print),
        lambda: st.menu_button("M", ["a"], on_click=print),
        lambda: st.chat_input("C", on_submit=print),
    ],
)
def test_of_a_button_in_a_form_its_callback_is_refused_first(show: Callable[[], object]) -> None:
    def program() -> None:
        with st.form("f"):
            show()

    assert App(program).run().errors == ["StreamlitInvalidFormCallbackError"]
