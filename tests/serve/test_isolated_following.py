"""A kernel for each visitor, of a notebook that is saved."""

import asyncio
import os
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rerun_state.serve import kernel_pool
from rerun_state.serve.isolated_following import FollowingIsolatingPool
from rerun_state.serve.served_file import Unservable
from tests.serve.parts import until
from tests.serve.test_isolation import fakes, origins, problems, save
from tests.serve.test_isolation import with_pool as with_a_pool

__all__ = ["fakes"]


with_pool = partial(with_a_pool, kind=FollowingIsolatingPool)


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
