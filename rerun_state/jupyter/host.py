"""The kernel as the engine sees it: when to run, where output goes, how an interrupt ends a run."""

from __future__ import annotations

import asyncio
from collections import ChainMap
from collections.abc import Callable, Container, Coroutine, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from weakref import WeakKeyDictionary, WeakMethod

from rerun_state.jupyter import formatters, kernel, requests
from rerun_state.jupyter.belongings import Belongings, Owned
from rerun_state.jupyter.capture import capture
from rerun_state.jupyter.captured import watching
from rerun_state.jupyter.handler_calls import HandlerCalls
from rerun_state.jupyter.interrupt import interruptible
from rerun_state.jupyter.kept_widgets import kept
from rerun_state.jupyter.questions import refuse_questions
from rerun_state.jupyter.scheduler import Scheduler
from rerun_state.jupyter.sink import TreeSink
from rerun_state.jupyter.tasks import TaskHearing
from rerun_state.jupyter.touches import Touches
from rerun_state.jupyter.tracebacks import page_lines, remember
from rerun_state.jupyter.urgent import Listeners
from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.failure import LONGEST_TRACEBACK, cut, unshown
from rerun_state.runtime.execution.run import RerunException, Run, Superseded
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.renderer import Renderer

RERUN_LIMIT = 1000
"""Reruns in a row that an app may ask for; far more than any that comes to rest."""

TURNS = 8
"""Turns of the loop after which a session that is not done waits for something."""


class Parts:
    """What is in any of several live containers."""

    def __init__(self) -> None:
        self._parts: list[Container[str]] = []

    def add(self, part: Container[str]) -> None:
        """Look into this one as well."""
        self._parts.insert(0, part)  # the last is the costly one

    def __contains__(self, item: object) -> bool:
        return any(item in part for part in self._parts)


