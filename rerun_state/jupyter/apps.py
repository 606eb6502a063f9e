"""The apps of a notebook: launched by cells, replaced and closed with them."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any
from weakref import WeakMethod

from IPython.core.error import UsageError
from IPython.display import display

from rerun_state import keeping, snapshot
from rerun_state import page as page_
from rerun_state.commands.session_state import SessionStateProxy, state_behind
from rerun_state.errors import StreamlitAPIException
from rerun_state.jupyter import eject, kernel, requests, visiting
from rerun_state.jupyter.executed import ExecutedCells
from rerun_state.jupyter.host import KernelHost
from rerun_state.jupyter.interrupt import deferred
from rerun_state.jupyter.keepsake import Keepsakes
from rerun_state.jupyter.offers import Offer, Options, open_cell, pages_of
from rerun_state.jupyter.persistence import Persistence, notebook_name
from rerun_state.jupyter.program import Program
from rerun_state.jupyter.tracebacks import styled
from rerun_state.jupyter.unattended import Unattended
from rerun_state.jupyter.variables import Variables
from rerun_state.page.inside import Inputs
from rerun_state.page.markdown.rendering import load_parser
from rerun_state.page.renderer import PageRenderer
from rerun_state.rooms import Ahead, uncollected
from rerun_state.runtime.execution.alias import forget_twins
from rerun_state.runtime.execution.failure import brief
from rerun_state.runtime.execution.host import PlainHost
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.loop.cell import Cell, complete
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
        self._executed = ExecutedCells(session, self._keepsakes)
        self._unattended = Unattended(
            lambda: self._channel().save_no_code(),
            self._keepsakes,
            self._host.scheduler,
            lambda: pages_of(session),
        )
        self._undo = [
            kernel.before_shutdown(self._end),
            kernel.before_reply(self._unattended.begin_cell),
            Ahead(self._parts_ahead(), self._host.call_later, PAUSE).close,
        ]
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

    def state_table(self, state: SessionStateProxy) -> str | None:
        """A session's state as an HTML table for an ordinary cell; in an app it is an element."""
        if running() is not None:
            return None
        shown = state_behind(state)
        session = next((each for each in self._session.neighbours() if each.state is shown), None)
        if session is None:
            return None
        return snapshot.state_table.state_table(shown, session.cells.values())

    def before_cell(self, *_: object) -> None:
        """A cell is about to be executed."""
        if running() is not None:
            return  # an app has IPython execute something, which is no cell of the notebook
        name = requests.cell_name()
        self._executed.begin(name)
        if name is not None:
            self._host.belongings.unpin(name)

    def after_cell(self, result: Any = None) -> None:
        """A cell was executed. Without a front end its messages are all that anyone looks at.

        Values of an app that a cell showed before are gone, unless the cell failed to show it anew.
        """
        if running() is not None:
            return
        succeeded = getattr(result, "success", True)
        if not succeeded:
            names = self._shell.user_ns
            self._failures[result.execution_count] = eject.gather.failed_line(result, names)
        self._variables.look()
        self._persistence.changed()
        if succeeded:
            for session in self._session.neighbours():
                session.clean()
        self._unattended.keep()

    def _embedded(self) -> Iterator[str]:
        for page in pages_of(self._session).values():
            yield from page.embedded()
        if self._visitors is not None:
            yield from self._visitors.embedded()

    def eject(self, script: str, names: Sequence[str]) -> str:
        """Write the apps of these names, or all, into a script; return what was done."""
        cells = self._session.all_cells()
        return eject.whole.eject(self._shell, cells, script, names, self._failures)

    def _end(self) -> None:
        """The kernel ends: what waits for its turn does not keep it, and the state is kept."""
        self._persistence.close()
        for cell in self._session.all_cells():
            cell.tasks.close()

    def _channel(self) -> WidgetChannel:
        """The way to the pages of the notebook. It brings ipywidgets, which take longer than we."""
        if self._opened is None:
            with uncollected():
                self._opened = page_.models.WidgetChannel()
            self._host.heed(self._opened.inputs, self._opened.pages)
        return self._opened

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
        self._session.forget_named()
        self._host.close()
        self._session.host = PlainHost()
        if self._opened is not None:
            self._opened.close()
        forget_twins()

    def _open(self, offer: Offer) -> Cell:
        session = self._session if offer.session is None else self._session.beside(offer.session)
        self._host.serve(session)
        own = notebook_name(offer.session)
        self._persistence.keep(session, offer.options.persist, offer.name, own)
        page = self._executed.make_way(offer, session)
        cell = open_cell(
            offer,
            offer.program,
            session,
            self._channel(),
            self._host,
            self._variables,
            self._is_seen,
            page=page,
        )
        cell.hides_code = offer.options.hide_code
        cell.history.note("its cell was executed")
        self._executed.note(cell)
        self._show(cell, offer.options)
        return cell

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
        cell.sleep(not shown and not is_seated(cell, self._session.all_cells()))
        if shown:
            self._keepsakes.is_seen(cell)

    def replacing(self) -> AbstractContextManager[None]:
        """Within the block, what is launched takes the place of the executed cell's old app."""
        _refuse_within_run()  # the app that is old is the one which runs
        return self._executed.replacing()

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
