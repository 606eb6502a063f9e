"""All that is kept of a session, and a session that goes on from it."""

import json

import pytest

from rerun_state.keeping.document import UnreadableError, dated, gather, restore
from rerun_state.testing import AppTest

INPUTS = """
import rerun_state as st
from enum import Enum
class Kind(Enum): X = 1; Y = 2
OPTIONS = OPTIONS_HERE
n = st.number_input("n", 0, MOST, 2)
kind = st.selectbox("kind", Kind, format_func=lambda kind: kind.name)
some = st.multiselect("some", OPTIONS, key="some")
one = st.pills("one", OPTIONS, key="one")
ends = st.select_slider("ends", OPTIONS, value=(OPTIONS[0], OPTIONS[1]), key="ends")
day = st.date_input("day", "2024-01-01")
word = st.text_input("word", key="word")
st.text_input("pw", type="password", key="pw")
st.button("press", key="press")
st.file_uploader("file", key="file")
st.text(f"{n} {kind.name} {some} {one} {ends} {day} {word}")
"""


def app(text: str | None = None, options: str = "['a', 'b', 'c']", most: int = 9) -> AppTest:
    at = AppTest.from_string(INPUTS.replace("OPTIONS_HERE", options).replace("MOST", str(most)))
    if text is not None:
        restore(at.session, text)
    return at.run()


def used() -> AppTest:
    at = app()
    at.number_input[0].set_value(7)
    at.selectbox[0].select_index(1)
    at.multiselect[0].set_value(["c", "a"])
    at.pills[0].set_value("b")
    at.select_slider[0].set_range("b", "c")
    at.text_input[0].set_value("hello")
    at.text_input[1].set_value("geheim")
    at.session_state["free"] = {"a": (1, 2)}
    return at.run()


def kept(at: AppTest) -> str:
    return dated(gather(at.session).text())


def test_a_session_goes_on_from_what_was_kept() -> None:
    at = used()
    on = app(kept(at))
    assert on.text[0].value == at.text[0].value
    assert on.text[0].value.startswith("7 Y ['c', 'a'] b ('b', 'c')")
    assert on.session_state["free"] == {"a": (1, 2)}


def test_half_of_a_surrogate_pair_is_kept_as_what_any_store_takes() -> None:
    at = used()
    at.session_state["half"] = "\ud800 ü"
    text = kept(at.run())
    assert text.isascii()
    assert app(text).session_state["half"] == "\ud800 ü"


def test_passwords_presses_and_uploads_are_no_part_of_it() -> None:
    text = kept(used())
    assert "geheim" not in text
    assert not {"pw", "press", "file"} & json.loads(text)["entries"].keys()


def test_a_value_that_is_not_offered_any_more_gives_way_to_the_default() -> None:
    on = app(kept(used()), options="['x', 'b', 'c']", most=5)
    assert not on.exception
    assert on.text[0].value.startswith("2 Y [] b ('b', 'c')")


def test_options_in_another_order_are_known_by_their_labels() -> None:
    on = app(kept(used()), options="['c', 'b', 'a']")
    assert "['c', 'a'] b" in on.text[0].value


def test_what_was_not_shown_again_is_kept_on() -> None:
    at = AppTest.from_string("")
    restore(at.session, kept(used()))
    assert json.loads(kept(at))["widgets"] == json.loads(kept(used()))["widgets"]


def test_code_has_the_last_word() -> None:
    text = kept(used())
    at = AppTest.from_string(
        "import rerun_state as st\nst.session_state.word = 'code'\n"
        "st.text(st.text_input('word', key='word'))"
    )
    restore(at.session, text)
    assert at.run().text[0].value == "code"


def test_an_entry_can_be_read_before_its_widget_is_shown() -> None:
    text = kept(used())
    at = AppTest.from_string("import rerun_state as st\nst.text(st.session_state.word)")
    restore(at.session, text)
    assert at.run().text[0].value == "hello"


def test_what_cannot_be_kept_is_named_and_the_rest_is_kept() -> None:
    at = used()
    at.session_state["bad"] = object()
    found = gather(at.session)
    assert found.left_out == {"bad": "a object"}
    assert found.entries["word"] == "hello"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', '{"format": 1, "entries": 3}'])
def test_a_damaged_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        restore(AppTest.from_string("").session, text)


def test_a_text_of_a_later_version_is_refused() -> None:
    with pytest.raises(UnreadableError, match="later version"):
        restore(AppTest.from_string("").session, '{"format": 99}')
