"""Kernels that come and go."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from rerun_state.serve import kernel_pool as module
from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.served_file import Document, Passing, Unservable

started: list["FakeKernel"] = []
problems: list[Exception] = []


class FakeKernel:
    def __init__(self, document: Any, sockets: Path, origin: None) -> None:
        self.document = document
        self.visits: dict[str, Any] = {}
        self.ended = asyncio.Event()
        self.is_down = False
        started.append(self)

    async def start(self) -> None:
        if problems:
            raise problems.pop()

    async def shutdown(self) -> None:
        self.is_down = True


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    started.clear()
    problems.clear()
    monkeypatch.setattr(module, "Kernel", FakeKernel)
    monkeypatch.setattr(module, "LOOK", 0.005)
    monkeypatch.setattr(module, "PAUSES", (0.0,))


def with_pool(file: Path, body: Callable[[Pool], Awaitable[None]], size: int = 1) -> None:
    file.write_text("1")

    async def main() -> None:
        pool = Pool(file, lambda: Document(file, (), None), size)
        pool.start()
        await body(pool)
        await pool.close()
        assert all(kernel.is_down for kernel in started)

    asyncio.run(main())


def test_visitors_go_to_the_freest_kernel(tmp_path: Path) -> None:
    async def body(pool: Pool) -> None:
        first: Any = await pool.freest()
        first.visits["one"] = None
        await asyncio.sleep(0.01)
        assert await pool.freest() is not first

    with_pool(tmp_path / "a.py", body, size=2)


def test_a_kernel_that_ends_is_replaced(tmp_path: Path) -> None:
    async def body(pool: Pool) -> None:
        first = await pool.freest()
        first.ended.set()
        second = await pool.freest()
        assert second is not first
        assert (len(started), started[0].is_down) == (2, True)

    with_pool(tmp_path / "a.py", body)


@pytest.mark.parametrize("problem", [Unservable("Cell 2 failed"), OSError("no memory")])
def test_what_could_not_be_prepared_is_tried_again_when_the_file_is_saved(
    tmp_path: Path, problem: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    problems.append(problem)
    file = tmp_path / "a.py"

    async def body(pool: Pool) -> None:
        with pytest.raises(Unservable, match=r"Cell 2 failed|OSError: no memory"):
            await pool.freest()
        os.utime(file, (1, 1))
        while len(started) < 2:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0)
        assert id(await pool.freest()) == id(started[1])

    with_pool(file, body)
    assert str(problem) in caplog.text


def test_what_is_away_is_asked_again_by_itself_and_named_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "AGAIN", 0.0)
    problems.extend(Passing("The gateway is away") for _ in range(3))

    async def body(pool: Pool) -> None:
        while len(started) < 4:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0)
        assert id(await pool.freest()) == id(started[3])

    with_pool(tmp_path / "a.py", body)
    assert caplog.text.count("The gateway is away") == 1
