"""A form holds changes back until it is submitted."""

from dataclasses import replace
from typing import Any

import pytest

import rerun_state as st
from rerun_state.runtime.model import form
from rerun_state.runtime.model.events import Event
from rerun_state.runtime.model.form import Form
from rerun_state.runtime.model.widget import Widget
from rerun_state.testing import AppTest
from tests.runtime.apps import App
from tests.runtime.model.test_events import A, B

SCRIPT = """
import rerun_state as st
with st.form("f", clear_on_submit=CLEAR):
    name = st.text_input("Name", "nobody", key="name")
    sent = st.form_submit_button("Send")
st.text(f"{name} {sent}")
"""


def program() -> None:
    with st.form("f"):
        name = st.text_input("Name", key="name")
        age = st.number_input("Age", 0, 99, key="age")
        sent = st.form_submit_button("Send")
    st.text(f"{name} {age} {sent}")


def test_the_last_change_of_each_widget_is_held() -> None:
    form = Form("f")
    for event in [Event(A, 1), Event(B, 1), Event(A, 2)]:
        form.hold(event)
    assert [(e.widget, e.value) for e in form.release()] == [(B, 1), (A, 2)]
    assert form.release() == []


def test_a_change_in_a_form_starts_no_run() -> None:
    app = App(program).run()
    app.change("Name", "Ada")
    assert app.texts == ["0 False"]
    assert not app.cell.queue.waiting


def test_the_submit_button_sends_all_changes_at_once() -> None:
    app = App(program).run()
    app.send("Name", "Ada")
    app.send("Age", 36)
    assert app.press("Send").texts == ["Ada 36 True"]


def test_a_rerun_for_another_reason_keeps_what_is_held() -> None:
    app = App(program).run()
    app.send("Name", "Ada")
    assert app.run().texts == ["0 False"]
    assert app.press("Send").texts == ["Ada 0 True"]


def test_clear_on_submit_shows_the_defaults_with_the_next_submission() -> None:
    at = AppTest.from_string(SCRIPT.replace("CLEAR", "True")).run()
    at.text_input[0].set_value("Ada")
    at.button[0].click().run()
    assert at.text.values == ["Ada True"]
    at.button[0].click().run()
    assert at.text.values == ["nobody True"]


def test_code_that_sets_a_form_is_refused() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.session_state.f = 1\nst.form('f')").run()
    assert "'f'" in at.exception[0].message


def test_a_sidebar_within_a_form_belongs_to_the_form() -> None:
    def program() -> None:
        with st.form("f"), st.sidebar:
            st.text_input("Name")

    form = App(program).run().widget("Name").form
    assert form is not None
    assert form.key == "f"


def test_a_container_from_outside_is_in_no_form_although_its_with_stands_in_one() -> None:
    def program() -> None:
        outside = st.container()
        with st.form("f"), outside:
            st.text_input("Name")

    assert App(program).run().widget("Name").form is None


def test_a_block_entered_twice_ends_the_search_for_a_form() -> None:
    def program() -> None:
        with st.sidebar, st.sidebar:
            st.text_input("Name")

    assert App(program).run().widget("Name").form is None


def test_what_replaces_a_form_is_in_no_form() -> None:
    def program() -> None:
        place = st.empty()
        for key in ("f", "g"):
            with place.form(key):
                st.form_submit_button("Send")
        with place:
            st.text_input("Name")

    app = App(program).run()
    assert (app.errors, app.widget("Name").form) == ([], None)


def test_what_was_held_for_a_widget_that_is_gone_is_not_sent() -> None:
    def program() -> None:
        with st.form("f"):
            if not st.session_state.get("hide"):
                st.text_input("Name", key="name")
            st.form_submit_button("Send")

    app = App(program).run().change("Name", "Ada")
    for hide in (True, False):
        app.state["hide"] = hide
        app.run()
    assert app.press("Send").state["name"] == ""


def test_a_submit_button_with_an_empty_key_has_none() -> None:
    def program() -> None:
        for key in ("f", "g"):
            with st.form(key):
                st.form_submit_button("Send", key="")

    assert App(program).run().errors == []


def test_a_container_in_the_sidebar_or_outside_ends_a_form() -> None:
    def program() -> None:
        place = st.empty()
        with st.form("f"):
            with st.sidebar:
                st.text_input("In the sidebar")
                with st.container():
                    st.text_input("In its container")
            with place:
                st.text_input("Outside")
            st.form_submit_button("Send")

    app = App(program).run()
    inside = [app.widget(label).form is not None for label in ("In the sidebar", "Send")]
    outside = [app.widget(label).form is None for label in ("In its container", "Outside")]
    assert inside == outside == [True, True]


def test_a_form_with_an_empty_key_is_a_frame() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nwith st.form(''): st.text(st.button('plain'))"
    ).run()
    assert at.button[0].click().run().text.values == ["True"]


def test_what_the_reader_types_while_a_run_shows_the_form_is_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = Form("f")
    held.hold(Event(A, 1))

    def type_meanwhile(widget: Widget, value: Any, before: Widget) -> Any:
        held.hold(Event(A, 2))
        return value

    monkeypatch.setattr(form, "carried", type_meanwhile)
    held.carry(replace(A))
    assert [event.value for event in held.release()] == [2]


def test_a_default_takes_the_place_of_nothing_that_the_reader_typed() -> None:
    held = Form("f")
    held.hold(Event(A, 1))
    for widget in (A, B):
        held.hold_unless(Event(widget, 0))
    assert [event.value for event in held.release()] == [1, 0]
