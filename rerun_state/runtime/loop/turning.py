"""Which page of an app is shown: where its reader, or its program, asks to be.

The browser says where the reader is, when the app begins and whenever a link, Back or Forward has
led elsewhere. A run goes there once it knows which pages there are, and tells which it shows.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.app_page import Page
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.grammar.writes import alter
from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.widget import Widget

_NOT_FOUND = "**Page not found.** The address names no page of this app. This is its main page."


def arrive(app: App) -> bool:
    """Go where the reader asked to be; return whether a page is known to be there."""
    pages = app.pages
    asked, pages.asked = pages.asked, None
    if asked is None:
        return True
    page = pages.at(asked.path)
    if found := (page is not None and not page.is_external):
        pages.turn = asked.turn
        if pages.shown is None:
            pages.wanted = page.name  # no other page is left
        else:
            turn_to(app, page.name)
    elif pages.asked is None:  # nor has the reader asked again
        pages.asked = asked._replace(query=None)
    if asked.query is not None:
        app.session.query.follow(asked.query)
    return found


def settle(app: App) -> None:
    """Arrive, now that all pages are known; at the main page if none is there, and say so."""
    if not arrive(app) and (asked := app.pages.asked) is not None:
        app.pages.asked = asked._replace(path="")
        arrive(app)
        app.say(_NOT_FOUND)


def turn_to(
    app: App,
    page: str,
    *,
    afresh: bool = False,
    shown: Mapping[Hashable, Widget] | None = None,
    alone: Fragment | None = None,
) -> None:
    """Let the next run show another page; the values of this page's widgets are gone.

    With `afresh` those of the widgets that all pages share are gone as well. `shown` are those that
    the run under way has shown; if it is a rerun of a fragment `alone`, the values of all others
    stay until the next run is complete.
    """
    if page == app.pages.here():
        return
    app.pages.wanted = page
    all_are = not app.pages.navigated  # of the page, which is a script of its own

    def belongs(widget: Widget) -> bool:
        if alone is not None:
            return widget.fragment is not None and widget.fragment.id == alone.id
        return all_are or widget.page is not None

    widgets = {**app.owned, **(shown or {})}
    everything = afresh and alone is None
    left = {id for id, widget in widgets.items() if everything or belongs(widget)}
    state = app.session.state
    if everything:  # also what code has given to widgets that are not there
        left |= {id for id in state.orphans() if not app.session.shown_elsewhere(id, app)}
    app.standing -= left
    app.cut_off.clear()
    app.session.query.release(left)
    state.lifetimes.leave_page(belongs, afresh=everything)
    state.lifetimes.forget(left)
    if alone is not None:
        state.lifetimes.persistent.turn_page()


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
