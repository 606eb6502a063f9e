"""A fragment as it was called: where it stands, what it reruns, what else it has written.

Its function, and how it is run, are the grammar's.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from rerun_state.runtime.model.names import Names
from rerun_state.runtime.model.tree import Node


@dataclass(slots=True, eq=False)
class Fragment:
    """One call of a fragment's function, as the last full run made it."""

    id: Hashable
    key: str | None
    call: Callable[[], Any]
    node: Node
    outer: Fragment | None
    every: float | None = None  # seconds between reruns by the clock
    page: str | None = None  # the page of the app that it belongs to
    names: Names = nullcontext
    outer_places: dict[Node, Node] = field(default_factory=dict)  # in containers of others
    strays: list[Node] = field(default_factory=list)  # what it put into the event section
    callback_writes: dict[Node, bool] = field(default_factory=dict)
    """What callbacks put on the page for it, and whether over what was there."""
    definition: str = ""  # the name of its function

    def around(self) -> Iterator[Fragment]:
        """This fragment, and those in which it is nested."""
        at: Fragment | None = self
        while at is not None:
            yield at
            at = at.outer

    def inside(self, other: Fragment) -> bool:
        """Is this `other`, or nested in it?"""
        return any(at is other for at in self.around())

    def recurs(self) -> bool:
        """Is it nested in another call of its own function?"""
        return any(at.definition == self.definition for at in self.around() if at is not self)

    def closes_circle(self, others: Iterable[Fragment]) -> bool:
        """Do calls of its function, and of that around it, follow each other within it?"""
        within = {part.definition for part in others if part is not self and part.inside(self)}
        around = self.outer
        return around is not None and {self.definition, around.definition} <= within

    def stands_at(self, node: Node) -> bool:
        """Is this a place of the fragment?"""
        return node is self.node or any(node is place for place in self.outer_places.values())

    def clear(self) -> None:
        """Empty the fragment's places, to be filled again."""
        for place in (self.node, *self.outer_places.values()):
            for node in place.walk():
                if node is not place:
                    node.page = None  # handles look for what stands there now
            place.children = []
        for stray in self.strays:
            stray.remove()
        self.strays.clear()


def outermost(parts: Iterable[Fragment]) -> list[Fragment]:
    """Those which run none of the others: a fragment reruns what is nested in it."""
    parts = list(parts)
    return [p for p in parts if not any(p is not o and p.inside(o) for o in parts)]
