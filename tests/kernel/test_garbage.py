"""What collections of garbage find, and look through, in a kernel with apps."""

from tests.kernel.live import LiveKernel

PAGE = """%%rerun
import rerun_state as st
n = st.session_state.n = st.session_state.get("n", 0) + 1
left, right = st.columns(2)
for i in range(10):
    left.text(f"line {i} of {n}")
    right.markdown(f"line **{i}**")
with st.expander("More"), st.form("form"):
    st.slider("Level", 0, 100, 5)
    st.selectbox("Choice", ["a", "b"], help="One of them.")
    st.text_input("Name", key="name")
    st.form_submit_button("Send")
with st.sidebar:
    st.toggle("On", on_change=print)
    if n % 2:
        st.number_input("Amount", 0.0, 1.0, key=f"amount {n % 8}")
print("of run", n)
"""
ALIVE = """
import gc, sys
from rerun_state.runtime.loop.cell import complete
from rerun_state.runtime.loop.current import kernel_session
from rerun_state.runtime.model.events import Batch
(cell,) = kernel_session().cells.values()
def alive(runs):
    for _ in range(runs):
        complete(cell.answer(Batch([], app=True)))
    sys.stdout.flush()  # waits for the thread that sends, which has messages still
    return len(gc.get_objects())
"""
ENDED = """
import gc, weakref
class Thing: ...
thing = Thing(); thing.itself = thing; gone = weakref.ref(thing)
"""


def frozen(kernel: LiveKernel) -> int:
    return int(kernel.run("import gc\nprint(gc.get_freeze_count())").text)


def test_collections_do_not_look_through_what_was_there_before_the_notebook(
    kernel: LiveKernel,
) -> None:
    kernel.run("import json\nnumber = 1")
    kernel.run("%load_ext rerun_state")
    assert frozen(kernel) > 10_000
    kernel.run("%unload_ext rerun_state")
    assert frozen(kernel) == 0


def test_what_the_notebook_has_made_before_is_collected_as_ever(kernel: LiveKernel) -> None:
    kernel.run(ENDED)
    kernel.run("%load_ext rerun_state")
    assert frozen(kernel) == 0
    assert kernel.run("del thing\ngc.collect()\nprint(gone())").text == "None\n"


def test_reruns_leave_nothing_for_a_collection_to_find(kernel: LiveKernel) -> None:
    kernel.run("%load_ext rerun_state")
    assert kernel.run(PAGE).error is None
    kernel.run(ALIVE)
    kernel.run("gc.disable(); before = alive(200)")
    more = kernel.run("print(alive(1_000) - before)").text
    assert int(more) < 200  # of more than two million that were made
