"""What a thousand reruns leave behind of the ipywidgets that each of them makes.

`.venv/bin/python -m tests.benchmarks.leaks` prints, for each kind, how many models and comms live
after a few reruns and after a thousand more, and what a rerun takes.
"""

import tempfile
import time
from pathlib import Path
from typing import Any

from tests.kernel.conftest import start
from tests.kernel.live import LiveKernel
from tests.kernel.reader import Reader
from tests.kernel.test_succession import KINDS as SHOWN

RERUNS = 1000
KINDS = {
    "slider": "display(w.IntSlider(3))",
    "box": "display(w.HBox([w.Text(), w.VBox([w.Checkbox()])]))",
    "jslink": "a, b = w.IntSlider(), w.IntText()\n"
    "w.jslink((a, 'value'), (b, 'value'))\ndisplay(a, b)",
    "st.widget": "st.widget(lambda: w.IntSlider(3))",
    "ipympl": "import matplotlib.pyplot as plt\nplt.figure()\nplt.plot([1, 2])\nplt.show()",
    **SHOWN,
}
RUN = """
import asyncio, rerun_state
async def rerun(count):
    for _ in range(count):
        before = len(runs)
        rerun_state.session_state.n += 1
        while len(runs) == before: await asyncio.sleep(0.001)
"""
LIVING = (
    "(len(__import__('ipywidgets').widgets.widget._instances),"
    " len(__import__('comm').get_comm_manager().comms))"
)


def measure(kernel: LiveKernel, code: str) -> tuple[Any, Any, float]:
    """The models and comms that live before and after, and the milliseconds of a rerun."""
    kernel.run("runs = []\nrerun_state.session_state.n = 0")
    program = f"import ipywidgets as w\nst.text(st.session_state.n)\n{code}\nruns.append(1)"
    reply = Reader(kernel).app(program)
    assert reply.error is None, reply.content
    kernel.run("await rerun(3)", timeout=60)
    kernel.settle()
    before, began = kernel.value(LIVING), time.monotonic()
    kernel.run(f"await rerun({RERUNS})", timeout=600)
    took = (time.monotonic() - began) * 1000 / RERUNS
    kernel.settle()
    return before, kernel.value(LIVING), took


def main() -> None:
    """Measure each kind, one after the other, in one kernel."""
    kernel = start(Path(tempfile.mkdtemp()))
    kernel.run("%load_ext rerun_state\n" + RUN)
    print(f"| | models, comms after 4 | after {RERUNS} more | ms a rerun |")
    for kind, code in KINDS.items():
        kernel.run("%matplotlib widget" if kind == "ipympl" else "%matplotlib inline")
        before, after, took = measure(kernel, code)
        print(f"| {kind} | {before} | {after} | {took:.1f} |", flush=True)
    kernel.shutdown()


if __name__ == "__main__":
    main()
