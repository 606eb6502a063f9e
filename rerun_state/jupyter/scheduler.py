"""When the engine runs: on the main thread, between cells, once per burst of events.

A kernel hands messages over one by one, so twenty movements of a slider would be twenty runs. The
scheduler waits until the burst is in: exactly, where the arrival hook tells that more is on its
way, and otherwise with a timer that each event sets back. A lone event is answered at once, before
the kernel has ended its message.

Why a task on the main loop: handlers may run in a subshell's thread and inside traitlets' locks;
user code wants the main thread, where sqlite, matplotlib, asyncio and the interrupt button work.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Container, Coroutine, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import Context
from typing import Any

from rerun_state.jupyter import kernel
from rerun_state.jupyter.arrivals import Around, Arrivals
from rerun_state.jupyter.cells import Cells
from rerun_state.jupyter.urgent import Listeners

FIRST = 0.002
"""Seconds until a lone event is answered, without the arrival hook."""
QUIET = 0.005
"""Seconds without an event that end a burst, without the arrival hook."""
STEP = 0.001
"""Seconds between two looks whether all that arrived was handled, with the hook."""
LONGEST = 0.25
"""Seconds after which a burst that does not end is answered nevertheless."""
TURNS = 2
"""Turns of the loop until the parts of a drain have begun."""
PATIENCE = 10.0
"""Seconds for which a cell that nobody looks at waits for apps that await."""
NESTED = 0.02
"""Seconds until the next try while an ordinary cell spins the loop itself."""


class Scheduler:
    """Calls drain(), soon after a wake(), never twice at once.

    drain() takes all events there are and returns when it has answered them, or when parts of it,
    begun by start(), just wait. If new ones came meanwhile it is called again. `ours` are the ids
    of the comms whose messages are events; give a live container, it is asked on arrival.

    An async cell that awaits leaves the loop to others, and the app goes on then. An ordinary cell
    that spins the loop itself (nest_asyncio) does not let the app into its middle.
    """

    def __init__(
        self,
        drain: Callable[[], Coroutine[Any, Any, None]],
        ours: Container[str] = (),
        pages: Listeners | None = None,
        around: Around = lambda message: nullcontext(),
    ) -> None:
        self.cells = Cells()
        self.arrivals = Arrivals(ours, pages, around, self._answer_at_once)
        self._drain = drain
        self._loop = kernel.main_loop()
        self._woken = False  # events wait that nobody has taken
        self._signalled = False  # the main thread is about to learn of it
        self._last = 0.0  # when the latest event came
        self._since = 0.0  # when the main thread learnt of the first one of the burst
        self._timer: asyncio.Handle | None = None
        self._task: asyncio.Task[None] | None = None
        self._parts: set[asyncio.Task[None]] = set()
        self._holds = 0
        self._closed = False
        self.cells.install()
        self.arrivals.install()

    def wake(self) -> None:
        """Ask for a drain, from any thread, after the event has been put where drain() finds it."""
        self._last = time.monotonic()
        self._woken = True
        if not self._signalled:
            self._signalled = True
            self._signal()

    def taken(self) -> None:
        """Note that the events so far are being taken; call it before taking them."""
        self._woken = False

    def pending(self) -> bool:
        """Tell whether events wait that nobody has taken, or messages are on their way to us."""
        return self._woken or self.arrivals.waiting()

    def poll(self) -> bool:
        """Return pending(), having looked for new messages: for the yield points of a run.

        Whoever ends a run because of it calls wake(): what had arrived may turn out to be no event.
        """
        return self._woken or self.arrivals.poll()

    async def take_in(self) -> None:
        """Let the kernel hand over what has arrived: a run that began now would soon end for it.

        An async cell that awaits keeps the kernel from it, so then nothing is waited for.
        """
        await asyncio.sleep(0)
        end = time.monotonic() + LONGEST
        while self.arrivals.waiting() and not self.cells.running and not self._closed:
            if time.monotonic() >= end:
                self.arrivals.forget()
            else:
                await asyncio.sleep(STEP)

    def start(self, part: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Let a part of a drain go on beside others, which may outlast the drain."""
        task = self._loop.create_task(self._guarded(part))
        self._parts.add(task)
        task.add_done_callback(self._parts.discard)
        return task

    @property
    def draining(self) -> Collection[object]:
        """What goes on now."""
        return self._parts if self._task is None else {self._task, *self._parts}

    async def settle(self, but: Collection[object] = ()) -> None:
        """Wait until all events that there are have been answered.

        Not for what is in `but`: it may wait for what a later cell does. Nor is any waited for
        without end, for the same reason.
        """
        end = time.monotonic() + PATIENCE
        while not self._closed and not self._holds and time.monotonic() < end:
            if self._task is not None and self._task in but:
                return
            if going := [task for task in (self._task, *self._parts) if task and task not in but]:
                await asyncio.wait(going, timeout=end - time.monotonic())
            elif self._woken:
                await asyncio.sleep(STEP)
            else:
                return

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Start no drain within the block; what came meanwhile is answered after it."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            if self.pending():
                self._signal()

    def close(self) -> None:
        """Leave the kernel as it was and answer nothing more. A drain in progress is cancelled."""
        self._closed = True
        self.arrivals.remove()
        self.cells.remove()
        if self._timer is not None:
            self._timer.cancel()
        for task in (self._task, *self._parts):
            if task is not None:
                task.cancel()

    def _answer_at_once(self) -> Awaitable[None] | None:
        """Begin a drain within the message that has brought an event, if no more is on its way.

        Else ipykernel would first flush what was printed and say that it is idle, which takes
        longer than the answer of a small app.
        """
        if (
            not self._woken
            or not self.arrivals.exact
            or self.arrivals.waiting()
            or self.cells.running
            or self._timer is not None
            or not kernel.is_main_thread()
            or not self._may_start()
        ):
            return None
        self._begin(self.cells.context.copy())
        return kernel.give_turns(TURNS)

    def _begin(self, context: Context | None = None) -> None:
        self._woken = False
        self._task = self._loop.create_task(self._run(), context=context)

    def _signal(self) -> None:
        """Have the main thread arm its timer; a closed loop means that the kernel shuts down."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._arm, context=self.cells.context.copy())

    def _arm(self) -> None:
        self._signalled = False
        if self._timer is None and self._may_start():
            self._since = time.monotonic()
            self._wait(0.0 if self.arrivals.exact else FIRST)

    def _may_start(self) -> bool:
        return self._task is None and self._holds == 0 and not self._closed

    def _wait(self, seconds: float) -> None:
        self._timer = self._loop.call_later(seconds, self._fire, context=self.cells.context.copy())

    def _fire(self) -> None:
        self._timer = None
        if not self._may_start():
            return
        if self.cells.running and kernel.loop_is_nested():
            self._wait(NESTED)
        elif (more := self._burst_goes_on()) > 0:
            self._wait(more)
        else:
            self._begin()

    def _burst_goes_on(self) -> float:
        """Return the seconds after which to look again, 0 when all of the burst is in."""
        now = time.monotonic()
        if now - self._since >= LONGEST:
            self.arrivals.forget()
            return 0.0
        if self.arrivals.exact:
            self.arrivals.pull()
            return STEP if self.arrivals.waiting() else 0.0
        if self._last <= self._since:
            return 0.0
        return max(0.0, QUIET - (now - self._last))

    async def _run(self) -> None:
        try:
            await self._guarded(self._drain())
        finally:
            self._task = None
            if self.pending():
                self._arm()

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        """Let nothing out that would end the kernel's loop."""
        try:
            await work
        except (GeneratorExit, asyncio.CancelledError):
            if not self._closed:
                kernel.log.warning(
                    "A rerun was cancelled from outside; the next event starts a new one."
                )
        except BaseException:
            kernel.log.exception("The rerun engine failed; the next event starts a new run.")
