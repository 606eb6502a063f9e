"""How cells depend on each other: as a diagram of Mermaid, and their last runs as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from rerun_state.patterns import pattern
from rerun_state.runtime.execution.run import CONTEXT
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.order import VARIABLE, writes
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.history import Cause

_MARKUP = pattern(r"[^\w \-.,:;()=+*/!?]")
_LONGEST = 60


class Diagram:
    """Lines of Mermaid: cells as boxes, keys round, variables with corners; arrows for the rest."""

    def __init__(self) -> None:
        self.lines = ["graph LR"]
        self._ids: dict[object, str] = {}

    def draw(self, session: Session, cells: Iterable[Cell]) -> None:
        """Add the cells of one session, with what they read and write."""
        for cell in cells:
            box = self._box(cell)
            for key in _shown(writes(cell.dependence)):
                self.lines.append(f"  {box} --> {self._key(session, key)}")
            for key in _shown(cell.dependence.reads - set(writes(cell.dependence))):
                self.lines.append(f"  {self._key(session, key)} --> {box}")
            for guest in filter(None, map(session.find, sorted(cell.guests))):
                self.lines.append(f"  {box} -. shows .-> {self._box(guest)}")

    def _box(self, cell: Cell) -> str:
        known = cell in self._ids
        box = self._add(cell, f'["{_label(cell)}"]')
        if cell.failed and not known:
            self.lines.append(f"  style {box} stroke:#c62828,stroke-width:2px")
        return box

    def _key(self, session: Session, key: str) -> str:
        if key.startswith(VARIABLE):
            return self._add(key, f'{{{{"{plain(key[1:])}"}}}}')
        return self._add((session, key), f'(["{plain(key)}"])')

    def _add(self, what: object, drawn: str) -> str:
        if what not in self._ids:
            self._ids[what] = f"n{len(self._ids)}"
            self.lines.append(f"  {self._ids[what]}{drawn}")
        return self._ids[what]


def diagram(sessions: Iterable[tuple[Session, list[Cell]]]) -> str:
    """The diagram of the cells of some sessions."""
    made = Diagram()
    for session, cells in sessions:
        made.draw(session, cells)
    return "\n".join(made.lines)


def last_runs(cells: Iterable[Cell]) -> dict[str, list[object]]:
    """The last run of each cell as columns of a table: when, how long, how it ended, and why."""
    columns: dict[str, list[object]] = {
        name: [] for name in ("cell", "runs", "last", "took", "ended", "because of")
    }
    for cell in cells:
        if (last := cell.history.last) is not None:
            row = (
                cell.title,
                cell.history.count,
                f"{datetime.fromtimestamp(last.when):%H:%M:%S}",
                f"{last.seconds * 1000:.1f} ms",
                last.ended,
                ", ".join(causes(cell)) or "a request of its own",
            )
            for name, value in zip(columns, row, strict=True):
                columns[name].append(value)
    return columns


def causes(cell: Cell) -> Iterator[str]:
    """What the last run of a cell was an answer to, in words."""
    last = cell.history.last
    for cause in last.causes if last is not None else ():
        yield _cause(cell, cause)


def _cause(cell: Cell, cause: Cause) -> str:
    if isinstance(cause, str):
        return cause
    nodes = (node for node in cell.tree.root.walk() if node.element.id == cause.id)
    label = next((node.element.props.get("label") for node in nodes), None) or cause.key
    return f"{cause.kind} '{label}'" if label else cause.kind


def _label(cell: Cell) -> str:
    lines = [plain(cell.title)]
    if (last := cell.history.last) is not None:
        runs = "1 run" if cell.history.count == 1 else f"{cell.history.count} runs"
        lines.append(f"{runs}, last {last.seconds * 1000:.1f} ms")
        lines += [plain(cause) for cause in causes(cell)][:2]
    return "<br/>".join(lines)


def _shown(keys: Iterable[str]) -> list[str]:
    """Without what stands for the state as a whole, and for the browser."""
    return sorted(set(keys) - {"", CONTEXT})


def plain(text: str) -> str:
    """Text as a label: what means something to Mermaid or to HTML stands as a number."""
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return _MARKUP.sub(lambda found: f"#{ord(found[0])};", " ".join(short.split()))
