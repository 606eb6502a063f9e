"""What is served, read from its file: the cells of a notebook, or a script as the only one."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

IN_KERNEL = "__import__('rerun_state.jupyter', fromlist=['jupyter'])"
"""What a kernel is asked by, whatever names its user has given."""
APPS = (".py", ".ipynb")
"""How the names of files end that can be served."""
_APP = re.compile(r"^\s*(%%rerun\b|%rerun\s+\S)", re.M)
_KEEPS = re.compile(r"^\s*%%?rerun\b.*\s--persist\b", re.M)
_CALLS = re.compile(r"run_(cell|line)_magic")


class Unservable(Exception):
    """Says what cannot be served, and what to do about it; `detail` is for the author alone."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail

    @property
    def report(self) -> str:
        """All of it, for the author."""
        return f"{self}\n{self.detail}".rstrip()

    @classmethod
    def of_cell(cls, cell: str, file: Path, error: str, detail: str) -> Unservable:
        """Say that a cell has failed."""
        return cls(
            f"{cell} of {file.name} failed: {error}. Mend it and save the file; the next visitor "
            "has it tried again.",
            detail,
        )


@dataclass(frozen=True)
class Step:
    """A cell for the kernel to execute."""

    name: str
    """What the author calls it."""
    id: str
    code: str
    offers: bool
    """Does it offer an app, or may it? The others are ordinary cells."""


@dataclass(frozen=True)
class Document:
    """What a kernel executes once, before visitors come."""

    file: Path
    steps: tuple[Step, ...]
    kernel: str | None
    """The name of the kernel that the notebook was written for."""
    gateway: str | None = None
    """The address of the gateway that has its kernels, if they are not of this machine."""

    @property
    def asks_to_keep(self) -> bool:
        """Does a cell ask, as in a notebook, that its state outlives the kernel?"""
        return any(step.offers and _KEEPS.search(step.code) for step in self.steps)


def read_document(file: Path, arguments: Sequence[str] = (), *, watch: bool = False) -> Document:
    """Read a notebook or a script; Unservable says why it is none that has apps.

    `watch` has the kernel look itself whether a script, or a module of it, is saved.
    """
    if file.is_dir():
        raise Unservable(f"{file} is a folder. Name the script or the notebook in it.")
    if file.suffix not in APPS:
        raise Unservable(f"{file} is neither a script (.py) nor a notebook (.ipynb).")
    if not file.is_file():
        raise Unservable(f"There is no file {str(file)!r} in {Path.cwd()}.")
    file = file.resolve()
    if file.suffix == ".py":
        code = f"{IN_KERNEL}.offer_script({str(file)!r}, {list(arguments)!r}, watch={watch})"
        return Document(file, (Step("The script", "script", code, True),), None)
    return _read_notebook(file)


def _read_notebook(file: Path) -> Document:
    try:
        found = json.loads(file.read_text("utf-8"))
        cells = list(enumerate(found["cells"], 1))
        steps = tuple(_step(number, cell) for number, cell in cells if cell["cell_type"] == "code")
        spec = found.get("metadata", {}).get("kernelspec", {})
        kernel, language = spec.get("name"), spec.get("language", "python")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unservable(
            f"{file} is no notebook of format 4, which JupyterLab saves: "
            f"{type(error).__name__}: {error}."
        ) from None
    if language != "python":
        raise Unservable(f"{file} is a notebook in {language}, and apps are written in Python.")
    steps = tuple(step for step in steps if step.code.strip())
    if not any(step.offers for step in steps):
        raise Unservable(
            f"{file} has no app: none of its {len(steps)} code cells begins with %%rerun. "
            "Put that line above the code that visitors are to use."
        )
    return Document(file, steps, kernel if isinstance(kernel, str) else None)


def _step(number: int, cell: Any) -> Step:
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    offers = bool(_APP.search(text) or _CALLS.search(text))
    return Step(f"Cell {number}", str(cell.get("id") or f"cell-{number}"), text, offers)
