"""What a page tells of itself."""

from typing import Any

import pytest

import rerun_state as st
from rerun_state.runtime.loop.page_messages import take_message
from tests.runtime.apps import App

TOLD = {"event": "context", "timezone": "Europe/Berlin", "timezone_offset": -60, "locale": "de"}


def zoned() -> None:
    st.text(f"{st.context.timezone} {st.context.locale}")


def test_an_app_that_shows_the_time_zone_follows_what_the_page_tells() -> None:
    app = App(zoned).run()
    assert app.texts == ["None None"]
    take_message(app.cell, TOLD)
    assert app.drain().texts == ["Europe/Berlin de"]


def test_every_app_follows_that_looked_and_no_other() -> None:
    first = App(zoned).run()
    second = App(zoned, name="second", beside=first).run()
    other = App(lambda: None, name="other", beside=first).run()
    take_message(first.cell, TOLD)
    assert second.cell.queue.waiting
    assert not other.cell.queue.waiting


def test_what_is_known_already_reruns_nothing() -> None:
    app = App(zoned).run()
    take_message(app.cell, TOLD)
    app.drain()
    take_message(app.cell, dict(TOLD))
    assert not app.cell.queue.waiting


@pytest.mark.parametrize(
    "content",
    [
        {"event": "context", "timezone": 7, "locale": None},
        {"event": "context", "timezone": "x" * 20_000},
        {"event": "else", "timezone": "Europe/Berlin"},
        {"event": "page", "name": "nowhere"},
        {"event": "page", "name": 3},
        {"event": "address", "path": 3},
        {"event": "address", "path": "", "query": None},
        {"event": "address", "path": "", "query": "?a=\ud800"},
        {"event": "address", "path": "", "turn": -1},
        {"event": "address", "path": "", "turn": True},
        {"event": "address", "path": "", "turn": 2**31},
        {"event": "address", "path": "x" * 10_001},
        {},
    ],
)
def test_what_makes_no_sense_is_ignored(content: dict[str, Any]) -> None:
    app = App(zoned).run()
    take_message(app.cell, content)
    assert not app.cell.queue.waiting
    assert app.drain().texts == ["None None"]


@pytest.mark.parametrize("more", [{}, {"turn": 2**31 - 1}, {"path": "x" * 10_000}])
def test_an_address_that_a_page_tells_is_answered(more: dict[str, Any]) -> None:
    app = App(zoned).run()
    take_message(app.cell, {"event": "address", "path": "", **more})
    assert app.cell.queue.waiting


def test_a_widget_after_the_page_has_run_keeps_its_value_on_the_next_page() -> None:
    def one() -> None:
        st.slider("Of one", 0, 9, key="one")

    def two() -> None:
        st.slider("Of two", 0, 9, key="two")

    def program() -> None:
        st.navigation([one, two]).run()
        st.slider("Of all", 0, 9, key="all")

    app = App(program).run()
    app.change("Of one", 5).change("Of all", 5)
    take_message(app.cell, {"event": "page", "name": "two"})
    app.drain()
    assert (app.state["two"], app.state["all"]) == (0, 5)
    take_message(app.cell, {"event": "page", "name": "one"})
    app.drain()
    assert (app.state["one"], app.state["all"]) == (0, 5)


def test_cells_stand_in_the_order_that_their_pages_tell() -> None:
    first = App(lambda: None, name="first")
    others = [App(lambda: None, name=name, beside=first) for name in ("hidden", "second", "third")]
    take_message(first.cell, {"event": "place", "place": 7})
    take_message(others[1].cell, {"event": "place", "place": 2})
    take_message(others[2].cell, {"event": "place", "place": 5})
    first.run()
    assert list(first.session.cells) == ["second", "hidden", "third", "first"]


@pytest.mark.parametrize("place", [None, -1, 1.5, True, "3"])
def test_a_place_that_is_none_is_ignored(place: object) -> None:
    app = App(lambda: None)
    take_message(app.cell, {"event": "place", "place": place})
    assert app.cell.place is None


def test_a_reader_stops_a_run_at_its_next_element_and_the_next_event_runs_again() -> None:
    app = App(lambda: None)

    def program() -> None:
        st.text("before")
        if st.button("Work"):
            take_message(app.cell, {"event": "stop"})
            st.text("after")
        st.text("end")

    app.cell.program = program
    assert app.run().texts == ["before", "end"]
    app.press("Work")
    assert app.texts == ["before"]
    assert app.run().texts == ["before", "end"]


def test_a_stop_ends_an_app_that_asks_for_reruns_without_an_end() -> None:
    app = App(lambda: None)

    def program() -> None:
        if st.session_state.setdefault("runs", 0) == 3:
            take_message(app.cell, {"event": "stop"})
        st.session_state.runs += 1
        st.rerun()

    app.cell.program = program
    app.run()
    assert app.state["runs"] == 4
