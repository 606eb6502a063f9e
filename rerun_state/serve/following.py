"""Kernels that show what is saved: once the file has other cells, another kernel takes the place.

It does so when it has executed them: an error in them leaves visitors what they have. A file that
is saved with other outputs only, as notebooks often are, changes nothing.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from rerun_state.serve import kernel_pool, log
from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.kernel_process import Kernel
from rerun_state.serve.served_file import Document, Unservable


class FollowingPool(Pool):
    """So many kernels of one document, as it was saved last."""

    _waiting: tuple[Kernel, ...] = ()  # started, to take the places of others

    async def close(self) -> None:
        """End all kernels, also those that have not taken their places."""
        await super().close()
        for kernel in self._waiting:
            await kernel.shutdown()

    async def _make(self) -> Kernel:
        return self._waiting[0] if self._waiting else await super()._make()

    async def _begin(self, kernel: Kernel) -> None:
        if kernel in self._waiting:
            self._waiting = tuple(each for each in self._waiting if each is not kernel)
        else:
            await super()._begin(kernel)

    async def _end_of(self, kernel: Kernel) -> None:
        tried, stamp = kernel.document, None
        while not kernel.ended.is_set():
            if (now := self._stamp()) not in (None, stamp):
                stamp = now  # it may have been saved before the kernel was ready
                try:
                    document = self._read()
                    if document != tried:
                        tried = document
                        prepared = await self._prepare(document)
                        self._waiting += (prepared,)  # to what there is by now
                        return
                except Unservable as problem:
                    log.error("%s\nVisitors keep what was there before.", problem.report)
            with suppress(TimeoutError):
                await asyncio.wait_for(kernel.ended.wait(), kernel_pool.LOOK)

    async def _prepare(self, document: Document) -> Kernel:
        """A kernel that has executed what is saved now; Unservable says why there is none."""
        kernel = self._kernel_of(document)
        try:
            await kernel.start()
        except BaseException:
            await kernel.shutdown()
            raise
        return kernel

    def _is_followed(self) -> bool:
        return bool(self._waiting)
