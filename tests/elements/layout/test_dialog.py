"""Dialogs: fragments in a window of their own, one in a run."""

from typing import Any

import pytest

from rerun_state.testing import AppTest, run_fragment
from tests.elements.calls import refusal, run

APP = """
import rerun_state as st

@st.dialog("Ask")
def ask():
    if st.button("Close", key="close"):
        st.rerun()
    st.checkbox("Sure", key="sure")
    st.write("inside", st.session_state.sure)

if st.button("Open"):
    ask()
st.session_state.runs = st.session_state.get("runs", 0) + 1
"""


def opened() -> AppTest:
    return AppTest.from_string(APP).run().button[0].click().run()


def test_a_dialog_shows_what_its_function_shows() -> None:
    at = opened()
    assert at.dialog[0].proto.title == "Ask"
    assert at.dialog[0].markdown[0].value == "inside `False`"


def test_an_event_in_a_dialog_reruns_the_dialog_alone() -> None:
    at = opened()
    run_fragment(at, at.checkbox[0].check())
    assert at.dialog[0].markdown[0].value == "inside `True`"
    assert at.session_state.runs == 2


def test_a_rerun_of_the_app_closes_the_dialog() -> None:
    at = opened()
    run_fragment(at, at.button(key="close").click())
    assert len(at.dialog) == 0


def test_each_call_has_a_number_of_its_own() -> None:
    at = opened()
    first = at.dialog[0].proto.opened
    at.button[0].click().run()
    assert at.dialog[0].proto.opened != first


def test_a_second_dialog_of_a_run_is_refused() -> None:
    other = "\n@st.dialog('Other')\ndef other(): ...\nask()\nother()"
    at = AppTest.from_string(APP + other).run()
    assert at.exception[0].proto.type.endswith("StreamlitInvalidLayoutContextError")


def test_a_dialog_called_twice_is_a_duplicate_element() -> None:
    at = AppTest.from_string(APP + "\nask()\nask()").run()
    assert at.exception[0].proto.type.endswith("StreamlitDuplicateElementId")


def test_a_dialog_of_a_page_is_another_one_than_that_around_the_pages() -> None:
    pages = "\npages = st.navigation([st.Page(lambda: ask(), title='P')])\nask()\npages.run()"
    at = AppTest.from_string(APP + pages).run()
    assert at.exception[0].proto.type.endswith("StreamlitInvalidLayoutContextError")


@pytest.mark.parametrize("title", ["None", "5", "st.text"])
def test_what_is_no_text_is_refused_as_a_title_at_once(title: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.dialog({title})").run()
    assert at.exception[0].proto.type.endswith("StreamlitMissingRequiredParameterError")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.dialog('T', on_dismiss=None)(lambda: None)()", "StreamlitValueError"),
        ("st.dialog('T', width='x')(lambda: None)()", "StreamlitValueError"),
        ("st.dialog('T', width=0)(lambda: None)()", "StreamlitValueError"),
        ("st.dialog('T', width=True)(lambda: None)()", "StreamlitValueError"),
        ("st.dialog('')(lambda: None)()", "StreamlitMissingRequiredParameterError"),
    ],
)
def test_what_a_dialog_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


@pytest.mark.parametrize("width", ["small", "large", 300])
def test_a_dialog_is_as_wide_as_asked_for(width: object) -> None:
    at = run(f"st.dialog('T', width={width!r}, icon=':material/home:')(lambda: None)()")
    made = at.dialog[0].node.element.props
    assert (made["width"], made["icon"], made["title"]) == (width, ":material/home:", "T")


def test_a_dialog_opens_in_no_other_one() -> None:
    at = run("@st.dialog('In')\ndef inner(): ...\n@st.dialog('Out')\ndef outer(): inner()\nouter()")
    assert "inside of another one" in at.exception[0].message


def test_who_closes_a_dialog_may_rerun_the_app() -> None:
    at = run("st.dialog('T', on_dismiss='rerun')(lambda: st.text('in'))()")
    node: Any = at.dialog[0].node
    assert (node.widget.trigger, node.value) == (True, False)
