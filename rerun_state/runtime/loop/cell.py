"""A `%%rerun` cell: its program, the tree of its last run, and the loop that runs it.

Events are put into the queue from any thread; `drain` answers them on the main thread, one run
after the other. A run: settle the state, take in what the reader did, call the callbacks of what
changed, execute the program (or some fragments of it) on a blank slate, drop the values of widgets
that are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Hashable, Iterable, Mapping
from functools import partial
from math import inf
from time import monotonic
from typing import Any

from rerun_state.errors import RerunLimitError
from rerun_state.runtime.execution.app import App, Program, Shared
from rerun_state.runtime.execution.expected import give_up_room
from rerun_state.runtime.execution.host import Host, PlainHost
from rerun_state.runtime.execution.run import RerunException, Run
from rerun_state.runtime.grammar.block import outside_blocks
from rerun_state.runtime.grammar.callback_writes import forget_callback_writes, show_callback_writes
from rerun_state.runtime.grammar.lost_writes import tell_lost
from rerun_state.runtime.grammar.writes import write_error
from rerun_state.runtime.loop.guests import settle_seats
from rerun_state.runtime.loop.notices import show_failure, show_wait
from rerun_state.runtime.loop.order import Dependence
from rerun_state.runtime.loop.runner import Outcome, Runner
from rerun_state.runtime.loop.scope import Said, kept, places, scope_of, yet_to_tell
from rerun_state.runtime.loop.settled_values import sent_along
from rerun_state.runtime.loop.timers import Timers
from rerun_state.runtime.loop.turning import arrive
from rerun_state.runtime.loop.unmounting import unmount
from rerun_state.runtime.model.events import Batch, Event
from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.lead import Lead
from rerun_state.runtime.model.renderer import NullRenderer, Renderer
from rerun_state.runtime.model.tree import ASIDE, EVENT, MAIN
from rerun_state.runtime.model.widget import Widget, carried


class Surroundings(Shared):
    """The session, as far as one of its cells asks for the others; `Session` has the answers."""

    def __init__(self, host: Host | None = None) -> None:
        self.host: Host = host or PlainHost()
        super().__init__(self.host)
        self.cells: Mapping[str, Cell] = {}
        self.moved = False  # has a page told that its cell stands elsewhere?

    def overtake(self, cell: Cell) -> None:
        """The cell has something newer to answer: runs that will have to follow it can end."""

    def comes_later(self, cell: Cell) -> bool:
        """Has another cell to run before this one goes on, so that it sees no old values?"""
        return False

    def tell_press(self, cell: Cell, widget: Widget, value: Any) -> None:
        """Let the other cells that look up the key of a button run with its press, once."""


class Cell(App):
    """An app of the session, `run.app` to its runs, with the loop that runs it."""

    def __init__(
        self, name: str, session: Surroundings, program: Program, renderer: Renderer
    ) -> None:
        super().__init__(name, session, program, renderer)
        self.session: Surroundings = session
        self.provides: set[str] = set()  # what it writes beside the state
        self._follows: set[str] = set()  # and what it reads there
        self.dependence = Dependence(name)  # on all that; another object where it is not the same
        self.place: int | None = None  # where it stands in the notebook, as its page tells
        self.on_complete: Callable[[Run], None] | None = None  # told of each complete run
        self.heard: dict[Hashable, tuple[Any, Any]] = {}  # presses in others, with rest values
        self.waits_for: str | None = None  # the failed cell that the reader has been told of
        self._timers = Timers(session, partial(self.ask, cause="its clock"))
        self._runner = Runner(self, partial(session.comes_later, self))

    # -- events ------------------------------------------------------------------------------------

    def hurry(self) -> None:
        """Have what the reader did answered; runs that are under way can end for it."""
        self.session.overtake(self)
        self.wake()

    @property
    def failed(self) -> bool:
        """Did the last run end with an error?"""
        return isinstance(self.error, Exception)

    @property
    def awaits(self) -> bool:
        """Is a run under way that waits for something, and leaves the main thread to others?"""
        return self._runner.wait is not None

    def nudge(self) -> None:
        """Let a run which just waits look at once whether it has to end, from any thread."""
        if (wait := self._runner.wait) is not None:
            wait.nudge()

    def leave(self) -> Renderer:
        """The cell is gone: nothing of it stays alive but the page, which it leaves to others.

        Its values in the state are kept. What may still come of it is shown nowhere.
        """
        self.abandon()
        self._timers.clear()
        self.tasks.close()
        self.queue.clear()
        for widget in self.owned.values():
            widget.codec.release()
        page, self.renderer = self.renderer, NullRenderer()
        page.rest()
        if self.on_close is not None:
            self.on_close()
        return page

    def succeed(self, old: Cell) -> None:
        """Go on where a cell that is gone has stood, with what its reader has made of it."""
        self.owned.update(old.owned)
        self.forms.update(old.forms)
        self.standing.update(old.owned)
        self.pages.wanted, self.pages.turn = old.pages.wanted, old.pages.turn
        self.shots, self.place = old.shots, old.place

    # -- the loop ----------------------------------------------------------------------------------

    async def drain(self, before: float = inf) -> None:
        """Answer what is waiting, up to the first press, or to a turn; the rest has to wait."""
        batch = self.queue.take(before)  # also of an abandoned cell, or it would wait for ever
        if batch is not None and not self.abandoned:
            await self.answer(batch)

    async def answer(self, batch: Batch) -> Outcome:
        """Run for one batch, and again as long as the program asks for it."""
        self.stopping = False
        try:
            self.history.begin(batch)
            outcome = await self._answer(batch)
        except Exception as error:  # of the engine itself: memory, or the depth of the page
            show_failure(self, error)
            outcome = Outcome.CUT
        self.history.end("failed" if self.failed else outcome.value)
        return outcome

    async def _answer(self, batch: Batch) -> Outcome:
        scope = scope_of(batch, self.fragments)
        events = batch.events
        limit = self.session.host.rerun_limit
        depth = batch.depth
        if events:
            self.lead = Lead()
        events = sent_along(self, self.session.state.begin_answer(), events)
        said: Said = []
        while True:
            if limit is not None and depth > limit:
                self._fail_for_endless_reruns(limit)
                return Outcome.CUT
            outcome = await self._run(events, scope, depth, said)
            if outcome is not Outcome.AGAIN or self.abandoned or self.stopping:
                return outcome
            depth += 1
            again = self._runner.again or RerunException()
            events, scope = list(again.presses), list(again.fragments)
            said = yet_to_tell(self.tree, scope)

    async def _run(
        self, events: list[Event], scope: list[Fragment], depth: int, said: Said
    ) -> Outcome:
        """One execution, from the reader's events to the values of what is gone."""
        state = self.session.state
        state.begin()
        self.waits_for = None
        self.session.outdated.discard(self.name)
        for id, (value, rest) in self.heard.items():
            state.press(id, value, rest)
        presses = [event.widget.id for event in events if event.widget.trigger]
        if not scope:
            arrive(self)
        self.session.query.begin()
        run = Run(self, self.tree if scope else self.blank(), scope, presses, depth)
        self.error = None
        page = self.tree
        self.show(run.tree)
        self.renderer.start(run.tree, places(run))
        for element, former in self._unsaid(run, said):
            self.renderer.touched(run.tree.sections[EVENT].tell_again(element, former))
        forget_callback_writes(run)
        outcome = Outcome.CUT
        try:
            with run.active(), outside_blocks():
                answered = self._receive(events)  # as the run's own writes: they ask for no other
                around = self.session.host.surround(run)
                outcome = await self._runner.execute(run, answered, around)
        finally:
            state.end()
            if run.rerun_wanted is not None and run.rerun_wanted.fragments:
                self.show(page)  # as it is, for some fragments of it to run again
            self._conclude(run, events, outcome)
        return outcome

    def _unsaid(self, run: Run, said: Said) -> Said:
        """What the page of a run has to tell of what happened before it, and where that stood."""
        if self.renderer.shown:
            self.unseen.clear()
        there = [node.element for node in run.tree.sections[EVENT].children or ()]
        there += [element for element, _ in said]
        return said + [(each, ASIDE) for each in self.unseen if each not in there]

    def _conclude(self, run: Run, events: list[Event], outcome: Outcome) -> None:
        """Hold on to what a superseded run owes, and make the page what the run has shown."""
        show_callback_writes(run, self.tree)
        if outcome in (Outcome.COMPLETE, Outcome.CUT):
            tell_lost(run)
        missed = []
        if outcome is Outcome.SUPERSEDED:
            missed = [event for event in events if event.widget.id in run.grace.presses]
            self._owe(missed, run)
        self._clear_submitted(event for event in events if event not in missed)
        self._settle(run, outcome)

    def _receive(self, events: list[Event]) -> list[Event]:
        """Give the state what the reader chose; the events that a callback may have to answer."""
        changed = []
        for event in events:
            latest = self.owned.setdefault(event.widget.id, event.widget)  # the gone are forgotten
            value = carried(latest, event.value, event.widget)
            if self.session.state.receive(latest, value) and not event.answered:
                changed.append(event)
                if latest.trigger:
                    self.session.tell_press(self, latest, value)
        return changed

    def _owe(self, missed: Iterable[Event], run: Run) -> None:
        """Ask for what a superseded run owes: the presses it did not reach, and a run."""
        self.lead = self.lead.joined(run.lead)
        self.queue.put_back([Event(e.widget, e.value, answered=True) for e in missed])
        for id in [part.id for part in run.scope] or [None]:
            self.queue.ask(id, depth=run.depth)

    def _clear_submitted(self, events: Iterable[Event]) -> None:
        """Let defaults wait in a form with clear_on_submit, as the reader's values do."""
        for event in events:
            form = event.widget.form
            if form is not None and form.clear_on_submit and event.widget.trigger:
                for widget in self.owned.values():
                    if widget.form is form and not widget.trigger:
                        form.hold_unless(Event(widget, widget.default))

    def wait_for(self, other: Cell) -> None:
        """Say, once, that another cell has to work first."""
        if self.waits_for != other.name:
            self.waits_for = other.name
            show_wait(self, other)

    def _fail_for_endless_reruns(self, limit: int) -> None:
        error = RerunLimitError(
            f"The app asked for {limit} reruns in a row, so it would never come to rest. "
            "Call st.rerun() only under a condition that the rerun makes false."
        )
        run = Run(self, self.blank())
        self.show(run.tree)
        self.renderer.start(run.tree)
        write_error(run, error, run.tree.sections[MAIN])
        self._settle(run, Outcome.CUT)

    # -- after a run -------------------------------------------------------------------------------

    def _settle(self, run: Run, outcome: Outcome) -> None:
        """Make the run's page the current one, and let go of what it no longer shows."""
        self._note_uses(run, whole=outcome is Outcome.COMPLETE and not run.scoped)
        if outcome is not Outcome.SUPERSEDED:
            self.heard.clear()
        if outcome is Outcome.COMPLETE:
            if not run.scoped and self.on_complete is not None:
                self.on_complete(run)
            unmount(self, run)
        elif outcome is Outcome.CUT and not run.scoped:
            self.session.state.lifetimes.leave_out(self.owned.keys() - run.claims.widgets.keys())
        self.owned.update(run.claims.widgets)
        self.fragments = kept(self.fragments, run)
        if outcome not in (Outcome.AGAIN, Outcome.SUPERSEDED):
            self._finish(run, complete=outcome is Outcome.COMPLETE)

    def _finish(self, run: Run, *, complete: bool) -> None:
        """Let the reader see what the run has shown."""
        self.note_standing(run.claims.widgets, alone=run.scoped, complete=complete)
        stopped = run.in_callback or isinstance(self.error, KeyboardInterrupt)
        settle_seats([self], self.session.find)
        give_up_room(run)
        self.renderer.finish(keep=stopped)  # else the reader had nothing left to go on with
        if not stopped:
            self.let_go()
        self.last_frame = monotonic()
        self._timers.arm(self.fragments, run.scope)

    def _note_uses(self, run: Run, *, whole: bool) -> None:
        """Remember what the run had to do with the state; of one that was cut, that as well."""
        failed = self.error is not None
        self.uses.learn(run.uses, run.claims.keys.keys(), whole=whole, failed=failed)
        self._renew_dependence()

    def depend_besides(self, follows: set[str], provides: set[str]) -> None:
        """Have to do with what is no entry of the state, by names that are no keys."""
        self._follows, self.provides = follows, provides
        self._renew_dependence()

    def _renew_dependence(self) -> None:
        """Tell the order of cells what this one reads and writes, where that has changed."""
        uses = self.uses
        reads = uses.reads | self._follows if self._follows else uses.reads
        now = Dependence(self.name, reads, (*uses.sets, *self.provides), uses.shows)
        if not now.equals(self.dependence):
            self.dependence = now


def complete(coroutine: Coroutine[Any, Any, Any]) -> None:
    """Carry out a coroutine which awaits nothing that would need a loop.

    Raises RuntimeError if it does: the program, or a callback, awaits where nobody can wait for it.
    """
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise RuntimeError("The app awaits something, but it runs where nothing can be awaited.")
