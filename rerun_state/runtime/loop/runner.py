"""What a run executes, the code of users: callbacks, then the program, or fragments of it.

Whatever that raises is the end of the run, and no more: an error is shown where it arose, and an
`Outcome` says to the loop how it ended.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from enum import Enum
from functools import partial

from rerun_state.errors import FragmentHandledException
from rerun_state.runtime import state
from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.run import (
    RerunException,
    Run,
    RunEnded,
    StopException,
    Superseded,
)
from rerun_state.runtime.grammar.callback_writes import uncover
from rerun_state.runtime.grammar.fragment import rerun
from rerun_state.runtime.grammar.writes import write_error
from rerun_state.runtime.loop.callbacks import call_back
from rerun_state.runtime.loop.wait import Wait, is_cancelled
from rerun_state.runtime.model.events import Event
from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.names import called
from rerun_state.runtime.model.tree import MAIN


class Outcome(Enum):
    """How a run ended."""

    COMPLETE = "complete"
    CUT = "cut"  # by stop(), or by an exception
    AGAIN = "again"  # by rerun()
    SUPERSEDED = "superseded"  # by a newer event


class Runner:
    """Executes the runs of one app, one after the other."""

    def __init__(self, app: App, comes_later: Callable[[], bool]) -> None:
        self.again: RerunException | None = None  # what the last run asked for
        self._app = app
        self._comes_later = comes_later  # asked before the program begins
        self.wait: Wait | None = None  # what the run waits for, if it awaits

    async def execute(
        self,
        run: Run,
        answered: list[Event],
        around: AbstractContextManager[None],
    ) -> Outcome:
        """Call back for what was `answered`, then run the program, or its fragments.

        `around` is what has to be true while user code executes.
        """
        import asyncio  # slow to import, and nobody needs it before the first run

        try:
            with around:
                # What may raise StopIteration stands here: no coroutine passes it on.
                if error := await call_back(run, answered):
                    raise error
                run.insist()
                if run.rerun_wanted is not None:
                    raise run.rerun_wanted
                if (answered or run.depth) and self._comes_later():
                    raise Superseded  # by a cell that writes what this one reads
                if run.scoped:
                    return await self._rerun_fragments(run)
                await self._finish_unless_newer(run, self._app.program())
                run.insist()
                if self._app.settings.get("runner.enforceSerializableSessionState"):
                    state.pickling.check_picklable(run.state)
                return Outcome.COMPLETE
        except BaseException as error:  # the program's; the kernel's loop must see none of them
            if isinstance(error, asyncio.CancelledError) and is_cancelled():
                raise  # whoever waits for this run has given up
            return self._ended_by(run, error)

    def _ended_by(self, run: Run, error: BaseException) -> Outcome:
        """How a run has ended that raised something; what is an error is shown."""
        if isinstance(error, RerunException):
            self._app.cut_off.update(run.claims.widgets)  # before the request may turn the page
            error.prepare()
            self.again = error.with_traceback(None)  # whose frames would hold the run
            return Outcome.AGAIN
        if isinstance(error, Superseded):
            return Outcome.SUPERSEDED
        if not isinstance(error, (RunEnded, FragmentHandledException)):
            write_error(run, error, run.tree.sections[MAIN])
        return Outcome.CUT

    async def _rerun_fragments(self, run: Run) -> Outcome:
        uncover(run)
        stopped = [await self._rerun_fragment(run, part) for part in run.scope]
        return Outcome.CUT if any(stopped) else Outcome.COMPLETE

    async def _finish_unless_newer(self, run: Run, rest: Awaitable[object] | None) -> None:
        """Await the rest of a program which awaits, until a newer event comes."""
        if rest is None:
            return
        self.wait = Wait(run, rest)
        try:
            await self.wait.finish()
        finally:
            self.wait = None

    async def _rerun_fragment(self, run: Run, part: Fragment) -> bool:
        """Run one fragment where it stands; an error ends it, not its siblings.

        Return whether it was stopped, or left by what is no error, as SystemExit: then nobody
        knows what else it would have shown.
        """
        part.clear()
        for inner in self._app.fragments.values():
            if inner.inside(part):
                inner.clear()  # where it has written to containers of others
        run.fragment = part.outer
        try:
            await self._finish_unless_newer(run, called(partial(rerun, part, run), part.names))
            run.insist()
        except StopException:
            run.stopped = False
            return True
        except RunEnded:
            raise
        except FragmentHandledException:
            return False
        except BaseException as error:
            write_error(run, error, part.node)
            return not isinstance(error, Exception)
        return False
