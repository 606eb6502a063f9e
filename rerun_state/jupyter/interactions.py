"""`interact`, `interactive` and `interactive_output` in an app: one call for each change.

Each of them calls its function when it is made, and again when a control of it changes. In an app a
change makes it anew, so its function would be called twice. So a change for which a run is on its
way, which will make the interaction again, leaves the call to that run.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any
from weakref import ref

from rerun_state.jupyter.succession import note_of
from rerun_state.runtime.execution.run import Run, running

_MODULE = "ipywidgets.widgets.interaction"


class Interaction:
    """Stands for the function by which an interaction hears of its controls."""

    def __init__(
        self, function: Callable[..., Any], shown: Any, run: Run, kept: Callable[[], set[int]]
    ) -> None:
        self.__wrapped__ = function
        self._shown = ref(shown)
        self._app = ref(run.app)
        self._fragments = [] if run.fragment is None else [f.id for f in run.fragment.around()]
        self._kept = kept

    def __call__(self, *args: Any) -> None:
        if not self._is_made_again():
            self.__wrapped__(*args)

    def __eq__(self, other: object) -> bool:
        """A widget that is told to forget the function finds it here."""
        return other is self or bool(other == self.__wrapped__)

    __hash__ = object.__hash__

    def _is_made_again(self) -> bool:
        """Will a run make it again, which knows what has changed?"""
        app, shown, run = self._app(), self._shown(), running()
        if app is None or shown is None or (run is not None and run.app is app):
            return False
        if not app.waiting or not app.queue.reaches(self._fragments):
            return False
        return note_of(shown) is not None and id(shown) not in self._kept()


def stand_in(function: Any, kept: Callable[[], set[int]]) -> Any:
    """What hears of controls in the place of an interaction that a run makes; of others, they."""
    run, shown = running(), _shown_by(function)
    if run is None or run.in_callback or shown is None:
        return function
    return Interaction(function, shown, run, kept)


def _shown_by(function: Any) -> Any:
    """The widget that shows what an interaction's function says; None if it is not one's.

    One that is started by a button calls nothing when it is made, so each press is to call it.
    """
    if getattr(function, "__module__", None) != _MODULE:
        return None
    if isinstance(function, MethodType):
        return None if getattr(function.__self__, "manual", True) else function.__self__
    if isinstance(function, FunctionType):
        cells = function.__closure__ or ()
        names = dict(zip(function.__code__.co_freevars, cells, strict=True))
        return names["out"].cell_contents if "out" in names else None
    return None
