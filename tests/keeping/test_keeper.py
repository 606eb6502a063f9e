"""What keeps one session in one store."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rerun_state.keeping.document import Gathered
from rerun_state.keeping.folder import FolderStore
from rerun_state.keeping.keeper import Keeper
from rerun_state.keeping.scribe import Scribe


class Kept:
    """A keeper over a folder, and what it has said."""

    def __init__(self, folder: Path) -> None:
        self.state = Gathered()
        self.said: list[str] = []
        self.store = FolderStore("a", folder)
        self.store.hold()
        self.writes = 0
        self.written = threading.Event()
        write = self.store.write

        def counted(text: str) -> None:
            write(text)
            self.writes += 1
            self.written.set()

        self.store.write = counted  # type: ignore[method-assign]
        self.scribe = Scribe()
        self.keeper = Keeper(self.store, self.scribe, lambda: self.state, self.said.append)

    def close(self) -> None:
        self.keeper.close()
        self.scribe.close()

    def entries(self) -> Any:
        return json.loads(self.store.read() or "null")["entries"]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path)
    yield kept
    kept.close()


def test_a_change_is_written_soon(kept: Kept) -> None:
    kept.state.entries["n"] = 1
    kept.keeper.changed()
    assert kept.written.wait(20)
    assert kept.entries() == {"n": 1}


def test_many_changes_are_few_writes(kept: Kept) -> None:
    for n in range(100):
        kept.state.entries["n"] = n
        kept.keeper.changed()
    kept.keeper.close()
    assert kept.entries() == {"n": 99}
    assert kept.writes < 10


def test_what_did_not_change_is_not_written_again(kept: Kept) -> None:
    kept.keeper.changed()
    assert kept.written.wait(20)
    kept.keeper.changed()
    kept.keeper.close()
    assert kept.writes == 1


def test_what_is_left_to_write_is_written_at_the_end(kept: Kept) -> None:
    kept.state.entries["n"] = 2
    kept.keeper.close()
    assert kept.entries() == {"n": 2}


def test_what_cannot_be_kept_is_said_once(kept: Kept) -> None:
    kept.state.left_out["model"] = "a Model"
    kept.keeper._write()
    kept.keeper._write()
    assert kept.said == ["`session_state['model']` is not kept: it is a Model."]


def test_a_store_that_is_full_is_said_once_and_tried_again(kept: Kept) -> None:
    write: Callable[[str], None] = kept.store.write

    def full(text: str) -> None:
        raise OSError(28, "No space left on device")

    kept.store.write = full  # type: ignore[method-assign]
    kept.keeper._write()
    kept.keeper._write()
    setattr(kept.store, "write", write)  # noqa: B010
    kept.keeper._write()
    assert len(kept.said) == 1
    assert "No space left" in kept.said[0]
    assert kept.entries() == {}


def test_without_threads_a_change_is_written_at_once(tmp_path: Path, no_threads: None) -> None:
    kept = Kept(tmp_path)
    kept.state.entries["n"] = 1
    kept.keeper.changed()
    assert kept.entries() == {"n": 1}
    kept.keeper.close()


def test_what_a_thread_changes_at_the_end_is_written_all_the_same(kept: Kept) -> None:
    changes = [RuntimeError("dictionary changed size during iteration")]

    def gather() -> Gathered:
        kept.state.entries["n"] = 1
        if changes:
            raise changes.pop()
        return kept.state

    kept.keeper._gather = gather
    kept.keeper.close()
    assert kept.entries() == {"n": 1}
