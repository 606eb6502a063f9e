"""`python -m tests.benchmarks.unchanged`: what a table costs a run in which nothing of it changes.

And a chart. In a kernel, the whole run less that of an app with one text; CPU time, the least of
many runs, as that is what others on the machine leave alone. It goes into README.md beside it.
Nothing is asserted here: what an unchanged table reads is counted in `tests/page/test_windows.py`.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import report
from tests.benchmarks.kernel_side import evaluate, execute, live
from tests.kernel.live import LiveKernel

SIZES = (1_000, 10_000, 1_000_000)
SHOWN = {
    "st.dataframe": "st.dataframe(data)",
    "with a selection": "st.dataframe(data, on_select='rerun')",
    "st.data_editor": "st.data_editor(data, key='e')",
}
MIXED = "{f'c{at}': np.array(['north', 5], object)[n % 2] for at in range(10)}"
NUMBERS = "{f'c{at}': (n + 1) / 7 if at % 2 else n * at for at in range(10)}"
WORDS = (
    "{f'c{at}': np.array(['north', 'east', 'south', 'west'], object)[n % 4] for at in range(10)}"
)
NESTED = (
    "*(pl.col('n').cast(pl.Int32).cast(pl.Date).alias(f'd{at}') for at in range(4)),"
    "*(pl.concat_list('n').alias(f'l{at}') for at in range(3)),"
    "*(pl.struct('n').alias(f'r{at}') for at in range(3))"
)
MAKES = {
    "numbers": f"pd.DataFrame({NUMBERS})",
    "texts": f"pd.DataFrame({WORDS}).astype('string')",
    "Python's texts": f"pd.DataFrame({WORDS}, dtype=object)",
    "Python's mixed objects": f"pd.DataFrame({MIXED}, dtype=object)",
    "categories": f"pd.DataFrame({WORDS}).astype('category')",
    "moments": "pd.DataFrame({f'c{at}': n.astype('M8[s]') for at in range(10)})",
    "an index of two levels": f"pd.DataFrame({NUMBERS}).set_index(['c0', 'c2'])",
    "NumPy's array": "np.ones((len(n), 10))",
    "polars": f"pl.DataFrame({NUMBERS})",
    "polars' days, lists, records": f"pl.DataFrame({{'n': n}}).select({NESTED})",
    "Arrow": f"pa.table({NUMBERS})",
    "a Styler of pandas' colours": f"pd.DataFrame({NUMBERS}).style.background_gradient()",
    "a Styler of pandas' formats": f"pd.DataFrame({NUMBERS}).style.format('{{:.2f}}')",
    "a Styler of a function": f"pd.DataFrame({NUMBERS}).style.map(lambda v: 'a: b' * (v > 9))",
    "LazyFrame of polars": f"pl.LazyFrame({NUMBERS})",
    "LazyFrame over a file": f"pl.scan_parquet(file_of(pl.DataFrame({NUMBERS})))",
    "Arrow's dataset": f"ds.dataset(file_of(pl.DataFrame({NUMBERS})))",
    "DuckDB's relation": f"duckdb.connect().from_arrow(pa.table({NUMBERS}))",
}
OF_CHARTS = (1_000, 100_000, 1_000_000)
CHART = "'mark': 'point', 'encoding': {'x': {'field': 'a'}, 'y': {'field': 'b'}}"
PICK = "'params': [{'name': 'p', 'select': 'interval'}]"
CHARTS = {
    "st.line_chart": "st.line_chart(data, x='a', y='b')",
    "of an array": "st.line_chart(array)",
    "of a dictionary of arrays": "st.line_chart(of_arrays, x='a', y='b')",
    "st.bar_chart": "st.bar_chart(data, x='b', y='a')",
    "st.vega_lite_chart": f"st.vega_lite_chart(data, {{{CHART}}})",
    "with a selection": f"st.vega_lite_chart(data, {{{CHART}, {PICK}}}, on_select='rerun')",
    "st.altair_chart, made once": "st.altair_chart(once)",
    "st.altair_chart, made in each run": "st.altair_chart(made())",
    "(altair alone, made in each run)": "alone()",
    "st.plotly_chart, made once": "st.plotly_chart(figure)",
    "(plotly alone)": "figure.to_json()",
}
OF_CHART = """
data = pd.DataFrame({'a': n, 'b': n % 7 / 7})
array, of_arrays = data.to_numpy(), {'a': n, 'b': n % 7 / 7}
def made(of=data): return alt.Chart(of).mark_point().encode(x='a:Q', y='b:Q')
def alone(): return made('no data').to_dict()
once, figure = made(), px.scatter(data, x='a', y='b')
"""
SET_UP = """
import time
import altair as alt, plotly.express as px
import duckdb, numpy as np, pandas as pd, polars as pl, pyarrow as pa, pyarrow.dataset as ds
def least(call, seconds=1.0):
    took, end = [], time.monotonic() + seconds
    while len(took) < 3 or time.monotonic() < end:
        began = time.thread_time(); call(); took.append(time.thread_time() - began)
    return min(took) * 1e3
