"""The address of an app of several pages: which of them it asks for, and which it then names.

The browser says where the reader is, when the app begins and whenever a link, Back or Forward has
led elsewhere. A run goes there once it knows which pages there are, and tells which it shows.
"""

from __future__ import annotations

from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.app_page import Page
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.grammar.writes import alter

_NOT_FOUND = "**Page not found.** The address names no page of this app. This is its main page."


def settle(cell: App) -> None:
    """Go where the reader asked to be, now that all pages are known; to the main page if to none.

    In that case say so.
    """
    if not cell.arrive() and (asked := cell.pages.asked) is not None:
        cell.pages.asked = asked._replace(path="")
        cell.arrive()
        cell.say(_NOT_FOUND)


def tell_page(run: Run, page: Page) -> None:
    """Say which wish of the reader's is answered, and let the address name the page.

    Of several apps, the first has the address.
    """
    cell, answered = run.cell, {"turn": run.cell.pages.turn}
    several = (each for each in cell.session.cells.values() if each.pages.registered)
    if next(several, cell) is cell:
        named = {"path": page.url_path, **answered}
        alter(run, run.tree.root, page=named, query=cell.session.query.encoded())
    else:
        alter(run, run.tree.root, page=answered)
