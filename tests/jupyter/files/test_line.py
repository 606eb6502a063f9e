"""Whose line of `%rerun` it is."""

from pathlib import Path

import pytest
from IPython.core.error import UsageError

from rerun_state.jupyter.files.line import find_file, is_ours, split_line


@pytest.mark.parametrize(
    "line",
    ["app.py", "a/b.ipynb", "app.py -- -x", "'my app.py'", "--name x app.py", "missing.py", "."],
)
def test_lines_with_files_or_our_options_are_ours(line: str) -> None:
    assert is_ours(line, ["--name"])


@pytest.mark.parametrize(
    "line",
    ["", "3", "2-5", "~1/4", "~0/", "-l 3", "-g foo", "-g app.py", "hello", "--unknown", "'open"],
)
def test_all_others_are_ipythons(line: str) -> None:
    assert not is_ours(line, ["--name"])


def test_a_folder_that_is_named_as_a_line_of_history_is_that_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("3", "app"):
        Path(name).mkdir()
    assert [is_ours(name, []) for name in ("3", "app")] == [False, True]


def test_what_follows_two_dashes_is_the_scripts() -> None:
    assert split_line("app.py --watch -- --name 'a b' --") == (
        ["app.py", "--watch"],
        ["--name", "a b", "--"],
    )


def test_a_file_in_the_home_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "app.py").touch()
    assert find_file(["~/app.py"]) == (tmp_path / "app.py").resolve()


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neither a script"):
        find_file([str(tmp_path / "app.txt")])
