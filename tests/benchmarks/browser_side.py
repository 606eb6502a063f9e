"""The browser's side: milliseconds from a click to the changed page, in a real Chromium.

The pages of all peers of a scenario are open at once and pressed in turn, so that whatever else the
machine does falls on all of them. The clock is the page's own: it starts right before `click()` and
stops in the MutationObserver that sees the text which the press asked for, and once more when that
is painted.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.benchmarks.kernel_side import ORACLE
from tests.benchmarks.programs import PEERS, SCENARIOS, cells, selector
from tests.browser.conftest import ARGUMENTS, CHROMIUM, IS_READY, RUN_ALL, SHUT_DOWN, TIMEOUT_MS
from tests.browser.servers import LAB, VOILA, Server, free_port, serve, wait_until_up

HOSTS = ("voila", "lab")
WARM_UP, ROUNDS = 4, 20
ATTEMPTS = 3
REST_MS = 150
"""What a page gets to finish with the press before; some drop a press that comes at once."""
STORM = 50
STORM_GAP_MS = 16

PRESS = """async ({selector, presses, gap, image, done}) => {
    const [css, text = ""] = selector.split(":");
    const find = () => [...document.querySelectorAll(css)]
        .find((el) => el.textContent.includes(text) && el.getClientRects().length);
    const marker = `count=${done};`;
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const isIn = (nodes) => [...nodes].some((node) => node.textContent.includes(marker));
    const shows = (nodes) => [...nodes].some(
        (node) => node.nodeName === "IMG" || node.querySelector?.("img"));
    return await new Promise(async (resolve, reject) => {
        let begun = 0, drawn = !image;
        const observer = new MutationObserver((records) => {
            drawn ||= records.some((r) => r.target.nodeName === "IMG" || shows(r.addedNodes));
            const here = records.some((r) => r.type === "characterData"
                ? r.target.data.includes(marker) : isIn(r.addedNodes));
            found ||= here;
            if (!found || !drawn) return;
            observer.disconnect();
            const dom = performance.now() - begun;
            requestAnimationFrame(() => setTimeout(() =>
                resolve({dom, paint: performance.now() - begun})));
        });
        let found = false;
        const watched = {subtree: true, childList: true, characterData: true};
        observer.observe(document.body, image ? {...watched, attributeFilter: ["src"]} : watched);
        setTimeout(() => reject(new Error(`${marker} did not appear`)), 20000);
        for (let i = 0; i < presses; i++) {
            if (i) await pause(gap);
            begun = performance.now();
            find().click();
        }
    });
}"""


def available() -> list[str]:
    """The peers that are installed here."""
    missing = set()
    if not os.environ.get(ORACLE):
        missing.add("streamlit")
    if importlib.util.find_spec("solara") is None:
        missing.add("solara")
    return [peer for peer in PEERS if peer not in missing]


def press(page: Page, peer: str, scenario: str, number: int, done: int) -> dict[str, float]:
    """Press `number` times in quick succession; milliseconds since the last one."""
    options = {
        "selector": selector(peer, scenario),
        "presses": number,
        "gap": STORM_GAP_MS,
        "image": scenario == "figure",
        "done": done,
    }
    found: dict[str, float] = page.evaluate(PRESS, options)
    return found


class Bench:
    """A page of one peer with one scenario, and how often it has been pressed."""

    def __init__(self, page: Page, peer: str, scenario: str) -> None:
        self.page = page
        self.peer = peer
        self.scenario = scenario
        self.count = 0
        self.samples: list[dict[str, float]] = []
        page.get_by_text("count=0;").last.wait_for()

    def step(self, keep: bool) -> None:
        self.page.wait_for_timeout(REST_MS)
        presses = STORM if self.scenario == "storm" else 1
        self.count += presses
        sample = press(self.page, self.peer, self.scenario, presses, self.count)
        if self.scenario == "page" and self.count % 2 == 0:
            return  # this press took the texts away again
        if keep:
            self.samples.append(sample)

    def result(self) -> dict[str, Any]:
        return {
            name: statistics.median(sample[name] for sample in self.samples)
            for name in ("dom", "paint")
        } | {"samples": [round(sample["dom"], 2) for sample in self.samples]}


def opened(
    host: str,
    browser: Browser,
    server: Server,
    name: str,
    source: list[str],
    script: Path | None = None,
) -> Page:
    """Open a notebook; once more where a server or kernel has hung at its start."""
    open_page = open_voila if host == "voila" else open_lab
    for attempt in range(ATTEMPTS):
        try:
            return open_page(browser, server, f"{name}-{attempt}", source, script)
        except Error:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError


def new_page(browser: Browser, script: Path | None = None) -> Page:
    """A page of a new visitor, in which a script runs before those of the page."""
    page = browser.new_context().new_page()
    page.set_default_timeout(TIMEOUT_MS)
    if script:
        page.add_init_script(path=script)
    return page


def open_voila(
    browser: Browser, server: Server, name: str, source: list[str], script: Path | None = None
) -> Page:
    page = new_page(browser, script)
    page.goto(f"{server.url}/voila/render/{server.write(name, source)}")
    page.locator("#loading").wait_for(state="hidden")
    return page


def open_lab(
    browser: Browser, server: Server, name: str, source: list[str], script: Path | None = None
) -> Page:
    page = new_page(browser, script)
    # All cells have to be within sight: Lab draws those first.
    page.set_viewport_size({"width": 1280, "height": 1400})
    file = server.write(name, source)
    page.goto(f"{server.url}/lab/workspaces/{name}/tree/{file}")
    page.wait_for_function(IS_READY)
    page.evaluate(RUN_ALL)
    return page


@contextmanager
def streamlit_page(browser: Browser, source: str, folder: Path) -> Iterator[Page]:
    """A Streamlit server with one app, and its page."""
    (folder / "app.py").write_text(source)
    port = free_port()
    options = {
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    command = [os.environ[ORACLE], "-m", "streamlit", "run", str(folder / "app.py"), *flags]
    log = folder / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_up(url, process, log)
            page = browser.new_context().new_page()
            page.set_default_timeout(TIMEOUT_MS)
            page.goto(url)
            yield page
            page.context.close()
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextmanager
def peer_page(
    peer: str, browser: Browser, host: str, server: Server, scenario: str, folder: Path
) -> Iterator[Page]:
    """One scenario as that peer shows it, for as long as it is measured."""
    source = cells(peer, scenario)
    if peer == "streamlit":
        home = folder / f"{host}-{scenario}"
        home.mkdir()
        with streamlit_page(browser, source[0], home) as page:
            yield page
        return
    page = opened(host, browser, server, f"{scenario}-{peer.replace('_', '-')}", source)
    try:
        yield page
    finally:
        if host == "lab":
            page.evaluate(SHUT_DOWN)
        page.context.close()


def report_failure(peer: str, scenario: str, error: Error) -> None:
    """Say why a place in the table stays empty."""
    print(f"{peer} failed in {scenario}: {error}", file=sys.stderr)


def measure(
    browser: Browser, host: str, server: Server, scenario: str, rounds: int, folder: Path
) -> dict[str, Any]:
    """One scenario with all peers, pressed in turn."""
    with ExitStack() as stack:
        benches = []
        for peer in available():
            try:
                page = stack.enter_context(peer_page(peer, browser, host, server, scenario, folder))
                benches.append(Bench(page, peer, scenario))
            except Error as error:
                report_failure(peer, scenario, error)
        for i in range(WARM_UP + rounds):
            for bench in list(benches):
                try:
                    bench.step(keep=i >= WARM_UP)
                except Error as error:
                    report_failure(bench.peer, scenario, error)
                    benches.remove(bench)
        return {bench.peer: bench.result() for bench in benches}


def run(
    rounds: int = ROUNDS, scenarios: tuple[str, ...] = tuple(SCENARIOS)
) -> dict[str, Any] | None:
    """Measure every scenario in each host; None without Chromium."""
    if CHROMIUM is None:
        return None
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        found["chromium"] = browser.version
        for host in HOSTS:
            home = Path(name) / host
            home.mkdir()
            found[host] = {}
            with serve(VOILA if host == "voila" else LAB, home) as server:
                for scenario in scenarios:
                    few = max(4, rounds // 4) if scenario == "storm" else rounds
                    few = few * 2 if scenario == "page" else few
                    found[host][scenario] = measure(
                        browser, host, server, scenario, few, Path(name)
                    )
        browser.close()
    return found
