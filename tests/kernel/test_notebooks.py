"""The notebooks of the project: each is executed whole, and short enough to be read."""

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
TUTORIAL = [name for name in NAMES if name[0].isdigit()]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_from_top_to_bottom(name: str, tmp_path: Path) -> None:
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, kernel_name="python3", timeout=120, resources=resources).execute()
    apps = [cell for cell in notebook.cells if cell.source.startswith("%%rerun")]
    shown = [output.data["text/plain"] for cell in apps for output in cell.outputs]
    assert all(text.strip() for text in shown)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_kept_without_what_it_shows(name: str) -> None:
    notebook = json.loads((FOLDER / f"{name}.ipynb").read_text())
    assert not any(cell.get("outputs") for cell in notebook["cells"])
    assert len(notebook["cells"]) <= 12


def test_the_index_leads_to_every_notebook() -> None:
    text = (FOLDER / "index.ipynb").read_text()
    assert [name for name in NAMES if f"({name}.ipynb)" not in text] == ["index"]
