"""Kernels of a file that is saved."""

import asyncio
import os
from pathlib import Path

import pytest

from rerun_state.serve.following import FollowingPool
from rerun_state.serve.served_file import Document, Unservable
from tests.serve.parts import until
from tests.serve.test_kernel_pool import FakeKernel, fakes, problems, started

__all__ = ["fakes"]


def test_a_file_that_is_followed_has_its_kernel_replaced_once_another_is_ready(
    tmp_path: Path,
) -> None:
    documents = [Document(tmp_path, (), name) for name in ("a", "a", "bad", "b")]

    async def main() -> None:
        pool = FollowingPool(file, lambda: documents[reads[0]], 1)
        pool.start()
        first = await pool.freest()
        for reads[0] in (1, 2, 3):
            problems.extend([Unservable("bad")] * (reads[0] == 2))
            os.utime(file, (reads[0], reads[0]))
            await asyncio.sleep(0.05)
            assert (await pool.freest() is first) == (reads[0] < 3)
        assert started[0].is_down
        await pool.close()

    file, reads = tmp_path / "a.py", [0]
    file.write_text("1")
    asyncio.run(main())


def test_each_of_several_kernels_that_are_prepared_at_once_takes_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [Document(tmp_path, (), name) for name in ("a", "b")]

    async def main() -> None:
        both = asyncio.Barrier(2)

        async def start(kernel: FakeKernel) -> None:
            if kernel.document.kernel == "b":
                await both.wait()

        async def shutdown(kernel: FakeKernel) -> None:
            await asyncio.sleep(0.01)
            kernel.is_down = True

        monkeypatch.setattr(FakeKernel, "start", start)
        monkeypatch.setattr(FakeKernel, "shutdown", shutdown)
        pool = FollowingPool(file, lambda: documents[reads[0]], 2)
        pool.start()
        await until(lambda: len(pool._ready) == 2)
        reads[0] = 1
        os.utime(file, (1, 1))
        await until(lambda: all(kernel.document.kernel == "b" for kernel in pool._ready.values()))
        await until(lambda: len(pool._ready) == 2)
        assert {*map(id, pool._ready.values())} == {*map(id, started[2:])}
        await pool.close()

    file, reads = tmp_path / "a.py", [0]
    file.write_text("1")
    asyncio.run(main())
