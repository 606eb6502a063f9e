"""What `import rerun_state` may load: the time it takes is made of the modules it imports."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SLOW = {
    "anywidget", "asyncio", "email", "http", "IPython", "ipykernel", "ipywidgets", "markdown_it",
    "numpy", "pandas", "platformdirs", "pyarrow", "pygments", "ssl", "subprocess", "tempfile",
    "tomllib", "traitlets", "zmq",
}  # fmt: skip


@pytest.mark.parametrize("module", ["rerun_state", "rerun_state.vocabulary"])
def test_importing_the_package_loads_nothing_slow(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert SLOW & set(done.stdout.split()) == set()


def test_loading_the_extension_loads_no_parser_of_markdown_code_or_formulas() -> None:
    parsers = {"latex2mathml", "markdown_it", "mdit_py_plugins", "pygments.formatters.html"}
    code = "import sys, IPython, ipywidgets; own = {*sys.modules}; import rerun_state.jupyter"
    command = [sys.executable, "-c", f"{code}; print(*{{*sys.modules}} - own)"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert parsers & set(done.stdout.split()) == set()
