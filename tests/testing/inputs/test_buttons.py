"""Buttons under test."""

import pytest

from rerun_state.testing import AppTestError
from tests.testing.programs import app

PRESSED_BY_CODE = """
state = st.session_state
state.n = state.get("n", 0) + 1
calls = state.setdefault("calls", [])
if state.n % 2 == 0:
    st.text(st.button("W1", key="k", on_click=lambda: calls.append(state.k)))
state.k = True
st.button("W2", key="k")
"""


def test_a_callback_hears_that_nobody_pressed_what_code_had_pressed() -> None:
    at = app(PRESSED_BY_CODE).run()
    assert (at.text.values, at.run().session_state.calls) == (["True"], [False])


def test_a_press_is_no_news_where_code_had_pressed_already() -> None:
    at = app(PRESSED_BY_CODE).run()
    assert at.button[0].click().run().session_state.calls == []


@pytest.mark.parametrize(("value", "calls"), [(True, [False]), (False, []), (0, [])])
def test_what_a_test_presses_by_the_state_is_told_to_the_callback(
    value: object, calls: list[bool]
) -> None:
    body = "log = st.session_state.setdefault('log', [])\nst.button('B', key='k', on_click="
    at = app(body + "lambda: log.append(st.session_state.k))")
    at.session_state["k"] = value
    assert at.run().session_state.log == calls
    assert at.run().session_state.log == calls


def test_a_menu_tells_how_it_makes_labels_of_options() -> None:
    [menu] = app("st.menu_button('M', [1, 2], format_func=lambda n: 'n' * n)").menu_button
    assert (menu.format_func(3), menu.options) == ("nnn", ["n", "nn"])


def test_a_menu_is_chosen_from_by_option_label_or_place() -> None:
    at = app("st.text(st.menu_button('M', [1, 2], format_func='no {}'.format))")
    menu = at.menu_button[0]
    assert menu.click("no 2").run().text.values == ["2"]
    assert at.menu_button[0].click_index(0).run().text.values == ["1"]
    assert at.menu_button[0].click("no 3").run().text.values == ["None"]


def test_no_test_opens_the_address_of_a_link() -> None:
    link = app("st.link_button('Docs', 'https://a.b')").link_button[0]
    assert link.value == "Docs"
    with pytest.raises(AppTestError, match="address"):
        link.click()


def test_the_state_of_a_link_stays_as_code_has_set_it() -> None:
    at = app("st.text(st.link_button('L', 'https://x.y', key='l', on_click=len))").run()
    at.session_state["l"] = True
    assert at.run().text[0].value == "True"
