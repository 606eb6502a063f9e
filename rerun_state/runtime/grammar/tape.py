"""What a cached function puts on the page, as plain data, to be shown again on a hit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import NamedTuple

from rerun_state.runtime.model.tree import BOTTOM, EVENT, Element, Node
from rerun_state.runtime.model.widget import Widget

_PLACED = frozenset({"logo"})  # what has a place of its own in the event section


class Where(Enum):
    """A place that is none of the recorded ones."""

    HERE = "here"  # where `st` points when the function is called
    OUTSIDE = "outside"  # a container which the function did not make


class Note(NamedTuple):
    """One element: below which of the notes before it, in which section, or where else."""

    parent: int | str | Where
    over: bool  # it was written over the parent, not below it
    element: Element
    opens: bool  # others stand below it
    widget: Widget | None = None


class Tape:
    """The notes of one call, in order; `around` is the innermost `with` that it was called in."""

    __slots__ = ("_index", "around", "notes")

    def __init__(self, around: object = None) -> None:
        self.around = around
        self.notes: list[Note] = []
        self._index: dict[int, tuple[int, Node]] = {}

    def holds(self, place: Node | None) -> bool:
        """Has the place been recorded here?"""
        return id(place) in self._index

    def note(
        self,
        node: Node,
        over: bool,
        section: str | None,
        explicit: bool,
        known: bool = True,
        around: object = None,
    ) -> None:
        """Remember what was just put on the page.

        `section` is the one it was addressed to (`st.sidebar`), None for the main one; `explicit`
        says that it was addressed to a container, `known` that the innermost recording has that
        place. `around` is the `with` through which it went where `st` points: in that of the call,
        which may be a place for one element, one after the other goes there. As in Streamlit, no
        hit can write to the bottom or show a toast; a logo has a place of its own.
        """
        above = node if over else node.parent
        parent: int | str | Where
        if around is not None and around is self.around:
            parent = Where.HERE
        elif (known or explicit) and self.holds(above):
            parent = self._index[id(above)][0]
        elif explicit or (section in (EVENT, BOTTOM) and node.element.kind not in _PLACED):
            parent = Where.OUTSIDE
        else:
            parent = section or Where.HERE
        # The node too, so that its id stays its own.
        self._index[id(node)] = len(self.notes), node
        self.notes.append(Note(parent, over, node.element, node.children is not None, node.widget))

    def forget_nodes(self) -> None:
        """Keep the plain data alone: the tree of the run is not to live as long as the cache."""
        self._index.clear()


_TAPES: ContextVar[tuple[Tape, ...]] = ContextVar("rerun_state.tapes", default=())


def record(
    node: Node, over: bool, section: str | None, explicit: bool, around: object = None
) -> None:
    """Remember what was just put on the page, in every recording that is under way.

    What an inner function puts where a `with` of an outer one points belongs, for both, to where
    the function is called: Streamlit shows it there, outside of the outer function's container.
    """
    if recordings := tapes():
        known = recordings[-1].holds(node if over else node.parent)
        for tape in recordings:
            tape.note(node, over, section, explicit, known, around)


tapes: Callable[[], tuple[Tape, ...]] = _TAPES.get
"""The recordings that are under way, the outermost first. Each element call asks for them."""


@contextmanager
def recording(around: object = None) -> Iterator[Tape]:
    """Collect what is put on the page meanwhile; an outer recording goes on as well.

    `around` is the innermost `with` that is under way.
    """
    tape = Tape(around)
    token = _TAPES.set((*_TAPES.get(), tape))
    try:
        yield tape
    finally:
        _TAPES.reset(token)
        tape.forget_nodes()
