"""What is written into a container of an earlier run, where nobody will see it, is told.

It is told at the end of what is shown, and as a place that does not count: handles of earlier runs
find what stands in their place by the numbers of places, and a remark must move none of them.
"""

from __future__ import annotations

from rerun_state.errors import an
from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.grammar.toasts import show_toast
from rerun_state.runtime.model.tree import BY_CALLBACK, MAIN, Element, Markdown, Node

_PROGRAM = (
    "is not shown: it was written into a container of an earlier run, and nothing stands in its "
    "place now. Make the container anew in each run, or write into one that this run has made."
)
_CALLBACK = (
    "is not shown: a callback has put it into a container which the run after it has not made "
    "again. Make that container in each run, or keep what is to be shown in `st.session_state`."
)
_THREAD = (
    "is not shown: a thread has written it into the page of the run that started the thread, and a "
    "newer run has taken its place. Let the thread keep what it finds, for each run to show it; or "
    "let `st.task` call the function."
)


def tell_lost(run: Run, element: Element) -> None:
    """Tell, once in a run, that a program has written into what is no more."""
    if not run.lost_told:
        run.lost_told = True
        part = run.fragment
        at = run.tree.sections[MAIN] if part is None else part.node
        _remark(run, at, element, _PROGRAM)


def tell_lost_by_callback(run: Run, element: Element) -> None:
    """Tell, once in a run, that its callback has written into what its program has not made."""
    if not run.lost_told:
        run.lost_told = True
        _remark(run, run.cell.tree.sections[MAIN], element, _CALLBACK)


def tell_late(run: Run, element: Element) -> None:
    """Tell, once in an app, that a thread goes on writing to a page that another has replaced.

    Where many runs follow each other nobody would read it on the page of one.
    """
    app = run.cell
    if not app.lateness_told:
        app.lateness_told = True
        if not _confided(app, text := f"{_a(element)} {_THREAD}"):
            show_toast(app, text)


def _remark(run: Run, at: Node, element: Element, said: str) -> None:
    text = f"{_a(element)} {said}"
    if _confided(run.cell, text):
        return
    props = {"format": "warning", "body": Markdown(text), "icon": None, "title": None}
    node = at.append(Element("alert", props))
    node.step = BY_CALLBACK
    run.cell.renderer.touched(node)


def _confided(app: App, text: str) -> bool:
    """Was it told to the author? Strangers cannot mend it."""
    if app.session.confide is None:
        return False
    app.session.confide(f"{app.title}: {text}")
    return True


def _a(element: Element) -> str:
    what = an(element.kind)
    return what[0].upper() + what[1:]
