"""`python -m tests.benchmarks.serving`: what visitors of `rerun-state run` cost.

A page of 100 texts, and one of 200 inputs: cold and returning visitors in a browser, a click there
and over the websocket alone, and the memory of idle visitors. Streamlit, Panel, Solara and Voila
have the same page of 100 texts, and take turns with ours, as far as they are installed (`peers`).
Nothing is asserted here: times belong to a machine.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.benchmarks.peers import FIRST, LAST, OURS, Peer, peers
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.kernel.serving import Guest, Served, serving

ROUNDS = 7
CLICKS = 200
VISITORS = 100
INPUTS = """import streamlit as st
for n in range(200): st.checkbox(f"box {n}")
st.text("text 99 of click 0")
"""
PRESSES = 5
WATCH = """text => new Promise((resolve, reject) => {
  const roots = root => [root, ...[...root.querySelectorAll("*")]
    .filter(each => each.shadowRoot).flatMap(each => roots(each.shadowRoot))];
  const find = test => roots(document).flatMap(root => [...root.querySelectorAll("*")]).find(test);
  const shows = each => !each.children.length && each.textContent.trim() === text;
  const button = find(each => each.tagName === "BUTTON" && each.textContent.trim() === "Go");
  const began = performance.now();
  const end = began + 30000;
  const look = () => {
    if (find(shows)) resolve(performance.now() - began);
    else if (performance.now() > end) reject(new Error(text));
    else setTimeout(look, 2);
  };
  button.click();
  look();
})"""
"""Presses "Go", and tells after how many milliseconds a text is there."""
BESIDE = 10
"""Visitors of each peer, by whom the memory of one is told."""


def main() -> None:
    parser = argparse.ArgumentParser(description="What visitors of served apps cost.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="visits of each peer's page")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="these peers alone")
    asked = parser.parse_args()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, program in (("100 texts", OURS), ("200 inputs", INPUTS)):
            file = Path(folder, f"{name.split()[1]}.py")
            file.write_text(program)
            with serving(file) as served:
                served.hear("A kernel is ready")
                found[f"{name}, an idle visitor, kB in the kernel"] = memory(served)
                if name == "100 texts":
                    found["a click over the websocket, ms"] = click(served)
    chosen = [peer for peer in peers() if not asked.only or peer.name in asked.only]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        found["beside others"] = compare(browser, chosen, asked.rounds, BESIDE)
        browser.close()
    print(json.dumps(found, indent=2))


def memory(served: Served) -> float:
    """What one more idle visitor takes, of the memory that the kernel has for itself."""
    [kernel] = psutil.Process(served.process.pid).children()
    first = [open_guest(served) for _ in range(10)]
    before = own(kernel)
    more = [open_guest(served) for _ in range(VISITORS)]
    after = own(kernel)
    for guest in first + more:
        guest.leave()
    return round((after - before) / VISITORS / 1000, 1)


def own(process: psutil.Process) -> int:
    return int(process.memory_full_info().uss)


def open_guest(served: Served) -> Guest:
    guest = served.guest()
    guest.see(FIRST)
    return guest


def click(served: Served) -> float:
    """From a press to the patch that answers it, over the websocket."""
    guest, times = open_guest(served), []
    for n in range(1, CLICKS + 1):
        began = time.perf_counter()
        guest.change("Go", True)
        guest.see(f"of click {n}'")
        times.append(time.perf_counter() - began)
    guest.leave()
    return round(statistics.median(times) * 1e3, 2)


def compare(
    browser: Browser, chosen: Iterable[Peer], rounds: int, visitors: int
) -> dict[str, dict[str, float]]:
    """What a page of each takes: time until it can be used, what is moved, a click, memory."""
    found: dict[str, dict[str, list[float]]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        served = {each.name: stack.enter_context(each.serving(folder)) for each in chosen}
        for _ in range(rounds):
            for name, (url, _pid) in list(served.items()):
                try:
                    told = visit(browser, url)
                except AssertionError:  # Solara's, without solara-assets or the network
                    print(f"{name} shows no page; it is left out.", file=sys.stderr)
                    del served[name]
                    continue
                for key, value in told.items():
                    found.setdefault(name, {}).setdefault(key, []).append(value)
        for name, (url, pid) in served.items():
            found[name]["an idle visitor more, MB"] = [idle(browser, url, pid, visitors)]
    return {
        name: {key: round(statistics.median(values), 2) for key, values in each.items()}
        for name, each in found.items()
    }


def visit(browser: Browser, url: str) -> dict[str, float]:
    """A visitor who has never been there, who comes again, and who clicks."""
    context = browser.new_context()
    told: dict[str, float] = {}
    for which in ("cold", "returning"):
        page = context.new_page()
        wire, moved = context.new_cdp_session(page), list[float]()
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda it, to=moved: to.append(it["encodedDataLength"]))
        wire.on(
            "Network.webSocketFrameReceived",
            lambda it, to=moved: to.append(len(it["response"]["payloadData"])),
        )
        began = time.perf_counter()
        page.goto(url, wait_until="commit")
        expect(page.get_by_text(FIRST)).to_be_visible(timeout=60_000)
        told[f"{which}, ms"] = (time.perf_counter() - began) * 1e3
        page.wait_for_timeout(300)
        told[f"{which}, kB"] = sum(moved) / 1e3
        if which == "returning":
            told["a click, ms"] = press(page)
        page.close()
    context.close()
    return told


def press(page: Page) -> float:
    """From a press to the changed text, after one that is not counted, as the page sees it."""
    times = []
    for n in range(1, PRESSES + 2):
        times.append(float(page.evaluate(WATCH, LAST.format(n))))
    return statistics.median(times[1:])


def idle(browser: Browser, url: str, pid: int, visitors: int) -> float:
    """The memory of the server and its children that one more visitor takes, in MB."""
    contexts = [browser.new_context() for _ in range(visitors + 1)]
    sizes = []
    for context in contexts:
        page = context.new_page()
        page.goto(url)
        expect(page.get_by_text(FIRST)).to_be_visible(timeout=60_000)
        sizes.append(family_size(pid))
    for context in contexts:
        context.close()
    return (sizes[-1] - sizes[0]) / visitors / 1e6


def family_size(pid: int) -> int:
    server = psutil.Process(pid)
    return sum(own(each) for each in (server, *server.children(recursive=True)))


if __name__ == "__main__":
    main()
