"""A notebook's file as a program: its `%%rerun` cells, in order, as one app.

The ordinary cells are executed once, before the first run, and show nothing; what they define is
what the app finds on its blank slate. A notebook without `%%rerun` cells is a script: all its cells
are the app.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import Context
from copy import copy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from IPython.core.error import UsageError
from IPython.utils.capture import capture_output

from rerun_state.app_file import AppFileError, CodeCell, read_notebook
from rerun_state.jupyter.compilation import SHOW, CellCode, awaits, compile_text
from rerun_state.jupyter.files.saves import Saves
from rerun_state.jupyter.namespace import Namespace
from rerun_state.jupyter.program import Reloading, execute, show_value
from rerun_state.patterns import pattern
from rerun_state.runtime.execution.alias import streamlit_alias
from rerun_state.runtime.execution.app_page import Page
from rerun_state.runtime.execution.home import at_home
from rerun_state.runtime.execution.pages import Pages
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.execution.script import showing
from rerun_state.runtime.model.names import Names
from rerun_state.vocabulary import Container

_APP = pattern(r"\s*%%rerun\b[^\n]*\n?")


@dataclass(frozen=True)
class Piece:
    """A code cell of a notebook's file."""

    number: int
    """Which of the notebook's cells it is, from 1."""
    text: str
    """Without the line of the magic."""
    is_app: bool
    magic: bool = False
    """Are all bare expressions shown?"""


def read_pieces(file: Path) -> list[Piece]:
    """The code cells of a notebook's file; UsageError for what is none, or has none."""
    try:
        notebook = read_notebook(file)
    except AppFileError as error:
        raise UsageError(str(error)) from None
    pieces = [piece for piece in map(_piece, notebook.cells) if piece.text.strip()]
    if not pieces:
        raise UsageError(f"{file} has no code: none of its {notebook.size} cells is a code cell.")
    return pieces


def _piece(cell: CodeCell) -> Piece:
    head = _APP.match(cell.text)
    if head is None:
        return Piece(cell.number, cell.text, False)
    rest = "\n" + cell.text[head.end() :]
    return Piece(cell.number, rest, True, "--magic" in head[0].split())


class NotebookProgram:
    """Call it to execute the notebook's app once."""

    def __init__(
        self, shell: Any, file: Path, arguments: Sequence[str], saves: Saves | None = None
    ) -> None:
        """`saves` notices when it is saved, or what it imports."""
        self._shell = shell
        self.file = file
        self._reload = Reloading()
        self._saves = saves
        self._around: Names = partial(at_home, file.parent, [str(file), *arguments])
        self._stamp = 0
        self.ordinary: list[Piece] = []
        self.app: list[Piece] = []
        self._codes: list[CellCode] = []
        self._shows: list[Callable[..., object]] = []
        self._names: Mapping[str, Any] | None = None
        self.latest: Mapping[str, Any] = {}
        self.title = file.name
        self.pages = Pages[Page](file.parent)
        read_pieces(file)

    def __call__(self) -> None:
        with streamlit_alias():
            self._reload()
            if self._saves is None:
                self._run()
                return
            with self._around(), self._saves.around(current().app, ()) as is_edited:
                if is_edited:
                    self._names = None
                self._run()

    def _run(self) -> None:
        self._prepare_anew()
        namespace = Namespace(self._shell, self._names)
        self.latest = namespace.globals
        execute(self._run_app, namespace, self._around)

    def twin(self, names: Mapping[str, Any]) -> NotebookProgram:
        """The same for another session, after the ordinary cells that were executed for all."""
        self._prepare_anew()
        twin = copy(self)
        twin.latest, twin.pages = {}, Pages[Page](self.file.parent)
        return twin

    def _prepare_anew(self) -> None:
        """Take the file as it is now, and execute its ordinary cells if they are others."""
        if (stamp := self.file.stat().st_mtime_ns) != self._stamp:
            self._take(read_pieces(self.file))
            self._stamp = stamp
        if self._names is None:
            with capture_output():
                self._names = Context().run(self._prepare)

    def _take(self, pieces: list[Piece]) -> None:
        """Compile the app; let the ordinary cells be executed if they are others now."""
        self.app = [piece for piece in pieces if piece.is_app] or pieces
        ordinary = [piece for piece in pieces if piece not in self.app]
        self._codes = self._compile(self.app)
        self._shows = [Container().write if piece.magic else show_value for piece in self.app]
        if ordinary != self.ordinary:
            self.ordinary, self._names = ordinary, None

    def _compile(self, pieces: Iterable[Piece]) -> list[CellCode]:
        codes: list[CellCode] = []
        for piece in pieces:
            if awaits(self._shell, piece.text):
                raise UsageError(
                    f"Cell {piece.number} of {self.file} awaits at its top level, for which "
                    "%rerun cannot wait. Put it into a %%rerun cell of this notebook."
                )
            name = f"{self.file}, cell {piece.number}"
            text = self._shell.transform_cell(piece.text)
            text = "\n" * (len(piece.text) - len(piece.text.lstrip("\n"))) + text.lstrip("\n")
            linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
            future = codes[-1].future if codes else 0
            codes.append(compile_text(self._shell, text, name, magic=piece.magic, future=future))
        return codes

    def _prepare(self) -> dict[str, Any]:
        """Execute the ordinary cells, as if no app were running; return what they define."""
        namespace = Namespace(self._shell, {})
        namespace.globals[SHOW] = lambda *_: None
        codes = self._compile(self.ordinary)
        with streamlit_alias(), self._around(), namespace.active():
            for code in codes:
                code.run(namespace.globals)
        return namespace.globals

    def _run_app(self, names: dict[str, Any]) -> None:
        for code, show in zip(self._codes, self._shows, strict=True):
            names[SHOW] = show
            with showing(show):
                code.run(names)
