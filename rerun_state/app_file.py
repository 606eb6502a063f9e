"""Files with apps: scripts and notebooks, found and read; neither IPython nor a kernel is needed.

What is wrong with one is said here, for who runs it in a notebook and for who serves it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

ENDINGS = (".py", ".ipynb")


class AppFileError(ValueError):
    """Says why a file has no app that can be run, and what to do about it."""


@dataclass(frozen=True)
class CodeCell:
    """A code cell of a notebook's file."""

    number: int
    """Which of the notebook's cells it is, from 1."""
    id: str
    text: str


@dataclass(frozen=True)
class Notebook:
    """The code cells of a notebook's file that are not empty."""

    cells: list[CodeCell]
    size: int
    """How many cells of any kind there are."""
    kernel: str | None
    """The name of the kernel that it was written for."""


def find_app_file(path: Path) -> Path:
    """The whole path of a script or notebook; AppFileError if there is none."""
    if path.is_dir():
        raise AppFileError(f"{path} is a folder. Name the script in it, such as {path / 'app.py'}.")
    if path.suffix not in ENDINGS:
        raise AppFileError(f"{path} is neither a script (.py) nor a notebook (.ipynb).")
    if not path.is_file():
        raise AppFileError(f"There is no file {str(path)!r} in {Path.cwd()}.")
    return path.resolve()


def read_notebook(file: Path) -> Notebook:
    """Read a notebook's file; AppFileError for what is none, or is in another language."""
    try:
        found = json.loads(file.read_text("utf-8"))
        every = [(n, cell["cell_type"], cell) for n, cell in enumerate(found["cells"], 1)]
        cells = [
            CodeCell(n, str(cell.get("id") or f"cell-{n}"), "".join(cell["source"]))
            for n, kind, cell in every
            if kind == "code"
        ]
        spec = found.get("metadata", {}).get("kernelspec", {})
        kernel, language = spec.get("name"), spec.get("language", "python")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise AppFileError(
            f"{file} is no notebook of format 4, which JupyterLab saves: "
            f"{type(error).__name__}: {error}."
        ) from None
    if language != "python":
        raise AppFileError(f"{file} is a notebook in {language}, and apps are written in Python.")
    cells = [cell for cell in cells if cell.text.strip()]
    return Notebook(cells, len(every), kernel if isinstance(kernel, str) else None)
