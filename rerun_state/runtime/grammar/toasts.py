"""What is said to the reader by no run, and stays while others come and go."""

from __future__ import annotations

from rerun_state.runtime.execution.app import App
from rerun_state.runtime.model.tree import EVENT, Element, Markdown


def show_toast(app: App, text: str) -> None:
    """Say something, in Markdown, that stays through later runs until the reader dismisses it.

    Where nobody looks yet, runs say it again until somebody does.
    """
    props = {"body": Markdown(text), "icon": None, "duration": 0, "shot": next(app.shots)}
    toast = Element("toast", {**props, "replaces": None})
    if not app.renderer.shown:
        app.unseen.append(toast)
    app.renderer.touched(app.tree.sections[EVENT].append(toast))
