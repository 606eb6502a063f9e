"""Which apps are gone when a cell of the notebook is executed, and which goes on with whose page.

A cell that is executed again shows another app than before, or none. One that was deleted or merged
shows none, and of one that is known by its place nobody knows where it is after a reload.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

from IPython.core.error import UsageError

from rerun_state.jupyter import requests
from rerun_state.jupyter.deletions import Deletions, PlacedCells
from rerun_state.jupyter.keepsake import Keepsakes
from rerun_state.jupyter.offers import CellPage, Offer, pages_of
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.session import Session


class ExecutedCells:
    """The cells of a notebook, whose apps are those of a session and its neighbours."""

    def __init__(self, session: Session, keepsakes: Keepsakes) -> None:
        self._session = session
        self._keepsakes = keepsakes
        self._deletions = Deletions()
        self._placed_cells = PlacedCells()
        self._latest: WeakValueDictionary[str, Cell] = WeakValueDictionary()  # by notebook's cell

    def begin(self, name: str | None) -> None:
        """A cell is about to be executed: its old app, and those of deleted cells, are gone."""
        if name is not None:
            if self._placed_cells.begins_anew(name):
                self._doubt_places()
            if not (requests.cell_text() or "").lstrip().startswith("%%rerun"):
                self._vacate(name)  # else it goes once there is one to take its place
        listed = {f"cell:{id}" for id in requests.deleted_cells()}
        pages = pages_of(self._session).items()
        shown = {cell.name for cell, page in pages if page.shown}
        met = {cell.name for cell, page in pages if page.was_shown}
        for each in self._deletions.gone(name, listed, shown, met):
            for session in self._session.neighbours():
                session.remove(each)

    def make_way(self, offer: Offer, session: Session) -> CellPage | None:
        """Close what an app of the executed cell replaces; return the page that it goes on with.

        None for a page of its own.
        """
        for each in self._placed_cells.take_over(offer.name, requests.cell_text()):
            self._vacate(each)
        if (executed := requests.cell_name()) is not None and executed != offer.name:
            self._vacate(executed)
        for other in self._session.neighbours():
            if other is not session:  # it may have belonged to that one before
                other.remove(offer.name)
        return self._page_of(executed, offer, session)

    def note(self, cell: Cell) -> None:
        """The executed cell shows that app now."""
        self._latest[requests.cell_name() or ""] = cell

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """Let go of the executed cell's old app, but where the line of the new one is refused.

        The front end has cleared what the cell had shown: then the old app is shown again.
        """
        name = requests.cell_name() or ""
        before = self._latest.get(name)
        try:
            yield
        except UsageError:
            if before is not None and before is self._latest.get(name) and not before.abandoned:
                self._keepsakes.show_again(before)
            raise
        except BaseException:
            if before is not None and before is self._latest.get(name):
                self._vacate(name)
            raise

    def _doubt_places(self) -> None:
        """A new window counts its cells anew: no app is where its name says.

        So the apps of the window before keep their names, ask who looks at them, and wait if nobody
        does. The cell that is executed replaces the one of its text.
        """
        for cell, page in pages_of(self._session).items():
            if self._placed_cells.is_placed(cell.name):
                page.ask_viewers()
                cell.sleep(True)

    def _page_of(self, executed: str | None, offer: Offer, session: Session) -> CellPage | None:
        """The page that an app of the cell which is `executed` again goes on with; None for a new.

        So what its reader has opened, chosen and scrolled there stays, and a notebook that was not
        saved since shows the app that runs. VS Code knows cells by their places, and disposes of no
        view unless its model is closed.
        """
        if executed is None or self._placed_cells.is_placed(executed) or offer.options.placed:
            return None
        before = self._latest.get(executed)
        if before is None or before.name != offer.name:
            return None
        page = session.page_left(offer.name)
        return page if isinstance(page, CellPage) and page.cell is before else None

    def _vacate(self, name: str) -> None:
        for session in self._session.neighbours():
            session.vacate(name)
