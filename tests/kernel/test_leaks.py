"""What comes and goes leaves nothing behind: not a widget, not a value, not a thread."""

from typing import Any

from tests.kernel.reader import Reader

# Widgets, containers, forms, outputs and errors of ever new identities, back to few in the end.
APP = """
import ipywidgets
n = st.session_state.get("n", 0)
count = st.slider("N", 0, 10_000, key="slider")
for i in range(n % 4):
    st.checkbox(f"box {i} of {n}")
    st.text_input("name", key=f"name {n} {i}")
    st.selectbox(f"choice of {n}", list(range(n % 7 + 1)), key=f"choice {i}")
if n % 3 == 1:
    with st.form(f"form {n}"):
        st.number_input("amount")
        st.form_submit_button("Send")
if n % 5 == 2:
    @st.fragment
    def part():
        st.button(f"in the part of {n}")
    part()
if n % 11 == 3:
    print("text of", n)
    display({"application/json": {"n": n}}, raw=True)
if n % 13 == 4:
    1 / 0
st.text(f"run {n}")
"""

COUNTS = """
import gc, threading, asyncio
gc.collect()
def counted():
    from ipywidgets.widgets.widget import _instances
    from comm import get_comm_manager
    from rerun_state.runtime.loop.current import kernel_session
    session = kernel_session()
    (cell,) = session.cells.values()
    state = session.state
    parts = state, state.store, state.lifetimes, state._presses, state._defaults
    held = {k: len(v) for p in parts for k, v in vars(p).items() if hasattr(v, "__len__")}
    return {
        "widgets": len(_instances), "comms": len(get_comm_manager().comms),
        "threads": threading.active_count(), "tasks": len(asyncio.all_tasks()),
        "owned": len(cell.owned), "forms": len(cell.forms), "fragments": len(cell.fragments),
        "timers": len(cell._timers._cancels), "rows": len(cell.renderer._rows_by_model), **held,
    }
"""

RUNS = """
import asyncio, rerun_state
for n in range({first}, {first} + {count}):
    rerun_state.session_state.n = n
    await asyncio.sleep(0.004)
rerun_state.session_state.n = 1_000_000
await asyncio.sleep(0.3)
"""


def rerun(reader: Reader, first: int, count: int) -> dict[str, Any]:
    """Let the app run for ever new numbers; return what lives when it has come back to rest."""
    reader.kernel.run(RUNS.format(first=first, count=count), timeout=180)
    reader.kernel.settle()
    counts: dict[str, Any] = reader.value("counted()")
    return counts


def test_reruns_with_widgets_coming_and_going_leave_nothing_behind(reader: Reader) -> None:
    reader.app(APP)
    reader.kernel.run(COUNTS)
    before = rerun(reader, 1, 60)
    after = rerun(reader, 100, 1200)
    for keys in ("ids", "_rests"):  # the last thousand keys: which widgets, which buttons
        assert after.pop(keys) < 1200 > before.pop(keys)
    assert after == before


def test_objects_do_not_pile_up(reader: Reader) -> None:
    reader.app(APP)
    reader.kernel.run(COUNTS)
    rerun(reader, 1, 100)
    before = objects_at_rest(reader)
    rerun(reader, 200, 600)
    assert objects_at_rest(reader) - before < 600


def objects_at_rest(reader: Reader) -> int:
    """How many there are once what has gone is closed, of which many go in the background."""
    reader.kernel.settle(quiet=0.5)
    return int(reader.value("(gc.collect(), len(gc.get_objects()))[1]"))


def test_executing_the_cell_again_and_again_leaves_one_app(reader: Reader) -> None:
    reader.app(APP)
    reader.kernel.run(COUNTS)
    reader.app(APP)
    before = reader.value("counted()")
    for _ in range(20):
        reader.app(APP)
    assert reader.value("counted()") == before


def test_what_a_run_made_is_gone_with_the_next(reader: Reader) -> None:
    reader.app("""
import weakref
class Big: pass
big = Big()
st.session_state.setdefault("refs", []).append(weakref.ref(big))
def use(): return big
st.button("Go", on_click=use)
""")
    for _ in range(5):
        reader.press("Go")
        reader.kernel.settle(quiet=0.1)
    refs = "__import__('rerun_state').session_state.refs"
    assert (
        reader.value(f"(__import__('gc').collect(), sum(r() is not None for r in {refs}))[1]") <= 2
    )


def test_unloading_leaves_the_kernel_as_it_was(reader: Reader) -> None:
    look = "(len(__import__('ipywidgets').widgets.widget._instances), type(input).__name__)"
    reader.kernel.run("%unload_ext rerun_state")
    before = reader.value(look)
    reader.kernel.run("%load_ext rerun_state")
    reader.app(APP)
    reader.change("N", [4])
    reader.settle()
    reader.kernel.run("%unload_ext rerun_state")
    assert reader.value(look) == before
    reader.kernel.run("%load_ext rerun_state")
