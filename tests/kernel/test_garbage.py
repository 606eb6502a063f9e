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
RERUN = """
import gc
from rerun_state.runtime.loop.cell import complete
from rerun_state.runtime.loop.current import kernel_session
from rerun_state.runtime.model.events import Batch
(cell,) = kernel_session().cells.values()
def rerun(times):
    for _ in range(times):
        complete(cell.answer(Batch([], app=True)))
"""
ENDED = """
import gc, weakref
class Thing: ...
thing = Thing(); thing.itself = thing; gone = weakref.ref(thing)
"""


def objects_at_rest(kernel: LiveKernel) -> int:
    """How many there are once the models of widgets that went have been closed, some at a time."""
    kernel.settle(quiet=0.5)
    return int(kernel.run("print(len(gc.get_objects()))").text)


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
    kernel.run(RERUN)
    kernel.run("gc.disable(); rerun(200)")
    before = objects_at_rest(kernel)
    kernel.run("rerun(1_000)")
    assert objects_at_rest(kernel) - before < 200  # of more than two million that were made
