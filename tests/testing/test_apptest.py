"""The interface of AppTest."""

import threading

import pytest

from rerun_state.testing import AppTest, AppTestError, ElementList, run_fragment


def app(body: str) -> AppTest:
    return AppTest.from_string(f"import rerun_state as st\n{body}").run()


def test_lists_are_found_by_index_slice_and_key() -> None:
    at = app("for n in range(3):\n    st.checkbox(str(n), key=f'k{n}')")
    assert at.checkbox[1].key == "k1"
    assert [box.label for box in at.checkbox[1:]] == ["1", "2"]
    assert at.checkbox(key="k2").label == "2"
    assert at.checkbox.values == [False] * 3


def test_places_scope_queries() -> None:
    at = app("a, b = st.columns(2)\na.text('x')\nwith b.expander('E'):\n    st.text('y')")
    assert at.columns[0].text.values == ["x"]
    assert at.columns[1].expander[0].text.values == ["y"]


def test_a_key_finds_any_element() -> None:
    at = app("with st.container(key='c'):\n    st.text_input('T', key='t')")
    assert at.get_by_key("t").label == "T"
    assert at.get_by_key("c").type == "flex_container"


def test_what_a_reader_cannot_do_is_refused() -> None:
    at = app("st.text('x')\nst.checkbox('C', disabled=True)")
    with pytest.raises(AppTestError):
        at.text[0].set_value("y")
    with pytest.raises(AppTestError):
        at.checkbox[0].check()


def test_secrets_user_and_context_are_what_the_test_says() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nst.write(st.secrets.db.user, st.user.name, st.context.locale)"
    )
    at.secrets["db"] = {"user": "me"}
    at.user = {"name": "Ada"}
    at.context = {"locale": "nb"}
    assert at.run().markdown[0].value == "me Ada nb"


def test_a_browser_that_cannot_be_is_refused() -> None:
    at = app("")
    at.context = {"theme": "blue"}
    with pytest.raises(AppTestError, match="theme"):
        at.run()


def test_an_app_that_hangs_is_given_up_and_runs_again() -> None:
    at = app("import time\nif st.session_state.get('slow'):\n    time.sleep(1)\nst.text('x')")
    at.session_state.slow = True
    with pytest.raises(RuntimeError):
        at.run(timeout=0.1)
    at.session_state.slow = False
    assert at.run().text.values == ["x"]


@pytest.mark.parametrize("kind", ["radio", "selectbox", "multiselect", "select_slider", "pills"])
def test_a_choice_tells_its_format_func(kind: str) -> None:
    at = AppTest.from_string(
        f"import rerun_state as st\nst.{kind}('C', [1, 2], format_func='n{{}}'.format)"
    ).run()
    (choice,) = at.main.children.values()
    assert choice.format_func(5) == "n5"


def test_none_takes_back_what_was_set_on_a_widget_that_is_never_empty() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.slider('S', 0, 9, 1)").run()
    at.slider[0].set_value(5).set_value(None)
    assert at.run().slider[0].value == 1


def test_an_app_that_is_given_up_does_not_go_on_if_it_can_end() -> None:
    at = app("if 'go' in st.session_state: st.rerun()")
    at.session_state.go = True
    before = set(threading.enumerate())
    with pytest.raises(RuntimeError):
        at.run(timeout=0.1)
    assert set(threading.enumerate()) <= before


def test_lists_compare_by_their_elements() -> None:
    at = app("st.text('x')")
    assert at.text == ElementList([at.text[0]])
    assert not at.button


def test_what_code_has_set_reaches_the_app_as_the_page_holds_it() -> None:
    at = app("st.text_input('T', key='t')\nst.button('B', key='b')")
    at.session_state.t = None
    at.session_state.b = True
    at.run()
    assert (at.session_state.t, at.button[0].value) == ("", False)


def test_an_element_that_was_kept_is_operated_on_its_own_page() -> None:
    at = app("st.number_input('N', 0)\nst.checkbox('C')")
    number, box = at.number_input[0], at.checkbox[0]
    number.increment().run()
    number.increment().run()
    box.check()
    assert (at.run().number_input[0].value, at.checkbox[0].value) == (2, False)
    assert box.run().checkbox[0].value is True


def test_only_the_fragment_of_the_element_reruns_whatever_else_was_set() -> None:
    at = app("@st.fragment\ndef f():\n    st.text_input('T')\nf()\nst.text_input('U', key='u')")
    at.text_input[1].set_value("y")
    run_fragment(at, at.text_input[0].set_value("x"))
    assert at.session_state.u == "y"
    assert at.text_input.values == ["x", "y"]


def test_a_value_that_the_page_holds_in_another_form_counts_as_a_change() -> None:
    at = app(
        "if 'seen' not in st.session_state: st.session_state.update(seen=[], s=2.5)\n"
        "hear = lambda: st.session_state.seen.append(st.session_state.s)\n"
        "st.slider('S', 0, 10, key='s', on_change=hear)"
    )
    assert at.slider[0].value == 2.5
    assert at.run().slider[0].value == 2
    assert at.session_state.seen == [2]


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


def test_a_script_that_is_no_python_leaves_the_page_empty() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.text('x')\nst.text(").run()
    assert not at.text
    assert not at.exception


def test_a_value_that_the_app_has_deleted_and_set_anew_is_an_error() -> None:
    at = app(
        "st.text_input('T', key='t')\n"
        "if st.button('B'): del st.session_state.t; st.session_state.t = 'x'"
    )
    at.button[0].click().run()
    assert at.session_state.t == "x"
    with pytest.raises(KeyError, match="'t'"):
        at.run()


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
