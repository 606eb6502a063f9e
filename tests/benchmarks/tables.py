"""`python -m tests.benchmarks.tables`: tables of many rows, editors, charts, dashboards.

Each round opens a new page of every peer in turn, in Voila or on the peer's own server, brings the
table to sight, presses a button beside it, goes to the last row and back, sorts, and asks by how
much the process that answers has grown. Of a dashboard of several cells it presses the button that
three others follow. Every clock runs from the press to the frame in which the texts were there that
were waited for. Medians go to tables.json and into README.md beside it, the first of them into the
README of the project as well; `--only` without a part writes those of tables.json again.
RERUN_STATE_ORACLE and RERUN_STATE_PEERS name interpreters that have Streamlit and Panel; peers that
are not installed are left out, and named. Nothing is asserted here: times belong to a machine.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, Playwright, sync_playwright

from tests.benchmarks import dashboard_programs, table_programs, table_report
from tests.benchmarks.dashboard_programs import DASHBOARDS, Dashboard, texts
from tests.benchmarks.table_programs import FIRST, PEERS, Act, Grid, last, write
from tests.benchmarks.visits import (
    REST_MS,
    Found,
    answering,
    opened,
    presses,
    received,
    take_turns,
    timed,
)
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.servers import VOILA, serve

FILE = Path(__file__).with_name("tables.json")
ROUNDS = 2
SIZES = {**table_programs.SIZES, "dashboards": dashboard_programs.SIZES}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.tables", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="pages of each peer")
    parser.add_argument("--only", nargs="*", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--most", type=int, default=10**9, help="leave larger tables out")
    parser.add_argument("--print", action="store_true", help="write nothing")
    asked = parser.parse_args()
    found: dict[str, Any] = json.loads(FILE.read_text()) if FILE.exists() else {}
    rounds, loads = dict[str, int](found.get("machine", {}).get("rounds", {})), []
    with sync_playwright() as playwright:
        for part in asked.only:
            found[part], lost, rounds[part] = {}, set[str](), asked.rounds
            for size in (size for size in SIZES[part] if size <= asked.most):
                loads.append(os.getloadavg()[0])
                found[part][str(size)] = measure(playwright, part, size, asked.rounds, lost)
                found["machine"] = table_report.about(rounds, loads)
                if not asked.print:
                    FILE.write_text(json.dumps(found, indent=1) + "\n")
    print(table_report.markdown(found))
    if not asked.print:
        table_report.publish(found)


def measure(
    playwright: Playwright, part: str, size: int, rounds: int, lost: set[str]
) -> dict[str, Found]:
    """One row of the table: all peers in turn, but for those that were lost at a smaller size."""
    with tempfile.TemporaryDirectory() as folder, serve(VOILA, Path(folder)) as server:
        file = Path(folder, "table.parquet")

        def visit(peer: Grid | Dashboard, number: int) -> Found:
            home = file.with_name(f"{peer.name.split()[0]}-{number}")
            with playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as browser:
                sight = partial(opened, browser, server, peer, home)
                if isinstance(peer, Dashboard):
                    with sight(peer.sources(size), texts(0)[0]) as page:
                        return presses(page, texts)
                with sight(peer.sources(part, file), "count=0;") as page:
                    return Visit(page, peer, part, size).all()

        chosen = [peer for peer in able(part, size) if peer.is_there and peer.name not in lost]
        if part != "dashboards":
            write(file, size)
        row = take_turns(chosen, rounds, visit)
        lost |= {peer.name for peer in chosen} - set(row)
        return row


def able(part: str, size: int) -> Sequence[Grid | Dashboard]:
    """The peers that can be asked for it, installed or not."""
    if part == "dashboards":
        return DASHBOARDS
    return [each for each in PEERS if part in each.shown and size <= each.most]


class Visit:
    """What one page was asked, and how long each answer took."""

    def __init__(self, page: Page, peer: Grid, part: str, size: int) -> None:
        self.page, self.peer, self.part = page, peer, part
        self.first, self.last = FIRST[part], last(size)
        self.process = answering(page)
        self.found: Found = {}

    def all(self) -> Found:
        before = self.process.memory_full_info().uss
        self.show()
        self.found["click"] = presses(self.page, lambda count: [f"count={count};"])["press"]
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
        button = self.page.get_by_role("button", name="Show", exact=True)
        with received(self.page) as moved:
            self.found["sight"] = self.timed(self.first, lambda page: button.click())
        self.found["kB"] = sum(moved) / 1e3

    def edit(self) -> float:
        self.peer.reach(self.page)
        self.page.wait_for_timeout(REST_MS)
        self.page.keyboard.type("7")
        self.page.wait_for_timeout(REST_MS)
        return self.timed("edits=1;", lambda page: page.keyboard.press("Enter"))

    def attempt(self, name: str, act: Callable[[], float]) -> None:
        """What fails leaves its place in the table empty, and says why."""
        try:
            self.found[name] = act()
        except (AssertionError, Error) as error:
            print(f"{self.peer.name}, {self.last} {name}: {error}", file=sys.stderr)

    def timed(self, text: str, act: Act | None) -> float:
        assert act
        return timed(self.page, act, text)


if __name__ == "__main__":
    main()
