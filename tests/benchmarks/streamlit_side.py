"""Streamlit's own reruns, measured by its AppTest; executed by Streamlit's interpreter.

Reads {"scripts": {name: [text, count of runs]}} and writes for each the milliseconds of a rerun as
AppTest does it, the milliseconds of its script alone, messages, bytes, and bytes of memory.
"""

import gc
import json
import statistics
import sys
import time
import tracemalloc
from typing import Any

import streamlit  # type: ignore[import-not-found]
from streamlit.testing.v1 import (  # type: ignore[import-not-found]
    AppTest,
    local_script_runner,
)

CLOCK = """
import time as _time
_begun = _time.perf_counter()
{script}
import streamlit as st
st.session_state._seconds = _time.perf_counter() - _begun
"""
sent: list[Any] = []


def keep_messages() -> None:
    """Look at what a run enqueued when AppTest takes it."""
    runner = local_script_runner.LocalScriptRunner
    take = runner.forward_msgs

    def forward_msgs(self: Any) -> Any:
        sent[:] = take(self)
        return sent[:]

    runner.forward_msgs = forward_msgs


def measure(script: str, runs: int) -> dict[str, float]:
    app = AppTest.from_string(CLOCK.format(script=script), default_timeout=120)
    app.run()
    app.run()
    totals, own = [], []
    for _ in range(runs):
        begun = time.perf_counter()
        app.run()
        totals.append(time.perf_counter() - begun)
        own.append(app.session_state._seconds)
    assert not app.exception, app.exception
    deltas = [m for m in sent if m.WhichOneof("type") in ("delta", "new_session")]
    return {
        "ms": statistics.median(totals) * 1e3,
        "script_ms": statistics.median(own) * 1e3,
        "messages": len(deltas),
        "bytes": sum(m.ByteSize() for m in deltas),
    }


def memory(script: str, count: int) -> float:
    """The bytes that one app takes, of `count` that are kept."""
    kept = [AppTest.from_string(script, default_timeout=120).run()]
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept += [AppTest.from_string(script, default_timeout=120).run() for _ in range(count)]
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / count


def main() -> None:
    keep_messages()
    wanted = json.load(sys.stdin)
    results = {name: measure(*given) for name, given in wanted["scripts"].items()}
    found = {name: memory(*given) for name, given in wanted["memory"].items()}
    json.dump({"version": streamlit.__version__, "scripts": results, "memory": found}, sys.stdout)


if __name__ == "__main__":
    main()