class KernelHost:
    """Runs the cells of sessions on the kernel's main thread.

    Its pages show SystemExit and its like as well, as notebooks do.
    """

    rerun_limit: int | None = RERUN_LIMIT
    shown: type[BaseException] = BaseException
    knows = staticmethod(formatters.has_formatter)
    represent = staticmethod(formatters.mime_bundle)
    listen = TaskHearing

    def __init__(
        self,
        session: Session,
        embedded: Callable[[], Iterable[str]] = tuple,
        on_quiet: Callable[[], None] = lambda: None,
    ) -> None:
        """`embedded` are the ids of other widgets on pages.

        `on_quiet` is told that events were answered.
        """
        self._on_quiet = on_quiet
        self._sessions = [session]
        self.belongings = Belongings(
            embedded, self.call_later, lambda app: self._calls_of(app).answer, self._kept
        )
        self._handler_calls: WeakKeyDictionary[App, HandlerCalls] = WeakKeyDictionary()
        self._tasks: set[asyncio.Task[None]] = set()
        watching.append(self._pin)
        self._inputs = Parts()
        self._pages = ChainMap[str, Callable[[dict[str, Any]], None]]()
        self._touches = Touches(self._cells, self._heard)
        self.touching = self._touches.around
        """Hands a message for a user's ipywidget over in a block: apps that show it run."""
        self._inputs.add(self._touches)
        self.scheduler = Scheduler(self._drain, self._inputs, self._pages, self._touches.around)
        self._arrivals = self.scheduler.arrivals
        self._loop = kernel.main_loop()

    def heed(self, inputs: Container[str], pages: Listeners) -> None:
        """Watch the messages for these as well.

        `inputs` are the addresses of what sends events, `pages` take what is asked of their tables.
        """
        self._inputs.add(inputs)
        self._pages.maps.append(pages)  # type: ignore[arg-type]  # which is only read

    def _cells(self) -> list[Cell]:
        return [cell for session in self._sessions for cell in list(session.cells.values())]

    def _heard(self, widget: str, names: set[str]) -> None:
        """A browser has set traits of a widget."""
        for cell in self._cells():
            self.belongings.succession(cell).heard(widget, names)

    def serve(self, session: Session) -> None:
        """Run the cells of one more session."""
        if session not in self._sessions:
            self._sessions.append(session)
            session.host = self

    def leave(self, session: Session) -> None:
        """Run the cells of that session no longer."""
        if session in self._sessions:
            self._sessions.remove(session)

    def wake(self) -> None:
        """Have the waiting events answered soon."""
        self.scheduler.wake()

    def poll(self, page: Renderer) -> bool:
        """Has a message for an input of that page arrived that is not handed over yet?"""
        return self._arrivals.poll() and self._arrivals.waiting_for(
            lambda id: page.awaits(id) or self._touches.awaits(page, id.rpartition("/w")[2])
        )

    async def breathe(self) -> None:
        """Give the kernel's loop turns, in which it hands over what has arrived."""
        await self.scheduler.take_in()

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        """Call `function` on the main thread after `delay` seconds; return what cancels it."""
        context = self.scheduler.cells.context.copy()
        return self._loop.call_later(delay, function, context=context).cancel

    @contextmanager
    def surround(self, run: Run) -> Iterator[None]:
        """Let the interrupt button work, and send what is printed and displayed to the page."""
        owned, calls = self.belongings.begin(run), self._calls_of(run.app)
        said = calls.repeat(run)
        with owned.succession.of(run), self._captured(run, owned):
            try:
                yield
            except (RerunException, Superseded):
                self.belongings.cut_off(owned)
                raise
            except BaseException:
                if not run.in_callback:  # else the page before stays
                    self.belongings.end(owned, whole=not run.scoped)
                raise
            self.belongings.end(owned, whole=not run.scoped)
            calls.forget(said)

    @contextmanager
    def _captured(self, run: Run, owned: Owned | None) -> Iterator[None]:
        if not self.scheduler.cells.running:
            refuse_questions()
        sink = TreeSink(run)
        with interruptible(), capture(sink, owned) as captured:
            let_go = WeakMethod(captured.release)  # the one knows the other already
            sink.release = lambda: (let_go() or (lambda: None))()
            try:
                yield
            except (RerunException, Superseded):
                captured.figures.drop()  # nobody will see them
                raise
            finally:
                if not self.scheduler.cells.running:
                    kernel.drop_payload()

    def _calls_of(self, app: App) -> HandlerCalls:
        """What calls the handlers that the app's runs register with widgets."""
        if app not in self._handler_calls:
            self._handler_calls[app] = HandlerCalls(app, self._handling, self._start)
        return self._handler_calls[app]

    def _handling(self, run: Run) -> AbstractContextManager[None]:
        """As `surround`, for a handler: what it makes belongs to the run that the page shows."""
        return self._captured(run, self.belongings.latest(run.app))

    def _start(self, call: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Start a task on the main thread, from any thread."""

        def start() -> None:
            task = self._loop.create_task(call())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        self._loop.call_soon_threadsafe(start, context=self.scheduler.cells.context.copy())

    def _kept(self) -> set[int]:
        """The ids of what states and the notebook's own names hold."""
        states = [each for s in self._sessions for each in s.state.contents()]
        return kept(states, list(getattr(kernel.shell(), "user_ns", {}).values()))

    def traceback(self, error: BaseException) -> list[str]:
        """The error as IPython shows it; `%debug` will look at it."""
        try:
            lines = page_lines(error)
        except BaseException as worse:  # the error's own methods, or IPython's on odd frames
            lines = [unshown(worse)]
        remember(error)
        return cut("\n".join(lines), LONGEST_TRACEBACK).split("\n")

    def show_busy(self, busy: bool) -> None:
        """Tell the front end that the kernel is, or is no longer, busy without executing a cell."""
        if not self.scheduler.cells.running:
            kernel.publish_status("busy" if busy else "idle")

    def show_widgets(self, app: App) -> None:
        """Show what a run that takes long has made of its ipywidgets so far."""
        self.belongings.succession(app).release(midway=True)

    def close(self) -> None:
        """Leave the kernel as it was."""
        watching.remove(self._pin)
        self.belongings.close()
        self.scheduler.close()

    def _pin(self, data: dict[str, Any]) -> None:
        self.belongings.pin(data, requests.cell_name())

    async def _drain(self) -> None:
        self.scheduler.taken()
        for session in list(self._sessions):
            if session.waiting and not session.draining:
                await self._answer(session)
        self._rest()

    async def _answer(self, session: Session) -> None:
        """Have a session's events answered, or begun to be: runs that await hold up no other."""
        others = [each for each in self._sessions if each is not session]
        part = self.scheduler.start(
            session.drain(
                lambda: any(each.waiting and not each.draining for each in others),
                lambda: any(each.led for each in others),
            )
        )
        for _ in range(TURNS):
            await asyncio.sleep(0)
            if part.done():
                return
        part.add_done_callback(lambda _: self._rest())

    def _rest(self) -> None:
        """Some events were answered."""
        self.belongings.tidy()
        self._on_quiet()
