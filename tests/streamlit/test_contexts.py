"""The context of a run, as libraries hand it to threads."""

import threading
from importlib import import_module

import pytest

from rerun_state.errors import StreamlitAPIException
from tests.streamlit.programs import ran


def test_a_run_has_a_context_and_ordinary_code_has_none() -> None:
    scriptrunner = import_module("streamlit.runtime.scriptrunner")
    assert scriptrunner.get_script_run_ctx(suppress_warning=True) is None
    at = ran("""
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
ctx = get_script_run_ctx()
st.session_state.setdefault("id", ctx.session_id)
st.text(ctx.session_id == st.session_state.id and len(ctx.session_id) > 10)
st.text(ctx.session_state.id == ctx.session_id)
st.text(repr(ctx.query_string))
""")
    assert [text.value for text in at.run().text] == ["True", "True", "''"]


def test_a_thread_that_is_given_the_run_shows_elements() -> None:
    at = ran("""
import threading
import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx
place = st.container()
def work():
    place.text("from the thread")
def join_in(ctx):
    add_script_run_ctx(threading.current_thread(), ctx)
    place.text("from another")
for thread in (
    add_script_run_ctx(threading.Thread(target=work)),
    threading.Thread(target=join_in, args=[get_script_run_ctx()]),
):
    thread.start()
    thread.join()
""")
    assert [text.value for text in at.text] == ["from the thread", "from another"]


def test_outside_of_a_run_a_thread_is_given_nothing() -> None:
    add = import_module("streamlit.runtime.scriptrunner").add_script_run_ctx
    thread = threading.Thread(target=int)
    assert add(thread) is thread
    assert "run" not in vars(thread)


def test_a_program_asks_for_a_rerun_by_an_exception() -> None:
    at = ran("""
import streamlit as st
from streamlit.runtime.scriptrunner import RerunData, RerunException, get_script_run_ctx
st.session_state.setdefault("runs", 0)
st.session_state.runs += 1
if st.session_state.runs == 1:
    raise RerunException(RerunData(None))
if st.session_state.runs == 2:
    raise RerunException(RerunData(page_script_hash=get_script_run_ctx().page_script_hash))
st.text(st.session_state.runs)
""")
    assert [text.value for text in at.text] == ["3"]


def test_such_an_exception_leads_to_no_other_page() -> None:
    data = import_module("streamlit.runtime.scriptrunner").RerunData
    with pytest.raises(StreamlitAPIException, match=r"Use st\.switch_page"):
        data(page_script_hash="elsewhere")
