"""The tasks of one app: found again by what was called, and left when no run asks for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Hashable, Mapping
from time import monotonic
from typing import Any

from rerun_state.runtime.model.lead import Lead
from rerun_state.runtime.tasks.handle import Task


class Followed:
    """The tasks that a run has called or looked at."""

    def __init__(self) -> None:
        self.placed: set[Task[Any]] = set()  # those that have their place on its page
        self.ended: dict[Task[Any], bool] = {}  # had they ended when it began?
        self._since = monotonic()

    def note(self, task: Task[Any]) -> bool:
        """The run calls a task or looks at it; return whether for the first time."""
        is_first = task not in self.ended
        self.ended[task] = task.ended_at < self._since
        return is_first


class Tasks:
    """What the app has submitted and still asks for."""

    def __init__(self, ask: Callable[..., None]) -> None:
        """`ask` is the app's, for a run of it or of a fragment."""
        self._ask = ask
        self._awaited: set[Task[Any]] = set()  # whose ends are still to be told
        self._changed = threading.Condition()
        self._by_call: dict[Hashable, Task[Any]] = {}
        self._followers: dict[Task[Any], set[Hashable]] = {}  # the fragments; None for the app
        self._leads: dict[Task[Any], Lead] = {}  # through the run that asked for it first

    def find(self, call: Hashable) -> Task[Any] | None:
        """The task of a call; None if it has to be submitted."""
        return self._by_call.get(call)

    def undelivered(self, call: Hashable) -> Task[Any] | None:
        """The task of a call if it has ended, and no run has seen that yet."""
        found = self._by_call.get(call)
        return found if found is not None and found.ended and not found.delivered else None

    def add(self, call: Hashable, task: Task[Any]) -> None:
        """Take in what was submitted for a call, in the place of what was before."""
        self._by_call[call] = task

    def follow(self, task: Task[Any], fragment: Hashable, *, afresh: bool, lead: Lead) -> None:
        """A fragment asks for a task, or the app (None); `afresh` if a full run does so first.

        `lead` is the way through that run to what the task's end asks for.
        """
        new = task not in self._awaited
        self._awaited.add(task)
        if not task.follow(self) and new:
            self._awaited.discard(task)
        self._leads.setdefault(task, lead)
        followers = self._followers.setdefault(task, set())
        if afresh:
            followers.clear()
        followers.add(fragment)

    def tell(self, task: Task[Any]) -> None:
        """A task has come to its end: those run that ask for it, or only the app around them."""
        found, lead = self._followers.get(task, set()), self._leads.get(task)
        for fragment in [None] if None in found else list(found):
            self._ask(fragment, cause="the end of a task", lead=lead)
        with self._changed:
            self._awaited.discard(task)
            self._changed.notify_all()

    def forget(self, task: Task[Any]) -> None:
        """The next run that calls it is to submit it anew, and there is to be one."""
        found, lead = list(self._followers.get(task, ())), self._leads.get(task)
        for call in [call for call, each in self._by_call.items() if each is task]:
            del self._by_call[call]
        for fragment in [None] if None in found else found:
            self._ask(fragment, cause="a task that is tried again", lead=lead)

    def wait(self) -> bool:
        """Wait, if something is under way, for the next end; return whether there was one."""
        with self._changed:
            before = len(self._awaited)
            self._changed.wait_for(lambda: before == 0 or len(self._awaited) < before)
        return before > 0

    def settle(
        self, followed: Mapping[Task[Any], bool], fragments: Collection[Hashable] | None
    ) -> None:
        """Leave what a complete run, of the app (None) or of these fragments, did not ask for.

        `followed` are the others, and whether they had ended when it began.
        """
        for task, ended in followed.items():
            task.delivered = task.delivered or ended
        for task, followers in list(self._followers.items()):
            if task in followed:
                continue
            followers.difference_update(followers if fragments is None else fragments)
            if not followers:
                self._leave(task)

    def close(self) -> None:
        """Leave all of them: the app is gone."""
        for task in list(self._followers):
            self._leave(task)

    def _leave(self, task: Task[Any]) -> None:
        task.leave(self)
        with self._changed:
            self._awaited.discard(task)
            self._changed.notify_all()
        self._followers.pop(task, None)
        self._leads.pop(task, None)
        for call in [call for call, each in self._by_call.items() if each is task]:
            del self._by_call[call]
