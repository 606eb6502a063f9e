"""Scripts and notebooks, found and read."""

import json
from pathlib import Path
from typing import Any

import pytest

from rerun_state.app_file import AppFileError, find_app_file, read_notebook


def write(folder: Path, found: Any) -> Path:
    file = folder / "a.ipynb"
    file.write_text(json.dumps(found))
    return file


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, **more}


def test_a_notebook_has_its_code_cells_that_are_not_empty(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "source": "x"},
        code(["a\n", "b"], id="i"),
        code(" "),
        code("c"),
    ]
    read = read_notebook(write(tmp_path, {"cells": cells}))
    assert [(cell.number, cell.id, cell.text) for cell in read.cells] == [
        (2, "i", "a\nb"),
        (4, "cell-4", "c"),
    ]
    assert (read.size, read.kernel) == (4, None)


@pytest.mark.parametrize("found", [[], {"cells": 3}, {"cells": [], "metadata": 1}, {"cells": [1]}])
def test_what_is_no_notebook_is_told(tmp_path: Path, found: Any) -> None:
    with pytest.raises(AppFileError, match="is no notebook of format 4"):
        read_notebook(write(tmp_path, found))


def test_a_notebook_in_another_language_is_told(tmp_path: Path) -> None:
    spec = {"kernelspec": {"name": "ir", "language": "R"}}
    with pytest.raises(AppFileError, match="a notebook in R, and"):
        read_notebook(write(tmp_path, {"cells": [], "metadata": spec}))


@pytest.mark.parametrize(
    ("name", "sentence"), [(".", "is a folder"), ("a.txt", "neither a script"), ("b.py", "no file")]
)
def test_a_file_that_is_none_with_apps_is_told(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(AppFileError, match=sentence):
        find_app_file(tmp_path / name)
