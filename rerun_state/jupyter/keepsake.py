"""What a notebook keeps of an app: a snapshot of its page, for readers without a kernel.

JupyterLab and Notebook draw an output anew when it is updated, which the app must not be. So there
the snapshot is an output of its own below the app. Where the app is drawn, it empties what it finds
of that in the document (frontend/src/dom/keepsake.ts) and its styles hide the rest. Until then, and
for good where it cannot be drawn, the snapshot stands in the place of "Loading widget" and "model
not found". A document that is not trusted has no styles, and shows no widgets either.

Where nobody looks at the app as it runs (nbclient, a terminal) app and snapshot are one output,
which is shown when the first run has ended. A terminal shows its text, and what changes is printed.
In a notebook that is executed for its file the snapshot alone is left of that, where it shows all
that the app does: then nothing has to be saved that draws apps. If somebody looks at it after all,
the app is back.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator
from typing import Any
from weakref import WeakKeyDictionary

from IPython.core.formatters import format_display_data
from IPython.display import display, update_display

from rerun_state import snapshot
from rerun_state.jupyter import requests
from rerun_state.page.channel import log
from rerun_state.page.renderer import PageRenderer
from rerun_state.runtime.loop.cell import Cell

_OUTPUT, _WIDGET = ".jp-OutputArea-child", ".lm-Panel.jp-OutputArea-output"
_OURS = ".rerun-state-snapshot"
# What ipywidgets says in place of a widget is bare text in the output; it hides what is closed.
_STYLE = (
    f"<style>{_OUTPUT}:has({_WIDGET} .rs, {_WIDGET}.lm-mod-hidden) + {_OUTPUT}:has({_OURS}),"
    f"{_OUTPUT}:has({_WIDGET}):not(:has({_WIDGET} > *)):has(+ {_OUTPUT} {_OURS})"
    "{display: none}</style>"
)

QUIET = 1.0
"""Seconds without a run after which the notebook keeps what its apps show."""


class Keepsakes:
    """What the notebook keeps of its apps."""

    def __init__(
        self, call_later: Callable[[float, Callable[[], None]], Callable[[], None]]
    ) -> None:
        self._call_later = call_later
        self._of_cells: WeakKeyDictionary[Cell, Keepsake] = WeakKeyDictionary()
        self._stop: Callable[[], None] = lambda: None  # cancels the next refresh

    def open(self, cell: Cell) -> None:
        """Show an app below the cell that is executed, before its first run."""
        apart = (requests.cell_name() or "").startswith("cell:")
        keepsake = self._of_cells[cell] = Keepsake(apart, requests.in_terminal())
        keepsake.open(cell)

    def put(self, cell: Cell) -> None:
        """The app's first run has ended."""
        if cell in self._of_cells and not cell.abandoned:
            self._of_cells[cell].put(cell)

    def show_again(self, cell: Cell) -> None:
        """Show an app anew where the front end has taken it away."""
        if cell in self._of_cells:
            self._of_cells[cell].open(cell)
            self._of_cells[cell].put(cell)

    def run_has_ended(self) -> None:
        """Runs have ended: once all is quiet, what readers have made of the apps is kept."""
        self.close()
        self._stop = self._call_later(QUIET, self._refresh)

    def cell_has_ended(self, by_views: Collection[Cell]) -> None:
        """A cell was executed: where nobody looks at apps, only its messages are heard.

        `by_views`: the apps that show something which snapshots cannot.
        """
        for cell, keepsake in self._living():
            if not _page(cell).shown:
                keepsake.has_view = cell in by_views or not _page(cell).saved_by_state
                keepsake.refresh(cell)

    def is_seen(self, cell: Cell) -> None:
        """Somebody looks at an app."""
        keepsake = None if cell.abandoned else self._of_cells.get(cell)
        if keepsake is not None and not keepsake.has_view:
            keepsake.has_view = True
            keepsake.refresh(cell)

    def close(self) -> None:
        """Refresh nothing more, until another run ends."""
        self._stop()

    def _living(self) -> list[tuple[Cell, Keepsake]]:
        return [each for each in self._of_cells.items() if not each[0].abandoned]

    def _refresh(self) -> None:
        for cell, keepsake in self._living():
            # Where nobody looks at an app, only a terminal hears of it between cells.
            if keepsake.apart if _page(cell).shown else keepsake.in_terminal:
                keepsake.refresh(cell)


class Keepsake:
    """Keeps the snapshot of one app in the notebook, as its runs end."""

    def __init__(self, apart: bool, in_terminal: bool) -> None:
        """`apart`: in an output of its own, which can be updated while readers use the app."""
        self.apart = apart
        self.in_terminal = in_terminal
        self.has_view = True
        """Is the app itself in what is kept?"""
        self._id = uuid.uuid4().hex
        self._kept: dict[str, Any] | None = None
        self._version = 0, True  # of the page that is kept, and has it a view?

    def open(self, cell: Cell) -> None:
        """Show the app, before its first run."""
        if self.apart:
            display(_page(cell).model)

    def put(self, cell: Cell) -> None:
        """Show the snapshot below the app, or the app with it; the first run has ended."""
        self._kept, self._version = self._bundle(cell), self._version_of(cell)
        display(self._kept, raw=True, display_id=self._id)

    def refresh(self, cell: Cell) -> None:
        """Let the notebook keep the page as it is now."""
        page = _page(cell).model
        if self._kept is None or not page.is_open or self._version_of(cell) == self._version:
            return
        now, self._version = self._bundle(cell), self._version_of(cell)
        before, self._kept = self._kept, now
        if self.in_terminal:
            for line in _changes(before["text/plain"], now["text/plain"]):
                print(line)
        elif now != before:
            update_display(now, raw=True, display_id=self._id)

    def _bundle(self, cell: Cell) -> dict[str, Any]:
        page = _page(cell).model
        try:
            kept: dict[str, Any] = dict(snapshot.bundle.bundle(cell.tree, cell.session))
        except Exception:  # what an app shows may be odd; the app itself is whole
            log.exception("No snapshot of the app %r could be made.", cell.short_name)
            kept = {"text/plain": repr(page)}
        if self.apart:
            return {**kept, "text/html": kept.get("text/html", "") + _STYLE}
        return {**format_display_data(page)[0], **kept} if self.has_view else kept

    def _version_of(self, cell: Cell) -> tuple[int, bool]:
        return _page(cell).model.version, self.has_view


def _page(cell: Cell) -> PageRenderer:
    """The page of an app that a notebook shows."""
    assert isinstance(cell.renderer, PageRenderer)
    return cell.renderer


def _changes(before: str, now: str) -> Iterator[str]:
    """The lines that came and went."""
    from difflib import ndiff  # slow to import, and rarely needed

    compared = ndiff(before.splitlines(), now.splitlines())
    return (line for line in compared if line[:2] in ("+ ", "- "))
