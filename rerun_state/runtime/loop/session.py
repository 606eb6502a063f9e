"""The session: one per kernel. Its state, its cells, and which cell depends on which state."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from rerun_state.runtime.execution.host import Host, PlainHost
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.state.query import QueryParams
from rerun_state.runtime.state.session_state import SessionState


class Session:
    """Everything that the apps of one kernel share."""

    def __init__(self, host: Host | None = None) -> None:
        self.host: Host = host or PlainHost()
        self.state = SessionState()
        self.state.on_read = self._note_read
        self.state.on_write = self._note_write
        self.cells: dict[str, Cell] = {}
        self.query = QueryParams()
        self.query.on_write = self._show_query
        self.options: dict[str, Any] = {}
        self.browser: dict[str, Any] = {}  # what the page has told of itself
        self.user: Mapping[str, Any] | None = None  # given by a test; None to ask the surroundings
        self.secrets: Mapping[str, Any] | None = None  # likewise
        self._draining = False

    def add(self, cell: Cell) -> None:
        """Take a cell in; the one it replaces is closed, its values stay."""
        self.remove(cell.name)
        self.cells[cell.name] = cell

    def remove(self, name: str) -> None:
        """Close a cell and let go of it."""
        old = self.cells.pop(name, None)
        if old is not None:
            old.close()

    def close(self) -> None:
        """Close every cell."""
        for name in list(self.cells):
            self.remove(name)

    async def drain(self) -> None:
        """Run every cell that something is waiting for, once, and ask for another drain if need be.

        In between the kernel hears what else the reader does, and executes cells. Cells that write
        state which others read can keep each other busy; `Host.rerun_limit` bounds it.
        """
        if self._draining:
            return
        self._draining = True
        try:
            for cell in list(self.cells.values()):
                if cell.queue.waiting:
                    await cell.drain()
        finally:
            self._draining = False
            if any(cell.queue.waiting for cell in self.cells.values()):
                self.host.wake()

    def shown_elsewhere(self, id: Hashable, cell: Cell) -> bool:
        """Does another cell show a widget with this identity?"""
        return any(id in other.owned for other in self.cells.values() if other is not cell)

    def _show_query(self) -> None:
        """Let the page show the parameters in its address, where it has one of its own."""
        run = running()
        if run is not None and run.cell.session is self:
            run.tree.root.alter(query=self.query.encoded())
            run.cell.renderer.place(run.tree.root)

    def _note_read(self, key: str) -> None:
        run = running()
        if run is not None and run.state is self.state:
            run.reads.add(key)

    def _note_write(self, key: str) -> None:
        run = running()
        writer = run.cell if run is not None else None
        for cell in list(self.cells.values()):
            if cell is not writer and key in cell.reads:
                cell.ask(depth=run.depth + 1 if run is not None else 0)


_KERNEL = Session()


def kernel_session() -> Session:
    """The session of this process, which ordinary code and `%%rerun` cells share."""
    return _KERNEL


def current_session() -> Session:
    """The session of the run that is under way, else the kernel's."""
    run = running()
    return run.cell.session if run is not None else _KERNEL


def session_to_use() -> Session:
    """The current session, for what the program reads and writes.

    Like an element call, that ends a run again which `st.stop()` has ended, should the program have
    caught it or be in a `finally`.
    """
    if (run := running()) is not None:
        run.insist()
    return current_session()
