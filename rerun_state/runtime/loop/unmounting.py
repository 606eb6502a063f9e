"""What a complete run no longer shows is gone: values, names in forms, what is bound to them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.loop.scope import nested


def unmount(app: App, run: Run) -> None:
    """Let go of what a complete run could have shown, and did not."""
    state, query = app.session.state, app.session.query
    app.tasks.settle(run.tasks.ended, nested(app.fragments, run.scope) if run.scoped else None)
    state.release()
    if not run.scoped:
        with run.active():
            state.lifetimes.complete_page(
                run.claims.widgets, run.claims.widgets if query.follows else ()
            )
    gone = _unshown(app, run)
    _forget(app, run, gone)
    query.release(gone)
    for id in gone:
        left = app.owned.pop(id)
        if left.form is not None:
            left.form.held.pop(id, None)
    if not run.scoped:
        _forget(app, run, state.orphans().difference(run.claims.widgets))
        app.forms = {key: form for key, form in app.forms.items() if key in run.claims.forms}


def _unshown(app: App, run: Run) -> list[Hashable]:
    """The widgets that this run could have shown, and did not.

    A fragment answers for its own: what is nested in it keeps its values until a full run.
    """
    gone = {id: widget for id, widget in app.owned.items() if id not in run.claims.widgets}
    if not run.scoped:
        return list(gone)
    ran = {part.id for part in run.scope}
    return [id for id, w in gone.items() if w.fragment is not None and w.fragment.id in ran]


def _forget(app: App, run: Run, ids: Iterable[Hashable]) -> None:
    """Drop values of widgets that nobody shows; to this app that is no news."""
    with run.active():
        gone = [id for id in ids if not app.session.shown_elsewhere(id, app)]
        app.session.state.lifetimes.forget(gone)
