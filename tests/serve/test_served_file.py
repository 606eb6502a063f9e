"""What can be served, and the sentence for what cannot."""

import json
from pathlib import Path
from typing import Any

import pytest

from rerun_state.serve.served_file import Unservable, read_document


def notebook(file: Path, *sources: Any, **metadata: Any) -> Path:
    cells = [{"cell_type": "code", "source": source} for source in sources]
    cells.insert(0, {"cell_type": "markdown", "source": "%%rerun in words"})
    file.write_text(json.dumps({"cells": cells, "metadata": metadata}))
    return file


def test_a_notebook_is_its_code_cells_by_their_numbers(tmp_path: Path) -> None:
    file = notebook(
        tmp_path / "a.ipynb", "x = 1", "  \n", ["%%rerun\n", "print(x)"], kernelspec={"name": "k"}
    )
    read = read_document(file)
    assert [(step.name, step.code) for step in read.steps] == [
        ("Cell 2", "x = 1"),
        ("Cell 4", "%%rerun\nprint(x)"),
    ]
    assert read.kernel == "k"


def test_a_script_is_one_step(tmp_path: Path) -> None:
    file = tmp_path / "it's.py"
    file.write_text("1 / 0")
    [step] = read_document(file, ["--fast"]).steps
    assert repr(str(file)) in step.code
    assert "['--fast']" in step.code


@pytest.mark.parametrize("app", ["%%rerun", "# c\n%rerun other.py", "ip.run_cell_magic('rerun')"])
def test_whatever_may_launch_an_app_counts(tmp_path: Path, app: str) -> None:
    assert read_document(notebook(tmp_path / "a.ipynb", app)).steps


def test_a_notebook_without_apps_is_told_how_to_have_one(tmp_path: Path) -> None:
    file = notebook(tmp_path / "a.ipynb", "import rerun_state", "%load_ext rerun_state")
    with pytest.raises(Unservable, match=r"none of its 2 code cells begins with %%rerun. Put"):
        read_document(file)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.ipynb", "{", "is no notebook of format 4"),
        ("a.ipynb", '{"cells": 3}', "is no notebook of format 4"),
        ("a.ipynb", "[]", "is no notebook of format 4"),
        ("a.txt", "", "neither a script"),
        (".", None, "is a folder. Name"),
        ("b.py", None, "There is no file"),
    ],
)
def test_what_cannot_be_served_is_named(
    tmp_path: Path, name: str, content: str | None, sentence: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(Unservable, match=sentence):
        read_document(tmp_path / name)


def test_a_notebook_in_another_language_is_refused(tmp_path: Path) -> None:
    file = notebook(tmp_path / "a.ipynb", "%%rerun", kernelspec={"language": "julia"})
    with pytest.raises(Unservable, match="a notebook in julia"):
        read_document(file)
