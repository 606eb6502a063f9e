"""How long `import` and `%load_ext` take, each in a process of its own, and a first app."""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
from typing import Any

from tests.benchmarks import first
from tests.benchmarks.kernel_side import ORACLE
from tests.kernel.live import LiveKernel

TRIALS = 7
IMPORT = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"
LOAD = """import time
begun = time.perf_counter()
%load_ext rerun_state
print(time.perf_counter() - begun)"""


def import_ms(interpreter: str, module: str) -> float:
    """The median of several processes that import a module."""
    command = [interpreter, "-c", IMPORT.format(module)]
    trials = [
        float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        for _ in range(TRIALS)
    ]
    return statistics.median(trials) * 1e3


def load_ms() -> float:
    """`%load_ext rerun_state` in fresh kernels."""
    trials = []
    for _ in range(TRIALS):
        with tempfile.TemporaryDirectory() as folder:
            kernel = LiveKernel({**os.environ, "IPYTHONDIR": folder})
            try:
                trials.append(float(kernel.run(LOAD).text.splitlines()[-1]))
            finally:
                kernel.shutdown()
    return statistics.median(trials) * 1e3


def run() -> dict[str, Any]:
    found = {
        f"import {module}": import_ms(sys.executable, module)
        for module in ("rerun_state", "ipywidgets", "solara")
        if importlib.util.find_spec(module) is not None
    }
    if oracle := os.environ.get(ORACLE):
        found["import streamlit"] = import_ms(oracle, "streamlit")
    found["%load_ext rerun_state"] = load_ms()
    return found | first.run()
