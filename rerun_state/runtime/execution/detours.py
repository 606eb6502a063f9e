"""What a run writes elsewhere than where it was asked to: to pages that are no more, or not yet.

Why it goes there is for `rerun_state.runtime.grammar.callback_writes` to say.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.tree import Element, Former, Node


class Detours:
    """Where such writes of one run have gone."""

    def __init__(self) -> None:
        self.rooms: dict[Node, Node] = {}  # of the page before, with what waits for each
        self.hidden: dict[Hashable, list[Former]] = {}  # written over, by the fragments in there
        self.revived: list[Node] = []  # what it wrote to where no such place stood any more
        self.lost: tuple[Element, Fragment | None] | None = None
        """The first that went where something else stands now, and the fragment that wrote it."""
        self._rows: dict[str, int] = {}

    def room(self, node: Node, page: object) -> Node:
        """What waits for a place, each by its number there, until the program has made that."""
        room = self.rooms.get(node)
        if room is None:
            room = self.rooms[node] = Node(Element("transparent", {}), node, node.root)
            room.page = page
        return room

    def rows(self, section: str) -> int:
        """How many places at the top of a section callbacks have written over."""
        return self._rows.get(section, 0)

    def next_row(self, section: str) -> int:
        """The number of the next place there, from 1."""
        self._rows[section] = row = self.rows(section) + 1
        return row

    def hide(self, node: Node, parts: Iterable[Fragment]) -> None:
        """Remember what is about to be written over, for the fragments that stand there."""
        former = Former(node)
        for part in parts:
            self.hidden.setdefault(part.id, []).append(former)

    def lose(self, element: Element, part: Fragment | None) -> None:
        """Remember an element that nobody will see, if it is the first."""
        if self.lost is None:
            self.lost = element, part
