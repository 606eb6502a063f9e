"""An app as a notebook offers it, and the cell of the engine that is made of that.

One way for all who get it: a reader of the notebook at once, and each visitor of a server.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from rerun_state.jupyter.host import KernelHost
from rerun_state.jupyter.program import CellProgram, Program
from rerun_state.jupyter.variables import Variables
from rerun_state.page.channel import Channel
from rerun_state.page.renderer import PageRenderer
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.page_messages import take_message
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.events import Event


class Options(NamedTuple):
    """What the line of `%%rerun` or `%rerun` asks for."""

    trust_components: bool = False
    hide_code: bool = False
    watch: tuple[str, ...] | None = None
    """Variables of the notebook to follow; an empty one for those that the code looks up."""
    export: tuple[str, ...] = ()
    session: str | None = None
    isolated: bool = False
    widgets: str = "rerun"
    """What a change of an ipywidget does that is no input of ours: "rerun", or "ignore"."""
    persist: str | None = None
    """The name or URL under which the state is kept; an empty one for the notebook's."""
    hidden: bool = False
    """Is it shown only where other apps place it?"""
    placed: bool = False
    """Is its page given to code that places it?"""


_USUAL = Options()


class Offer:
    """A program under a name, and what its author asks for."""

    def __init__(self, name: str, program: Program, options: Options = _USUAL) -> None:
        self.name = name
        self.program = program
        self.options = options

    @property
    def session(self) -> str | None:
        """The name of the session that it belongs to; None for the one of all apps."""
        return self.name if self.options.isolated else self.options.session

    @cached_property
    def watched(self) -> tuple[str, ...]:
        """The variables that it is to follow; only cells can ask for those that they look up."""
        watch = self.options.watch
        if watch == () and isinstance(self.program, CellProgram):
            return tuple(self.program.loaded_names())
        return watch or ()


class CellPage(PageRenderer):
    """The page of a cell. The one that replaces that cell may go on with it."""

    cell: Cell


def pages_of(session: Session) -> dict[Cell, PageRenderer]:
    """The cells of a session and its neighbours that have a page, with that."""
    renderers = {cell: cell.renderer for cell in session.all_cells()}
    return {c: page for c, page in renderers.items() if isinstance(page, PageRenderer)}


OnCell = Callable[[Cell, bool], None]


def _open_page(
    session: Session, channel: Channel, host: KernelHost, on_shown: OnCell, on_slow: OnCell | None
) -> CellPage:
    page = CellPage(
        session.state,
        lambda widget, value: page.cell.send(Event(widget, value)),
        channel,
        lambda slow: host.show_busy(slow) if on_slow is None else on_slow(page.cell, slow),
        lambda content: take_message(page.cell, content),
        lambda shown: on_shown(page.cell, shown),
        lambda id: page.cell.queue.holds(id),
        lambda: host.show_widgets(page.cell),
    )
    return page


def open_cell(
    offer: Offer,
    program: Program,
    session: Session,
    channel: Channel,
    host: KernelHost,
    variables: Variables,
    on_shown: OnCell = lambda cell, shown: None,
    on_slow: OnCell | None = None,
    page: CellPage | None = None,
) -> Cell:
    """Let a program be the app of an offer, in a session; it has a page, and has not run yet.

    `on_shown` is told whether anybody looks at the page, `on_slow` whether a run takes long, if
    that is not told to everybody. It goes on with `page`, that of the cell it replaces, if given.
    """
    page = page or _open_page(session, channel, host, on_shown, on_slow)
    page.cell = cell = Cell(offer.name, session, program, page)
    cell.pages = program.pages or cell.pages
    cell.label = program.title or cell.label
    if cell.settings.get("server.enableStaticServing"):
        page.serve_static(cell.pages.base() / "static")
    cell.yields = True
    cell.trusts_components = offer.options.trust_components
    cell.follows_widgets = offer.options.widgets != "ignore"
    session.add(cell)
    variables.join(cell, offer.watched, offer.options.export)
    if offer.options.export:
        cell.on_complete = lambda run: variables.bind(cell, program.latest, run)
    return cell
