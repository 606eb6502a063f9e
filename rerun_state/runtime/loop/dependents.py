"""Who hears of a change of the state: the cells that looked it up, and those who asked to be told.

What the runs of a session look up and set is noted as it happens, and by that a write finds its
readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.loop.cell import Cell, Surroundings
from rerun_state.runtime.model.lead import Lead
from rerun_state.runtime.model.sameness import judge
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.value_store import ALL_KEYS, MISSING


class Dependents:
    """Those who depend on the state of a session."""

    def __init__(self, session: Surroundings) -> None:
        self._session = session
        self._state = session.state
        self._state.on_read = self._note_read
        self._state.on_set = self._note_set
        self._state.store.on_write = self._note_write
        self._listeners: dict[str, list[Callable[[Any], None]]] = {}  # told of new values of a key

    def tell_press(self, cell: Cell, widget: Widget, value: Any) -> None:
        """Let the other cells that look up the key of a button run with its press, once."""
        for hear in list(self._listeners.get(widget.key or "", ())):
            hear(value)
        for other in list(self._session.cells.values()):
            if other is not cell and widget.key in other.uses.reads:
                other.heard[widget.id] = value, widget.default
                other.ask(cause=f"a press of '{widget.key}'")

    @contextmanager
    def listening(self, key: str, hear: Callable[[Any], None]) -> Iterator[None]:
        """Within the block, tell a function of each new value of an entry, in whichever thread."""
        listeners = self._listeners.setdefault(key, [])
        listeners.append(hear)
        try:
            yield
        finally:
            listeners.remove(hear)

    def _note_read(self, key: str) -> None:
        """A run looks up a key: it depends on it, or reads back what it has just written."""
        run = running()
        if run is not None and run.state is self._state:
            run.uses.note_read(key, answers_press=run.grace.answers_press)

    def _note_set(self, key: str) -> None:
        """The program of a run sets an entry; what a callback sets belongs to the event."""
        run = running()
        if run is not None and run.state is self._state and not run.in_callback:
            run.uses.sets.add(key)

    def _note_write(self, key: str, old: Any, new: Any) -> None:
        """An entry was set: ask the other cells which looked it up, if it is another now.

        Where nobody can tell (objects that compare by identity, made anew by every run), cells that
        wrote the key themselves before they looked, or that led to this run, are left in peace:
        they would go on like this for ever.
        """
        if old is new:
            return
        run = running()
        ours = run is not None and run.state is self._state and not run.of_handler
        writer = run.app if run is not None and ours else None
        others = [each for each in list(self._session.cells.values()) if each is not writer]
        readers = [each for each in others if key in each.uses.reads or key in each.uses.own]
        listeners = list(self._listeners.get(key, ()))
        if not (readers or listeners):
            return
        verdict = False if old is MISSING or new is MISSING else judge(old, new)
        if verdict is True:
            return
        if new is not MISSING:
            for hear in listeners:
                hear(new)
        lead = Lead() if run is None else run.leads
        for cell in readers:
            if verdict is False or (key in cell.uses.reads and cell.step not in lead.rounds):
                cell.ask(cause=_cause(key, writer), lead=lead)


def _cause(key: str, writer: App | None) -> str:
    """What a cell runs for when that key was written."""
    if key == ALL_KEYS:
        return "entries that came or went"
    return f"'{key}'" + (f", set by '{writer.short_name}'" if writer is not None else "")
