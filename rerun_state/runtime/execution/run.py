"""One execution of a cell, and what is true only while it lasts.

`current()` finds the run that is under way, from any depth of the user's code, by a ContextVar. A
run ends early by exceptions which are no `Exception`, so that `except Exception` in the user's code
lets them pass.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from threading import current_thread, get_ident, main_thread
from time import monotonic
from types import FrameType
from typing import Any

from rerun_state.errors import NoRunError, StreamlitDuplicateElementKey, an
from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.claims import Claims
from rerun_state.runtime.execution.detours import Detours
from rerun_state.runtime.model.events import Event
from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.lead import Lead
from rerun_state.runtime.model.names import Names
from rerun_state.runtime.model.tree import Tree
from rerun_state.runtime.model.uses import Uses
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.tasks.handle import Task
from rerun_state.runtime.tasks.table import Followed

CONTEXT = "$$context"
"""Among what a run has read: what the page tells of itself."""
GRACE = 0.15
"""Seconds: a run younger than this comes to its end first if the page has not changed for a while.
"""
FRAME = 0.25
"""Seconds between two frames that the reader sees for certain while events keep coming."""

_OURS = f"{__name__.partition('.')[0]}."
_ELEMENTS = f"{_OURS}elements."

_CURRENT: ContextVar[Run | None] = ContextVar("rerun_state.run", default=None)


class RunEnded(BaseException):
    """The run ends here; not an error."""


class StopException(RunEnded):
    """`st.stop()`: the page stays as far as it got."""


class RerunException(RunEnded):
    """`st.rerun()`: start over, with the app or with some of its fragments.

    `presses` are those which the next run sees as well, because their own has not begun. What has
    to happen before it is done by `prepare`, as a program may catch the request and go on.
    """

    def __init__(
        self,
        fragments: Sequence[Fragment] = (),
        presses: Sequence[Event] = (),
        prepare: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.fragments = tuple(fragments)
        self.presses = tuple(presses)
        self._prepare = prepare

    def prepare(self) -> None:
        """The request has ended the run, or the callback: it will be answered."""
        prepare, self._prepare = self._prepare, None
        if prepare is not None:
            prepare()


class Superseded(RunEnded):
    """The reader has done something newer: what this run still would show is out of date."""


class Grace:
    """What keeps a run from being cut off by something newer: presses, and frames.

    A press is delivered first if another one waits, and what the program does with it has a
    moment's grace. Nor is the page starved of frames.
    """

    def __init__(self, presses: Collection[Hashable]) -> None:
        self.presses = set(presses)  # the widgets whose presses are still to be delivered
        self.answers_press = bool(presses)
        self.since = monotonic()  # when the run began, or delivered its press

    def deliver(self, id: Hashable) -> None:
        """The program has come to that widget."""
        if id in self.presses:
            self.presses.discard(id)
            self.since = monotonic()

    def is_over(self, app: App) -> bool:
        """May something newer that the app has to answer end the run?"""
        now = monotonic()
        if now - self.since > GRACE:
            return not (self.presses and app.queue.presses())
        return not self.answers_press and now - app.last_frame < FRAME


class Run:
    """One execution, of a whole cell or of some of its fragments only."""

    def __init__(
        self,
        app: App,
        tree: Tree,
        scope: Sequence[Fragment] = (),
        presses: Collection[Hashable] = (),
        depth: int = 0,
    ) -> None:
        self.app = app
        self.state = app.session.state
        self.tree = tree
        self.scope = scope  # the fragments that run, while the rest of the page stays; none for all
        self.scoped = bool(scope)

        # Whose code is executing. Each element asks for it, so it stands here by itself.
        self.fragment: Fragment | None = None
        self.page: str | None = None  # of the app, if that has several
        self.names: Names = nullcontext
        self.in_callback = False
        self.answering: Fragment | None = None  # the one whose widget the callback belongs to
        self._thread = get_ident()

        # What it has done so far.
        self.fragments: dict[Hashable, Fragment] = {}  # by identity, as this run shows them
        self.claims = Claims()
        self.uses = Uses()
        self.tasks = Followed()
        self.detours = Detours()
        self._calls: dict[Hashable, int] = {}

        # What it answers, and how it ends.
        self.lead = app.lead  # which that of later runs may replace while threads go on
        self.depth = depth  # how many runs, each asked for by the one before, led to this one
        self.of_handler = False  # does it answer a widget's change, which its app is to follow?
        self.grace = Grace(presses)
        self.rerun_wanted: RerunException | None = None  # asked for by a callback
        self.stopped = False

    @property
    def part(self) -> Fragment | None:
        """The fragment whose code executes, or whose widget a callback answers."""
        return self.answering if self.in_callback else self.fragment

    def follow(self, task: Task[Any]) -> None:
        """The program calls a task or looks at it: it is to run again when that ends."""
        part = self.part
        afresh = self.tasks.note(task) and not self.scoped
        self.app.tasks.follow(task, part and part.id, afresh=afresh, lead=self.leads)

    @property
    def leads(self) -> Lead:
        """What leads to the runs that this one asks for, or a thread that it has started."""
        return self.lead if self.of_handler else self.lead.through(self.app.step)

    def count(self, call: Hashable) -> int:
        """How many times it has made that call so far, this one included."""
        self._calls[call] = self._calls.get(call, 0) + 1
        return self._calls[call]

    def insist(self) -> None:
        """End here if the run was stopped already, and the program goes on."""
        if self.stopped:
            raise StopException

    def check(self) -> None:
        """A yield point: end here if the run was stopped, or if the reader did something newer.

        Threads that the program has started go on: their end is not the run's, and theirs to know.
        """
        if get_ident() != self._thread:
            return
        app = self.app
        if self.stopped or app.abandoned or app.stopping:
            raise StopException
        if not app.yields:
            return
        session = app.session
        newer = app.queue.waiting or app.name in session.outdated
        newer = session.host.poll(app.renderer) or newer
        if app.stopping:  # which looking may have brought to light
            raise StopException
        if newer and self.gives_way:
            raise Superseded

    @property
    def gives_way(self) -> bool:
        """May this run be cut off? Not in a callback, and not within its grace."""
        return not self.in_callback and self.grace.is_over(self.app)

    def claim(self, widget: Widget) -> None:
        """Take the widget's identity for this run, and its key, which no other app may show."""
        if widget.key is not None:
            self.claims.take_key(widget.key, widget.kind)
            self._refuse_held(widget.key, widget.kind)
        self.claims.take(widget)
        self.grace.deliver(widget.id)

    def _refuse_held(self, key: str, kind: str) -> None:
        """Raise if another app shows a widget with that key: both would be one entry."""
        held = self.app.session.holder(key, self.app)
        if held is None:
            return
        self.uses.reads.add(key)  # this app runs again when the other lets go of it
        other, theirs = held
        raise StreamlitDuplicateElementKey(
            f"The key {key!r} is used twice: by {an(theirs.kind)} of the app {other.title!r}, and "
            f"by {an(kind)} of the app {self.app.title!r}. Apps of one kernel share their state, "
            "so give each element its own key."
        )

    @contextmanager
    def active(self) -> Iterator[None]:
        """Make this the current run."""
        token = _CURRENT.set(self)
        try:
            yield
        finally:
            _CURRENT.reset(token)


