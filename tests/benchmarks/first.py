"""How long one waits for a first app: in JupyterLab from Shift+Enter, in Voila from the address.

Beside it a button and a label of ipywidgets. Each time it is a new notebook, with a kernel and a
page of its own; the two take turns.
"""

import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.browser_side import new_page
from tests.browser.conftest import ARGUMENTS, CHROMIUM, IS_READY, SHUT_DOWN, TIMEOUT_MS
from tests.browser.servers import LAB, VOILA, Server, serve

TRIALS = 5
SIGHT = Path(__file__).with_name("sight.js")
TEXT = "here;"
CELLS = {
    "An app": [
        "%load_ext rerun_state",
        f"%%rerun\nimport rerun_state as st\nst.button('Press')\nst.text('{TEXT}')",
    ],
    "Two ipywidgets": [
        "import ipywidgets as w",
        f"w.VBox([w.Button(description='Press'), w.Label('{TEXT}')])",
    ],
}
RUN_FIRST = "() => jupyterapp.commands.execute('notebook:run-cell-and-select-next')"


def run() -> dict[str, float]:
    """Medians, in milliseconds; nothing without Chromium."""
    if CHROMIUM is None:
        return {}
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for host, kind, look in HOSTS:
            home = Path(name, host.partition(",")[0])
            home.mkdir()
            with serve(kind, home) as server:
                for trial in range(TRIALS):
                    for what, cells in CELLS.items():
                        file = server.write(f"{what.replace(' ', '-')}-{trial}", cells)
                        waited = look(browser, server, file)
                        found.setdefault(f"{what} in {host}", []).append(waited)
        browser.close()
    return {each: statistics.median(samples) for each, samples in found.items()}


def in_lab(browser: Browser, server: Server, file: str) -> float:
    """From Shift+Enter in the second cell to the frame which shows what it shows."""
    page = new_page(browser, SIGHT)
    page.goto(f"{server.url}/lab/workspaces/{Path(file).stem}/tree/{file}")
    page.wait_for_function(IS_READY)
    page.evaluate(RUN_FIRST)  # and wait for its end
    page.locator(".jp-Notebook .jp-Cell").last.click(position={"x": 200, "y": 10})
    page.evaluate("([text, patience]) => sight.arm([text], patience)", [TEXT, TIMEOUT_MS])
    page.keyboard.press("Shift+Enter")
    waited: float = page.evaluate("() => sight.told()")
    page.evaluate(SHUT_DOWN)
    page.context.close()
    return waited


def in_voila(browser: Browser, server: Server, file: str) -> float:
    """From the address to the frame in which the page shows it."""
    page = new_page(browser, SIGHT)
    page.goto(f"{server.url}/voila/render/{file}", wait_until="commit")
    look: Any = page.wait_for_function("text => sight.where(text) && performance.now()", arg=TEXT)
    waited: float = look.json_value()
    page.context.close()
    return waited


HOSTS = (
    ("JupyterLab, from Shift+Enter", LAB, in_lab),
    ("Voila, from the address", VOILA, in_voila),
)
