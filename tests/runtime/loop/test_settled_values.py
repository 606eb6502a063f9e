"""Values that a page holds in another form than code gave them."""

import rerun_state as st
from rerun_state.runtime.loop.settled_values import sent_along
from rerun_state.runtime.model.events import Event
from tests.runtime.apps import App


def program() -> None:
    st.text_input("Name", key="name", max_chars=3)


def test_what_a_page_makes_of_a_value_comes_before_what_its_reader_did() -> None:
    cell = App(program).run().cell
    (shown,) = cell.owned.values()
    events = sent_along(cell, {shown.id: "Ann"}, [])
    assert [(event.widget, event.value) for event in events] == [(shown, "Ann")]


def test_what_the_reader_did_to_a_widget_counts() -> None:
    cell = App(program).run().cell
    (shown,) = cell.owned.values()
    events = [Event(shown, "Bob")]
    assert sent_along(cell, {shown.id: "Ann"}, events) == events


def test_a_widget_that_no_app_shows_keeps_what_code_gave_it() -> None:
    cell = App(program).run().cell
    assert sent_along(cell, {"gone": "Ann"}, []) == []
    assert not cell.session.state.holds("gone")