def become_current(run: Run) -> None:
    """Make a run the current one of this thread, until the thread ends."""
    _CURRENT.set(run)


@contextmanager
def executing_with(names: Names) -> Iterator[None]:
    """Let callbacks and fragments which the block shows be called with these names."""
    run = running()
    if run is None:
        yield
        return
    outer, run.names = run.names, names
    try:
        yield
    finally:
        run.names = outer


running: Callable[[], Run | None] = _CURRENT.get
"""The run that is under way, or None in ordinary code. Each element call asks for it."""


def _called() -> str | None:
    """The element that was called, as the program names it: `st.title()`, which shows a heading."""
    frame: FrameType | None = sys._getframe(2)
    name = None
    while frame is not None and (module := str(frame.f_globals.get("__name__"))).startswith(_OURS):
        if module.startswith(_ELEMENTS):
            name = f"st.{frame.f_code.co_name}()"
        frame = frame.f_back
    return name


def current(what: str = "This") -> Run:
    """The run that is under way; NoRunError in ordinary code."""
    run = _CURRENT.get()
    if run is None and current_thread() is not main_thread():
        raise NoRunError(
            f"{_called() or what} was called in a thread that no run of an app is known to have "
            "started. Hand it the run before it starts, by add_script_run_ctx(thread) of "
            "streamlit.runtime.scriptrunner; or let the cell show what the thread finds."
        )
    if run is None:
        raise NoRunError(
            f"{_called() or what} needs an app around it: use it in a cell that begins with "
            "%%rerun (after %load_ext rerun_state), or in a script under "
            "rerun_state.testing.AppTest."
        )
    return run
