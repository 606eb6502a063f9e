"""Kept states as files."""

import json
import stat
from pathlib import Path

import pytest

from rerun_state.keeping.folder import FolderStore, kept_folder
from rerun_state.keeping.store import StoreError


def test_the_folder_is_the_users_or_the_one_that_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RERUN_STATE_KEPT", str(tmp_path))
    assert kept_folder() == tmp_path
    monkeypatch.delenv("RERUN_STATE_KEPT")
    assert "rerun_state" in str(kept_folder())


def test_a_write_that_fails_leaves_the_old_state_and_no_rubbish(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = FolderStore("a", tmp_path)
    store.hold()
    store.write("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.write("new")
    assert store.read() == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.json", "a.lock"]
    store.let_go()


def test_a_folder_that_cannot_be_made_is_named_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="RERUN_STATE_KEPT"):
        FolderStore("a", tmp_path / "file").hold()


def test_nobody_else_may_read_what_is_kept(tmp_path: Path) -> None:
    store = FolderStore("a", tmp_path / "kept")
    store.hold()
    store.write(json.dumps({}))
    store.let_go()
    assert stat.S_IMODE((tmp_path / "kept" / "a.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o700
