"""What a page tells of itself."""

from typing import Any

import pytest

import rerun_state as st
from rerun_state.runtime.loop.hearing import hear
from tests.runtime.apps import App

TOLD = {"event": "context", "timezone": "Europe/Berlin", "timezone_offset": -60, "locale": "de"}


def zoned() -> None:
    st.text(f"{st.context.timezone} {st.context.locale}")


def test_an_app_that_shows_the_time_zone_follows_what_the_page_tells() -> None:
    app = App(zoned).run()
    assert app.texts == ["None None"]
    hear(app.cell, TOLD)
    assert app.drain().texts == ["Europe/Berlin de"]


def test_every_app_follows_that_looked_and_no_other() -> None:
    first = App(zoned).run()
    second = App(zoned, name="second", beside=first).run()
    other = App(lambda: None, name="other", beside=first).run()
    hear(first.cell, TOLD)
    assert second.cell.queue.waiting
    assert not other.cell.queue.waiting


def test_what_is_known_already_reruns_nothing() -> None:
    app = App(zoned).run()
    hear(app.cell, TOLD)
    app.drain()
    hear(app.cell, dict(TOLD))
    assert not app.cell.queue.waiting


@pytest.mark.parametrize(
    "content",
    [
        {"event": "context", "timezone": 7, "locale": None},
        {"event": "context", "timezone": "x" * 20_000},
        {"event": "else", "timezone": "Europe/Berlin"},
        {"event": "page", "name": "nowhere"},
        {"event": "page", "name": 3},
        {},
    ],
)
def test_what_makes_no_sense_is_ignored(content: dict[str, Any]) -> None:
    app = App(zoned).run()
    hear(app.cell, content)
    assert app.drain().texts == ["None None"]


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
    hear(app.cell, {"event": "page", "name": "two"})
    app.drain()
    assert (app.state["two"], app.state["all"]) == (0, 5)
    hear(app.cell, {"event": "page", "name": "one"})
    app.drain()
    assert (app.state["one"], app.state["all"]) == (0, 5)
