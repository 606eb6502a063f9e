"""Caches that are empty, each time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rerun_state.caching import cache, disk, shelf
from rerun_state.caching.decorators import cache_data, cache_resource
from tests.caching.programs import Clock


@pytest.fixture(autouse=True)
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(disk, "directory", lambda: tmp_path / "cache")
    yield
    cache_data.clear()
    cache_resource.clear()


@pytest.fixture
def log() -> list[Any]:
    return []


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(shelf, "clock", clock)
    monkeypatch.setattr(cache, "clock", clock)
    return clock
