"""An app in Shiny, marimo and Solara, operated in a real browser.

    python -m tests.browser.hosts PYTHON [shiny] [marimo] [solara]

PYTHON is that of an environment with this package and shiny, shinywidgets, marimo, solara==1.58.2
and solara-assets. No test: these ask for other versions of what the tests need. Each shows an app
by `rerun_state.app`, whose inputs, tasks and timers have to work for two visitors at once.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.servers import free_port, wait_until_up

PROGRAM = """
import time
import rerun_state
import rerun_state as st

def work():
    time.sleep(0.5)
    return 5

def program():
    n = st.slider("N", 0, 9, 3, key="n")
    st.text(f"n is {n}")
    if st.button("Go"):
        st.text("went")
    task = st.task(work, key="task")
    st.text(f"task is {task.result if task.done else None}")
    ticking()
    st.dataframe({"a": [1, 2, 3]})

@st.fragment(run_every=1)
def ticking():
    st.session_state.ticks = st.session_state.get("ticks", 0) + 1
    st.text("ticks" if st.session_state.ticks > 2 else "waits")
"""
SHINY = """
from shiny import App, ui
from shinywidgets import output_widget, render_widget

def server(input, output, session):
    @render_widget
    def page():
        return rerun_state.app(program)

app = App(ui.page_fluid(output_widget("page")), server)
"""
SOLARA = """
import solara

@solara.component
def Page():
    solara.display(solara.use_memo(lambda: rerun_state.app(program), []))
"""
MARIMO = """
import marimo
app = marimo.App()

@app.cell
def _():
{program}
    import marimo as mo
    return mo, program, rerun_state

@app.cell
def _(mo, program, rerun_state):
    mo.ui.anywidget(rerun_state.app(program))
    return
"""
HOSTS = {
    "shiny": (PROGRAM + SHINY, ["shiny", "run", "--port", "{port}", "{file}"]),
    "solara": (PROGRAM + SOLARA, ["solara", "run", "{file}", "--port", "{port}", "--no-open"]),
    "marimo": (
        MARIMO.format(program=PROGRAM.replace("\n", "\n    ")),
        ["marimo", "run", "{file}", "--headless", "--no-token", "--port", "{port}"],
    ),
}


def operate(page: Page, value: int) -> None:
    """Use the app as one visitor."""
    slider = page.get_by_role("slider", name="N")
    for _ in range(value - 3):
        slider.press("ArrowRight")
    expect(page.get_by_text(f"n is {value}", exact=True)).to_be_visible()
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("went", exact=True)).to_be_visible()
    for text in "task is 5", "ticks":
        expect(page.get_by_text(text, exact=True)).to_be_visible()
    expect(page.get_by_role("grid")).to_be_visible()


def try_host(python: str, name: str, browser: Browser) -> None:
    """Serve the app by a host, and let two visitors use it."""
    text, command = HOSTS[name]
    folder = Path(tempfile.mkdtemp())
    file, port = folder / "hosted.py", free_port()
    file.write_text(text)
    arguments = [part.format(file=file, port=port) for part in command]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen([python, "-m", *arguments], stdout=log, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_up(url, server, Path(log.name))
            first, second = (browser.new_context().new_page() for _ in range(2))
            for page in first, second:
                page.goto(url)
            operate(first, 5)
            expect(second.get_by_text("n is 3", exact=True)).to_be_visible()
            operate(second, 4)
            expect(first.get_by_text("n is 5", exact=True)).to_be_visible()
            first.screenshot(path=folder / "page.png")
        finally:
            server.terminate()
            server.wait(60)
    print(f"{name} works: {folder / 'page.png'}")


def main() -> None:
    """Try the hosts that are named, or all."""
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        python, *names = sys.argv[1:]
        for name in names or HOSTS:
            try_host(python, name, browser)
        browser.close()


if __name__ == "__main__":
    main()
