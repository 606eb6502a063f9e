"""What a callback writes: where there is no page yet, or only a fragment of it will run.

Before a full run that is a container of the page before, which the callback still has by name, and
which the program is about to make anew. So what is written there waits for the end of the run, and
is then shown in the container that stands in the same place, as far as the program itself has not
put something else there.

Before a fragment's rerun it is the page which stays. Such a run, too, begins to write at its top:
so the callback writes over what stands there, until the fragment reruns, and what it has written
over comes back with the next full run. Streamlit does so.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from rerun_state.runtime.model.tree import EVENT, Element, Node, Tree

if TYPE_CHECKING:
    from rerun_state.runtime.execution.run import Run
    from rerun_state.runtime.grammar.fragment import Fragment


def from_the_top(run: Run, section: Node) -> tuple[Node, bool]:
    """Where what is put into a section goes, and whether over what stands there."""
    if not (run.in_callback and run.scoped):
        return section, False
    children = section.children or []
    count = run.rows[section.root] = run.rows.get(section.root, 0) + 1
    if count > len(children):
        return section.append(Element("empty", {})), True
    node = children[count - 1]
    hidden = Hidden(node)
    parts = [part for part in run.cell.fragments.values() if hidden.holds(part)]
    if parts and section.root == EVENT:  # a dialog stays open
        return section, False
    for part in parts:
        run.hidden.setdefault(part.id, hidden)
    return node, True


class Hidden:
    """What a callback has written over."""

    __slots__ = ("_before", "node")

    def __init__(self, node: Node) -> None:
        self.node = node
        self._before = (node.element, node.children, node.widget, node.value)

    def holds(self, part: Fragment) -> bool:
        """Does a fragment stand there?"""
        return any(part.stands_at(node) for node in self.node.walk())

    def show(self) -> None:
        """Put it back."""
        node = self.node
        node.element, node.children, node.widget, node.value = self._before


def uncover(run: Run, parts: Iterable[Fragment]) -> None:
    """Let what callbacks have written over come back where the fragments stand that run now."""
    for part in parts:
        if (hidden := run.hidden.pop(part.id, None)) is not None:
            hidden.show()
            for each in run.cell.fragments.values():
                each.late.pop(hidden.node, None)


def forget_late(run: Run, parts: Iterable[Fragment]) -> None:
    """Take out what was shown by callbacks for the last reruns of fragments."""
    for part in parts:
        for node, over in part.late.items():
            if over:
                node.overwrite(Element("empty", {}))
            elif node.parent is not None and node in (node.parent.children or ()):
                node.remove()
            run.cell.renderer.place(run.tree.root)
        part.late.clear()


def note_late(run: Run, node: Node, over: bool) -> None:
    """Remember what a callback has put somewhere, if the run itself will not replace it."""
    if run.scoped:
        run.cell.renderer.place(run.tree.root)  # not only fragments change
        part = run.answering
        if part is None or node.root == EVENT:
            return
        if not any(above in part.late for above in node.ancestors()):
            part.late[node] = over
    elif not over:
        _note_lost(run, node)


def _note_lost(run: Run, node: Node) -> None:
    *above, top = node.ancestors()
    if top is not run.tree.root and not any(place in run.late for place in above):
        run.late.append(node)


def show_late(run: Run) -> None:
    """Put what was remembered where its containers stand now."""
    for node in run.late:
        before = node.parent
        place = None if before is None else _counterpart(before, run.tree)
        if before is None or place is None or place.children is None:
            continue
        if (before.children or []).index(node) < len(place.children):
            continue  # the program has written over it
        node.parent = place
        place.children.append(node)
        for each in node.walk():
            each.fragment = place.fragment


def _counterpart(node: Node, tree: Tree) -> Node | None:
    """What stands in a tree where `node` stands in its own; None if nothing does."""
    way = [(above.children or []).index(below) for below, above in pairwise(node.ancestors())]
    found = tree.root
    for step in reversed(way):
        if step >= len(found.children or ()):
            return None
        found = (found.children or [])[step]
    return found
