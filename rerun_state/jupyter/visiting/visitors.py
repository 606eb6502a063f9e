"""Visitors, who come through a server: each has a session of the apps that the notebook offers.

The kernel executes the notebook's ordinary cells once. A `%%rerun` cell starts no app there, it
offers one: its program is kept, and begins anew for each visitor, with a state, widgets, query
parameters, pages and timers of its own. The names of the notebook are read by all of them; what
one visitor's apps export only that visitor's apps see.

A visit is a comm that the server opens. What it says of the visitor is believed, what the visitor's
browser says is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from rerun_state.jupyter import kernel
from rerun_state.jupyter.host import KernelHost
from rerun_state.jupyter.offers import Offer, open_cell
from rerun_state.jupyter.program import Program
from rerun_state.jupyter.variables import Variables
from rerun_state.jupyter.visiting.slow_runs import SlowRuns
from rerun_state.jupyter.visiting.visit_keeper import VisitKeeper
from rerun_state.page.renderer import PageRenderer
from rerun_state.page.visit_widgets import VisitWidgets, served_comms
from rerun_state.page.visits import WIDGET, VisitChannel
from rerun_state.runtime.execution.pages import Asked
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.page_messages import take_message
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.allowance import Allowance
from rerun_state.runtime.model.request import Request

if TYPE_CHECKING:
    from rerun_state.keeping.scribe import Scribe

TARGET = "rerun_state.visit"
"""The name by which the server opens a visit."""

SHARES = 8
"""So many visitors' files, each with as many as one may have, find room at once."""

LATER = 0.2
"""Seconds after which nothing of a session is under way any more."""


class Visitors(Mapping[str, Callable[[dict[str, Any]], None]]):
    """The visits to this kernel. As a mapping: what takes messages to their pages, by address."""

    def __init__(
        self, shell: Any, host: KernelHost, state: MutableMapping[str, Any], scribe: Scribe
    ) -> None:
        """`state` is what the ordinary cells have put into theirs; each visitor gets a copy."""
        self.offers: dict[str, Offer] = {}
        self.visits: dict[str, Visit] = {}
        self.inputs = _Inputs(self.visits)
        self.scribe = scribe
        self.slow_runs = SlowRuns(kernel.call_soon, host.show_busy)
        self._room: Allowance | None = None  # for files
        self._shell = shell
        self._host = host
        self._state = state
        self._comms = kernel.comms()
        self._comms.register_target(TARGET, self._come)
        self._widgets = served_comms(lambda: [each.widgets for each in [*self.visits.values()]])
        self._widgets.__enter__()

    def offer(self, offer: Offer) -> None:
        """Give each visitor from now on this app; it replaces the one of that name."""
        self.offers[offer.name] = offer

    def room(self, most: int) -> Allowance:
        """What there is for the files of all visitors, of whom each may have so much."""
        self._room = self._room or Allowance(SHARES * most)
        return self._room

    def close(self) -> None:
        """Nobody can come any more, and who is here has to go."""
        self._comms.unregister_target(TARGET, self._come)
        for visit in list(self.visits.values()):
            visit.close()
        self._widgets.__exit__(None, None, None)

    def embedded(self) -> Iterator[str]:
        """The ids of the ipywidgets of the user's that visitors' pages show."""
        for visit in self.visits.values():
            for page in visit.renderers():
                yield from page.embedded()

    def run_has_ended(self) -> None:
        """Pages may show other widgets now."""
        for visit in self.visits.values():
            if visit.widgets.known:  # few pages show any, and there may be hundreds
                visit.widgets.prune()
            if visit.begins:
                visit.tell_begun()

    def _come(self, comm: Any, message: dict[str, Any]) -> None:
        said = message["content"]["data"]
        visit = Visit(comm, said, self, self._host)
        self.visits[comm.comm_id] = visit
        visit.begin()

    def names(self) -> Mapping[str, Any]:
        """What a visitor's apps see as the names of the notebook."""
        names: dict[str, Any] = self._shell.user_ns
        return dict(names) if any(offer.options.export for offer in self.offers.values()) else names

    def copy_state(self) -> Iterator[tuple[str, Any]]:
        """What the ordinary cells have stored, for one visitor.

        What cannot be copied, such as a connection, is shared by all of them.
        """
        for key in list(self._state):
            value = self._state[key]
            try:
                yield key, deepcopy(value)
            except Exception as error:  # whatever the value's own methods make of it
                kernel.log.debug("session_state[%r] is shared by all visitors: %r.", key, error)
                yield key, value

    def __getitem__(self, address: str) -> Callable[[dict[str, Any]], None]:
        name, _, id = address.partition("/")
        visit = self.visits[name]
        if id not in visit.channel.pages:
            raise KeyError(address)
        return visit.hear

    def __iter__(self) -> Iterator[str]:
        for visit in self.visits.values():
            yield from (f"{visit.channel.name}/{id}" for id in visit.channel.pages)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Inputs:
    """The addresses of all inputs of visitors, without a list of them."""

    def __init__(self, visits: Mapping[str, Visit]) -> None:
        self._visits = visits

    def __contains__(self, address: object) -> bool:
        name, _, id = str(address).partition("/")
        visit = self._visits.get(name)
        if visit is None:
            return False
        return id in visit.channel.inputs or id.removeprefix(WIDGET) in visit.widgets.known


