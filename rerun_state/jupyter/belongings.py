"""What runs have made, and its end: the ipywidgets and figures that nothing holds any more.

ipywidgets holds on to every widget until it is closed, so what a rerun makes would stay for ever.
Here the runs' own are held by whatever else holds them: by the page that shows them, by what is
displayed in the notebook, and by every Python object that refers to them, such as a value of the
state, a name of the notebook, or a callback. From time to time, when runs have ended that made
some, ipywidgets' hold on them is loosened, the garbage is collected, and what has survived is given
back. What has not is closed.

Why not walk from the places where a widget may be held: there are too many, and a widget that is
closed while somebody uses it is worse than one that lives too long. The collector knows all.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary, ref

from rerun_state.elements.bundles import instances, model_in
from rerun_state.imports import library_of
from rerun_state.jupyter.captured import forget_descriptors
from rerun_state.jupyter.figures import has_figures_of, loosened
from rerun_state.jupyter.handlers import (
    Answer,
    Handler,
    Handlers,
    HeldByWidget,
    is_of_library,
    links_widget,
)
from rerun_state.jupyter.interactions import stand_in
from rerun_state.jupyter.loosening import loose_links, loose_widgets, mentioned, model_id
from rerun_state.jupyter.succession import Succession
from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.run import Run, running

SHARE = 5
"""While reruns go on, collections may take one part in so many of the time."""
IDLE = 0.15
"""Seconds without a run after which nobody waits, so that a collection keeps nobody waiting."""


class Owned:
    """What one run has made."""

    def __init__(
        self,
        app: App,
        number: int,
        answer: Answer,
        succession: Succession,
        kept: Callable[[], set[int]],
    ) -> None:
        self.number = number
        self.succession = succession
        self.making = succession.making
        self.inherit = succession.inherit
        self.start_over = succession.start_over
        self.app = ref(app)
        self.widgets: dict[str, ref[Any]] = {}
        self.handlers = Handlers()
        self.is_cut_off = False  # in its middle, for another run
        self._answer = answer
        self._kept = kept

    def handler(
        self,
        widget: Any,
        function: Callable[..., Any],
        key: tuple[Any, ...],
        remove: Callable[[Any], None],
    ) -> Callable[..., Any]:
        """Note a handler that the run registers with a widget; return what stands for it."""
        is_widget = hasattr(widget, "comm")  # not just something else with traits
        lasting = is_widget and (widget.comm is None or model_id(widget) in self.widgets)
        if is_of_library(function):
            if is_widget:
                function = stand_in(function, self._kept)
            elif links_widget(function):
                return HeldByWidget(function, remove)
            if lasting or not (is_widget or widget is None):
                return function  # it goes with what it listens to
        run = running()
        names = nullcontext if run is None else run.names
        make = partial(Handler, function, self._answer, names, lasting, remove)
        return self.handlers.register(key, make, function)

    @property
    def is_abandoned(self) -> bool:
        """Is the app gone?"""
        app = self.app()
        return app is None or app.abandoned

    def forget_handed_over(self) -> None:
        """Let go of widgets whose models other objects have by now, or nobody has."""
        known = instances()
        self.widgets = {
            id: weak
            for id, weak in self.widgets.items()
            if (widget := weak()) is not None and known.get(id) is widget
        }

    def own(self, widget: Any) -> None:
        """Note a widget that the run has made; those of our own pages have an owner."""
        if widget.comm is not None and library_of(widget) != "rerun_state":
            self.widgets[widget.model_id] = ref(widget)


class Belongings:
    """What the runs of all apps of the kernel have made."""

    def __init__(
        self,
        shown: Callable[[], Iterable[str]],
        later: Callable[[float, Callable[[], None]], Callable[[], None]],
        answers: Callable[[App], Answer],
        kept: Callable[[], set[int]],
    ) -> None:
        """`shown` are the ids of the widgets that pages show; `later` calls after some seconds;
        `answers` calls the handlers of an app; `kept` are the ids of what outlives runs.
        """
        self._kept = kept
        self._successions: WeakKeyDictionary[App, Succession] = WeakKeyDictionary()
        self._answers = answers
        self._shown = shown
        self._later = later
        self._runs: list[Owned] = []
        self._ended: WeakKeyDictionary[App, int] = WeakKeyDictionary()
        self._number = 0
        self._pinned: dict[str, tuple[str | None, Any]] = {}  # what the notebook displays
        self._next = 0.0
        self._cancel: Callable[[], None] | None = None

    def begin(self, run: Run) -> Owned:
        """A run begins; note with the result what it makes."""
        self._number += 1
        succession = self.succession(run.app)
        owned = Owned(run.app, self._number, self._answers(run.app), succession, self._kept)
        self._runs.append(owned)
        return owned

    def succession(self, app: App) -> Succession:
        """The widgets that the runs of an app make."""
        if app not in self._successions:
            self._successions[app] = Succession(self._kept)
        return self._successions[app]

    def end(self, owned: Owned, *, whole: bool) -> None:
        """A run has ended and is what its page shows, so that those before it are over.

        One of fragments only replaces the handlers that it has registered again.
        """
        app = owned.app()
        if app is None:
            return
        self._ended[app] = owned.number
        others = self._others(owned)
        for other in others:
            other.handlers.give_way(owned.handlers, whole=whole)
        self._shed(others)

    def cut_off(self, owned: Owned) -> None:
        """A run has ended for another, which takes over what it has made so far."""
        owned.handlers.end()
        self._shed(self._others(owned))
        owned.is_cut_off = True

    def latest(self, app: App) -> Owned | None:
        """What belongs to the run that the app's page shows."""
        number = self._ended.get(app, 0)
        return next((owned for owned in self._runs if owned.number == number), None)

    def pin(self, data: dict[str, Any], where: str | None) -> None:
        """Hold what an ordinary cell displays, for as long as its output is there."""
        id = model_in(data)
        if id is not None and any(id in owned.widgets for owned in self._runs):
            self._pinned[id] = where, instances().get(id)

    def unpin(self, where: str) -> None:
        """The output of a cell is gone."""
        self._pinned = {id: pin for id, pin in self._pinned.items() if pin[0] != where}

    def tidy(self) -> None:
        """Close what is over and not held; soon, if the last time was a short while ago."""
        over = [owned for owned in self._runs if self._is_over(owned)]
        for owned in over:
            if owned.is_abandoned:  # no name here may hold the app: it is to be garbage
                owned.handlers.end()
        self._shed(over)
        if not any(owned.widgets for owned in over) and not has_figures_of(self._is_over):
            return
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        wait = self._next - time.monotonic()
        if wait <= 0:
            self._close_garbage(over)
        else:
            self._cancel = self._later(min(wait, IDLE), self._tidy_when_idle)

    def close(self) -> None:
        """Close what no longer has a page."""
        for owned in self._runs:
            owned.handlers.end(lasting=True)
        self._next = 0.0
        self.tidy()

    def _tidy_when_idle(self) -> None:
        self._next = 0.0
        self.tidy()

    def _others(self, owned: Owned) -> list[Owned]:
        """The other runs of the same app."""
        app = owned.app()
        return [each for each in self._runs if each is not owned and each.app() is app]

    def _shed(self, runs: Iterable[Owned]) -> None:
        """Let go of what earlier runs have no more; many runs in one answer would pile it up."""
        for owned in runs:
            owned.forget_handed_over()
        self._drop_empty()

    def _drop_empty(self) -> None:
        self._runs = [
            each
            for each in self._runs
            if each.widgets or each.handlers.all or not (each.is_cut_off or self._is_over(each))
        ]

    def _is_over(self, owned: object) -> bool:
        if not isinstance(owned, Owned):
            return False
        app = owned.app()
        return app is None or app.abandoned or owned.number < self._ended.get(app, 0)

    def _close_garbage(self, over: list[Owned]) -> None:
        began = time.monotonic()
        forget_descriptors()
        while self._close_unheld(over):  # what is closed may have been the last to hold others
            pass
        now = time.monotonic()
        self._next = now + SHARE * (now - began)

    def _close_unheld(self, over: list[Owned]) -> bool:
        """Close what nobody else holds than ipywidgets; say whether that may have held more."""
        held = [instances().get(id) for id in {*self._shown(), *mentioned()}]
        links = [link for owned in over for link in loose_links(owned.widgets)]
        loose = [each for owned in over for each in loose_widgets(owned.widgets, links)]
        take_back = loosened(self._is_over)
        gc.collect()
        take_back()
        closed = [each for each in loose if each.restore()]
        closed_links = [link for link in links if link.restore()]
        held.clear()
        for owned in over:
            owned.widgets = {id: weak for id, weak in owned.widgets.items() if weak() is not None}
        return any(each.is_output for each in closed) or bool(closed_links)
