"""The results as Markdown, between two markers: all beside this file, the first in the README."""

import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tests.benchmarks.kernel_side import ORACLE, SIZES
from tests.benchmarks.programs import SCENARIOS

PLOT = "benchmarks.svg"
NAMES = {
    "rerun_state": "rerun_state",
    "floor": "Floor",
    "streamlit": "Streamlit",
    "interact": "interact",
    "solara": "Solara",
}
HOSTS = {"voila": "Voila", "lab": "JupyterLab"}
PACKAGES = ("ipykernel", "ipywidgets", "voila", "jupyterlab", "solara", "matplotlib", "pandas")


def machine(results: dict[str, Any]) -> dict[str, str]:
    """Where and with what it was measured."""
    found = {"processor": processor(), "system": platform.platform(terse=True)}
    found["Python"] = platform.python_version()
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    if streamlit := results.get("kernel", {}).get("streamlit"):
        found["Streamlit"] = streamlit["version"]
    if results.get("browser"):
        found["Chromium"] = results["browser"]["chromium"]
    return found


def processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text().splitlines() if file.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.processor()


def write(report: str, page: Path, name: str = "benchmarks") -> None:
    """Put a report into a page, between the markers of that name."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{begin}\n{report}\n{end}{after}", encoding="utf-8")


def summary(results: dict[str, Any], folder: str) -> str:
    """What a newcomer wants to know: clicks in Voila, and the plot, which is in that folder."""
    parts = [_where(results)]
    if results.get("browser"):
        parts.append(_browser(results["browser"], "voila"))
    return "\n\n".join([*parts, _plot(f"{folder}/{PLOT}")])


def markdown(results: dict[str, Any]) -> str:
    parts = [_where(results)]
    if results.get("browser"):
        parts += [_browser(results["browser"], host) for host in HOSTS]
    parts += [_kernel(results["kernel"]), _traffic(results["kernel"]), _rest(results)]
    return "\n\n".join([*parts, _plot(PLOT)])


def _plot(path: str) -> str:
    return f"![Cost by elements, by changes and by past reruns]({path})"


def _where(results: dict[str, Any]) -> str:
    found = results["machine"]
    versions = ", ".join(f"{name} {value}" for name, value in found.items() if name[0] not in "ps")
    versions += "".join(f", {n} {found[n]}" for n in found if n in ("pandas", "solara"))
    note = (
        ""
        if results["kernel"]["streamlit"]
        else (f" Streamlit's columns are missing: {ORACLE} named no interpreter that has it.")
    )
    return (
        f"Measured on {found['processor']}, {found['system']}, with {versions}. "
        f"Medians; the peers take turns within each row.{note}"
    )


def _browser(browser: dict[str, Any], host: str) -> str:
    rows = browser[host]
    peers = [peer for peer in NAMES if any(peer in row for row in rows.values())]
    others = [peer for peer in peers if peer != "rerun_state"]
    head = [f"Click to changed page in {HOSTS[host]}, ms", *(NAMES[peer] for peer in peers)]
    head += [f"÷ {NAMES[peer]}" for peer in others]
    lines = []
    for scenario, row in rows.items():
        clock = "paint" if scenario == "page" else "dom"
        times = {peer: row[peer][clock] for peer in peers if peer in row}
        ours = times["rerun_state"]
        ratios = [f"{ours / times[peer]:.2f}" if peer in times else "" for peer in others]
        shown = [number(times[peer]) if peer in times else "" for peer in peers]
        lines.append([SCENARIOS[scenario], *shown, *ratios])
    return table(head, lines)


def _kernel(kernel: dict[str, Any]) -> str:
    theirs = (kernel["streamlit"] or {}).get("scripts", {})
    head = ["Time of a rerun in the kernel, ms", "rerun_state", "µs each"]
    head += ["Streamlit", "ratio"] if theirs else []
    head += ["interact", "ratio"]
    lines = []
    for name, found in kernel["rerun_state"].items():
        kind, _, count = name.partition("-")
        size = int(count)
        title = f"{size:,} inputs, nothing changes"
        if kind != "inputs":
            title = f"{size:,} texts, {kind} changes"
        ours = found["ms"]
        line = [title, number(ours), f"{ours / size * 1e3:.1f}"]
        if theirs:
            line += [number(theirs[name]["ms"]), f"{ours / theirs[name]['ms']:.3f}"]
        peer = kernel["interact"].get(name)
        line += [number(peer["ms"]), f"{ours / peer['ms']:.2f}"] if peer else ["", ""]
        lines.append(line)
    return table(head, lines)


def _traffic(kernel: dict[str, Any]) -> str:
    theirs = (kernel["streamlit"] or {}).get("scripts", {})
    head = ["Messages and kB", "rerun_state"]
    head += ["Streamlit"] if theirs else []
    head += ["interact"]
    lines = []
    rows = [(f"{kind}-{size}", kind, size) for size in SIZES[1:3] for kind in ("one", "everything")]
    for name, kind, size in rows:
        peers = [kernel["rerun_state"][name], *([theirs[name]] if theirs else [])]
        peers.append(kernel["interact"][name])
        title = f"{size:,} texts, {kind} changes"
        lines.append([title, *(_sent(peer["messages"], peer["bytes"]) for peer in peers)])
    for name, title in (("nothing-1000", "1,000 texts, new"), ("inputs-200", "200 inputs, new")):
        found = kernel["rerun_state"][name]
        shown = _sent(found["first_messages"], found["first_bytes"])
        line = [title, f"{shown}, {found['first_models']} models"]
        line += [_sent(theirs[name]["messages"], theirs[name]["bytes"])] if theirs else []
        lines.append([*line, ""])
    return table(head, lines)


def _rest(results: dict[str, Any]) -> str:
    start, kernel = results["start"], results["kernel"]
    coded = {name: f"`{name}`" if name[0] in "i%" else name for name in start}
    lines = [[coded[name], f"{ms:,.0f} ms"] for name, ms in start.items()]
    peers = {"rerun_state": kernel["memory"]}
    if kernel["streamlit"]:
        peers["Streamlit (AppTest)"] = kernel["streamlit"]["memory"]
    for name, found in peers.items():
        shown = ", ".join(f"{value / 1e3:.1f} kB for each {what}" for what, value in found.items())
        lines.append([f"Memory, {name}", shown.replace("session", "idle app")])
    before, after = kernel["leaks"]["before"], kernel["leaks"]["after"]
    left = {name: after[name] - before[name] for name in before}
    lines.append(
        [
            "Left by 10,000 reruns in which widgets come and go",
            f"{left['widgets']} widgets, {left['comms']} comms, {left['observers']} observers, "
            f"{left['memory'] / 1e3:.0f} kB",
        ]
    )
    return table(["Start, memory, leftovers", ""], lines)


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _sent(messages: int, size: float) -> str:
    return f"{messages:,} / {size / 1e3:,.1f}"


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
