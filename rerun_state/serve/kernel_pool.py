"""The kernels: visitors go to the freest one that is ready; one that has ended is started anew."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from itertools import count
from math import inf
from pathlib import Path

from rerun_state.serve import log
from rerun_state.serve.kernel_process import Kernel
from rerun_state.serve.origin_process import Origin
from rerun_state.serve.served_file import Document, Passing, Unservable

PAUSES = (0.0, 1.0, 4.0, 15.0, 60.0)
"""Seconds before a kernel is started again, the longer the more often it has ended at once."""
LIVED = 60.0
"""Seconds after which a kernel's end is no longer one at once."""
AGAIN = 5.0
"""Seconds until what is away, and may be back, is asked again for a kernel."""
LOOK = 0.5
"""Seconds between two looks whether the file has been saved again."""


class Pool:
    """So many kernels of one document."""

    def __init__(self, file: Path, read: Callable[[], Document], size: int) -> None:
        """`read` reads the document from the file, anew for each kernel."""
        self._file = file
        self._read = read
        self._size = size
        # Only this user can look into it.
        self._folder = tempfile.TemporaryDirectory(prefix="rerun_state-")
        self._numbers = count()
        self._ready: dict[int, Kernel] = {}  # by the place in the pool
        self._problems: dict[int, Unservable] = {}
        self._changed = asyncio.Event()
        self._keepers: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Start all kernels; they become ready one by one."""
        for place in range(self._size):
            self._open(place)

    def _open(self, place: int) -> None:
        keeper = asyncio.create_task(self._keep(place))
        self._keepers.add(keeper)
        keeper.add_done_callback(self._keepers.discard)

    async def close(self) -> None:
        """End all kernels."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        self._folder.cleanup()

    async def freest(self) -> Kernel:
        """The kernel with the fewest visits, as soon as one is ready.

        Raises Unservable if none of them could be prepared.
        """
        return self._ready[await self._freest_place()]

    async def _freest_place(self) -> int:
        while not (living := {n: k for n, k in self._ready.items() if not k.ended.is_set()}):
            if len(self._problems) == self._size:
                raise next(iter(self._problems.values()))
            await self._changed.wait()
        return min(living, key=lambda place: len(living[place].visits))

    async def _keep(self, place: int) -> None:
        """See to it that there is a kernel in that place."""
        loop = asyncio.get_running_loop()
        failures, told = 0, ""
        while True:
            began, stamp = loop.time(), self._stamp()
            if (problem := await self._live(place)) is not None:
                if problem.report != told:
                    log.error("%s", problem.report)
                told = problem.report
                self._problems[place] = problem
                self._tell()
                if await self._is_file_new(stamp, AGAIN if isinstance(problem, Passing) else inf):
                    told = ""
                failures = 0
                continue
            told = ""
            if self._is_over(place):
                return
            if self._is_followed():
                failures = 0
                continue
            log.warning("A kernel has ended; its visitors get another.")
            failures = 0 if loop.time() - began > LIVED else failures + 1
            await asyncio.sleep(PAUSES[min(failures, len(PAUSES)) - 1] if failures else 0)

    async def _is_file_new(self, stamp: object, within: float) -> bool:
        """Wait some seconds for another file than that of `stamp`; return whether there is one."""
        loop = asyncio.get_running_loop()
        due = loop.time() + within
        while self._stamp() == stamp and loop.time() < due:
            await asyncio.sleep(LOOK)
        return self._stamp() != stamp

    async def _live(self, place: int) -> Unservable | None:
        """The life of one kernel; what has kept it from beginning."""
        kernel: Kernel | None = None
        try:
            kernel = await self._make()
            await self._begin(kernel)
            self._problems.pop(place, None)
            self._ready[place] = kernel
            log.info("A kernel is ready.")
            self._tell()
            await self._end_of(kernel)
        except Unservable as problem:
            return problem
        except Exception as error:  # of jupyter_client, or of the machine
            log.debug("A kernel could not be started.", exc_info=error)
            return Unservable(f"A kernel could not be started: {type(error).__name__}: {error}.")
        finally:
            if kernel is not None:
                self._ready.pop(place, None)
                await kernel.shutdown()
                await self._let_go(kernel)
        return None

    # -- what another kind of pool does in its own way ---------------------------------------------

    async def _make(self) -> Kernel:
        """A kernel that is to be started."""
        return self._kernel_of(self._read())

    async def _begin(self, kernel: Kernel) -> None:
        """Start it; Unservable says what keeps it from being ready."""
        await kernel.start()

    async def _end_of(self, kernel: Kernel) -> None:
        """Wait until a kernel is no longer of use."""
        await kernel.ended.wait()

    async def _let_go(self, kernel: Kernel) -> None:
        """What is to be done after a kernel's end."""

    def _is_followed(self) -> bool:
        """Does another kernel wait to take the place of one that was ended for it?"""
        return False

    def _is_over(self, place: int) -> bool:
        """Is no other kernel to come in that place?"""
        return False

    # ----------------------------------------------------------------------------------------------

    def _kernel_of(self, document: Document, origin: Origin | None = None) -> Kernel:
        return Kernel(document, self._path(), origin)

    def _path(self) -> Path:
        """By which the names of another kernel's sockets begin."""
        return Path(self._folder.name, f"k{next(self._numbers)}")

    def _tell(self) -> None:
        """Wake those who wait for a kernel."""
        self._changed.set()
        self._changed = asyncio.Event()

    def _stamp(self) -> object:
        try:
            return self._file.stat().st_mtime_ns
        except OSError:
            return None
