"""What `import rerun_state` may load: the time it takes is made of the modules it imports."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SLOW = {
    "anywidget", "asyncio", "difflib", "email", "gzip", "http", "IPython", "ipykernel",
    "ipywidgets", "markdown_it", "numpy", "pandas", "platformdirs", "pyarrow", "pygments", "ssl",
    "subprocess", "tempfile", "tomllib", "traitlets", "zmq",
}  # fmt: skip
MODULES = 259
"""Of this package, with the extension: one takes about a quarter of a millisecond."""


@pytest.mark.parametrize("module", ["rerun_state", "rerun_state.vocabulary"])
def test_importing_the_package_loads_nothing_slow(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert SLOW & set(done.stdout.split()) == set()


@pytest.fixture(scope="module")
def extension() -> set[str]:
    """What `%load_ext rerun_state` loads."""
    code = "import sys, IPython; own = {*sys.modules}; import rerun_state.jupyter"
    command = [sys.executable, "-c", f"{code}; print(*{{*sys.modules}} - own)"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_loading_the_extension_loads_no_parser_of_markdown_code_or_formulas(
    extension: set[str],
) -> None:
    parsers = {"latex2mathml", "markdown_it", "mdit_py_plugins", "pygments.formatters.html"}
    assert parsers & extension == set()


def test_loading_the_extension_leaves_ipywidgets_for_later(extension: set[str]) -> None:
    assert {"anywidget", "ipywidgets", "rerun_state.page.models"} & extension == set()


def test_loading_the_extension_makes_no_parser_of_a_magics_line(extension: set[str]) -> None:
    assert "IPython.core.magic_arguments" not in extension


def test_loading_the_extension_opens_no_room_that_most_notebooks_never_enter(
    extension: set[str],
) -> None:
    rooms = (
        "components.v1",
        "components.v2",
        "jupyter.eject",
        "jupyter.files",
        "jupyter.visiting",
        "keeping",
        "snapshot",
        "serve",
        "testing",
        "streamlit",
    )
    entered = tuple(f"rerun_state.{room}." for room in rooms)
    assert [module for module in extension if module.startswith(entered)] == []


def test_loading_the_extension_loads_nothing_that_an_element_brings_along(
    extension: set[str],
) -> None:
    deep = {
        "caching.functions",
        "elements.charts.longform",
        "elements.data.encoding.columnar",
        "runtime.tasks.calls",
    }
    assert {f"rerun_state.{module}" for module in deep} & extension == set()


def test_loading_the_extension_loads_few_modules(extension: set[str]) -> None:
    own = {module for module in extension if module.startswith("rerun_state")}
    assert len(own) <= MODULES
