"""A kernel for each visitor."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from rerun_state.serve import isolation as module
from rerun_state.serve.isolation import IsolatingPool
from rerun_state.serve.served_file import Document, Step, Unservable
from tests.serve.parts import until

started: list["FakeKernel"] = []
origins: list["FakeOrigin"] = []
problems: list[Exception] = []


class FakeOrigin:
    is_alive = True

    def __init__(self, document: Document) -> None:
        self.document = document
        self.is_closed = False
        origins.append(self)

    async def start(self, manager: Any) -> None:
        if problems:
            raise problems.pop()

    async def close(self) -> None:
        self.is_closed = True


class FakeKernel:
    def __init__(self, document: Any, sockets: Path, origin: Any = None) -> None:
        self.visits: dict[str, Any] = {}
        self.ended, self.deserted = asyncio.Event(), asyncio.Event()
        self.origin, self.document = origin, document
        self.is_down = False
        started.append(self)

    async def start(self) -> None:
        await asyncio.sleep(0)

    async def shutdown(self) -> None:
        self.is_down = True


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    for each in (started, origins, problems):
        each.clear()
    monkeypatch.setattr("rerun_state.serve.kernel_pool.Kernel", FakeKernel)
    monkeypatch.setattr(module, "Origin", FakeOrigin)
    monkeypatch.setattr(module, "make_manager", lambda document, sockets: None)
    monkeypatch.setattr(module, "CAN_FORK", True)


def save(file: Path, text: str) -> None:
    file.write_text(text)
    os.utime(file, (int(text), int(text)))


def with_pool(
    file: Path,
    body: Callable[[Any], Awaitable[None]],
    waiting: int = 1,
    kind: type[IsolatingPool] = IsolatingPool,
) -> None:
    """Let the body use a pool for a file, and see that it leaves nothing behind."""
    save(file, "1")

    def read() -> Document:
        return Document(file, (Step("Cell 1", "c", file.read_text(), False),), None)

    async def main() -> None:
        pool = kind(file, read, waiting)
        pool.start()
        await body(pool)
        await pool.close()
        assert all(kernel.is_down for kernel in started)
        assert all(origin.is_closed for origin in origins)

    asyncio.run(main())


def test_every_visitor_has_a_kernel_of_one_origin(tmp_path: Path) -> None:
    async def body(pool: IsolatingPool) -> None:
        kernels: Any = await asyncio.gather(*(pool.freest() for _ in range(3)))
        assert len(set(kernels)) == 3
        assert {kernel.origin for kernel in kernels} == {*origins}
        assert len(origins) == 1

    with_pool(tmp_path / "a.py", body)


def test_as_many_kernels_wait_as_were_asked_for(tmp_path: Path) -> None:
    async def body(pool: IsolatingPool) -> None:
        await pool.freest()
        await until(lambda: len(started) == 3)
        await asyncio.sleep(0.01)
        assert len(started) == 3

    with_pool(tmp_path / "a.py", body, waiting=2)


def test_a_kernel_ends_when_its_visitor_has_gone(tmp_path: Path) -> None:
    async def body(pool: IsolatingPool) -> None:
        kernel: Any = await pool.freest()
        await until(lambda: len(started) == 2)
        kernel.deserted.set()
        await until(lambda: kernel.is_down)
        assert [each.is_down for each in started] == [True, False]

    with_pool(tmp_path / "a.py", body)


def test_a_kernel_that_ends_while_it_waits_is_replaced(tmp_path: Path) -> None:
    async def body(pool: IsolatingPool) -> None:
        await until(lambda: len(started) == 1 and pool._ready)
        started[0].ended.set()
        second: Any = await pool.freest()
        assert second is started[1]

    with_pool(tmp_path / "a.py", body)


def test_a_saved_file_has_an_origin_of_its_own_and_the_former_ends_with_its_kernels(
    tmp_path: Path,
) -> None:
    async def body(pool: IsolatingPool) -> None:
        old: Any = await pool.freest()
        waiting: Any = await pool.freest()
        (tmp_path / "a.py").write_text("2")
        waits: Any = await pool.freest()  # made before the file was saved, or after
        new: Any = await pool.freest()
        assert new.origin is not old.origin
        for each in (old, waiting, waits):
            each.deserted.set()
        await until(lambda: old.origin.is_closed)
        assert not new.origin.is_closed

    with_pool(tmp_path / "a.py", body)


def test_what_cannot_be_forked_is_told_to_visitors(tmp_path: Path) -> None:
    problems.append(Unservable("Cell 1 makes threads"))

    async def body(pool: IsolatingPool) -> None:
        with pytest.raises(Unservable, match="makes threads"):
            await pool.freest()

    with_pool(tmp_path / "a.py", body)


def test_where_nothing_can_be_forked_kernels_are_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "CAN_FORK", False)

    async def body(pool: IsolatingPool) -> None:
        assert (await pool.freest()).origin is None

    with_pool(tmp_path / "a.py", body)
    assert "cannot be forked on this system" in caplog.text
