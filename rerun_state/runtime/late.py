"""What a callback writes into containers of the page before, which it still has by name.

The program is about to make them anew. So what is written there waits for the end of the run, and
is then shown in the container that stands in the same place, as far as the program itself has not
put something else there.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rerun_state.runtime.tree import Node, Tree

if TYPE_CHECKING:
    from rerun_state.runtime.run import Run


def note_late(run: Run, node: Node) -> None:
    """Remember what a callback has added, if that is not on the page of its own run."""
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
