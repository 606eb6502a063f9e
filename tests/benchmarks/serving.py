"""`python -m tests.benchmarks.serving`: what visitors of `rerun-state run` cost.

A page of 100 texts, and one of 200 inputs: cold and returning visitors in a browser, a click over
the websocket alone, and the memory of idle visitors. RERUN_STATE_ORACLE names an interpreter that
has Streamlit, whose cold page is measured in turns with ours. Nothing is asserted here: times
belong to a machine.
"""

import json
import os
import statistics
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import Browser, expect, sync_playwright

from tests.benchmarks.kernel_side import ORACLE
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.servers import free_port
from tests.kernel.serving import Guest, Served, serving

ROUNDS = 7
CLICKS = 200
VISITORS = 100
TEXTS = """import streamlit as st
st.session_state.n = st.session_state.get("n", 0) + st.button("Go")
for n in range(100): st.text(f"text {n} of click {st.session_state.n}")
"""
INPUTS = """import streamlit as st
for n in range(200): st.checkbox(f"box {n}")
st.text("text 99 of")
"""
LAST = "text 99 of"


def main() -> None:
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, program in (("100 texts", TEXTS), ("200 inputs", INPUTS)):
            file = Path(folder, f"{name.split()[1]}.py")
            file.write_text(program)
            with serving(file) as served:
                url = served.url
                served.hear("A kernel is ready")
                found[f"{name}, an idle visitor, kB in the kernel"] = memory(served)
                if name == "100 texts":
                    found["a click, ms"] = click(served)
                    with beside(file) as other:
                        peers = {"rerun-state": url} | ({"Streamlit": other} if other else {})
                        found["cold and returning"] = pages(peers)
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
    guest.see(LAST)
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


def pages(peers: dict[str, str]) -> dict[str, dict[str, float]]:
    """Time until a page can be used, and what is moved for it; each peer in its turn."""
    found: dict[str, dict[str, list[float]]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for _ in range(ROUNDS):
            for name, url in peers.items():
                for key, value in visit(browser, url).items():
                    found.setdefault(name, {}).setdefault(key, []).append(value)
        browser.close()
    return {
        name: {key: round(statistics.median(values), 1) for key, values in each.items()}
        for name, each in found.items()
    }


def visit(browser: Browser, url: str) -> dict[str, float]:
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
        expect(page.get_by_text(LAST)).to_be_visible(timeout=60_000)
        told[f"{which}, ms"] = (time.perf_counter() - began) * 1e3
        page.wait_for_timeout(300)
        told[f"{which}, kB"] = sum(moved) / 1e3
        page.close()
    context.close()
    return told


@contextmanager
def beside(file: Path) -> Iterator[str | None]:
    """The same script under Streamlit, if that is there."""
    if not (oracle := os.environ.get(ORACLE)):
        yield None
        return
    port = free_port()
    options = ["--server.headless=true", f"--server.port={port}", "--server.address=127.0.0.1"]
    process = subprocess.Popen(
        [oracle, "-m", "streamlit", "run", str(file), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}/"
        wait_for(lambda: urllib.request.urlopen(f"{url}_stcore/health", timeout=2).close())
        yield url
    finally:
        process.terminate()
        process.wait()


def wait_for(works: Callable[[], object]) -> None:
    for _ in range(200):
        try:
            works()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("Streamlit does not answer.")


if __name__ == "__main__":
    main()
