"""The sessions that there are."""

from contextvars import Context

import pytest

from rerun_state.runtime.loop.current import become_session
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.request import Request
from rerun_state.streamlit.session_infos import ClientContext
from tests.streamlit.programs import ran


def test_a_program_finds_its_own_session_and_no_other() -> None:
    at = ran("""
import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

runtime, id = get_instance(), get_script_run_ctx().session_id
found = runtime._session_mgr.get_session_info(id)
st.session_state["kept"] = 1
st.text(found.session.id == id and found.session.session_state.kept)
st.text(id in [info.session.id for info in runtime._session_mgr.list_active_sessions()])
st.text(runtime.is_active_session(id) and found.is_active())
st.text(runtime._session_mgr.get_session_info("elsewhere"))
st.text(runtime.get_client("elsewhere"))
""")
    assert [text.value for text in at.text] == ["1", "True", "True", "None", "None"]


def told_of(session: Session) -> tuple[object, ...]:
    """What the client of a session tells of its visitor."""
    become_session(session)
    told = ClientContext(session)
    return dict(told.headers), dict(told.cookies), told.remote_ip


def test_a_program_asks_what_a_visitors_request_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_X_TEAM", "the author's")
    session = Session()
    assert Context().run(told_of, session)[0] == {"X-Team": "the author's"}
    session.visitor.request = Request({"x-team": "blue"}, {"a": "1"}, "192.0.2.7")
    assert Context().run(told_of, session) == ({"X-Team": "blue"}, {"a": "1"}, "192.0.2.7")
