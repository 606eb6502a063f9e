"""The plots of the README: what a rerun costs, by how much changed and how often it ran before, and
what tables cost, by their rows."""

from pathlib import Path
from typing import Any

from tests.benchmarks.kernel_side import CHANGES, SIZES

COLOURS = {"nothing": "tab:green", "one": "tab:blue", "everything": "tab:orange"}
TABLES = {"sight": "In sight, ms", "kB": "Received, kB", "click": "A click beside it, ms"}


def draw(kernel: dict[str, Any], path: Path) -> None:
    """Write an SVG with three panels."""
    figure, (by_size, by_change, by_past) = _panels()
    for name, colour in COLOURS.items():
        times = [kernel["rerun_state"][f"{name}-{size}"]["ms"] for size in SIZES]
        by_size.loglog(SIZES, times, "o-", color=colour, label=f"{name} changes")
    if kernel["streamlit"]:
        theirs = kernel["streamlit"]["scripts"]
        times = [theirs[f"nothing-{size}"]["ms"] for size in SIZES]
        by_size.loglog(SIZES, times, "s--", color="tab:gray", label="Streamlit, nothing changes")
    by_size.set(title="Time of a rerun", xlabel="elements", ylabel="ms")
    by_size.legend()
    for size, style in ((1_000, "o-"), (10_000, "s--")):
        rows = {row["changed"]: row for row in kernel["changes"] if row["size"] == size}
        sent = [rows[changed]["bytes"] / 1_000 for changed in CHANGES]
        by_change.plot(CHANGES, sent, style, label=f"page of {size:,} elements")
    by_change.set(title="Bytes sent", xlabel="elements that changed", ylabel="kB")
    by_change.legend()
    times = kernel["leaks"]["ms"]
    by_past.plot([1_000 * (i + 1) for i in range(len(times))], times, "o-")
    by_past.set(title="Widgets come and go", xlabel="past reruns", ylabel="ms of a rerun", ylim=0)
    _save(figure, path)


def draw_tables(tables: dict[str, Any], names: list[str], path: Path) -> None:
    """Write an SVG with a panel for each of three measures, and a line for each peer."""
    figure, panels = _panels()
    for axes, (key, title) in zip(panels, TABLES.items(), strict=True):
        for name in names:
            found = {int(size): row[name][key] for size, row in tables.items() if name in row}
            if found:
                axes.loglog(list(found), list(found.values()), "o-", label=name)
        axes.set(title=title, xlabel="rows")
    panels[2].legend(fontsize="small", loc="upper left")
    _save(figure, path)


def _panels() -> tuple[Any, Any]:
    import matplotlib

    matplotlib.use("agg")
    matplotlib.rcParams["svg.hashsalt"] = "rerun_state"
    import matplotlib.pyplot as plt

    figure, panels = plt.subplots(1, 3, figsize=(13, 4), layout="tight")
    return figure, panels


def _save(figure: Any, path: Path) -> None:
    import matplotlib.pyplot as plt

    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
