"""Apps for those who only hear messages, as nbclient and papermill do: no front end looks at them.

What is saved then is what the kernel has told. Apps are told of as snapshots, which only name
ipywidgets and media; where that is not enough as views, which need the library, many times as
large.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from functools import partial

from rerun_state import snapshot
from rerun_state.jupyter import requests
from rerun_state.jupyter.keepsake import Keepsakes
from rerun_state.jupyter.scheduler import Scheduler
from rerun_state.page.renderer import PageRenderer
from rerun_state.runtime.loop.cell import Cell


class Unattended:
    """Tells them of the apps, whose pages `pages` has."""

    def __init__(
        self,
        leave_out_code: Callable[[], None],
        keepsakes: Keepsakes,
        scheduler: Scheduler,
        pages: Callable[[], dict[Cell, PageRenderer]],
    ) -> None:
        self.are_placed = False  # are there apps in ipywidgets of the notebook?
        self.are_inside = False  # and in other apps?
        self._leave_out_code = leave_out_code
        self._keepsakes = keepsakes
        self._scheduler = scheduler
        self._pages = pages

    def keep(self) -> None:
        """Tell what the apps show, by views only where snapshots fail."""
        pages = self._pages()
        unread = {c: page for c, page in pages.items() if page.saved_by_state and not page.shown}
        by_views = self._unreadable(unread)
        for cell in by_views:
            unread[cell].record()
        if unread and not by_views and len(unread) == len(pages):
            self._leave_out_code()
        self._keepsakes.cell_has_ended(by_views)

    def _unreadable(self, cells: Collection[Cell]) -> list[Cell]:
        """The apps that show what snapshots do not: all of them, where one may stand in another."""
        if self.are_placed:
            return list(cells)
        found = [cell for cell in cells if not snapshot.bundle.shows_all(cell.tree, cell.session)]
        return list(cells) if found and self.are_inside else found

    def begin_cell(self) -> Callable[[], Awaitable[None]]:
        """A cell is about to be executed; return what is to be awaited before it is answered."""
        return partial(self._follow, set(self._scheduler.draining))

    async def _follow(self, goes_on: set[object]) -> None:
        """Let the apps follow a cell before it is done, where nobody hears what comes later.

        Who executes a notebook without a front end leaves when its last cell is done.
        """
        if requests.cell_id() is not None or requests.has_visitors():
            return
        if any(not page.shown for page in self._pages().values()):
            await self._scheduler.settle(but=goes_on)
            self.keep()
