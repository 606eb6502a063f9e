"""One of several options: radio, selectbox."""

import pytest

from rerun_state.testing import AppTest
from tests.elements.calls import refusal
from tests.elements.inputs.apps import app, shown


@pytest.mark.parametrize(("kind", "error"), [("radio", "TypeError"), ("pills", "AttributeError")])
def test_a_label_that_is_no_text_raises_what_streamlit_does(kind: str, error: str) -> None:
    at = app(f"st.{kind}('C', ['a'], format_func={{}}.get)")
    assert at.exception[0].proto.type == error


def test_a_selectbox_returns_the_option_and_not_its_label() -> None:
    at = app("st.selectbox('S', [1, 2], format_func={1: 'one', 2: 'two'}.get)")
    assert at.selectbox[0].options == ["one", "two"]
    assert shown(at.selectbox[0].select(2).run()) == "2"


def test_nothing_is_chosen_at_first_with_index_none() -> None:
    at = app("st.radio('R', ['a', 'b'], index=None)")
    assert shown(at) == "None"
    assert shown(at.radio[0].set_value("b").run()) == "'b'"


def test_of_options_with_equal_labels_the_last_one_is_chosen() -> None:
    at = app("st.selectbox('S', ['a1', 'a2'], format_func=lambda s: s[0])")
    assert shown(at) == "'a1'"
    assert shown(at.selectbox[0].select_index(0).run()) == "'a2'"


def test_a_value_that_is_no_longer_offered_gives_way_to_the_default() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "few = st.checkbox('few')\n"
        "st.text(st.radio('R', ['a', 'b'] if few else ['a', 'b', 'c'], index=1, key='r'))"
    ).run()
    at.radio[0].set_value("c").run()
    assert shown(at.checkbox[0].check().run()) == "b"
    assert at.session_state["r"] == "b"


def test_a_member_of_an_enum_defined_anew_is_of_this_run() -> None:
    at = AppTest.from_string(
        "import enum\nimport rerun_state as st\n"
        "class E(enum.Enum):\n    A = 1\n    B = 2\n"
        "st.text(st.selectbox('S', E, key='s') in list(E))"
    ).run()
    at.selectbox[0].select("E.B").run()
    assert shown(at.run()) == "True"


@pytest.mark.parametrize("index", [2, -1, "1", 1.0])
def test_an_index_without_an_option_is_refused(index: object) -> None:
    assert "index" in app(f"st.radio('R', ['a', 'b'], index={index!r})").exception[0].message


def test_a_new_option_is_its_own_label() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "st.session_state.setdefault('s', 'new')\n"
        "st.text(st.selectbox('S', ['a'], accept_new_options=True, key='s'))"
    ).run()
    assert shown(at) == "new"
    assert shown(at.selectbox[0].select("a").run()) == "a"


def test_a_format_func_may_raise_stop_iteration_as_any_error() -> None:
    at = app("st.selectbox('S', [1, 2], format_func=lambda value: next(iter('')))")
    assert at.exception[0].proto.type == "StopIteration"


def test_the_option_that_stands_first_is_a_copy_until_a_browser_has_shown_it() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "options = st.session_state.setdefault('options', [['a'], ['b']])\n"
        "st.radio('R', options, key='r', format_func=str)\n"
        "st.text(st.session_state.r is options[0])"
    )
    assert [at.run().text[0].value for _ in range(2)] == ["False", "True"]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.selectbox('S', ['a'], filter_mode='x')", "StreamlitValueError"),
        (
            "st.selectbox('S', ['a'], filter_mode=None, accept_new_options=True)",
            "StreamlitIncompatibleParametersError",
        ),
        ("st.radio('R', ['a'], captions=[5])", "StreamlitInvalidParameterTypeError"),
    ],
)
def test_what_a_choice_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


def test_connections_and_locks_may_be_chosen_among() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nfrom threading import Lock\n"
        "locks = st.session_state.setdefault('locks', [Lock(), Lock()])\n"
        "chosen = st.selectbox('L', locks, format_func=lambda lock: str(locks.index(lock)))\n"
        "st.text(locks.index(chosen))"
    ).run()
    assert at.text[0].value == "0"
    assert at.selectbox[0].select_index(1).run().text[0].value == "1"
