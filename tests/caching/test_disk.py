import os
import stat
from pathlib import Path

import pytest

from rerun_state.caching import disk
from rerun_state.caching.disk import Disk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(disk, "directory", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def test_an_entry_is_read_back(folder: Path) -> None:
    Disk("f").write("k", b"content")
    assert Disk("f").read("k") == b"content"
    assert Disk("f").read("other") is None


def test_a_directory_is_made_with_those_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "directory", lambda: tmp_path / "home" / ".cache" / "cache")
    Disk("f").write("k", b"content")
    Disk("f").write("l", b"more")
    assert Disk("f").read("k") == b"content"
    assert Disk("f").read("l") == b"more"


def test_nobody_else_may_enter_the_directory_or_read_a_file(folder: Path) -> None:
    Disk("f").write("k", b"content")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_damaged_entry_is_ignored(folder: Path) -> None:
    Disk("f").write("k", b"content")
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.warns(UserWarning, match="damaged"):
        assert Disk("f").read("k") is None


def test_an_entry_under_another_name_is_ignored(folder: Path) -> None:
    Disk("f").write("k", b"content")
    (path,) = folder.iterdir()
    path.rename(folder / "f-other.cached")
    with pytest.warns(UserWarning, match="damaged"):
        assert Disk("f").read("other") is None


def test_a_file_that_others_may_write_is_ignored(folder: Path) -> None:
    Disk("f").write("k", b"content")
    next(folder.iterdir()).chmod(0o666)
    with pytest.warns(UserWarning, match="others may have written it"):
        assert Disk("f").read("k") is None


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    Disk("f").write("k", b"content")
    (path,) = folder.iterdir()
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.warns(UserWarning, match="ignored"):
        assert Disk("f").read("k") is None


def test_a_directory_that_others_may_enter_is_not_used(folder: Path) -> None:
    Disk("f").write("k", b"content")
    folder.chmod(0o755)
    with pytest.warns(UserWarning, match="others may enter"):
        assert Disk("f").read("k") is None
    with pytest.warns(UserWarning, match="in memory only"):
        Disk("f").write("k", b"content")


def test_a_link_to_a_directory_is_not_used_as_one(folder: Path, tmp_path: Path) -> None:
    Disk("f").write("k", b"content")
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.warns(UserWarning, match="is not a directory of yours"):
        assert Disk("f").read("k") is None


def test_a_failed_write_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.warns(UserWarning, match="disk full"):
        Disk("f").write("k", b"content")
    assert list(folder.iterdir()) == []


def test_clearing_removes_an_entry_a_function_or_all(folder: Path) -> None:
    for function, key in [("f", "k"), ("f", "l"), ("g", "k"), ("h", "k")]:
        Disk(function).write(key, b"content")
    Disk("f").clear("k")
    Disk("g").clear()
    assert {path.stem for path in folder.iterdir()} == {"f-l", "h-k"}
    disk.clear()
    assert list(folder.iterdir()) == []


def test_what_another_kernel_has_just_removed_is_no_error_of_clearing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Disk("f").write("k", b"content")
    found = Path.glob

    def glob(path: Path, pattern: str) -> list[Path]:
        return [path / "gone.cache", *found(path, pattern)]

    monkeypatch.setattr(Path, "glob", glob)
    disk.clear()
    assert list(folder.iterdir()) == []


def test_the_directory_of_somebody_else_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Disk("f").write("k", b"content")
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    with pytest.warns(UserWarning, match="is not a directory of yours"):
        assert Disk("f").read("k") is None


def test_a_file_of_somebody_else_is_ignored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Disk("f").write("k", b"content")
    owner = folder.stat().st_uid
    users = iter([owner, owner + 1])  # the directory's, then the file's
    monkeypatch.setattr(os, "getuid", lambda: next(users))
    with pytest.warns(UserWarning, match="others may have written it"):
        assert Disk("f").read("k") is None
