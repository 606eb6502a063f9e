"""Fragments that write to containers which are not theirs."""

from typing import Any

import rerun_state as st
from rerun_state.testing import AppTest, run_fragment
from tests.runtime.apps import App

APP = """
import rerun_state as st
box = st.container()

@st.fragment
def part():
    n = st.session_state["n"] = st.session_state.get("n", -1) + 1
    box.text(f"run {n}")
    st.button("Again")
    if st.session_state.get("toast"):
        st.toast(f"toast {n}")
    if st.session_state.get("elsewhere"):
        st.sidebar.text("late")

box.text("before")
part()
box.text("after")
"""


def test_a_rerun_replaces_what_the_fragment_wrote_there_and_nothing_else() -> None:
    at = AppTest.from_string(APP).run()
    run_fragment(at, at.button[0].click())
    assert at.text.values == ["before", "run 1", "after"]


def test_a_place_that_no_full_run_gave_is_refused() -> None:
    at = AppTest.from_string(APP).run()
    at.session_state.elsewhere = True
    run_fragment(at, at.button[0].click())
    assert "Let it write there in every full run" in at.exception[0].message


def test_a_rerun_takes_back_the_toasts_of_the_last_one() -> None:
    at = AppTest.from_string(APP).run()
    at.session_state.toast = True
    for n in (1, 2):
        run_fragment(at, at.button[0].click())
        assert at.toast.values == [f"toast {n}"]


def test_an_error_is_shown_where_the_fragment_stands() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nleft, _ = st.columns(2)\n@st.fragment\ndef part(): 1 / 0\n"
        "with left: part()\nst.text('never')"
    ).run()
    assert at.columns[0].exception[0].message == "division by zero"
    assert not at.text


def test_a_widget_that_is_refused_a_place_has_its_value_all_the_same() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n@st.fragment\ndef part():\n"
        "    if st.button('Go'): st.sidebar.checkbox('C', key='c')\npart()"
    ).run()
    run_fragment(at, at.button[0].click())
    assert "Let it write there in every full run" in at.exception[0].message
    assert at.session_state.c is False


def test_what_a_nested_fragment_wrote_elsewhere_goes_when_it_is_not_called_again() -> None:
    @st.fragment
    def inner(side: Any) -> None:
        side.text("inner")

    @st.fragment
    def outer(side: Any) -> None:
        if not st.button("Hide"):
            inner(side)

    def program() -> None:
        outer(st.container())

    app = App(program).run()
    assert app.texts == ["inner"]
    assert app.press("Hide").texts == []


KEPT = """
import rerun_state as st
box = st.container()
kept = st.session_state.setdefault("kept", box)

@st.fragment
def part():
    n = st.session_state["n"] = st.session_state.get("n", -1) + 1
    st.button("Again")
    kept.text(f"kept {n}")
    box.text(f"own {n}")

part()
box.text("after")
"""


def test_by_a_kept_handle_it_has_the_place_whose_number_follows() -> None:
    at = AppTest.from_string(KEPT).run()
    assert at.text.values == ["kept 0", "own 0", "after"]
    assert at.run().text.values == ["own 1", "after", "kept 1"]


def test_a_rerun_replaces_what_it_wrote_by_a_kept_handle() -> None:
    at = AppTest.from_string(KEPT).run().run()
    for n in (2, 3):
        run_fragment(at, at.button[0].click())
        assert at.text.values == [f"own {n}", "after", f"kept {n}"]
