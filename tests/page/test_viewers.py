"""Who looks at a page, and what becomes of an app that nobody looks at."""

from typing import Any

import rerun_state as st
from rerun_state.page import viewers as viewers_module
from rerun_state.page.viewers import Viewers
from tests.page.browser import Message, Page

Log = list[Message]


def hello(name: str = "a") -> dict[str, Any]:
    return {"event": "context", "viewer": name}


def bye(name: str = "a") -> dict[str, Any]:
    return {"event": "away", "viewer": name}


def test_a_page_is_looked_at_until_the_last_browser_has_left() -> None:
    told = list[bool]()
    viewers = Viewers(told.append)
    for content in (hello("a"), hello("b"), bye("a"), bye("a"), bye("b"), hello("a")):
        viewers.hear(content)
    assert told == [True, False, True]


def test_other_messages_and_names_that_are_none_tell_nothing() -> None:
    viewers = Viewers(lambda there: None)
    for content in ({"event": "page"}, {"event": "context", "viewer": 5}, hello("x" * 99)):
        viewers.hear(content)
    assert not viewers.present


def test_no_more_browsers_are_known_than_a_page_can_have() -> None:
    viewers = Viewers(lambda there: None)
    for number in range(viewers_module._MOST + 1):
        viewers.hear(hello(str(number)))
    for number in range(viewers_module._MOST):
        assert viewers.present
        viewers.hear(bye(str(number)))
    assert not viewers.present


def test_all_browsers_can_be_forgotten_until_they_greet_again() -> None:
    told = list[bool]()
    viewers = Viewers(told.append)
    viewers.hear(hello())
    viewers.forget()
    viewers.hear(hello())
    assert told == [True, False, True]


def seen(messages: Log) -> tuple[Page, list[int]]:
    """An app which counts its runs, and which a browser shows."""
    runs = list[int]()

    def program() -> None:
        st.button("B")
        runs.append(1)

    page = Page(program, messages)
    page.renderer._viewers = Viewers(lambda there: page.cell.sleep(not there))
    page.run()
    page.tell_page(hello())
    return page, runs


def test_an_app_that_nobody_shows_waits_and_is_back_when_it_is_shown(messages: Log) -> None:
    page, runs = seen(messages)
    page.tell_page(bye())
    page.cell.ask()
    page.cell.ask()
    assert not page.cell.waiting
    page.tell_page(hello())
    page.drain()
    assert len(runs) == 2
    page.cell.leave().close()


def test_an_app_without_any_front_end_runs(messages: Log) -> None:
    page = Page(lambda: st.text("there"), messages)
    page.cell.ask()
    assert page.cell.waiting
    page.cell.leave().close()


def test_what_a_reader_does_wakes_an_app(messages: Log) -> None:
    page, runs = seen(messages)
    page.tell_page(bye())
    page.change("B", True)
    assert len(runs) == 2
    page.cell.leave().close()


def test_who_looks_is_asked_and_counted_anew(messages: Log) -> None:
    page, _ = seen(messages)
    messages.clear()
    page.renderer.ask_viewers()
    assert [m.data["content"] for m in messages] == [{"event": "who"}]
    asleep = [page.cell.asleep]
    page.tell_page(hello())
    assert [*asleep, page.cell.asleep] == [True, False]
    page.cell.leave().close()
