"""The session: one per kernel, with its state and its cells; those with names stand beside it."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter_ns
from typing import Any, NamedTuple

from rerun_state.runtime.execution.host import Host
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.grammar.writes import alter
from rerun_state.runtime.loop.cell import Cell, Surroundings
from rerun_state.runtime.loop.dependents import Dependents
from rerun_state.runtime.loop.guests import settle_seats
from rerun_state.runtime.loop.notices import show_failure
from rerun_state.runtime.loop.propagation import Propagation, reached
from rerun_state.runtime.model.renderer import Renderer
from rerun_state.runtime.model.widget import Widget


class Left(NamedTuple):
    """What there is of a cell that is gone, until another one stands in its place."""

    cell: Cell
    page: Renderer


class Session(Surroundings):
    """Everything that the apps of one kernel share."""

    def __init__(self, host: Host | None = None, first: Session | None = None) -> None:
        """`first` is the session of the same reader beside which this one stands."""
        super().__init__(host)
        self.first = first or self
        self.named: dict[str, Session] = {} if first is None else first.named
        self.dependents = Dependents(self)
        self.query.on_write = self._show_query
        self.cells: dict[str, Cell] = {}
        self.on_rest: Callable[[], None] | None = None  # told that events were answered
        self.draining = False  # is something being answered?
        self._propagation = Propagation()
        self._ranks: dict[str, int] = {}  # of cells, in the order of their first execution
        self._vacant: dict[str, Left] = {}  # the cells that are gone and may be replaced

    def add(self, cell: Cell) -> None:
        """Take a cell in; the one it replaces is closed, and leaves it what its reader has done."""
        self._vacate(cell.name)
        if (left := self._vacant.pop(cell.name, None)) is not None:
            cell.succeed(left.cell)
            if left.page is not cell.renderer:
                left.page.close()
        self._ranks.setdefault(cell.name, len(self._ranks))
        self.cells[cell.name] = cell
        self._arrange()
        self._settle_seats()

    def _arrange(self) -> None:
        """Put the cells into the order of the notebook.

        That is the order of their first execution, in which those that a page has told the place of
        change with each other.
        """
        self.moved = False
        cells = sorted(self.cells.values(), key=lambda cell: self._ranks[cell.name])
        told = [cell for cell in cells if cell.place is not None]
        by_place = iter(sorted(told, key=lambda cell: cell.place or 0))
        cells = [cell if cell.place is None else next(by_place) for cell in cells]
        self.cells = {cell.name: cell for cell in cells}

    def vacate(self, name: str) -> None:
        """Close a cell which another one may replace: values and page wait until `clean`."""
        self._vacate(name)
        self._settle_seats()

    def _vacate(self, name: str) -> None:
        old = self.cells.pop(name, None)
        if old is not None:
            self._vacant[name] = Left(old, old.leave())

    def page_left(self, name: str) -> Renderer | None:
        """The page of the cell of that name, which is closed, for the one that replaces it."""
        self._vacate(name)
        return self._vacant[name].page if name in self._vacant else None

    def neighbours(self) -> list[Session]:
        """The sessions of the same reader, this one first."""
        all = [self.first, *self.named.values()]
        return [self, *(each for each in all if each is not self)]

    def beside(self, name: str) -> Session:
        """The session of that name, with a state of its own; a new one if there is none yet."""
        if name not in self.named:
            made = self.named[name] = Session(self.first.host, self.first)
            made.visitor = self.first.visitor
        return self.named[name]

    def forget_named(self) -> None:
        """Close the sessions with names, and let go of their states."""
        for session in self.named.values():
            session.close()
        self.named.clear()

    def all_cells(self) -> list[Cell]:
        """The cells of this session, and of its neighbours."""
        return [cell for session in self.neighbours() for cell in session.cells.values()]

    def find(self, name: str) -> Cell | None:
        """The cell that goes by a name, of this session or else of its neighbours."""
        return next((cell for cell in self.all_cells() if cell.goes_by(name)), None)

    def _settle_seats(self) -> None:
        """Let pages that show other cells show those that there are now."""
        for session in self.neighbours():
            settle_seats(session.cells.values(), session.find)

    def clean(self) -> None:
        """Drop the pages, and the values, of cells that nothing has replaced."""
        while self._vacant:
            _, (old, page) = self._vacant.popitem()
            page.close()
            gone = [id for id in old.owned if not any(id in c.owned for c in self.cells.values())]
            self.state.lifetimes.forget(gone)
            self.query.release(gone)

    def remove(self, name: str) -> None:
        """Close a cell and let go of it, with the values of its widgets."""
        self.vacate(name)
        self.clean()

    def close(self) -> None:
        """Close every cell; what widgets had is gone, what code has stored stays."""
        for name in list(self.cells):
            self.vacate(name)
        self.clean()
        self.state.lifetimes.end()

    @property
    def waiting(self) -> bool:
        """Is there something to answer?"""
        return any(cell.waiting for cell in self.cells.values())

    @property
    def led(self) -> bool:
        """Is a run to come that other runs have led to?"""
        return any(cell.waiting and cell.lead.rounds for cell in self.cells.values())

    async def drain(
        self,
        gives_way: Callable[[], bool] = lambda: False,
        goes_on: Callable[[], bool] = lambda: False,
    ) -> None:
        """Run the cells that something is waiting for, in their order, until all is at rest.

        In between the kernel hears what else the reader does. If `gives_way` says that others wait,
        the answer to that is left to the next drain. `goes_on` says if runs have led to others in
        other sessions, which may lead here again: then nothing is at rest.
        """
        if self.draining:
            return
        self.draining = True
        try:
            if await self._run_waiting(gives_way) and not goes_on():
                self.rested = perf_counter_ns()
        except Exception as error:  # of the engine itself, before it knew which cell was to run
            for each in list(self.cells.values()):
                if each.waiting and each.queue.take() is not None:
                    show_failure(each, error)
        finally:
            self.draining = False
            self.outdated.clear()
            if self.on_rest is not None:
                self.on_rest()
            if any(cell.waiting and cell.waits_for is None for cell in self.cells.values()):
                self.host.wake()

    async def _run_waiting(self, gives_way: Callable[[], bool]) -> bool:
        """Run one cell after the other; return whether none waits any more."""
        if self.moved:
            self._arrange()
        while (cell := self._propagation.next(self.cells.values())) is not None:
            await cell.drain(self._propagation.turn_after(cell, self.cells.values()))
            await self.host.breathe()
            if gives_way() and any(each.queue.has_events for each in self.cells.values()):
                return False
        return True

    def comes_later(self, cell: Cell) -> bool:
        """Has another cell to run before this one goes on, so that it sees no old values?"""
        return self.draining and self._propagation.comes_later(cell, self.cells.values())

    def overtake(self, cell: Cell) -> None:
        """A cell has something newer to answer: runs that will have to follow it can end."""
        if self.draining:
            self.outdated |= reached(cell, list(self.cells.values()))

    def tell_press(self, cell: Cell, widget: Widget, value: Any) -> None:
        """Let the other cells that look up the key of a button run with its press, once."""
        self.dependents.tell_press(cell, widget, value)

    def _show_query(self) -> None:
        """Let the page show the parameters in its address, where it has one of its own."""
        run = running()
        if run is not None and run.app.session is self:
            alter(run, run.tree.root, query=self.query.encoded())
