"""Whose output it is that is written, displayed or made: what the hooks ask."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from rerun_state.elements.bundles import element_of
from rerun_state.elements.write import drafted
from rerun_state.jupyter import kernel
from rerun_state.jupyter.figures import Figures
from rerun_state.runtime.model.tree import Element

Bundle = dict[str, Any]

FOREVER = float("inf")


class Sink(Protocol):
    """Takes output. Called from whichever thread writes; what it prints itself goes past it."""

    def stream(self, name: str, text: str) -> None:
        """Take text for stdout or stderr, carriage returns and ANSI codes as they came."""

    def display(
        self, data: Bundle, metadata: Bundle, display_id: str | None, update: bool
    ) -> bool | None:
        """Take a mime bundle; with update, in place of what was shown under display_id.

        Return False for an update of an id this sink never showed: it is published as usual, for
        the place in the notebook that did.
        """

    def draw(self, value: object) -> Element | None:
        """What it shows an object as by a way of its own; None if by the object's bundle."""

    def clear(self, wait: bool) -> None:
        """Clear what was taken, now or when the next output comes."""


class Drawn(Bundle):
    """What stands for the bundle of an object that a sink shows in a way of its own."""

    def __init__(self, element: Element, bundle: Callable[[], tuple[Bundle, Bundle]]) -> None:
        super().__init__({"application/vnd.rerun-state.element": element})
        self.element = element
        self.bundle = bundle
        """Makes the bundle and its metadata, for whoever cannot show the element."""


class ElementSink:
    """What sinks have in common that show output as elements of an app."""

    def draw(self, value: object) -> Element | None:
        """As `st.write` does, where it has a better way than the object's bundle."""
        return drafted(value)

    def element(self, data: Bundle, metadata: Bundle) -> Element:
        """What shows a bundle, or an object that was drawn."""
        return data.element if isinstance(data, Drawn) else element_of(data, metadata)


class Owner(Protocol):
    """Takes what a run makes."""

    def own(self, widget: Any) -> None:
        """Take an ipywidget."""

    def making(self, widget: Any, given: dict[str, Any]) -> AbstractContextManager[None]:
        """An ipywidget is made in the block, of these arguments."""

    def inherit(self, widget: Any) -> bool:
        """Let an ipywidget, instead of being opened, take over the model of one before it."""

    def start_over(self, widget: Any) -> None:
        """Something is about to be written into an Output."""

    def handler(
        self,
        widget: Any,
        function: Callable[..., Any],
        key: tuple[Any, ...],
        remove: Callable[[Any], None],
    ) -> Callable[..., Any]:
        """Return what a widget is to call in the place of a function; `remove` takes it out."""


class Captured:
    """Where the output of one run goes, and who owns what it makes."""

    def __init__(
        self, sink: Sink, outer: Captured | None, owner: Owner | None, figures: Figures
    ) -> None:
        self.sink: Sink | None = sink
        self.owner = owner
        self.figures = figures
        self._outer = outer

    def is_within(self, other: Captured) -> bool:
        """Is it that capture, or one within?"""
        return other is self or (self._outer is not None and self._outer.is_within(other))

    def release(self) -> None:
        """Take nothing more: threads and tasks that live on print to the notebook from now."""
        self.sink = None

    def display(self, data: Bundle, metadata: Bundle, id: str | None, update: bool) -> bool:
        """Show in the sink; an update that it does not know in those around it."""
        sink = self.sink  # which another thread may release
        if sink is not None and sink.display(data, metadata, id, update) is not False:
            return True
        return self._outer is not None and self._outer.display(data, metadata, id, update)


class Descriptors:
    """Whose what C code and child processes write is: of the run that goes on, or just ended."""

    __slots__ = ("captured", "until")

    def __init__(self, captured: Captured) -> None:
        self.captured = captured
        self.until = FOREVER


current: ContextVar[Captured | None] = ContextVar("rerun_state_captured", default=None)
descriptors: list[Descriptors] = []
"""Of the captures in progress and of the last one."""
executing: list[Captured] = []
"""Of the runs whose code the main thread executes at this moment, the innermost last."""
watching: list[Callable[[Bundle], None]] = []
"""Told of each bundle that is displayed in the notebook itself."""


def taker() -> Captured | None:
    """Return whose output it is that is being written here, None for the notebook."""
    captured = current.get()
    return captured if captured is not None and captured.sink is not None else None


@contextmanager
def turn() -> Iterator[None]:
    """Let code of the run that is under way execute in the block, which does not await.

    Where runs of several sessions await in turn, what is the process's own, and not known by a
    ContextVar, has to be the run's for the time of each of its steps: pyplot's figures, and what
    child processes write.
    """
    captured = current.get()
    if captured is None or not kernel.is_main_thread():
        yield
        return
    captured.figures.take_back()
    executing.append(captured)
    try:
        yield
    finally:
        executing.remove(captured)
        captured.figures.set_aside()


def owner_of_descriptors() -> Captured | None:
    """Whose it is what C code and child processes write now; None for the notebook.

    Of several runs that await nobody can tell which has started the process: then it is nobody's,
    as it could be another visitor's.
    """
    for innermost in executing[-1:]:  # in one step: another thread asks than executes
        return innermost
    now = time.monotonic()
    last = next((each.captured for each in reversed(descriptors) if now < each.until), None)
    others = [each.captured for each in descriptors if each.until == FOREVER]
    return last if last is None or all(map(last.is_within, others)) else None


def forget_descriptors() -> None:
    """Let go of captures that nothing can come for any more."""
    now = time.monotonic()
    descriptors[:] = [each for each in descriptors if now < each.until]


@contextmanager
def uncaptured() -> Iterator[None]:
    """Let what a sink itself prints go past it, or it would be called for ever."""
    token = current.set(None)
    try:
        yield
    finally:
        current.reset(token)
