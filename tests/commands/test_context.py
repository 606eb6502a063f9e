"""What is known of the browser, and of who sits in front of it."""

from contextvars import Context

import pytest

import rerun_state as st
from rerun_state.commands.context import ContextProxy, Headers, UserProxy
from rerun_state.runtime.loop.current import become_session
from rerun_state.runtime.loop.page_messages import take_message
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.request import Request
from rerun_state.testing import AppTest
from tests.runtime.apps import App


def texts(body: str, **context: object) -> list[str]:
    """What a program says of a browser."""
    at = AppTest.from_string(f"import rerun_state as st\nc = st.context\n{body}")
    at.context = context
    return list(at.run().text.values)


def test_what_the_browser_tells_is_known() -> None:
    body = "st.text([c.timezone, c.timezone_offset, c.locale, c.url, c.theme.type])"
    told = {"timezone": "Europe/Oslo", "timezone_offset": -60, "locale": "nb", "theme": "dark"}
    assert texts(body, **told) == ["['Europe/Oslo', -60, 'nb', None, 'dark']"]


def test_what_no_browser_has_told_is_none() -> None:
    assert texts("st.text([c.locale, c.is_embedded, c.theme.type])") == ["[None, None, None]"]


def test_a_run_for_a_page_that_is_to_come_ends_where_it_asks_for_what_that_alone_knows() -> None:
    def program() -> None:
        st.text("before")
        st.text(st.context.headers.get("X-None", "no header"))
        st.text(str(st.context.theme.type))

    app, asked = App(program), list[str]()
    app.cell.session.visitor.on_unseen = lambda: asked.append("once")
    assert app.run().texts == ["before", "no header"]
    assert asked == ["once"]
    take_message(app.cell, {"event": "context", "theme": "dark"})
    assert app.drain().texts == ["before", "no header", "dark"]


def test_headers_have_their_names_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_X_TEAM", "blue")
    assert texts("st.text(c.headers['x-team'] + c.headers.get_all('X-TEAM')[0])") == ["blueblue"]
    with pytest.raises(KeyError, match="x-other"):
        Headers({"x-team": "blue"})["x-other"]


def told_of(session: Session) -> tuple[object, ...]:
    """What code of a session is told of its visitor."""
    become_session(session)
    context = ContextProxy()
    names = context.headers.to_dict(), context.cookies.to_dict()
    return (*names, context.ip_address, UserProxy().to_dict())


def test_a_server_tells_of_each_visitor_what_the_process_does_not_know(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_X_TEAM", "the author's")
    monkeypatch.setenv("JUPYTERHUB_USER", "the author")
    session = Session()
    session.visitor.request = Request({"x-team": "blue"}, {"a": "1"}, "192.0.2.7", {"name": "Ada"})
    told = Context().run(told_of, session)
    assert told == ({"X-Team": "blue"}, {"a": "1"}, "192.0.2.7", {"name": "Ada"})
    session.visitor.request = Request()
    assert Context().run(told_of, session) == ({}, {}, None, {})
