"""A kernel for each visitor: some wait for who comes next, and end when that one has gone."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from rerun_state.serve import log
from rerun_state.serve.kernel_manager import make_manager
from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.kernel_process import Kernel
from rerun_state.serve.origin_process import CAN_FORK, Origin
from rerun_state.serve.served_file import Document


class IsolatingPool(Pool):
    """Kernels of one document, each for one visitor.

    They are forked from a process that has executed the document's ordinary cells, where processes
    can be forked; elsewhere each executes them by itself.
    """

    def __init__(self, file: Path, read: Callable[[], Document], waiting: int) -> None:
        """`waiting` is how many kernels are there for visitors who are yet to come."""
        super().__init__(file, read, waiting)
        self._places = count(waiting)
        self._taken: set[int] = set()
        self._origin: Origin | None = None
        self._forked: Counter[Origin] = Counter()
        self._making = asyncio.Lock()

    def start(self) -> None:
        """Let the first kernels be made."""
        if not CAN_FORK:
            log.warning(
                "Kernels cannot be forked on this system: each one is started, and executes the "
                "ordinary cells, by itself."
            )
        super().start()

    async def close(self) -> None:
        """End all kernels, and what they are forked from."""
        await super().close()
        if self._origin is not None:
            await self._origin.close()

    async def freest(self) -> Kernel:
        """A kernel that nobody has had; another one takes its place among those that wait."""
        place = await self._freest_place()
        self._taken.add(place)
        self._open(next(self._places))
        return self._ready.pop(place)

    async def _make(self) -> Kernel:
        document = self._document()
        if not CAN_FORK:
            return self._kernel_of(document)
        async with self._making:
            origin = await self._origin_of(document)
        self._forked[origin] += 1
        return self._kernel_of(document, origin)

    async def _origin_of(self, document: Document) -> Origin:
        former = self._origin
        if former is not None and former.document == document and former.is_alive:
            return former
        made = Origin(document)
        try:
            await made.start(make_manager(document, self._path()))
        except BaseException:
            await made.close()
            raise
        self._origin = made
        if former is not None and not self._forked[former]:
            await former.close()
        return made

    def _document(self) -> Document:
        """What the next kernel is to have executed."""
        return self._read()

    def _ends(self, kernel: Kernel) -> Sequence[asyncio.Event]:
        """After the first of which a kernel is no longer of use."""
        return kernel.ended, kernel.deserted

    async def _end_of(self, kernel: Kernel) -> None:
        ends = {asyncio.ensure_future(each.wait()) for each in self._ends(kernel)}
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in ends:
                end.cancel()

    async def _let_go(self, kernel: Kernel) -> None:
        origin = kernel.origin
        if origin is None:
            return
        self._forked[origin] -= 1
        if not self._forked[origin] and origin is not self._origin:
            await origin.close()

    def _is_over(self, place: int) -> bool:
        over = place in self._taken
        self._taken.discard(place)
        return over
