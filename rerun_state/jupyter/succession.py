"""The widgets that the runs of an app make: each run's take the places of those before.

A widget is the same as one of the run before if it is of the same class, made by the same line of
the program, with the same arguments, and by its number among those. Layouts and styles follow the
widgets that they belong to. A widget that the state, or a name of the notebook, keeps stays itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar
from operator import attrgetter
from typing import Any
from weakref import ref

from rerun_state.imports import library_of
from rerun_state.jupyter.sites import Site, site, site_of_making
from rerun_state.page.adopt import (
    Held,
    agree,
    arguments_of,
    class_of,
    hand_over,
    inheritable,
    is_inheritable,
    is_shown_only,
)
from rerun_state.page.inside import is_retired, living, parts
from rerun_state.page.redrawing import Drawn, drawn
from rerun_state.runtime.execution.run import Run, running

LOOK = 100
"""How far ahead, and back, a widget that a line makes again and again is looked for."""
_NOTE = "_rerun_state_made"


class Place:
    """One of the widgets that a line of the program makes."""

    def __init__(self, key: Hashable, fragment: Hashable) -> None:
        self.key = key
        self.fragment = fragment
        self.number = 0  # of the run that took it last
        self.order = 0  # among all takings
        self._widget: Callable[[], Any] = lambda: None

    @property
    def widget(self) -> Any:
        """What has it now; None if that is gone."""
        widget = self._widget()
        return None if widget is None or widget.comm is None or is_retired(widget) else widget

    def give(self, widget: Any) -> None:
        """Let a widget have it."""
        self._widget = ref(widget)


class Note:
    """What has to be known of a widget that a run has made; the widget itself holds it."""

    def __init__(self, place: Place, arguments: dict[str, Any]) -> None:
        self.place = place
        self.arguments = arguments
        self.before: dict[str, Any] | None = None  # its traits when the last run ended
        self.drawn: Drawn | None = None  # of a figure, what the program had drawn by then
        self.changed: set[str] = set()  # by the reader, in all its life

    def look(self, widget: Any) -> set[str]:
        """Which traits were changed since a run has ended, and before."""
        if self.before is not None:
            self.changed |= inheritable(widget, self.before)
        return self.changed


def note_of(widget: Any) -> Note | None:
    """What is noted of a widget that a run has made."""
    note = vars(widget).get(_NOTE)
    return note if isinstance(note, Note) else None


class Making:
    """A widget in its constructor."""

    def __init__(self, widget: Any, place: Place, arguments: dict[str, Any], old: Any) -> None:
        self.widget = widget
        self.place = place
        self.arguments = arguments
        self.old = old  # whose place it takes


_making: ContextVar[Making | None] = ContextVar("rerun_state_making", default=None)


class Succession:
    """The widgets of one app, from run to run."""

    def __init__(self, kept: Callable[[], set[int]]) -> None:
        """`kept` tells the ids of the objects that somebody holds who outlives a run."""
        self._kept = kept
        self._held_by_others: set[int] | None = None
        self._places: dict[Hashable, list[Place]] = {}
        self._next: dict[Hashable, int] = {}
        self._number = 0
        self._order = 0
        self._held: dict[str, Held] = {}
        self._run: Run | None = None  # that goes on, for the threads which it has started

    @contextmanager
    def of(self, run: Run) -> Iterator[None]:
        """A run of the app goes on in the block; at its end it has made all that it makes."""
        self._number += 1
        self._run = run
        self._next.clear()
        self._held_by_others = None
        if run.scoped:
            for widget, note in self._living():
                note.look(widget)
        complete = False
        try:
            yield
            complete = True
        finally:
            self._run = None
            self.release()
            self._clear(set(run.fragments) if run.scoped else None, complete=complete)
            for widget, note in self._living():
                note.before = dict(widget._trait_values)
                if note.place.number == self._number:
                    note.drawn = drawn(widget)

    def _clear(self, fragments: set[Hashable] | None, *, complete: bool) -> None:
        """Let go of what a complete run, of these fragments or of all, has not made again."""
        for key, places in list(self._places.items()):
            places[:] = [
                place
                for place in places
                if place.widget is not None
                and (
                    not complete
                    or place.number == self._number
                    or (fragments is not None and place.fragment not in fragments)
                )
            ]
            places.sort(key=attrgetter("order"))
            if not places:
                del self._places[key]

    def release(self, *, midway: bool = False) -> None:
        """Let the browser hear what the run's widgets have become so far.

        `midway` some are half made: they are heard of another time.
        """
        for id, held in list(self._held.items()):
            # The page's clock may be about to do the same.
            if not (midway and held.is_half_made) and self._held.pop(id, None) is held:
                held.release()

    def start_over(self, widget: Any) -> None:
        """A run writes into an Output: nothing stays of what was written after the run before."""
        run, note = running(), note_of(widget)
        if note is not None and "outputs" in note.changed and run and not run.in_callback:
            note.changed.discard("outputs")
            widget.outputs = ()

    def heard(self, id: str, names: set[str]) -> None:
        """The browser has set traits of a widget."""
        widget = living(id)
        if widget is not None and (note := note_of(widget)) is not None:
            note.changed.update(name for name in names if is_inheritable(widget, name))
        if (held := self._held.get(id)) is not None:
            held.heard(names)

    @contextmanager
    def making(self, widget: Any, given: dict[str, Any]) -> Iterator[None]:
        """A run makes a widget in the block, itself or in a thread."""
        run = running() or self._run
        where = None
        if run is not None and not run.in_callback and not _is_its_own(widget, given):
            where = site()
        made = None
        if run is not None and where is not None:
            made = self._find(run, where, widget, arguments_of(given))
        token = _making.set(made)
        try:
            yield
        finally:
            _making.reset(token)

    def inherit(self, widget: Any) -> bool:
        """Let a widget, instead of being opened, take over a model; False if there is none."""
        making = _making.get()
        if making is None or making.widget is not widget:
            return False
        old, note = making.old, Note(making.place, making.arguments)
        vars(widget)[_NOTE] = note
        making.place.give(widget)
        if old is None or old.comm is None or is_retired(old):
            return False
        former = note_of(old)
        if former is not None and agree(former.arguments, making.arguments):
            note.changed = set(former.look(old))
        held = hand_over(old, widget, note.changed, None if former is None else former.drawn)
        if held is None:
            note.changed.clear()
            return False
        self._held[widget.model_id] = held
        _insist(widget, note.changed)
        return True

    def _find(self, run: Run, where: Site, widget: Any, arguments: dict[str, Any]) -> Making:
        """The place of a widget, which it takes over if it can, else a new one."""
        fragment = run.fragment.id if run.fragment is not None else None
        outer = _making.get()
        key = (fragment, class_of(widget), where, outer is None)
        if outer is None:
            place = self._free(key, widget, arguments)
        else:
            place = self._belonging(outer, widget, arguments)
        old = place.widget if place is not None else None
        if place is None:
            place = Place(key, fragment)
            self._places.setdefault(key, []).append(place)
        place.number = self._number
        place.order = self._order = self._order + 1
        return Making(widget, place, arguments, old)

    def _free(self, key: Hashable, widget: Any, arguments: dict[str, Any]) -> Place | None:
        """A place that such a widget may take, and nobody in this run has taken yet."""
        places: list[Place] = self._places.get(key, [])
        at = self._next.get(key, 0)
        near: list[int] = [*range(at, min(at + LOOK, len(places))), *range(max(at - LOOK, 0), at)]
        found = next((i for i in near if self._may_take(places[i], widget, arguments)), None)
        if found is None:
            return None
        self._next[key] = found + 1
        return places[found]

    def _belonging(self, outer: Making, widget: Any, arguments: dict[str, Any]) -> Place | None:
        """The place of one of the parts, as a layout, that the one before the outer widget had."""
        values = () if outer.old is None else outer.old._trait_values.values()
        of_class = [p for v in values for p in parts(v) if class_of(p) == class_of(widget)]
        places = [note.place for part in of_class if (note := note_of(part)) is not None]
        return next((p for p in places if self._may_take(p, widget, arguments)), None)

    def _may_take(self, place: Place, widget: Any, arguments: dict[str, Any]) -> bool:
        old = place.widget
        if place.number == self._number or old is None:
            return False
        note = note_of(old)
        if note is None or not (is_shown_only(widget) or agree(note.arguments, arguments)):
            return False
        if self._held_by_others is None:
            self._held_by_others = self._kept()
        return id(old) not in self._held_by_others

    def _living(self) -> Iterator[tuple[Any, Note]]:
        for places in list(self._places.values()):
            for place in places:
                widget = place.widget
                note = None if widget is None else note_of(widget)
                if note is not None:
                    yield widget, note


def _is_its_own(widget: Any, given: dict[str, Any]) -> bool:
    """Is it one of our own pages', or one whose model was made by others?"""
    ours = library_of(widget) == "rerun_state"
    return ours or given.get("comm") is not None or given.get("model_id") is not None


def _insist(widget: Any, names: set[str]) -> None:
    """Keep what the reader chose while the statement goes on that makes the widget.

    What a constructor, or a library such as `interact`, sets after it has made a widget are
    creation arguments as well.
    """
    where = site_of_making(widget)
    chosen = {n: getattr(widget, n) for n in names - {"outputs"} if widget.has_trait(n)}
    if not where or not chosen:
        return

    def set_back(change: Any) -> None:
        if site_of_making(widget) != where:
            widget.unobserve(set_back, list(chosen))
        elif change.new is not chosen[change.name]:
            setattr(widget, change.name, chosen[change.name])

    Context().run(widget.observe, set_back, list(chosen))
