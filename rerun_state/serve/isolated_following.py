"""A kernel for each visitor, of what is saved: once another notebook is saved, all begin anew.

They do so when its ordinary cells have been executed: an error in them leaves visitors what they
have. A script is followed by the kernels themselves, which keep the state.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from rerun_state.serve import kernel_pool, log
from rerun_state.serve.isolation import IsolatingPool
from rerun_state.serve.kernel_process import Kernel
from rerun_state.serve.origin_process import CAN_FORK
from rerun_state.serve.served_file import Document, Unservable


class FollowingIsolatingPool(IsolatingPool):
    """Kernels of one document as it was saved last, each for one visitor."""

    def __init__(self, file: Path, read: Callable[[], Document], waiting: int) -> None:
        """`waiting` is how many kernels are there for visitors who are yet to come."""
        super().__init__(file, read, waiting)
        self._proven: Document | None = None  # the last one without an error in its cells
        self._saved = asyncio.Event()
        self._outdated = 0  # kernels that have ended while they waited, since others are to come
        self._following: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Let the first kernels be made, and look at the file from now on."""
        super().start()
        self._following = asyncio.create_task(self._follow())

    async def close(self) -> None:
        """End all kernels, and what they are forked from."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
        await super().close()

    async def _follow(self) -> None:
        tried, stamp = None, None
        while True:
            await asyncio.sleep(kernel_pool.LOOK)
            if self._proven is None or (now := self._stamp()) in (None, stamp):
                continue
            stamp = now
            try:
                document = self._read()
                if document in (tried, self._proven):
                    tried = document
                    continue
                tried = document
                await self._prove(document)
            except Unservable as problem:
                log.error("%s\nVisitors keep what was there before.", problem.report)
            except OSError as error:  # it is just being saved, or the machine has no more processes
                log.debug("What was saved could not be tried; it will be again.", exc_info=error)
                tried = stamp = None
            else:
                self._replace(document)

    async def _prove(self, document: Document) -> None:
        """Execute the ordinary cells; Unservable says why that cannot be done."""
        if CAN_FORK:
            async with self._making:
                await self._origin_of(document)
            return
        kernel = self._kernel_of(document)
        try:
            await kernel.start()
        finally:
            await kernel.shutdown()

    def _replace(self, document: Document) -> None:
        self._proven = document
        saved, self._saved = self._saved, asyncio.Event()
        saved.set()

    # -- what is not as in other pools -------------------------------------------------------------

    def _document(self) -> Document:
        return super()._document() if self._proven is None else self._proven

    async def _begin(self, kernel: Kernel) -> None:
        await super()._begin(kernel)
        if self._proven is None:
            self._proven = kernel.document

    def _ends(self, kernel: Kernel) -> Sequence[asyncio.Event]:
        return *super()._ends(kernel), self._saved

    async def _end_of(self, kernel: Kernel) -> None:
        if kernel.document == self._proven:  # else another was saved while it was made
            await super()._end_of(kernel)
        over = kernel.ended.is_set() or kernel.deserted.is_set()
        if not over and kernel in self._ready.values():
            self._outdated += 1

    def _is_followed(self) -> bool:
        followed = self._outdated > 0
        self._outdated -= followed
        return followed
