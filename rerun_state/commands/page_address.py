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


def settle(app: App) -> None:
    """Go where the reader asked to be, now that all pages are known; to the main page if to none.

    In that case say so.
    """
    if not app.arrive() and (asked := app.pages.asked) is not None:
        app.pages.asked = asked._replace(path="")
        app.arrive()
        app.say(_NOT_FOUND)


def tell_page(run: Run, page: Page) -> None:
    """Say which wish of the reader's is answered, and let the address name the page.

    Of several apps, the first has the address.
    """
    app, answered = run.app, {"turn": run.app.pages.turn}
    several = (each for each in app.session.cells.values() if each.pages.registered)
    if next(several, app) is app:
        named = {"path": page.url_path, **answered}
        alter(run, run.tree.root, page=named, query=app.session.query.encoded())
    else:
        alter(run, run.tree.root, page=answered)
