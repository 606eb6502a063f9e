"""The context of a run, as libraries hand it to threads."""

import threading
from importlib import import_module

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
