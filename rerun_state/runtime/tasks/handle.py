"""The handle on work that was submitted: how it stands, and what it has said so far.

A task comes to its end once, in whichever thread that happens; from then on it never changes. Its
rows are what it prints and the bar that it moves; whoever shows them is told of each change.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from time import monotonic
from typing import Any, Generic, Protocol, TypeVar

from rerun_state.runtime.model.tree import Element

R = TypeVar("R")


class Submitted(Protocol):
    """The future of an executor, as far as a task asks for it."""

    def cancel(self) -> Any:
        """Let it not begin, if it has not yet."""


class Follower(Protocol):
    """Who wants to hear of the end of tasks."""

    def tell(self, task: Task[Any]) -> None:
        """A task has come to its end."""

    def forget(self, task: Task[Any]) -> None:
        """A task that has failed is to be submitted anew."""


class Task(Generic[R]):
    """Work under way, or done; `st.task` returns it.

    It can be kept, in `st.session_state` for instance: an app that looks at it counts as calling
    it, and runs again when it ends.
    """

    def __init__(self, name: str, on_look: Callable[[Any], None]) -> None:
        """`on_look` is told whenever a program asks how the task stands."""
        self._name = name
        self._on_look = on_look
        self._followers: set[Follower] = set()
        self._lock = threading.RLock()
        self._submitted: Submitted | None = None
        self._result: Any = None
        self._error: BaseException | None = None
        self._trace: Any = None
        self._bar: Element | None = None
        self._fraction: float | None = None
        self._said: Sequence[Element] = ()
        self._redraw: Callable[[list[Element]], None] = lambda rows: None
        self.ended = False
        """As `done`, without counting as a look of the program's."""
        self.ended_at = math.inf
        """When it came to its end, on the monotonic clock."""
        self.delivered = False
        """Has a run seen its end that began after it?"""
        self.ear: object = None
        """What takes what it says, for as long as it may say something."""

    def __repr__(self) -> str:
        state = "running"
        if self.ended:
            state = "done" if self._error is None else f"failed: {self._error!r}"
        return f"<task {self._name}, {state}>"

    # -- what programs ask -------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Has it not come to its end yet? True as well while it waits for its turn."""
        self._on_look(self)
        return not self.ended

    @property
    def done(self) -> bool:
        """Has it come to its end, be it by a result, by an error or by `cancel()`?"""
        self._on_look(self)
        return self.ended

    @property
    def result(self) -> R | None:
        """What the function returned; None until it has.

        Raises what the function raised, with the function's own traceback, and CancelledError (of
        concurrent.futures) after `cancel()`.
        """
        self._on_look(self)
        if self._error is not None:
            raise self._error.with_traceback(self._trace)
        result: R | None = self._result
        return result

    @property
    def error(self) -> BaseException | None:
        """What the function raised; CancelledError after `cancel()`, None else."""
        self._on_look(self)
        return self._error

    @property
    def progress(self) -> float | None:
        """How far it is, from 0.0 to 1.0, as the function has reported; None if it has not."""
        self._on_look(self)
        return self._fraction

    def cancel(self) -> bool:
        """Give it up; return whether it had not come to its end by then.

        What waits for its turn never begins. What is under way cannot be stopped from outside: it
        ends at its next report of progress, and nobody waits for it. An app that follows it runs
        again.
        """
        self._on_look(self)
        return self.end(None, CancelledError(f"The task {self._name} was cancelled."), stops=True)

    def retry(self) -> bool:
        """Try it again, if it has failed or was cancelled; return whether that was so.

        The app that follows it runs again, and its call submits the function anew: what that run
        gets is another handle. This one stays as it is.
        """
        self._on_look(self)
        with self._lock:
            failed = self.ended and self._error is not None
            followers = list(self._followers) if failed else []
        for follower in followers:
            follower.forget(self)
        return bool(followers)

    # -- what happens to it ------------------------------------------------------------------------

    def submitted(self, future: Submitted) -> None:
        """It has been given to an executor; it may be over already."""
        with self._lock:
            self._submitted = future
        if self.ended:
            future.cancel()

    def end(self, result: Any, error: BaseException | None = None, *, stops: bool = False) -> bool:
        """It comes to its end; return whether it had not yet. It `stops` if the work goes on."""
        with self._lock:
            if self.ended:
                return False
            self._result, self._error = result, error
            self._trace = error.__traceback__ if error is not None else None
            self._bar = None
            future, self.ended, self.ended_at = self._submitted, True, monotonic()
            self._redraw(self.rows())
            followers = list(self._followers)
        if stops and future is not None:
            future.cancel()
        for follower in followers:
            follower.tell(self)
        return True

    def follow(self, follower: Follower) -> bool:
        """Somebody wants to hear of its end; return whether it is still to come."""
        with self._lock:
            self._followers.add(follower)
            return not self.ended

    def leave(self, follower: Follower) -> None:
        """Somebody asks for it no longer; what nobody asks for does not begin."""
        self._followers.discard(follower)
        if self._followers:
            return
        self._redraw = lambda rows: None
        if not self.ended and self._submitted is not None:
            self._submitted.cancel()

    # -- what it says ------------------------------------------------------------------------------

    def say(self, rows: Sequence[Element]) -> None:
        """What it has printed and displayed by now."""
        with self._lock:
            self._said = rows
            self._redraw(self.rows())

    def report(self, fraction: float, bar: Element) -> None:
        """How far it is; CancelledError if it was cancelled, so that the function ends there."""
        with self._lock:
            if not self.ended:
                self._fraction, self._bar = fraction, bar
                self._redraw(self.rows())
                return
        raise CancelledError(f"The task {self._name} was cancelled.")

    def show(self, redraw: Callable[[list[Element]], None]) -> None:
        """Show it somewhere: `redraw` is told of all its rows, now and whenever they change."""
        with self._lock:
            self._redraw = redraw
            redraw(self.rows())

    def rows(self) -> list[Element]:
        """What it has said, and the bar of its progress below it."""
        return [*self._said, *([self._bar] if self._bar is not None else ())]
