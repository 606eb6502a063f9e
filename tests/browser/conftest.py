"""Real pages: `lab(cells)`, `notebook7(cells)`, `voila(cells)` and `vscode(cells)` run a notebook
and return its page. `stage` shows apps of the test's own process, without a kernel.

Chromium reaches nothing but this machine, so every test also proves that the page works offline.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.servers import LAB, NOTEBOOK, PLAIN, VOILA, Server, serve
from tests.browser.stage import Stage
from tests.browser.vscode.host import HOST, build
from tests.page.comms import comm_log

OpenNotebook: TypeAlias = Callable[[list[str]], Page]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--use-fake-device-for-media-stream=device-count=2",
    "--use-fake-ui-for-media-stream",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
TIMEOUT_MS = 60_000
NUMBERS = count(1)
OPEN = pytest.StashKey[BrowserContext]()

IS_READY = """() => {
    const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
    return kernel?.status === 'idle';
}"""
RUN_ALL = "() => jupyterapp.commands.execute('notebook:run-all-cells')"
SHUT_DOWN = "() => jupyterapp.serviceManager.sessions.shutdownAll()"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        expect.set_options(timeout=20_000)
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=ARGUMENTS,
            ignore_default_args=["--hide-scrollbars"],  # readers have them
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def lab_server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(LAB, tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="session")
def notebook_server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(NOTEBOOK, tmp_path_factory.mktemp("notebook")) as server:
        yield server


@pytest.fixture(scope="session")
def voila_server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(VOILA, tmp_path_factory.mktemp("voila")) as server:
        yield server


@pytest.fixture(scope="session")
def vscode_server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(PLAIN, tmp_path_factory.mktemp("vscode")) as server:
        build(server.notebooks)
        yield server


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    yield from open_context(browser, request)


@pytest.fixture
def lab(lab_server: Server, context: BrowserContext) -> Iterator[OpenNotebook]:
    """Open a notebook of these code cells in JupyterLab, run them all, wait until they are done."""
    yield from open_in_lab(lab_server, context)


@pytest.fixture
def notebook7(notebook_server: Server, context: BrowserContext) -> Iterator[OpenNotebook]:
    """Open a notebook of these code cells in Notebook 7, run them all, wait until they are done."""
    yield from open_in_lab(notebook_server, context, "notebooks/{file}")


@pytest.fixture
def voila(voila_server: Server, context: BrowserContext) -> OpenNotebook:
    """Open a notebook of these code cells in Voila; wait until they are done."""
    return open_in_voila(voila_server, context)


@pytest.fixture
def vscode(vscode_server: Server, context: BrowserContext) -> Iterator[OpenNotebook]:
    """Run code cells as VS Code would, and show their widgets on one page."""
    page = context.new_page()

    def open_notebook(cells: list[str]) -> Page:
        page.goto(f"{vscode_server.url}/static/{HOST}")
        page.evaluate("cells => runAll(cells)", cells)
        return page

    yield open_notebook
    page.evaluate("() => shutDown()")


@pytest.fixture
def stage(context: BrowserContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A bare page for apps; what fails in its scripts fails the test."""
    page = context.new_page()
    with comm_log(monkeypatch) as (log, comms):
        made = Stage(page, page.main_frame, log, comms)
        yield made
        made.close()
    assert not made.problems
    assert not made.told.wrong


@pytest.fixture(scope="module")
def shared_context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    # High enough for all of a notebook: JupyterLab takes outputs out of sight off the page.
    yield from open_context(browser, request, height=2600)


@pytest.fixture(scope="module")
def shared_lab(lab_server: Server, shared_context: BrowserContext) -> Iterator[OpenNotebook]:
    """As `lab`, for pages that the tests of a module share."""
    yield from open_in_lab(lab_server, shared_context)


@pytest.fixture(scope="module")
def shared_voila(voila_server: Server, shared_context: BrowserContext) -> OpenNotebook:
    """As `voila`, for pages that the tests of a module share."""
    return open_in_voila(voila_server, shared_context)


def open_context(
    browser: Browser, request: pytest.FixtureRequest, height: int = 1000
) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": height})
    context.set_default_timeout(TIMEOUT_MS)
    request.node.stash[OPEN] = context
    yield context
    del request.node.stash[OPEN]
    context.close()


def open_in_lab(
    server: Server, context: BrowserContext, address: str = "lab/workspaces/{name}/tree/{file}"
) -> Iterator[OpenNotebook]:
    pages = []

    def open_notebook(cells: list[str]) -> Page:
        name = f"notebook-{next(NUMBERS)}"
        file = server.write(name, cells)
        page = context.new_page()
        pages.append(page)
        page.goto(f"{server.url}/{address.format(name=name, file=file)}")
        page.wait_for_function(IS_READY)
        page.evaluate(RUN_ALL)
        return page

    yield open_notebook
    for page in pages:
        if not page.is_closed():
            page.evaluate(SHUT_DOWN)


def open_in_voila(server: Server, context: BrowserContext) -> OpenNotebook:
    def open_notebook(cells: list[str]) -> Page:
        file = server.write(f"notebook-{next(NUMBERS)}", cells)
        page = context.new_page()
        page.goto(f"{server.url}/voila/render/{file}")
        page.locator("#loading").wait_for(state="hidden")
        return page

    return open_notebook


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):  # type: ignore[no-untyped-def]
    """Keep a picture of every page of a failed test; the report says where."""
    report = yield
    contexts = [node.stash[OPEN] for node in item.listchain() if OPEN in node.stash]
    if report.failed and contexts:
        folder = Path(tempfile.mkdtemp(prefix=f"{item.name[:40]}-".replace("/", "-")))
        for number, page in enumerate(page for each in contexts for page in each.pages):
            picture = folder / f"page-{number}.png"
            page.screenshot(path=picture)
            report.sections.append(("screenshot", str(picture)))
    return report
