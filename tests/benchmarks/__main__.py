"""`python -m tests.benchmarks`: measure everything, and put the results into README.md beside it,
the first of them into the README of the project as well.

Raw results go to results.json and the plot to benchmarks.svg beside this file. RERUN_STATE_ORACLE
names an interpreter that has Streamlit; without it, or without Solara or Chromium, their parts are
left out. Nothing is asserted here: times belong to a machine.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks import browser_side, kernel_side, plot, report, start

HERE = Path(__file__).resolve().parent
README = HERE.parents[1] / "README.md"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=browser_side.ROUNDS, help="presses each")
    parser.add_argument("--print", action="store_true", help="show the tables only")
    parser.add_argument(
        "--only",
        nargs="*",
        choices=["start", "kernel", "browser"],
        help="measure these parts again, or none; the others are taken from results.json",
    )
    options = parser.parse_args()
    file = HERE / "results.json"
    results = json.loads(file.read_text()) if file.exists() and options.only is not None else {}
    measures: dict[str, Callable[[], Any]] = {
        "start": start.run,
        "kernel": kernel_side.run,
        "browser": lambda: browser_side.run(options.rounds),
    }
    for part, measure in measures.items():
        if options.only is None or part in options.only:
            results[part] = measure()
            results["machine"] = report.machine(results)
            if not options.print:
                file.write_text(json.dumps(results, indent=1) + "\n")
    print(report.markdown(results))
    if not options.print:
        plot.draw(results["kernel"], HERE / "benchmarks.svg")
        report.write(report.markdown(results), HERE / "README.md")
        report.write(report.summary(results, "tests/benchmarks"), README)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        # Modules are compiled once and kept, as those of an installed package are.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = folder
        main()
