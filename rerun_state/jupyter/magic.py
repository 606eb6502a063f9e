"""The magics: `%%rerun` for a cell, `%rerun` for a file."""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class
from IPython.display import display

from rerun_state.jupyter import arguments, files, kernel, requests, visiting
from rerun_state.jupyter.apps import Apps
from rerun_state.jupyter.compilation import CellCode, compile_cell
from rerun_state.jupyter.offers import Options
from rerun_state.jupyter.program import CellProgram, FunctionProgram, Program
from rerun_state.jupyter.tracebacks import styled, syntax_lines
from rerun_state.vocabulary import Container

if TYPE_CHECKING:
    from rerun_state.page.models import PageModel

History = Callable[[str], object]


@magics_class
class RerunMagics(Magics):
    """Turns cells and files into apps."""

    def __init__(self, shell: Any, apps: Apps, history: Callable[[], History | None]) -> None:
        """`history` gives IPython's own `%rerun`, which executes lines of history again."""
        super().__init__(shell)
        self._apps = apps
        self._history = history

    @arguments.described_by(arguments.cell_parser)
    @cell_magic
    def rerun(self, line: str, cell: str) -> None:
        """Run the cell as an app: now, and again whenever one of its widgets changes.

        Each run starts from a blank slate beside the notebook's own names. State which is to
        outlive a run belongs into `session_state`.
        """
        with self._asked_for(line, cell) as (name, program, options):
            self._apps.launch(name, program, options)

    async def rerun_awaiting(self, line: str, cell: str) -> None:
        """As `%%rerun`, for a cell that awaits at its top level, or whose imports are fetched."""
        await kernel.load_packages(cell)
        with self._asked_for(line, cell) as (name, program, options):
            await self._apps.launch_async(name, program, options)

    @arguments.described_by(arguments.file_parser)
    @line_magic("rerun")  # type: ignore[arg-type]
    def rerun_file(self, line: str) -> None:
        """Run a script or a notebook as an app below the cell; what follows -- is in its sys.argv.

        A script runs as under `streamlit run`: on a blank slate, in its own folder, with the pages,
        the settings and the secrets that lie beside it. Of a notebook the %%rerun cells are the
        app, in their order; its ordinary cells are executed once, before.

        What names no file and has none of these options is IPython's own %rerun, which executes
        lines of the history again.
        """
        if not files.line.is_ours(line, arguments.file_options()):
            if (history := self._history()) is None:
                raise UsageError("%rerun takes a script (.py) or a notebook (.ipynb).")
            history(line)
            return
        words, given = files.line.split_line(line)
        options = self._checked(arguments.file_parser().parse_args(words))
        if options.eject is not None:
            print(self._apps.eject(options.eject, options.file))
            return
        find_file = files.line.find_file
        if options.open:
            address = visiting.app_address
            file = find_file(options.file) if options.file else address.notebook_at_hand()
            _show_link(address.app_address(file, os.getppid()), file.name)
            return
        file = find_file(options.file)
        is_notebook = file.suffix == ".ipynb"
        kind = files.notebooks.NotebookProgram if is_notebook else files.scripts.ScriptProgram
        saves = files.saves.Saves(file) if options.follow else None
        program: Program = kind(self.shell, file, given, saves)
        self._apps.launch(self._name(options, f"%rerun {line}"), program, _asked(options))

    def place(self, source: Callable[[], Any] | str, name: str) -> PageModel:
        """Run a function, or the code of a cell, as an app; return its page, to be placed."""
        if isinstance(source, str):
            program: Program = CellProgram(self.shell, compile_cell(self.shell, source), source)
        else:
            program = FunctionProgram(self.shell, source)
        return self._apps.place(f"name:{name}", program)

    @contextmanager
    def _asked_for(self, line: str, cell: str) -> Iterator[tuple[str, Program, Options]]:
        """The app that a cell asks for, under its name; in the block it takes its place."""
        with self._apps.replacing():
            options = self._checked(arguments.cell_parser().parse_args(_words(line)))
            show = Container().write if options.magic else None
            code = self._compiled(cell, options)
            program = CellProgram(self.shell, code, cell, show)
            yield self._name(options, cell), program, _asked(options)

    def _compiled(self, cell: str, options: argparse.Namespace) -> CellCode:
        try:
            return compile_cell(self.shell, cell, requests.cell_text(), magic=options.magic)
        except SyntaxError as error:
            raise styled(error, syntax_lines(self.shell, error)) from None

    def _checked(self, options: argparse.Namespace) -> argparse.Namespace:
        for given in ("name", "session"):
            text = getattr(options, given)
            if text is not None and not text.strip():
                raise UsageError(f"--{given} needs a name.")
        if options.isolated and options.session is not None:
            raise UsageError("--isolated is a session of its own. Leave --session out.")
        if options.persist is not None and options.persist != options.persist.strip():
            raise UsageError("The name of --persist begins or ends with a space.")
        if options.hidden and not options.name:
            raise UsageError("--hidden needs --name NAME, by which st.cell(NAME) finds the app.")
        return options

    def _name(self, options: argparse.Namespace, text: str) -> str:
        if options.name:
            return f"name:{options.name}"
        return requests.cell_name() or "text:" + hashlib.sha256(text.encode()).hexdigest()[:16]


def _words(line: str) -> list[str]:
    """The words of a cell's first line, which may hold names in quotes."""
    try:
        return files.line.split_words(line)
    except ValueError as error:
        raise UsageError(f"%%rerun {line}: {error}.") from None


def _show_link(path: str, name: str) -> None:
    link = f'<a href="{escape(path)}" target="_blank" rel="noopener">{escape(name)} as an app</a>'
    display({"text/html": link, "text/plain": path}, raw=True)


def _asked(options: argparse.Namespace) -> Options:
    watch = getattr(options, "watch", None)
    return Options(
        trust_components=options.trust_components,
        hide_code=options.hide_code,
        watch=None if watch is None else tuple(watch),
        export=tuple(getattr(options, "export", ())),
        session=options.session,
        isolated=options.isolated,
        persist=options.persist,
        hidden=options.hidden,
        widgets=options.widgets,
    )
