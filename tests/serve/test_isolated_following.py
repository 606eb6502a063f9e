"""A kernel for each visitor, of a notebook that is saved."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from rerun_state.serve import kernel_pool
from rerun_state.serve.isolated_following import FollowingIsolatingPool
from rerun_state.serve.served_file import Document, Step, Unservable
from tests.serve.parts import until
from tests.serve.test_isolation import fakes, origins, problems, started

__all__ = ["fakes"]


def with_pool(
    file: Path, body: Callable[[FollowingIsolatingPool], Awaitable[None]], waiting: int = 1
) -> None:
    save(file, "1")

    def read() -> Document:
        return Document(file, (Step("Cell 1", "c", file.read_text(), False),), None)

    async def main() -> None:
        pool = FollowingIsolatingPool(file, read, waiting)
        pool.start()
        await body(pool)
        await pool.close()
        assert all(kernel.is_down for kernel in started)
        assert all(origin.is_closed for origin in origins)

    asyncio.run(main())


def save(file: Path, text: str) -> None:
    file.write_text(text)
    os.utime(file, (int(text), int(text)))


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel_pool, "LOOK", 0.005)


def test_all_kernels_begin_anew_once_another_notebook_is_saved(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def body(pool: FollowingIsolatingPool) -> None:
        old: Any = await pool.freest()
        await until(lambda: pool._ready)
        save(tmp_path / "a.ipynb", "2")
        await until(lambda: old.is_down)
        new: Any = await pool.freest()
        assert new.document.steps[0].code == "2"
        assert [each.is_closed for each in origins] == [True, False]

    with_pool(tmp_path / "a.ipynb", body)
    assert "A kernel has ended" not in caplog.text


def test_visitors_keep_what_was_there_before_if_a_cell_fails(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def body(pool: FollowingIsolatingPool) -> None:
        old: Any = await pool.freest()
        await until(lambda: pool._ready)
        problems.append(Unservable("Cell 1 failed"))
        save(tmp_path / "a.ipynb", "2")
        await until(lambda: "Visitors keep what was there before" in caplog.text)
        assert not old.is_down
        assert [(await pool.freest()).document.steps[0].code for _ in range(3)] == ["1"] * 3
        save(tmp_path / "a.ipynb", "3")
        await until(lambda: old.is_down)

    with_pool(tmp_path / "a.ipynb", body)


def test_a_notebook_saved_with_other_outputs_only_changes_nothing(tmp_path: Path) -> None:
    async def body(pool: FollowingIsolatingPool) -> None:
        old: Any = await pool.freest()
        os.utime(tmp_path / "a.ipynb", (7, 7))
        await asyncio.sleep(0.05)
        assert not old.is_down

    with_pool(tmp_path / "a.ipynb", body)
