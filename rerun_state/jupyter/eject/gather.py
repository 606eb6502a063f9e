"""What of a kernel is to be ejected: apps with their texts, and what was executed around them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path
from traceback import walk_tb
from typing import Any

from IPython.core.error import UsageError

from rerun_state.jupyter.eject.plain import Shows
from rerun_state.jupyter.eject.script import Ejected, Source
from rerun_state.jupyter.files.notebooks import NotebookProgram, Piece
from rerun_state.jupyter.files.scripts import ScriptProgram
from rerun_state.jupyter.program import CellProgram
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.order import VARIABLE

_MAGIC = "%%rerun"


def gather(
    shell: Any, cells: Sequence[Cell], names: Sequence[str], failures: dict[int, int]
) -> tuple[list[Ejected], list[Source]]:
    """The apps of these names, or all, and the ordinary cells beside them; UsageError for none.

    `failures` has the lines at which executed cells failed.
    """
    chosen = _chosen(cells, names)
    programs = {type(cell.program) for cell in chosen}
    if ScriptProgram in programs or (NotebookProgram in programs and len(chosen) > 1):
        odd = next(each for each in chosen if not isinstance(each.program, CellProgram))
        raise UsageError(
            f"{odd.title} is an app of a file by itself: a script needs no --eject, and a notebook "
            "is ejected alone, by --eject SCRIPT NAME."
        )
    if len({id(cell.session) for cell in chosen}) > 1:
        raise UsageError("These apps do not share their state. Eject those of each session alone.")
    ejected = [_ejected(cell) for cell in chosen]
    program = chosen[0].program
    if isinstance(program, NotebookProgram):
        return ejected, [_source(each, program.file, "none") for each in program.ordinary]
    return ejected, _history(shell, failures)


def _chosen(cells: Sequence[Cell], names: Sequence[str]) -> list[Cell]:
    if not names:
        found = [cell for cell in cells if not isinstance(cell.program, ScriptProgram)]
        if not found:
            raise UsageError("There is no app to eject. Execute its %%rerun cell first.")
        return found
    known = ", ".join(cell.title for cell in cells) or "none"
    for name in names:
        if not any(_goes_by(cell, name) for cell in cells):
            raise UsageError(f"There is no app {name!r}. There is: {known}.")
    return [cell for cell in cells if any(_goes_by(cell, name) for name in names)]


def _goes_by(cell: Cell, name: str) -> bool:
    return cell.goes_by(name) or cell.title == name


def _ejected(cell: Cell) -> Ejected:
    program = cell.program
    if isinstance(program, NotebookProgram):
        pieces = [_source(each, program.file, "last") for each in program.app]
    else:
        assert isinstance(program, CellProgram)
        pieces = [Source(cell.title, program.text, "all" if program.magic else "last")]
    exports = {name.removeprefix(VARIABLE) for name in cell.provides}
    return Ejected(cell.title, pieces, exports, list(cell.owned))


def _source(piece: Piece, file: Path, shows: Shows) -> Source:
    return Source(
        f"cell {piece.number} of {file.name}", piece.text, "all" if piece.magic else shows
    )


def _history(shell: Any, failures: dict[int, int]) -> list[Source]:
    """The ordinary cells in the order of their execution, as far as they got."""
    found = []
    for number, text in enumerate(shell.history_manager.input_hist_raw):
        if text.strip() and not text.lstrip().startswith(_MAGIC):
            done = _until(shell, text, failures.get(number))
            found.append(Source(f"In [{number}]", done))
    return found


def _until(shell: Any, text: str, line: int | None) -> str:
    """The statements of a cell that were through when one of that line failed."""
    if line is None:
        return text
    try:
        plain = shell.transform_cell(text)
        ends = [each.end_lineno or 0 for each in ast.parse(plain).body]
    except SyntaxError:
        return ""
    last = max((end for end in ends if end < line), default=0)
    return "".join(plain.splitlines(keepends=True)[:last])


def failed_line(result: Any, names: dict[str, Any]) -> int:
    """The line of an executed cell that failed; 0 for one that was not executed at all."""
    line = 0
    for frame, at in walk_tb(getattr(result.error_in_exec, "__traceback__", None)):
        if frame.f_globals is names and frame.f_code.co_name == "<module>":
            line = at
    return line
