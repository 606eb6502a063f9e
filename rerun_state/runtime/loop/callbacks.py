"""The callbacks of what the reader changed, and the reruns that they ask for.

Every callback is owed its call: one that asks for a rerun lets the others finish first. Any other
exception ends them all, and the run with them.
"""

from __future__ import annotations

from rerun_state.runtime.execution.run import RerunException, Run
from rerun_state.runtime.model.events import Event
from rerun_state.runtime.model.fragment import outermost
from rerun_state.runtime.model.names import called


async def call_back(run: Run, events: list[Event]) -> StopIteration | None:
    """Call the callbacks of what changed, in the order in which it changed.

    A StopIteration of theirs is returned, since no coroutine can raise it.
    """
    wanted: list[RerunException] = []
    content = False  # has a callback returned, so that it wants the run to go on?
    run.in_callback = True
    for event in events:
        if (callback := event.widget.callback) is None:
            continue
        part = event.widget.fragment
        run.answering = part and run.app.fragments.get(part.id)
        try:
            run.names = callback.names
            if rest := called(callback, run.names):
                await rest
            content = True
        except RerunException as request:
            wanted.append(request)
        except BaseException as error:
            _leave_blank(run)
            if isinstance(error, StopIteration):
                return error
            raise
    run.in_callback = False
    for each in wanted:
        each.prepare()
    if wanted:
        presses = [event._replace(answered=True) for event in events if event.widget.trigger]
        run.rerun_wanted = _in_one(wanted, presses, content and not run.scoped)
    return None


def _leave_blank(run: Run) -> None:
    """Let fragments that will not run show nothing; the page keeps what stood there, as stale."""
    for part in run.scope:
        if part.id not in run.detours.hidden:
            part.clear()


def _in_one(wanted: list[RerunException], presses: list[Event], whole: bool) -> RerunException:
    """The one rerun that answers several requests: of fragments, if that is enough."""
    parts = dict.fromkeys(part for each in wanted for part in each.fragments)
    if whole or not all(each.fragments for each in wanted):
        return RerunException([], presses if parts else [])
    return RerunException(outermost(parts), presses)