class Visit:
    """One visitor, from the opening of the page until the server says that it is over."""

    def __init__(
        self, comm: Any, said: dict[str, Any], visitors: Visitors, host: KernelHost
    ) -> None:
        self.channel = VisitChannel(
            comm.comm_id, lambda said, buffers: comm.send({"said": said}, buffers=buffers)
        )
        self.session = Session(host)  # the first of the visitor's
        self.widgets = VisitWidgets(
            lambda id, *said: self.channel.say(WIDGET + id, *said),
            lambda: [page.inside for page in self.renderers()],
            host.touching,
        )
        self._comm = comm
        self._visitors = visitors
        self._host = host
        self._shown: list[str] = []  # the ids of the pages, in their order
        self.begins = bool(said.get("unseen"))
        """Does the server wait for the first runs, to tell the page of them when it comes?"""
        self._introduce(said)
        self._keeper = self._restore(said.get("kept"))
        self._copy_state()
        self._open_all(said)
        comm.on_msg(self.hear)
        comm.on_close(lambda message: self.close())

    def _introduce(self, said: Mapping[str, Any]) -> None:
        """Let the first session know what the server says of the visitor."""
        first, asked, visitor = self.session, said.get("request", {}), self.session.visitor
        visitor.request = Request(
            headers=dict(asked.get("headers", {})),
            cookies=dict(asked.get("cookies", {})),
            ip_address=asked.get("ip_address"),
            user=dict(asked.get("user", {})),
        )
        visitor.confide = lambda error: self._comm.send({"report": error})  # to the server alone
        if self.begins:
            # They cannot begin before it is there, if they ask what only the page can tell.
            visitor.on_unseen = partial(self._comm.send, {"asks": True})
        if (most := said.get("uploads")) is not None:
            visitor.allowance = Allowance(most, self._visitors.room(most))
        first.query.parse(str(said.get("query", "")))

    def _copy_state(self) -> None:
        state = self.session.state
        for key, value in self._visitors.copy_state():
            if key not in state.names():  # else the visitor has had it before
                state[key] = value

    def _open_all(self, said: Mapping[str, Any]) -> None:
        """Open the apps that are offered, at the page for which the visitor asks."""
        names = self._visitors.names()
        variables = Variables(SimpleNamespace(user_ns=names))
        page = str(said.get("page", ""))
        for offer in self._visitors.offers.values():
            cell = self._open(offer, offer.program.twin(names), variables)
            take_message(cell, {**said.get("context", {}), "event": "context"})
            if page:
                cell.pages.asked = Asked(page)

    def begin(self) -> None:
        """Tell the browser which pages there are, and let the apps run."""
        for session in self.session.neighbours():
            self._host.serve(session)
        self.channel.tell_all(self._shown)
        for cell in self._cells():
            cell.ask(cause="its page was opened")
        if self._keeper is not None:
            self._keeper.begin()

    def tell_begun(self) -> None:
        """Tell the server once that the first runs are over, if they are."""
        if not any(each.waiting or each.draining for each in self.session.neighbours()):
            self.begins = False
            self._comm.send({"begun": True})

    def hear(self, message: dict[str, Any]) -> None:
        """Take what the server says, to no model, or the browser, to one."""
        data = message["content"].get("data")
        said = data if isinstance(data, dict) else {}
        to, buffers = said.get("to"), message.get("buffers") or []
        if isinstance(to, str) and to.startswith(WIDGET):
            self._hear_widget(to.removeprefix(WIDGET), said.get("content"), buffers)
        elif to != "":
            self.channel.hear(said, buffers)
        elif said.get("event") in ("attach", "load"):
            self.widgets.known.clear()  # the browser asks again for what it shows
            self.channel.tell_all(self._shown)
            if said.get("event") == "load":
                self._try_again()
        elif said.get("event") == "detach":
            self.channel.attached = False
        elif said.get("event") == "keep" and self._keeper is not None:
            self._keeper.settle()

    def _try_again(self) -> None:
        """Run what has failed: that is what a reader loads a page again for."""
        for cell in self._cells():
            if cell.error is not None:
                cell.ask(cause="its page was loaded again")

    def close(self) -> None:
        """The visitor is gone, and with the sessions all that they have made."""
        if self._visitors.visits.pop(self.channel.name, None) is None:
            return
        self.channel.attached = False
        if self._keeper is not None:
            self._keeper.close()
        for session in self.session.neighbours():
            self._host.leave(session)
        for cell in self._cells():
            self._visitors.slow_runs.end(cell)
        self.session.forget_named()
        self.session.close()
        # Later: who calls this still holds the session, and with it all that is to be closed.
        self._host.call_later(LATER, self._host.belongings.tidy)

    def renderers(self) -> list[PageRenderer]:
        """The pages of its apps."""
        return [cell.renderer for cell in self._cells() if isinstance(cell.renderer, PageRenderer)]

    def _hear_widget(self, id: str, content: Any, buffers: list[Any]) -> None:
        try:
            self.widgets.hear(id, content if isinstance(content, dict) else {}, buffers)
        except ValueError as error:
            self.channel.complaints.make("Refused a visitor's message: %.300s.", error)
        except Exception as error:  # whatever the widget's class makes of it
            text = "Ignored a visitor's message that could not be understood: %.300r."
            self.channel.complaints.make(text, error)

    def _cells(self) -> list[Cell]:
        return [cell for session in self.session.neighbours() for cell in session.cells.values()]

    def _open(self, offer: Offer, program: Program, variables: Variables) -> Cell:
        session = self.session if offer.session is None else self.session.beside(offer.session)
        cell = open_cell(
            offer, program, session, self.channel, self._host, variables, on_slow=self._show_slow
        )
        if not offer.options.hidden:
            self._shown.append(cell.renderer.address)
        return cell

    def _show_slow(self, cell: Cell, slow: bool) -> None:
        runs = self._visitors.slow_runs
        if slow:
            runs.begin(cell, self._tell_busy)
        else:
            runs.end(cell)

    def _tell_busy(self, busy: bool) -> None:
        self._comm.send({"status": "busy" if busy else "idle"})

    def _restore(self, kept: Any) -> VisitKeeper | None:
        """Let the sessions go on from what the server has kept, if it keeps anything."""
        if kept is None:
            return None
        for offer in self._visitors.offers.values():
            if offer.session is not None:
                self.session.beside(offer.session)
        keeper = VisitKeeper(self.session, self._visitors.scribe, self._comm.send)
        keeper.restore(kept)
        return keeper
