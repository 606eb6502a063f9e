"""What is written into a container of an earlier run, and not shown, is told.

Such a container comes back as long as nothing else stands in its place (`callback_writes`).

It is told at the end of what is shown, and as a place that does not count: handles of earlier runs
find what stands in their place by the numbers of places, and a remark must move none of them.
"""

from __future__ import annotations

from rerun_state.errors import an
from rerun_state.runtime.execution.app import App, alert
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.model.tree import MAIN, Element

_LOST = (
    "is not shown: it was written into a container of an earlier run, and something else stands in "
    "its place now. Make the container anew in each run, or write into one that this run has made."
)
_THREAD = (
    "is not shown: a thread has written it into the page of the run that started the thread, and a "
    "newer run has taken its place. Let the thread keep what it finds, for each run to show it; or "
    "let `st.task` call the function."
)


def tell_lost(run: Run) -> None:
    """Tell of what a run has written to no avail: in the fragment that did, or one that ran."""
    for node in run.detours.revived:
        if node.parent is not None and node not in (node.parent.children or ()):
            shown = node.children[0] if node.children else node
            run.detours.lose(shown.element, run.fragment)
    if run.detours.lost is None:
        return
    element, part = run.detours.lost
    text = f"{an(element.kind, capital=True)} {_LOST}"
    if not _confided(run.app, text):
        if part is None and run.scope:
            part = run.scope[0]
        at = run.app.tree.sections[MAIN] if part is None else part.node
        run.app.renderer.touched(at.add_aside(alert(text)))


def tell_late(run: Run, element: Element) -> None:
    """Tell, once in an app, that a thread goes on writing to a page that another has replaced.

    Where many runs follow each other nobody would read it on the page of one.
    """
    app = run.app
    if not app.lateness_told:
        app.lateness_told = True
        if not _confided(app, text := f"{an(element.kind, capital=True)} {_THREAD}"):
            app.say(text)


def _confided(app: App, text: str) -> bool:
    """Was it told to the author? Strangers cannot mend it."""
    if app.session.visitor.confide is None:
        return False
    app.session.visitor.confide(f"{app.title}: {text}")
    return True
