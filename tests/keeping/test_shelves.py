"""What keeps visitors' states, in a folder and on a Redis server."""

import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rerun_state.keeping import shelves as module
from rerun_state.keeping.shelves import Shelf, make_shelf
from rerun_state.keeping.store import HeldError, StoreError
from tests.keeping.conftest import KINDS

Make = Callable[[], Shelf]


@pytest.fixture(params=KINDS)
def make(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Make]:
    """What makes the shelf of this test, as often as it is asked."""
    monkeypatch.setenv("RERUN_STATE_KEPT", str(tmp_path / "kept"))
    url = request.getfixturevalue("redis_url") if request.param == "redis" else ""
    made: list[Shelf] = []

    def make_one() -> Shelf:
        made.append(make_shelf(f"{url}#{tmp_path.name}" if url else "sales", "own", 1))
        return made[-1]

    yield make_one
    for each in made:
        each.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RERUN_STATE_KEPT", str(tmp_path / "kept"))
    return tmp_path / "kept" / "visitors" / "own"


def test_the_key_outlives_the_server(make: Make) -> None:
    shelf = make()
    key = shelf.open()
    shelf.close()
    assert len(bytes.fromhex(key)) == 32
    assert make().open() == key


def test_what_was_written_last_of_a_visitor_is_taken(make: Make) -> None:
    shelf = make()
    shelf.open()
    assert shelf.take("a") is None
    shelf.write("a", "one ü")
    shelf.write("a", "two ü")
    shelf.write("b", "three")
    assert shelf.take("a") == "two ü"


def test_what_is_set_aside_is_taken_no_more(make: Make) -> None:
    shelf = make()
    shelf.open()
    shelf.write("a", "one")
    assert "a" in shelf.set_aside("a")
    assert shelf.take("a") is None


def test_a_folder_is_for_one_server_at_a_time(folder: Path) -> None:
    one, two = make_shelf("", "own", 1), make_shelf("", "own", 1)
    one.open()
    with pytest.raises(HeldError):
        two.open()
    one.close()
    two.open()
    two.close()


def test_nobody_else_may_read_the_key_or_a_state(folder: Path) -> None:
    shelf = make_shelf("", "own", 1)
    shelf.open()
    shelf.write("a", "one")
    shelf.close()
    (folder / "server.json").chmod(0o644)
    shelf.open()
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.glob("*.json")}
    assert modes == {"server.json": 0o600, "a.json": 0o600}
    folders = [folder, folder.parent, folder.parent.parent]
    assert {stat.S_IMODE(each.stat().st_mode) for each in folders} == {0o700}
    shelf.close()


def test_a_damaged_key_is_set_aside_and_another_one_made(folder: Path) -> None:
    shelf = make_shelf("", "own", 1)
    key = shelf.open()
    shelf.close()
    (folder / "server.json").write_text(key[:-1] + "?")
    assert shelf.open() != key
    assert len(list(folder.glob("server.*.aside"))) == 1
    shelf.sweep()
    shelf.close()


def test_states_go_that_nobody_has_come_back_to(folder: Path) -> None:
    shelf = make_shelf("", "own", 2)
    key = shelf.open()
    for name in ("young", "old", "taken"):
        shelf.write(name, name)
    for name in ("old", "taken", "server"):
        os.utime(folder / f"{name}.json", (time.time() - 3 * 86_400,) * 2)
    assert shelf.take("taken") == "taken"
    shelf.sweep()
    assert [shelf.take(name) for name in ("young", "old", "taken")] == ["young", None, "taken"]
    shelf.close()
    assert shelf.open() == key
    shelf.close()


@pytest.mark.parametrize("limit", [("MOST", 1), ("MOST_BYTES", 5)])
def test_no_more_states_are_kept_than_may_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch, limit: tuple[str, int]
) -> None:
    monkeypatch.setattr(module, *limit)
    shelf = make_shelf("", "own", 1)
    shelf.open()
    for name in ("one", "two"):
        shelf.write(name, name)
    os.utime(folder / "one.json", (1e9, time.time() - 60))
    shelf.sweep()
    assert [shelf.take(name) for name in ("one", "two")] == [None, "two"]
    shelf.close()


def test_a_url_of_what_is_no_store_is_refused() -> None:
    with pytest.raises(StoreError, match="not at s3://"):
        make_shelf("s3://bucket", "own", 1)
