"""The notebooks are documentation: short, stored without output, and they run."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

import rerun_state as st

FOLDER = Path(__file__).resolve().parent.parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


@each_notebook
def test_has_fewer_than_twelve_cells(path: Path) -> None:
    assert len(read(path).cells) < 12


@each_notebook
def test_stores_no_output(path: Path) -> None:
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert [(cell.outputs, cell.execution_count) for cell in cells] == [([], None)] * len(cells)


@pytest.mark.kernel
@each_notebook
def test_runs_to_its_end(path: Path, tmp_path: Path) -> None:
    # An error in a cell that is not tagged raises-exception is raised here.
    resources = {"metadata": {"path": str(tmp_path)}}
    done = NotebookClient(read(path), timeout=120, resources=resources).execute()
    assert all(cell.execution_count for cell in done.cells if cell.cell_type == "code")
    apps = [cell for cell in done.cells if cell.source.startswith("%%rerun")]
    assert all(output.data["text/plain"].strip() for cell in apps for output in cell.outputs)


def test_the_index_leads_to_every_notebook() -> None:
    text = (FOLDER / "index.ipynb").read_text()
    assert [path.stem for path in NOTEBOOKS if f"({path.name})" not in text] == ["index"]


def test_the_reference_has_an_example_of_every_name() -> None:
    code = "\n".join(cell.source for cell in read(FOLDER / "reference.ipynb").cells)
    public = {*st.__all__, *dir(st.column_config)} - {"components", "errors", "login", "logout"}
    assert public - set(re.findall(r"(?m)^@show\ndef (\w+)\(", code)) == set()
