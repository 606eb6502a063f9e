"""What a script finds around it."""

import importlib
import json  # noqa: F401 (which is loaded by then)
import os
import sys
from pathlib import Path

import pytest

from rerun_state.runtime.execution.home import at_home, working_folder


def test_a_block_is_in_its_folder_with_its_arguments(tmp_path: Path) -> None:
    before = os.getcwd(), sys.argv, list(sys.path)
    with at_home(tmp_path, ["app.py", "-x"]):
        assert (os.getcwd(), sys.path[0], sys.argv) == (
            str(tmp_path.resolve()),
            str(tmp_path),
            ["app.py", "-x"],
        )
    assert before == (os.getcwd(), sys.argv, sys.path)


def test_what_a_program_adds_to_the_path_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    with at_home(tmp_path, []), at_home(tmp_path, []):
        sys.path.insert(0, "more")
    assert sys.path[0] == "more"
    assert str(tmp_path) not in sys.path


def test_a_folder_that_is_gone_is_not_gone_back_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with at_home(tmp_path, []):
        pass
    assert Path.cwd() == tmp_path.resolve()


def test_modules_of_one_name_in_two_folders_are_each_ones_own(tmp_path: Path) -> None:
    seen = []
    for name in ("a", "b", "a", "b"):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "own_helper.py").write_text(f"name = {name!r}\nloads = []\n")
        with at_home(folder, []):
            module = importlib.import_module("own_helper")
            module.loads.append(1)
            seen.append((module.name, len(module.loads)))
    assert seen == [("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert sys.modules.pop("own_helper").name == "a"


def test_installed_modules_are_everybodys(tmp_path: Path) -> None:
    (tmp_path / "json").mkdir()
    (tmp_path / "json/__init__.py").write_text("")
    before = sys.modules["json"]
    with at_home(tmp_path, []):
        assert importlib.import_module("json") is before


def test_nothing_is_in_a_working_folder_that_was_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    assert working_folder() == Path.cwd()
    gone.rmdir()
    assert (working_folder() / "x").resolve() == Path(os.sep, working_folder().name, "x")
    assert not working_folder().exists()
