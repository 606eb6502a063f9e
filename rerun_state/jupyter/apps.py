"""The apps of a notebook: launched by cells, replaced and closed with them."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakMethod, WeakValueDictionary

from IPython.core.error import UsageError
from IPython.display import display

from rerun_state import keeping, snapshot
from rerun_state import page as page_
from rerun_state.commands.session_state import SessionStateProxy, state_behind
from rerun_state.errors import StreamlitAPIException
from rerun_state.jupyter import eject, kernel, requests, visiting
from rerun_state.jupyter.deletions import Deletions, PlacedCells
from rerun_state.jupyter.host import KernelHost
from rerun_state.jupyter.interrupt import deferred
from rerun_state.jupyter.keepsake import Keepsakes
from rerun_state.jupyter.offers import CellPage, Offer, Options, open_cell
from rerun_state.jupyter.persistence import Persistence, notebook_name
from rerun_state.jupyter.program import Program
from rerun_state.jupyter.tracebacks import styled
from rerun_state.jupyter.unattended import Unattended
from rerun_state.jupyter.variables import Variables
from rerun_state.page.inside import Inputs
from rerun_state.page.markdown.rendering import load_parser
from rerun_state.page.renderer import PageRenderer
from rerun_state.rooms import uncollected
from rerun_state.runtime.execution.alias import forget_twins
from rerun_state.runtime.execution.failure import brief
from rerun_state.runtime.execution.host import PlainHost
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.loop.cell import Cell, complete
from rerun_state.runtime.loop.current import forget_sessions, named_session, named_sessions
from rerun_state.runtime.loop.guests import is_seated
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.events import Batch

if TYPE_CHECKING:
    from rerun_state.jupyter.visiting.visitors import Visitors
    from rerun_state.keeping.scribe import Scribe
    from rerun_state.page.models import PageModel, WidgetChannel

PAUSE = 0.02
"""Seconds after which nobody waits any more for the cell that loads the extension."""


class Apps:
    """The `%%rerun` cells of this kernel, over the session that they share."""

    def __init__(self, shell: Any, session: Session) -> None:
        self._session = session
        self._opened: WidgetChannel | None = None
        self._visitors: Visitors | None = None
        self._host = KernelHost(session, self._embedded, self._run_has_ended)
        self._keepsakes = Keepsakes(self._host.call_later)
        self._variables = Variables(shell)
        self._shell = shell
        self._failures: dict[int, int] = {}  # of executed cells, by number: the lines
        self._deletions = Deletions()
        self._placed_cells = PlacedCells()
        self._executed: WeakValueDictionary[str, Cell] = WeakValueDictionary()  # by notebook's cell
        self._unattended = Unattended(
            lambda: self._channel().save_no_code(),
            self._keepsakes,
            self._host.scheduler,
            self._pages,
        )
        self._ahead = self._parts_ahead()
        self._undo = [
            kernel.before_shutdown(self._end),
            kernel.before_reply(self._unattended.begin_cell),
            self._ahead.close,
        ]
        self._host.call_later(PAUSE, self._load_ahead)
        self._persistence = Persistence(self._host.call_later, lambda: self._scribe)
        session.host = self._host
        session.query.parse(os.environ.get("QUERY_STRING", ""))  # Voila tells its address

    def launch(self, name: str, program: Program, options: Options) -> None:
        """Show an app under the cell that is being executed, run it once, raise what it raises.

        Where visitors are expected it is kept for them, and runs for nobody else.
        """
        complete(self.launch_async(name, program, options))

    async def launch_async(self, name: str, program: Program, options: Options) -> None:
        """As `launch`, for code that awaits."""
        _refuse_within_run()
        self._variables.check(name, options.watch or (), options.export)
        offer = Offer(name, program, options)
        if self._visitors is not None:
            self._visitors.offer(offer)
            return
        with deferred():
            cell = self._open(offer)
            with self._host.scheduler.hold():
                try:
                    await cell.answer(Batch([], app=True))
                finally:
                    self._keepsakes.put(cell)
            self._host.belongings.tidy()
        _fail_with(cell, options)

    def place(self, name: str, program: Program) -> PageModel:
        """Run an app that is shown where the result, its page, is placed."""
        if self._visitors is not None:
            raise StreamlitAPIException(
                "app() makes an app for the reader of a notebook. Visitors of `rerun-state run` "
                "have their own: write a %%rerun cell, which st.cell(NAME) places in others."
            )
        self._unattended.are_placed = True
        self.launch(name, program, Options(hidden=True, placed=True))
        cell = self._session.cells[name]
        page = cell.renderer
        assert isinstance(page, PageRenderer)
        assert isinstance(page.model, page_.models.PageModel)
        page.model.inputs = Inputs(page.inside, cell.owned)
        return page.model

    def receive(self) -> Visitors:
        """Let visitors come from now on: apps are offered to them, and run for nobody else."""
        if self._visitors is None:
            self._visitors = visiting.visitors.Visitors(
                self._shell, self._host, self._session.state, self._scribe
            )
            self._host.heed(self._visitors.inputs, self._visitors)
        return self._visitors

    def _cells(self) -> list[Cell]:
        """The cells of all sessions."""
        return [cell for session in self._sessions() for cell in session.cells.values()]

    def _pages(self) -> dict[Cell, PageRenderer]:
        """The pages of those that have one."""
        renderers = {cell: cell.renderer for cell in self._cells()}
        return {c: page for c, page in renderers.items() if isinstance(page, PageRenderer)}

    def _sessions(self) -> list[Session]:
        return [self._session, *named_sessions().values()]

    def state_table(self, state: SessionStateProxy) -> str | None:
        """A session's state as an HTML table for an ordinary cell; in an app it is an element."""
        if running() is not None:
            return None
        shown = state_behind(state)
        session = next((each for each in self._sessions() if each.state is shown), None)
        if session is None:
            return None
        return snapshot.state_table.state_table(shown, session.cells.values())

    def current_text(self) -> str | None:
        """The whole text of the cell that is being executed; None where nobody asked by message."""
        text = requests.parent().get("content", {}).get("code")
        return text if isinstance(text, str) else None

    def before_cell(self, *_: object) -> None:
        """A cell is about to be executed: its old app, and those of deleted cells, are gone."""
        if running() is not None:
            return  # an app has IPython execute something, which is no cell of the notebook
        name = requests.cell_name()
        if name is not None:
            if self._placed_cells.begins_anew(name):
                self._doubt_places()
            if not (self.current_text() or "").lstrip().startswith("%%rerun"):
                self._vacate(name)  # else it goes once there is one to take its place
            self._host.belongings.unpin(name)
        listed = {f"cell:{id}" for id in requests.deleted_cells()}
        pages = self._pages().items()
        shown = {cell.name for cell, page in pages if page.shown}
        met = {cell.name for cell, page in pages if page.was_shown}
        for each in self._deletions.gone(name, listed, shown, met):
            for session in self._sessions():
                session.remove(each)

    def _doubt_places(self) -> None:
        """A new window counts its cells anew: no app is where its name says.

        So the apps of the window before keep their names, ask who looks at them, and wait if nobody
        does. The cell that is executed replaces the one of its text.
        """
        for cell, page in self._pages().items():
            if self._placed_cells.is_placed(cell.name):
                page.ask_viewers()
                cell.sleep(True)

    def after_cell(self, result: Any = None) -> None:
        """A cell was executed. Without a front end its messages are all that anyone looks at.

        Values of an app that a cell showed before are gone, unless the cell failed to show it anew.
        """
        if running() is None:
            if not getattr(result, "success", True):
                self._failures[result.execution_count] = eject.gather.failed_line(
                    result, self._shell.user_ns
                )
            self._variables.look()
            self._persistence.changed()
            if getattr(result, "success", True):
                for session in self._sessions():
                    session.clean()
            self._unattended.keep()

    def _embedded(self) -> Iterator[str]:
        for page in self._pages().values():
            yield from page.embedded()
        if self._visitors is not None:
            yield from self._visitors.embedded()

    def _vacate(self, name: str) -> None:
        for session in self._sessions():
            session.vacate(name)

    def eject(self, script: str, names: Sequence[str]) -> str:
        """Write the apps of these names, or all, into a script; return what was done."""
        apps, cells = eject.gather.gather(self._shell, self._cells(), names, self._failures)
        file = Path(script).expanduser()
        eject.script.write_script(
            file, eject.script.make_script(self._shell, file.name, apps, cells)
        )
        told = ", ".join(app.name for app in apps)
        return f"{file}: {told}. Run it with: streamlit run {file}"

    def _end(self) -> None:
        """The kernel ends: what waits for its turn does not keep it, and the state is kept."""
        self._persistence.close()
        for cell in self._cells():
            cell.tasks.close()

    def _channel(self) -> WidgetChannel:
        """The way to the pages of the notebook. It brings ipywidgets, which take longer than we."""
        if self._opened is None:
            with uncollected():
                self._opened = page_.models.WidgetChannel()
            self._host.heed(self._opened.inputs, self._opened.pages)
        return self._opened

    def _load_ahead(self) -> None:
        """Load a part of what a first app needs, and the next one when the kernel had a turn."""
        with uncollected():
            if next(self._ahead, False):
                self._host.call_later(0, self._load_ahead)

    def _parts_ahead(self) -> Generator[bool]:
        if self._visitors is None:  # whose pages are no ipywidgets
            self._channel()
            yield True
            import_module("rerun_state.snapshot.bundle")
            yield True
        import_module("rerun_state.streamlit")
        yield True
        load_parser()

    @cached_property
    def _scribe(self) -> Scribe:
        return keeping.scribe.Scribe()

    def close(self) -> None:
        """Close every app and leave the kernel as it was."""
        for undo in self._undo:
            undo()
        self._persistence.close()
        self._keepsakes.close()
        if self._visitors is not None:
            self._visitors.close()
        if "_scribe" in vars(self):
            self._scribe.close()
        self._session.close()
        forget_sessions()
        self._host.close()
        self._session.host = PlainHost()
        if self._opened is not None:
            self._opened.close()
        forget_twins()

    def _open(self, offer: Offer) -> Cell:
        name = offer.name
        session = self._session if offer.session is None else named_session(offer.session)
        self._host.serve(session)
        self._persistence.keep(session, offer.options.persist, name, notebook_name(offer.session))
        for each in self._placed_cells.take_over(name, self.current_text()):
            self._vacate(each)
        if (executed := requests.cell_name()) is not None and executed != name:
            self._vacate(executed)
        for other in self._sessions():
            if other is not session:  # it may have belonged to that one before
                other.remove(name)
        cell = open_cell(
            offer,
            offer.program,
            session,
            self._channel(),
            self._host,
            self._variables,
            self._is_seen,
            page=self._page_of(executed, offer, session),
        )
        cell.hides_code = offer.options.hide_code
        cell.history.note("its cell was executed")
        self._executed[executed or ""] = cell
        self._show(cell, offer.options)
        return cell

    def _page_of(self, executed: str | None, offer: Offer, session: Session) -> CellPage | None:
        """The page that an app of the cell which is `executed` again goes on with; None for a new.

        So what its reader has opened, chosen and scrolled there stays, and a notebook that was not
        saved since shows the app that runs. VS Code knows cells by their places, and disposes of no
        view unless its model is closed.
        """
        if executed is None or self._placed_cells.is_placed(executed) or offer.options.placed:
            return None
        before = self._executed.get(executed)
        if before is None or before.name != offer.name:
            return None
        page = session.page_left(offer.name)
        return page if isinstance(page, CellPage) and page.cell is before else None

    def _show(self, cell: Cell, options: Options) -> None:
        page = cell.renderer
        assert isinstance(page, PageRenderer)
        page.saved_by_state = requests.is_unattended()
        free = WeakMethod(page.answers_anywhere)  # who hands messages over is to keep no page alive
        kernel.let_sender_choose(
            page.address, lambda data: (asked := free()) is not None and asked(data)
        )
        if options.hidden:
            self._unattended.are_inside = True
        elif requests.has_visitors():
            visiting.quiet.hide_prints()
            display(page.model)  # nobody saves what a visitor sees
        else:
            self._keepsakes.open(cell)

    def _is_seen(self, cell: Cell, shown: bool) -> None:
        """Somebody has come to look at an app, or nobody does any more."""
        cell.sleep(not shown and not is_seated(cell, self._cells()))
        if shown:
            self._keepsakes.is_seen(cell)

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """Let go of the executed cell's old app, but where the line of the new one is refused.

        The front end has cleared what the cell had shown: then the old app is shown again.
        """
        _refuse_within_run()  # the app that is old is the one which runs
        name = requests.cell_name() or ""
        before = self._executed.get(name)
        try:
            yield
        except UsageError:
            if before is not None and before is self._executed.get(name) and not before.abandoned:
                self._keepsakes.show_again(before)
            raise
        except BaseException:
            if before is not None and before is self._executed.get(name):
                self._vacate(name)
            raise

    def _run_has_ended(self) -> None:
        self._persistence.changed()
        self._keepsakes.run_has_ended()
        if self._visitors is not None:
            self._visitors.run_has_ended()


def _refuse_within_run() -> None:
    if running() is not None:
        raise UsageError(
            "An app cannot be started within a run of another app. Start it in a cell of its own; "
            "st.cell(NAME) shows it in this one."
        )


def _fail_with(cell: Cell, options: Options) -> None:
    """Let the cell fail as its app did, in one line: the app shows the traceback.

    Before visitors the app alone says so: Voila would leave out the cells below one that fails.
    """
    error = cell.error
    if error is not None and not requests.has_visitors():
        where = "the app, where others show it," if options.hidden else "the app above"
        raise styled(error, [f"{brief(error)}  ({where} shows where)"])
