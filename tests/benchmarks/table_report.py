"""What tables.json says, as Markdown between markers and as a plot: all beside this file, the first
of it in the README of the project."""

import json
import platform
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from tests.benchmarks import plot, report
from tests.benchmarks.dashboard_programs import DASHBOARDS
from tests.benchmarks.table_programs import PEERS

HERE = Path(__file__).resolve().parent
README = HERE.parents[1] / "README.md"
PLOT = "tables.svg"
NAMES = tuple(dict.fromkeys(peer.name for peer in (*PEERS, *DASHBOARDS)))
"""The columns, in their order."""
MEASURES = {
    "sight": "in sight, ms",
    "press": "a press, until three of them show it, ms",
    "kB": "received, kB",
    "click": "a click beside it, ms",
    "edit": "an edit, ms",
    "end": "its last row, ms",
    "sort": "sorted, ms",
    "MB": "process grown by, MB",
}
THINGS = {
    "tables": "rows",
    "editors": "rows to edit",
    "charts": "points of a line",
    "dashboards": "cells",
}
SHORT = {
    "sizes": ("1000", "1000000", "10000000"),
    "measures": ("sight", "kB", "click"),
}
"""What a newcomer wants to know of tables."""
VERSIONS = """import json, sys
from importlib import metadata, util
there = [name for name in sys.argv[1:] if util.find_spec(name)]
print(json.dumps({name: metadata.version(name) for name in there}))
"""
Parts = dict[str, Any]


def about(rounds: dict[str, int], loads: list[float]) -> Parts:
    """On what it was measured: the machine, what else it did, with which versions, how often."""
    return {
        "processor": report.processor(),
        "rounds": rounds,
        "load": [min(loads), max(loads)],
        "versions": versions(),
    }


@cache
def versions() -> dict[str, str]:
    """Of Python here, and of the peers that are installed."""
    found = {"Python": platform.python_version()}
    for peer in (*PEERS, *DASHBOARDS):
        python, module = sys.executable, peer.module
        if peer.server:
            python, module = peer.server.python, peer.server.module
        if peer.is_there and module not in found:
            command = [python, "-c", VERSIONS, module]
            found |= json.loads(subprocess.check_output(command, text=True))
    return found


def publish(found: Parts) -> None:
    """Write all of it beside this file, and the first of it into the README of the project."""
    plot.draw_tables(found["tables"], list(NAMES), HERE / PLOT)
    report.write(markdown(found), HERE / "README.md", "tables")
    report.write(summary(found, "tests/benchmarks"), README, "tables")


def markdown(found: Parts) -> str:
    parts = [_table(part, found[part]) for part in THINGS if found.get(part)]
    return "\n\n".join(filter(None, [_where(found), *parts, _missing(), _plot(PLOT)]))


def summary(found: Parts, folder: str) -> str:
    """What a newcomer wants to know, and the plot, which is in that folder."""
    sizes = {size: row for size, row in found["tables"].items() if size in SHORT["sizes"]}
    table = _table("tables", sizes, SHORT["measures"])
    return f"{table}\n\n{_plot(f'{folder}/{PLOT}')}"


def missing() -> list[str]:
    """The peers that are not installed here."""
    return list(dict.fromkeys(each.name for each in (*PEERS, *DASHBOARDS) if not each.is_there))


def _missing() -> str:
    return f"Not installed, and left out: {', '.join(lost)}." if (lost := missing()) else ""


def _where(found: Parts) -> str:
    if not (machine := found.get("machine")):
        return ""
    least, most = (f"{load:.1f}" for load in machine["load"])
    versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
    rounds = ", ".join(f"{number} of {part}" for part, number in machine["rounds"].items())
    return (
        f"Measured on {machine['processor']} under a load of {least} to {most}"
        f"{', with ' if versions else ''}{versions}. Medians of rounds: {rounds}."
    )


def _plot(path: str) -> str:
    return f"![Time to sight, bytes and clicks by rows, beside the peers]({path})"


def _table(part: str, sizes: Parts, keys: Iterable[str] = tuple(MEASURES)) -> str:
    names = [name for name in NAMES if any(name in row for row in sizes.values())]
    lines = []
    for size, row in sizes.items():
        for key in keys:
            if not any(key in each for each in row.values()):
                continue
            cells = [row.get(name, {}).get(key) for name in names]
            shown = ["" if n is None else "< 0" if n < 0 else report.number(n) for n in cells]
            lines.append([f"{int(size):,} {THINGS[part]}: {MEASURES[key]}", *shown])
    return report.table([part.capitalize(), *names], lines)
