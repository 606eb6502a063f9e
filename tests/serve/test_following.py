"""Kernels of a file that is saved."""

import asyncio
import os
from pathlib import Path

from rerun_state.serve.following import FollowingPool
from rerun_state.serve.served_file import Document, Unservable
from tests.serve.test_kernel_pool import fakes, problems, started

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
