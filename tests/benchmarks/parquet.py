"""`python -m tests.benchmarks.parquet`: ten million rows of a Parquet file, and what they cost.

Writes the file into a temporary folder, piece by piece, and shows it through polars, DuckDB and
pyarrow, each in a process of its own: the milliseconds until the first rows are there, of a look at
the middle and the end, and of sorting; and by how many MB the process has grown after the looks,
and at most. `--rows` takes another number of them. Nothing is asserted here: times belong to a
machine.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

ROWS = 10_000_000
PIECE = 500_000
OPENED: dict[str, Callable[[str], Any]] = {
    "polars": lambda file: import_module("polars").scan_parquet(file),
    "duckdb": lambda file: import_module("duckdb").read_parquet(file),
    "pyarrow": lambda file: import_module("pyarrow.dataset").dataset(file),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.parquet", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--show", nargs=2, metavar=("LIBRARY", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.show:
        print(json.dumps(show(*options.show)))
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "rows.parquet")
        write(file, options.rows)
        found: dict[str, Any] = {"rows": options.rows, "file, MB": file.stat().st_size // 10**6}
        for library in OPENED:
            command = [
                sys.executable,
                "-m",
                "tests.benchmarks.parquet",
                "--show",
                library,
                str(file),
            ]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            found[library] = json.loads(told)
    print(json.dumps(found, indent=2))


def write(file: Path, rows: int, columns: Callable[[Any], dict[str, Any]] | None = None) -> None:
    """A table of numbers, texts and times, of which no more than a piece is in memory at once.

    `columns` are others, by the numbers of their rows.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as parquet

    writer = None
    for start in range(0, rows, PIECE):
        n = np.arange(start, min(start + PIECE, rows))
        table = pa.table((columns or _columns)(n))
        writer = writer or parquet.ParquetWriter(file, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


def _columns(n: Any) -> dict[str, Any]:
    import numpy as np

    names = np.array(["north", "east", "south", "west"])
    return {
        "n": n,
        "value": np.sin(n) * 1000,
        "place": names[n % 4],
        "at": n.astype("M8[s]"),
    }


def show(library: str, file: str) -> dict[str, float]:
    """Look at the file as a reader of its table does."""
    from rerun_state.elements.data.windows.source import source_of
    from rerun_state.elements.data.windows.wanted import Wanted
    from rerun_state.elements.data.windows.windowed import Windowed

    data = OPENED[library](file)
    process = psutil.Process()
    before = process.memory_info().rss
    told: dict[str, float] = {}

    def clock(name: str, work: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        made = work()
        told[name + ", ms"] = round((time.perf_counter() - begun) * 1e3, 1)
        return made

    def opened() -> Windowed:
        source = source_of(data, True)
        assert source is not None, "more than a thousand rows are a source of windows"
        windowed = Windowed(source)
        windowed.first()
        return windowed

    table = clock("first rows", opened)
    rows = table.source.rows
    clock("a rerun", opened)
    clock("the middle", lambda: table.answer(Wanted(rows // 2, rows // 2 + 100)))
    clock("the end", lambda: table.answer(Wanted(rows - 100, rows)))
    told["grown, MB"] = (process.memory_info().rss - before) // 10**6
    clock("sorted", lambda: table.answer(Wanted(0, 100, (2, True))))
    clock("sorted, the middle", lambda: table.answer(Wanted(rows // 2, rows // 2 + 100, (2, True))))
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    told["grown at most, MB"] = (highest - before) // 10**6
    return told


if __name__ == "__main__":
    main()
