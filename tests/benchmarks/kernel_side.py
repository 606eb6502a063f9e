"""The kernel's side: reruns in a real kernel, Streamlit's by its AppTest, and interactive_output.

A rerun is timed inside the kernel, from taking the event to the patch handed to the socket;
messages and bytes are counted on the other end of the socket.
"""

import itertools
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.benchmarks.programs import kernel_script, mixed_inputs
from tests.kernel.live import LiveKernel, Message

SIZES = (10, 100, 1_000, 10_000)
CHANGES = (0, 1, 10, 100, 1_000)
RERUNS = 10_000
CELLS = itertools.count()
ORACLE = "RERUN_STATE_ORACLE"
"""The environment variable that names an interpreter which has Streamlit."""

TOOLS = """
import gc, json, statistics, time, tracemalloc
from rerun_state.runtime.loop.cell import complete
from rerun_state.runtime.model.events import Batch
from rerun_state.runtime.loop.current import kernel_session
def app(): return list(kernel_session().cells.values())[-1]
def rerun(cell): complete(cell.answer(Batch([], app=True)))
def timed(call, runs):
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter(); call(); seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds) * 1e3
def traced(): gc.collect(); return tracemalloc.get_traced_memory()[0]
"""
COMINGS = """%%rerun
import rerun_state as st
n = st.session_state.get("n", 0) + 1
st.session_state.n = n
st.text(n)
if n % 2:
    st.slider("Level")
    st.text_input("Name", key="name")
    with st.expander("More"):
        st.selectbox("Choice", ["a", "b"])
"""
CENSUS = """
from ipywidgets.widgets.widget import _instances
import comm
def census():
    cell = app()
    return {
        "widgets": len(_instances),
        "comms": len(comm.get_comm_manager().comms),
        "observers": sum(len(v) for w in _instances.values()
                         for t in w._trait_notifiers.values() for v in t.values()),
        "memory": traced(),
    }
"""
SETTLE = """
count = None
while count != (count := len(comm.get_comm_manager().comms)):  # many are closed in the background
    time.sleep(0.5)
"""
INTERACT = """
import ipywidgets as w
number = w.IntText(0)
def show(n):
    for i in range({changed}): print(f"line {{i}} of run {{n}}")
    for i in range({changed}, {size}): print(f"line {{i}}")
shown = w.interactive_output(show, {{"n": number}})
display(shown)
"""


@contextmanager
def live() -> Iterator[LiveKernel]:
    """A fresh kernel with the extension and the tools above."""
    with tempfile.TemporaryDirectory() as folder:
        kernel = LiveKernel({**os.environ, "IPYTHONDIR": folder})
        try:
            execute(kernel, "%load_ext rerun_state")
            execute(kernel, TOOLS)
            yield kernel
        finally:
            kernel.shutdown()


def execute(kernel: LiveKernel, code: str) -> str:
    """Execute a new cell, as a front end does, that must not fail; return what it printed."""
    reply = kernel.run(code, timeout=300, cell_id=f"cell-{next(CELLS)}")
    assert reply.error is None, f"{reply.error}: {code}"
    return reply.text


def evaluate(kernel: LiveKernel, expression: str) -> Any:
    return json.loads(execute(kernel, f"print(json.dumps({expression}))").splitlines()[-1])


def widget_traffic(messages: list[Message]) -> list[Message]:
    """What carries the page: comm messages and outputs, not the kernel's status.

    The snapshot that the notebook keeps follows once all is at rest, whatever has changed.
    """
    besides = ("status", "execute_input", "update_display_data")
    return [m for m in messages if m.type not in besides]


def measure_app(kernel: LiveKernel, script: str, runs: int) -> dict[str, Any]:
    """One app in a kernel: its first run, then reruns of it."""
    with kernel.recording() as first:
        execute(kernel, f"%%rerun --name bench\n{script}")
    execute(kernel, "rerun(app())")
    opened = widget_traffic(first)
    tries: list[list[Message]] = []
    while len(tries) < 5:  # others may keep a short run from being one
        with kernel.recording() as again:
            execute(kernel, "rerun(app())")
        tries.append(widget_traffic(again))
        if len(tries[-1]) <= 1:
            break
    traffic = min(tries, key=len)
    return {
        "ms": evaluate(kernel, f"timed(lambda: rerun(app()), {runs})"),
        "messages": len(traffic),
        "bytes": sum(m.size for m in traffic),
        "first_messages": len(opened),
        "first_bytes": sum(m.size for m in opened),
        "first_models": sum(m.type == "comm_open" for m in opened),
    }


