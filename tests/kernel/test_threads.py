"""Events from any thread: user code runs on the main thread only, one run at a time, none lost."""

import time

import pytest

from tests.kernel.reader import Reader

STATE = "__import__('rerun_state').session_state"

# Inputs are used here as ipywidgets' comm handler uses them, from whatever thread it runs in.
STRESS = """
import threading, random
from ipywidgets.widgets.widget import _instances
inputs = {m.props["label"]: m for m in _instances.values() if hasattr(m, "touched")}
def say(label, value):
    content = {"event": "change", "value": value, "seq": "t"}
    data = {"method": "custom", "content": content}
    inputs[label]._handle_msg({"content": {"data": data}, "buffers": []})
def storm(seed, count):
    rng = random.Random(seed)
    for i in range(count):
        say("N", [rng.randint(0, 999)])
        if i % 10 == 0: say(f"B{seed}", True)
        if i % 7 == 0: time.sleep(0.001)
threads = [threading.Thread(target=storm, args=(seed, 500)) for seed in range(4)]
"""

APP = """
import threading
fresh = {"runs": 0, "inside": 0, "most": 0, "wrong": 0, "presses": [0] * 4}
log = st.session_state.setdefault("log", fresh)
log["inside"] += 1
log["most"] = max(log["most"], log["inside"])
log["runs"] += 1
log["wrong"] += threading.current_thread() is not threading.main_thread()
def pressed(i): log["presses"][i] += 1
try:
    n = st.slider("N", 0, 999)
    for i in range(4): st.button(f"B{i}", on_click=pressed, args=(i,))
    time.sleep(0.002)
    st.text(f"value {n}")
finally:
    log["inside"] -= 1
"""


def finished(reader: Reader) -> dict[str, object]:
    """Wait until every press is answered; return the app's log."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        log: dict[str, object] = reader.value(f"{STATE}.log")
        if log["presses"] == [50] * 4:
            break
        time.sleep(0.3)
    reader.kernel.settle()
    final: dict[str, object] = reader.value(f"{STATE}.log")
    return final


@pytest.mark.parametrize("when", ["while a cell runs", "while the kernel is idle"])
def test_a_storm_of_four_threads_loses_no_press_and_runs_one_at_a_time(
    reader: Reader, when: str
) -> None:
    reader.app(APP)
    join = "[t.join() for t in threads]" if when == "while a cell runs" else "None"
    reader.kernel.run(f"import time\n{STRESS}\n[t.start() for t in threads]\n{join}")
    log = finished(reader)
    assert log["presses"] == [50] * 4
    assert (log["most"], log["wrong"], log["inside"]) == (1, 0, 0)
    last = reader.value("inputs['N'].value")[0]
    assert f"value {last}" in reader.settle()


@pytest.mark.subshell
def test_a_storm_through_four_subshells_loses_no_press(reader: Reader) -> None:
    reader.app(APP)
    subshells = [reader.kernel.create_subshell() for _ in range(4)]
    for i in range(50):
        for number, subshell in enumerate(subshells):
            reader.change("N", [i], subshell=subshell)
            reader.press(f"B{number}", subshell=subshell)
    log = finished(reader)
    assert log["presses"] == [50] * 4
    assert (log["most"], log["wrong"]) == (1, 0)


def test_events_while_a_cell_computes_are_answered_after_it(reader: Reader) -> None:
    reader.app(APP)
    request = reader.kernel.start("import time; time.sleep(0.5)")
    reader.change("N", [7])
    time.sleep(0.2)
    reader.kernel.finish(request)
    reader.see("value 7")
    assert reader.value(f"{STATE}.log['runs']") == 2


def test_an_app_within_an_app_is_refused(reader: Reader) -> None:
    reader.app("""
if st.button("Go"):
    get_ipython().run_cell_magic("rerun", "", "import rerun_state as st; st.text('inner')")
st.text("outer")
""")
    reader.press("Go")
    reader.see("within a run of another")
    assert "inner" not in reader.settle()
    reader.press("Go")
    assert len(reader.pages()) == 1


@pytest.mark.parametrize("inner", ["st.text('inner')", "st.text("])
def test_an_app_within_an_app_leaves_that_where_it_is(reader: Reader, inner: str) -> None:
    code = f"%%rerun\\nimport rerun_state as st\\n{inner}"
    reader.app(f"""
st.text("outer")
get_ipython().run_cell("{code}")
st.button("Go")
""")
    reader.press("Go")
    shown = reader.settle()
    assert [shown[0], shown[-1]] == ["outer", "Go"]
    assert "within a run of another" in shown[1]
    assert len(shown) == 3


def test_an_app_that_spins_the_loop_is_not_entered_by_its_own_events(reader: Reader) -> None:
    nesting = (
        "nest_asyncio2"
        if reader.value("__import__('ipykernel').version_info[0]") > 6
        else "nest_asyncio"
    )
    pytest.importorskip(nesting)
    reader.kernel.run(f"import {nesting} as nesting; nesting.apply()")
    reader.app("""
import asyncio
log = st.session_state.setdefault("log", {"inside": 0, "most": 0})
log["inside"] += 1
log["most"] = max(log["most"], log["inside"])
n = st.slider("N", 0, 9)
asyncio.get_event_loop().run_until_complete(asyncio.sleep(0.2))
log["inside"] -= 1
st.text(f"value {n}")
""")
    for n in range(1, 6):
        reader.change("N", [n])
        time.sleep(0.07)
    reader.see("value 5")
    assert reader.value(f"{STATE}.log['most']") == 1


def test_state_written_by_a_thread_reruns_the_app_on_the_main_thread(reader: Reader) -> None:
    reader.app("""
import threading
here = threading.current_thread() is threading.main_thread()
st.text(f"{st.session_state.setdefault('x', 0)} in {here}")
""")
    reader.kernel.run("""
import threading, rerun_state
thread = threading.Thread(target=lambda: setattr(rerun_state.session_state, "x", 5))
thread.start()
thread.join()
""")
    reader.see("5 in True")


def test_a_thread_asks_for_a_rerun_of_the_sessions_apps_as_in_streamlit(reader: Reader) -> None:
    reader.app("""
import threading
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

def work(session):
    time.sleep(0.1)
    session.session_state["news"] = "some news"
    session.request_rerun(None)

id = get_script_run_ctx().session_id
if "news" not in st.session_state:
    session = get_instance()._session_mgr.get_session_info(id).session
    threading.Thread(target=work, args=[session]).start()
st.text(st.session_state.get("news", "no news"))
""")
    reader.see("some news")
