"""Cells that share a state of their own."""

import pytest

from tests.kernel.reader import Reader
from tests.kernel.test_variables import app, run, texts

COUNT = """
if "count" not in st.session_state: st.session_state.count = 0
def more(): st.session_state.count += 1
st.button(LABEL, on_click=more)
st.text(f"count {st.session_state.count}")
"""


FOLLOW = """
import rerun_state
v = st.session_state.get("v", 0)
st.text(f"at {v}")
if OTHER in rerun_state.sessions:
    rerun_state.sessions[OTHER].session_state.v = v + 1
"""


def test_apps_of_two_sessions_that_set_each_other_going_come_to_an_end(reader: Reader) -> None:
    app(reader, "--name a --session here", FOLLOW.replace("OTHER", "'there'"))
    app(reader, "--name b --session there", FOLLOW.replace("OTHER", "'here'"))
    reader.see("These apps keep each other busy: 'b' is asked for again and again, by itself or")


def test_cells_of_a_session_share_a_state_that_others_do_not_see(reader: Reader) -> None:
    app(reader, "--name a --session one", COUNT.replace("LABEL", "'A'"))
    app(reader, "--name b --session one", COUNT.replace("LABEL", "'B'"))
    app(reader, "--name c", COUNT.replace("LABEL", "'C'"))
    reader.press("A")
    assert [texts(reader, n)[-1] for n in range(3)] == ["count 1", "count 1", "count 0"]


def test_ordinary_cells_reach_the_state_of_a_session(reader: Reader) -> None:
    app(reader, "--name a --session two", COUNT.replace("LABEL", "'A'"))
    run(reader, "import rerun_state\nrerun_state.sessions['two'].session_state.count = 7")
    assert texts(reader, 0)[-1] == "count 7"


def test_isolated_cells_have_states_of_their_own(reader: Reader) -> None:
    app(reader, "--name a --isolated", COUNT.replace("LABEL", "'A'"))
    app(reader, "--name b --isolated", COUNT.replace("LABEL", "'B'"))
    reader.press("A")
    assert [texts(reader, n)[-1] for n in range(2)] == ["count 1", "count 0"]


def test_a_cell_may_change_its_session(reader: Reader) -> None:
    app(reader, "--name a --session three", COUNT.replace("LABEL", "'A'"))
    app(reader, "--name a", COUNT.replace("LABEL", "'A'"))
    assert len(reader.pages()) == 1
    reader.press("A")
    assert texts(reader, 0)[-1] == "count 1"


def test_one_cell_cannot_be_in_two_sessions(reader: Reader) -> None:
    reply = app(reader, "--name a --isolated --session one", "pass")
    assert "Leave --session out" in str(reply.content)


def test_a_thread_belongs_to_the_session_of_the_app_that_starts_it(reader: Reader) -> None:
    app(reader, "--name a --session one", "import threading\n" + THREADS)
    assert texts(reader, 0)[-1] == "told 2"
    assert reader.value("'told' in __import__('rerun_state').session_state") is False


THREADS = """
def inner(): st.session_state.told += 1
def outer():
    st.session_state.told = 1
    run(inner)
def run(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
run(outer)
st.text(f"told {st.session_state.told}")
"""


@pytest.mark.parametrize(
    "code",
    [
        "for i in steps():\n    st.session_state.step = i\n    await asyncio.sleep(0)",
        "t = Thread(target=count)\nt.start()\nwhile t.is_alive(): await asyncio.sleep(0)",
    ],
    ids=["cell", "thread"],
)
def test_an_ordinary_cell_may_set_what_an_app_reads_many_times(reader: Reader, code: str) -> None:
    reader.kernel.run("""
import asyncio, time
from threading import Thread
import rerun_state as st
runs, MANY = [], 30
def steps():
    end = time.monotonic() + 20
    while len(runs) < MANY and time.monotonic() < end: yield len(runs)
def count():
    for i in steps():
        st.session_state.step = i
        time.sleep(0.0005)
""")
    reader.app("runs.append(st.text(f\"step {st.session_state.get('step')}\"))")
    assert reader.kernel.run(code).error is None
    assert reader.value("len(runs) >= MANY") is True


def test_a_session_that_leaves_is_served_no_longer_and_let_go_of(reader: Reader) -> None:
    reader.app("st.text('x')")
    reader.kernel.run("""
import gc, weakref
from rerun_state.runtime.loop.current import kernel_session
from rerun_state.runtime.loop.session import Session
host = kernel_session().host
made = Session(host)
host.serve(made)
host.leave(made)
host.leave(made)  # by somebody who did not know
weak = weakref.ref(made)
del made
gc.collect()
""")
    assert reader.value("weak() is None")