def measure_interact(kernel: LiveKernel, size: int, changed: int, runs: int) -> dict[str, Any]:
    execute(kernel, INTERACT.format(size=size, changed=changed))
    with kernel.recording() as again:
        execute(kernel, "number.value += 1")
    traffic = widget_traffic(again)
    step = "timed(lambda: setattr(number, 'value', number.value + 1), {})"
    return {
        "ms": evaluate(kernel, step.format(runs)),
        "messages": len(traffic),
        "bytes": sum(m.size for m in traffic),
    }


def scripts(module: str) -> dict[str, tuple[str, int]]:
    """What is measured, and how many runs of it: fewer of the long ones."""
    found = {}
    for size in SIZES:
        runs = max(5, min(50, 20_000 // size))
        for name, changed in (("nothing", 0), ("one", 1), ("everything", size)):
            found[f"{name}-{size}"] = (kernel_script(size, changed, module), runs)
    found["inputs-200"] = (mixed_inputs(module), 20)
    return found


def memory(kernel: LiveKernel) -> dict[str, float]:
    """Bytes for each text of a page, each input, and each app that does nothing."""
    execute(kernel, "tracemalloc.start()")
    found = {}
    for name, script, count in (
        ("text", kernel_script(10_000, 0, "rerun_state"), 10_000),
        ("input", mixed_inputs("rerun_state"), 200),
    ):
        execute(kernel, "%%rerun --name memory\npass")
        before = evaluate(kernel, "traced()")
        execute(kernel, f"%%rerun --name memory\n{script}")
        found[name] = (evaluate(kernel, "traced()") - before) / count
    execute(kernel, "%%rerun --name memory\npass")
    before = evaluate(kernel, "traced()")
    for i in range(50):
        execute(kernel, f"%%rerun --name app{i}\nimport rerun_state as st\nst.text('idle')")
    found["session"] = (evaluate(kernel, "traced()") - before) / 50
    execute(kernel, "tracemalloc.stop()")
    return found


def changes(kernel: LiveKernel) -> list[dict[str, Any]]:
    """What a rerun costs by how much of the page changes, for two sizes of page."""
    found = []
    for size in (1_000, 10_000):
        for changed in CHANGES:
            script = kernel_script(size, changed, "rerun_state")
            found.append({"size": size, "changed": changed} | measure_app(kernel, script, 7))
    return found


def leaks(kernel: LiveKernel) -> dict[str, Any]:
    """Reruns in which widgets come and go: what is left of them, and whether they get slower."""
    execute(kernel, COMINGS)
    execute(kernel, CENSUS)
    execute(kernel, "tracemalloc.start()\nfor _ in range(1000): rerun(app())")
    execute(kernel, SETTLE)
    before = evaluate(kernel, "census()")
    execute(kernel, f"for _ in range({RERUNS}): rerun(app())")
    execute(kernel, SETTLE)
    after = evaluate(kernel, "census()")
    execute(kernel, "tracemalloc.stop()")
    times = [evaluate(kernel, "timed(lambda: rerun(app()), 1000)") for _ in range(RERUNS // 1_000)]
    return {"before": before, "after": after, "ms": times}


def streamlit() -> dict[str, Any] | None:
    """The same scripts under Streamlit, in a process of their own; None without one."""
    interpreter = os.environ.get(ORACLE)
    if not interpreter:
        return None
    wanted = {
        "scripts": scripts("streamlit"),
        "memory": {
            "text": (kernel_script(10_000, 0, "streamlit"), 1),
            "input": (mixed_inputs("streamlit"), 5),
            "session": ("import streamlit as st\nst.text('idle')", 50),
        },
    }
    command = [interpreter, __file__.replace("kernel_side", "streamlit_side")]
    done = subprocess.run(
        command, input=json.dumps(wanted), capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    found["memory"]["text"] /= 10_000
    found["memory"]["input"] /= 200
    return found


def run(quick: bool = False) -> dict[str, Any]:
    """Measure everything on the kernel's side."""
    found: dict[str, Any] = {"rerun_state": {}, "interact": {}}
    with live() as kernel:
        for name, (script, runs) in scripts("rerun_state").items():
            found["rerun_state"][name] = measure_app(kernel, script, runs)
            kind, size = name.split("-")
            if kind in ("one", "everything"):
                changed = int(size) if kind == "everything" else 1
                found["interact"][name] = measure_interact(kernel, int(size), changed, runs)
    found["streamlit"] = streamlit()
    if quick:
        return found
    with live() as kernel:
        found["changes"] = changes(kernel)
    with live() as kernel:
        found["memory"] = memory(kernel)
    with live() as kernel:
        found["leaks"] = leaks(kernel)
    return found
