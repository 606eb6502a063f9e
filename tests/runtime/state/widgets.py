"""Widgets without an app, and runs that show them."""

from typing import Any

from rerun_state.elements.base.codecs import Plain
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.session_state import SessionState

CODEC = Plain(lambda value: True, "anything")


def widget(key: str | None = "k", default: Any = 0, **options: Any) -> Widget:
    name = options.pop("id", key)
    return Widget(name, "x", key, default, CODEC, **options)


def run(state: SessionState, *shown: Widget, ended: bool = True) -> list[Any]:
    """A run that shows these widgets; the values that it gets."""
    state.begin_answer()
    state.begin()
    values = [state.declare(each) for each in shown]
    state.end()
    if ended:
        state.release()
    return values
