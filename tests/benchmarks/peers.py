"""Who serves apps beside `rerun-state run`: the same page of 100 texts and a button for all.

A peer that is not installed is left out. RERUN_STATE_ORACLE names an interpreter that has
Streamlit, RERUN_STATE_PEERS one that has Panel and Solara, if it is not this one.
"""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.kernel_side import ORACLE
from tests.browser.servers import free_port
from tests.kernel.serving import write_notebook

FIRST, LAST = "text 99 of click 0", "text 99 of click {0}"
"""The last text of the page, at first and after so many presses of "Go"."""

OURS = """import streamlit as st
st.session_state.n = st.session_state.get("n", 0) + st.button("Go")
for n in range(100): st.text(f"text {n} of click {st.session_state.n}")
"""
_PANEL = """import panel as pn
pn.extension()
go = pn.widgets.Button(name="Go")
texts = [pn.pane.Str() for n in range(100)]
def show(event=None):
    for n, each in enumerate(texts): each.object = f"text {n} of click {go.clicks}"
go.on_click(show)
show()
pn.Column(go, *texts).servable()
"""
_SOLARA = """import solara
@solara.component
def Page():
    clicks, set_clicks = solara.use_state(0)
    solara.Button("Go", on_click=lambda: set_clicks(clicks + 1))
    for n in range(100): solara.Text(f"text {n} of click {clicks}")
"""
_WIDGETS = """import ipywidgets as w
clicks, go, texts = 0, w.Button(description="Go"), [w.Label() for n in range(100)]
def show(*_):
    for n, each in enumerate(texts): each.value = f"text {n} of click {clicks}"
def press(_):
    global clicks
    clicks += 1
    show()
go.on_click(press)
show()
w.VBox([go, *texts])
"""


@dataclass(frozen=True)
class Peer:
    """One that serves apps."""

    name: str
    python: str
    module: str
    program: str
    options: tuple[str, ...]
    """With PORT in the place of the port, and FILE in that of the program's file."""
    path: str = ""

    @property
    def is_there(self) -> bool:
        """Is it installed?"""
        if self.python == sys.executable:
            return find_spec(self.module) is not None
        found = (
            f"import importlib.util as u; raise SystemExit(u.find_spec({self.module!r}) is None)"
        )
        return bool(self.python) and subprocess.call([self.python, "-c", found]) == 0

    @contextmanager
    def serving(self, folder: Path) -> Iterator[tuple[str, int]]:
        """Let it serve the page; its address, and the number of its process."""
        file, port = _write(folder, self), free_port()
        words = [word.replace("PORT", str(port)) for word in self.options]
        command = [
            self.python,
            "-m",
            self.module,
            *(str(file) if w == "FILE" else w for w in words),
        ]
        log = (folder / f"{self.name}.log").open("w")
        process = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}/{self.path}"
            _wait_for(lambda: urllib.request.urlopen(url, timeout=30).close(), self.name)
            yield url, process.pid
        finally:
            process.terminate()
            process.wait()
            log.close()


def peers() -> list[Peer]:
    """Those that are installed here, this package first."""
    here, port = sys.executable, "--port=PORT"
    others = os.environ.get("RERUN_STATE_PEERS", here)
    found = [
        Peer("rerun-state", here, "rerun_state", OURS, ("run", "FILE", port)),
        Peer(
            "Streamlit",
            os.environ.get(ORACLE, ""),
            "streamlit",
            OURS,
            ("run", "FILE", "--server.headless=true", "--server.port=PORT"),
        ),
        Peer(
            "Panel",
            others,
            "panel",
            _PANEL,
            ("serve", "FILE", port, "--address=127.0.0.1"),
            "page_panel",
        ),
        Peer(
            "Solara",
            others,
            "solara",
            _SOLARA,
            ("run", "FILE", port, "--host=127.0.0.1", "--no-open", "--production"),
        ),
        Peer(
            "Voila", here, "voila", _WIDGETS, ("FILE", port, "--no-browser", "--Voila.ip=127.0.0.1")
        ),
    ]
    return [each for each in found if each.is_there]


def _write(folder: Path, peer: Peer) -> Path:
    if peer.name == "Voila":
        return write_notebook(folder / "voila.ipynb", [peer.program])
    file = folder / f"page_{peer.module}.py"  # not by the package's name, which it imports
    file.write_text(peer.program)
    return file


def _environment() -> dict[str, str]:
    """As outside of a test, where a kernel may be told that it is in one."""
    return {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}


def _wait_for(works: Callable[[], object], name: str) -> None:
    for _ in range(300):
        try:
            works()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{name} does not answer.")
