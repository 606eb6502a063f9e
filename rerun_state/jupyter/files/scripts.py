"""A script file as a program: what `streamlit run` would show of it.

It has a blank slate of its own, not the notebook's names, its own folder around it, and the pages
beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from rerun_state.commands.config import get_option
from rerun_state.elements.layout.menu import menu
from rerun_state.jupyter.files.saves import Saves
from rerun_state.jupyter.program import Reloading
from rerun_state.runtime.execution.alias import streamlit_alias
from rerun_state.runtime.execution.app_page import Page, discover, script_of
from rerun_state.runtime.execution.home import at_home
from rerun_state.runtime.execution.pages import Pages
from rerun_state.runtime.execution.run import Run, current
from rerun_state.runtime.loop.turning import arrive, settle, tell_page
from rerun_state.vocabulary import Container


class ScriptProgram:
    """Call it to execute the script, or the page of it that the reader has chosen, once."""

    def __init__(
        self, shell: Any, file: Path, arguments: Sequence[str], saves: Saves | None = None
    ) -> None:
        """`saves` notices when its files are saved."""
        self._shell = shell
        self._file = file
        self._argv = [str(file), *arguments]
        self._reload = Reloading()
        self._saves = saves
        self.latest: dict[str, Any] = {}
        self.title = file.name
        self.pages = Pages[Page](file.parent, file)
        self.pages.show = Container().write

    def __call__(self) -> None:
        run = current()
        run.names = self._active
        saves, scripts = self._saves, self.pages.scripts.keys()
        with self._active(), nullcontext() if saves is None else saves.around(run.app, scripts):
            self._reload()
            self.pages.magic = bool(run.app.settings.get("runner.magicEnabled", True))
            page = None if self.pages.navigated else self._chosen(run)
            if page is not None:
                page.show()
                return
            script_of(self.pages, self._file)()
            if self.pages.registered:
                settle(run.app)  # as no st.navigation() knew a page that is none of the folder's

    def twin(self, names: Mapping[str, Any]) -> ScriptProgram:
        """The same for another session; it sees none of these names."""
        return ScriptProgram(self._shell, self._file, self._argv[1:], self._saves)

    @contextmanager
    def _active(self) -> Iterator[None]:
        with streamlit_alias(), at_home(self._file.parent, self._argv), self._shell.builtin_trap:
            yield

    def _chosen(self, run: Run) -> Page | None:
        """The page of the folder `pages/` to show instead of the script; the menu of them all."""
        pages = self.pages
        discover(pages)
        arrive(run.app)
        chosen = pages.chosen()
        listed = list(pages.registered.values())
        if listed:
            pages.shown = chosen or listed[0]
            tell_page(run, pages.shown)
            if get_option("client.showSidebarNavigation"):
                menu(run, "sidebar", {"": listed}, pages.shown, False)
        return chosen
