"""What is served, read from its file: the cells of a notebook, or a script as the only one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rerun_state.app_file import AppFileError, CodeCell, Notebook, find_app_file, read_notebook
from rerun_state.patterns import pattern

IN_KERNEL = "__import__('rerun_state.jupyter', fromlist=['jupyter'])"
"""What a kernel is asked by, whatever names its user has given."""
_APP = pattern(r"^\s*(%%rerun\b|%rerun\s+\S)", re.M)
_KEEPS = pattern(r"^\s*%%?rerun\b.*\s--persist\b", re.M)
_CALLS = pattern(r"run_(cell|line)_magic")


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


class Passing(Unservable):
    """Something away that may come back by itself: it is tried again soon."""


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
    try:
        file = find_app_file(file)
        if file.suffix == ".ipynb":
            return _of_notebook(file, read_notebook(file))
    except AppFileError as error:
        raise Unservable(str(error)) from None
    code = f"{IN_KERNEL}.offer_script({str(file)!r}, {list(arguments)!r}, watch={watch})"
    return Document(file, (Step("The script", "script", code, True),), None)


def _of_notebook(file: Path, notebook: Notebook) -> Document:
    steps = tuple(map(_step, notebook.cells))
    if not any(step.offers for step in steps):
        raise Unservable(
            f"{file} has no app: none of its {len(steps)} code cells begins with %%rerun. "
            "Put that line above the code that visitors are to use."
        )
    return Document(file, steps, notebook.kernel)


def _step(cell: CodeCell) -> Step:
    offers = bool(_APP.search(cell.text) or _CALLS.search(cell.text))
    return Step(f"Cell {cell.number}", cell.id, cell.text, offers)