"""
TO_FILES = """
def file_of(table, folder={folder!r}, rest={rest}):
    table.write_parquet(path := f'{{folder}}/{{time.monotonic_ns()}}.parquet')
    time.sleep(rest)
    return path
"""
REST = 4
"""Seconds after which a file counts as one that nobody writes."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.unchanged")
    parser.add_argument("--only", nargs="*", choices=list(MAKES), default=list(MAKES))
    parser.add_argument("--print", action="store_true", help="write nothing")
    asked = parser.parse_args()
    with live() as kernel, TemporaryDirectory() as folder:
        execute(kernel, SET_UP + TO_FILES.format(folder=folder, rest=REST))
        rows = [row(kernel, make) for make in asked.only]
        charts = of_charts(kernel)
    heads = [f"{shown}, {size:,} rows" for shown in SHOWN for size in SIZES]
    lines = ["| An unchanged table of ten columns, ms | " + " | ".join(heads) + " |"]
    lines += ["| --- |" + " ---: |" * len(heads), *rows, *charts]
    print("\n".join(lines))
    if not asked.print:
        report.write("\n".join(lines), Path(__file__).with_name("README.md"), "unchanged")


def row(kernel: LiveKernel, make: str) -> str:
    """What tables of that make cost, by how they are shown and how long they are."""
    cells: dict[tuple[str, int], str] = {}
    for size in SIZES:
        execute(
            kernel, f"n = np.arange({size})\ndata = {MAKES[make] if can_be(make, size) else None}"
        )
        for shown, program in SHOWN.items():
            left_out = ("editor" in shown and not can_edit(make)) or not can_be(make, size)
            cells[shown, size] = "" if left_out else f"{beyond_a_text(kernel, program):.2f}"
    return f"| {make} | " + " | ".join(cells[s, size] for s in SHOWN for size in SIZES) + " |"


def of_charts(kernel: LiveKernel) -> list[str]:
    """A table of what charts cost, by how long their tables are."""
    cells: dict[str, list[str]] = {name: [] for name in CHARTS}
    for size in OF_CHARTS:
        execute(kernel, f"n = np.arange({size})\n{OF_CHART}")
        for name, program in CHARTS.items():
            cells[name].append(f"{beyond_a_text(kernel, program):.2f}")
    heads = " | ".join(f"{size:,} rows" for size in OF_CHARTS)
    lines = ["", f"| An unchanged chart of two columns, ms | {heads} |"]
    lines.append("| --- |" + " ---: |" * len(OF_CHARTS))
    return lines + [f"| {name} | " + " | ".join(found) + " |" for name, found in cells.items()]


def can_edit(make: str) -> bool:
    """Can an editor have all of such a table?"""
    never = ("an index of two levels", "Arrow's dataset", "DuckDB's relation")
    apart = ("Styler", "LazyFrame")  # pandas styles no million rows as a whole
    return make not in never and not any(each in make for each in apart)


def can_be(make: str, size: int) -> bool:
    """Can there be such a table? pandas keeps a format for each cell, 2 GB of a million rows."""
    return "formats" not in make or size <= 10_000


def beyond_a_text(kernel: LiveKernel, program: str) -> float:
    """What a run of that costs, less one of a text at about the same time."""
    return measured(kernel, program) - measured(kernel, "st.text('x')")


def measured(kernel: LiveKernel, program: str) -> float:
    execute(kernel, f"%%rerun --name unchanged\nimport rerun_state as st\n{program}")
    execute(kernel, "rerun(app())")
    took: float = evaluate(kernel, "least(lambda: rerun(app()))")
    return took


if __name__ == "__main__":
    main()
