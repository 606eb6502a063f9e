"""`python -m tests.benchmarks.tables`: tables of 1,000 to 10,000,000 rows, editors and charts.

Each round opens a new page of every peer in turn, in Voila or on the peer's own server, brings the
table to sight, presses a button beside it, goes to the last row and back, sorts, and asks by how
much the process that answers has grown. Every clock runs from the press to the frame in which the
text was there that was waited for. Medians go to tables.json and into README.md beside
it. RERUN_STATE_ORACLE and RERUN_STATE_PEERS name
interpreters that have Streamlit and Panel; peers that are not installed are left
out, and named. Nothing is asserted here: times belong to a machine.
"""

import argparse
import json
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.benchmarks import report
from tests.benchmarks.browser_side import new_page, open_voila
from tests.benchmarks.table_programs import FIRST, PEERS, SIZES, Grid, last, write
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.servers import VOILA, Server, serve

HERE = Path(__file__).resolve().parent
SIGHT = HERE / "sight.js"
ROUNDS, PRESSES = 3, 6
PATIENCE_MS = 60_000
REST_MS = 500
"""What a page gets to finish with what it was asked before."""
MEASURES = {
    "sight": "in sight, ms",
    "kB": "received, kB",
    "click": "a click beside it, ms",
    "edit": "an edit, ms",
    "end": "its last row, ms",
    "sort": "sorted, ms",
    "MB": "process grown by, MB",
}
THINGS = {"tables": "rows", "editors": "rows to edit", "charts": "points of a line"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.tables", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="pages of each peer")
    parser.add_argument("--only", nargs="*", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--most", type=int, default=10**9, help="leave larger tables out")
    parser.add_argument("--print", action="store_true", help="write nothing")
    asked = parser.parse_args()
    file = HERE / "tables.json"
    found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for part in asked.only:
            found[part] = {}
            for size in (size for size in SIZES[part] if size <= asked.most):
                found[part][str(size)] = measure(browser, part, size, asked.rounds)
                if not asked.print:
                    file.write_text(json.dumps(found, indent=1) + "\n")
        browser.close()
    print(markdown(found))
    if not asked.print:
        report.write(markdown(found), HERE / "README.md", "tables")


def missing() -> list[str]:
    """The peers that are not installed here."""
    return [peer.name for peer in PEERS if not peer.is_there]


def measure(
    browser: Browser, part: str, size: int, rounds: int, names: tuple[str, ...] = ()
) -> dict[str, dict[str, float]]:
    """One row of the table: all peers, or those of that name, in turn."""
    chosen = [
        peer
        for peer in PEERS
        if part in peer.shown and size <= peer.most and peer.is_there
        if not names or peer.name in names
    ]
    samples: dict[str, list[dict[str, float]]] = {peer.name: [] for peer in chosen}
    with tempfile.TemporaryDirectory() as folder, serve(VOILA, Path(folder)) as server:
        file = Path(folder, "table.parquet")
        write(file, size)
        for number in range(rounds):
            for peer in list(chosen):
                try:
                    with opened(browser, server, peer, part, file, number) as page:
                        samples[peer.name].append(Visit(page, peer, part, size).all())
                except Error as error:
                    print(f"{peer.name} shows no {part} of {size}: {error}", file=sys.stderr)
                    chosen.remove(peer)
    return {name: medians(each) for name, each in samples.items() if each}


def medians(samples: list[dict[str, float]]) -> dict[str, float]:
    keys = [key for key in MEASURES if any(key in each for each in samples)]
    return {
        key: round(statistics.median(each[key] for each in samples if key in each), 1)
        for key in keys
    }


@contextmanager
def opened(
    browser: Browser, server: Server, peer: Grid, part: str, file: Path, number: int
) -> Iterator[Page]:
    """A new page of a peer, with the data read and the table not yet asked for."""
    if peer.server:
        home = file.with_name(f"{peer.server.module}-{number}")
        home.mkdir()
        server_of = replace(peer.server, program=peer.program(part, file))
        with server_of.serving(home) as (url, _pid):
            page = new_page(browser, SIGHT)
            page.goto(url)
            page.get_by_text("count=0;").wait_for()
            yield page
            page.context.close()
        return
    name = f"{peer.name.split()[0]}-{number}"
    page = open_voila(browser, server, name, peer.cells(part, file), SIGHT)
    try:
        page.get_by_text("count=0;").last.wait_for()
        yield page
    finally:
        process = answering(page)
        page.context.close()
        process.terminate()  # or tables of earlier pages would wait in their kernels


def answering(page: Page) -> psutil.Process:
    """The process that answers a page, which names it."""
    text = page.get_by_text(re.compile(r"^pid=\d+;$")).last.inner_text()
    return psutil.Process(int(text[4:-1]))


class Visit:
    """What one page was asked, and how long each answer took."""

    def __init__(self, page: Page, peer: Grid, part: str, size: int) -> None:
        self.page, self.peer, self.part = page, peer, part
        self.first, self.last = FIRST[part], last(size)
        self.process = answering(page)
        self.found: dict[str, float] = {}

    def all(self) -> dict[str, float]:
        before = self.process.memory_full_info().uss
        self.show()
        self.found["click"] = self.click()
        if self.part == "tables" and self.peer.end:
            self.attempt("end", lambda: self.timed(self.last, self.peer.end))
            self.attempt("top", lambda: self.timed(self.first, self.peer.top))
        if self.part == "tables" and self.peer.sort:
            self.attempt("sort", lambda: self.timed(self.last, self.peer.sort))
        if self.part == "editors":
            self.attempt("edit", self.edit)
        self.found["MB"] = (self.process.memory_full_info().uss - before) / 1e6
        return self.found

    def show(self) -> None:
        wire, moved = self.page.context.new_cdp_session(self.page), list[float]()
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda it: moved.append(it["encodedDataLength"]))
        wire.on(
            "Network.webSocketFrameReceived",
            lambda it: moved.append(len(it["response"]["payloadData"])),
        )
        button = self.page.get_by_role("button", name="Show", exact=True)
        self.found["sight"] = self.timed(self.first, lambda page: button.click())
        self.page.wait_for_timeout(REST_MS)
        self.found["kB"] = sum(moved) / 1e3
        wire.detach()

    def click(self) -> float:
        """The median press of the button beside the table, after one that is not counted."""
        button = self.page.get_by_role("button", name="Count up", exact=True)
        times = [
            self.timed(f"count={count};", lambda page: button.click())
            for count in range(1, PRESSES + 1)
        ]
        return statistics.median(times[1:])

    def edit(self) -> float:
        self.peer.reach(self.page)
        self.page.keyboard.type("7")
        self.page.wait_for_timeout(REST_MS)
        return self.timed("edits=1;", lambda page: page.keyboard.press("Enter"))

    def attempt(self, name: str, act: Callable[[], float]) -> None:
        """What fails leaves its place in the table empty, and says why."""
        try:
            self.found[name] = act()
        except (AssertionError, Error) as error:
            print(f"{self.peer.name}, {self.last} {name}: {error}", file=sys.stderr)

    def timed(self, text: str, act: Callable[[Page], None] | None) -> float:
        """Milliseconds from what is done to the page until a text is in sight."""
        assert act
        self.page.evaluate("([text, ms]) => sight.arm(text, ms)", [text, PATIENCE_MS])
        act(self.page)
        told = float(self.page.evaluate("sight.told()"))
        self.page.wait_for_timeout(REST_MS)
        return told


def markdown(found: dict[str, Any]) -> str:
    parts = [_table(part, found[part]) for part in SIZES if found.get(part)]
    lost = missing()
    note = f"Not installed, and left out: {', '.join(lost)}." if lost else ""
    return "\n\n".join(filter(None, [*parts, note]))


def _table(part: str, sizes: dict[str, Any]) -> str:
    peers = [peer for peer in PEERS if any(peer.name in row for row in sizes.values())]
    head = [f"{part.capitalize()}", *(peer.name for peer in peers)]
    lines = []
    for size, row in sizes.items():
        for key, title in MEASURES.items():
            if not any(key in each for each in row.values()):
                continue
            cells = [row.get(peer.name, {}).get(key) for peer in peers]
            shown = ["" if n is None else "< 0" if n < 0 else report.number(n) for n in cells]
            lines.append([f"{int(size):,} {THINGS[part]}: {title}", *shown])
    return report.table(head, lines)


if __name__ == "__main__":
    main()
