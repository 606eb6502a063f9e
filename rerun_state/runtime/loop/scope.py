"""Which fragments are enough to answer what has happened, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.model.events import Batch
from rerun_state.runtime.model.fragment import Fragment, outermost
from rerun_state.runtime.model.tree import EVENT, Element, Node, Told, Tree

Fragments = dict[Hashable, Fragment]
Said = list[tuple[Element, int]]
"""What a run has said, with the numbers of the places where it did."""


def scope_of(batch: Batch, fragments: Fragments) -> list[Fragment]:
    """The fragments that are enough to answer the batch; none for the whole cell."""
    wanted: dict[Hashable, Fragment | None] = dict.fromkeys(batch.fragments)
    if batch.app:
        return []
    for widget in [] if batch.only else [event.widget for event in batch.events]:
        if widget.quiet:
            continue
        if widget.fragment is None:
            return []
        wanted[widget.fragment.id] = None
    parts = [fragments[id] for id in wanted if id in fragments]
    if len(parts) < len(wanted):
        return []
    return outermost(parts)


def places(run: Run) -> list[Node]:
    """Where a run of some fragments may write: all that is theirs, and the event section."""
    if not run.scoped:
        return []
    parts = [p for p in run.app.fragments.values() if any(p.inside(outer) for outer in run.scope)]
    outside = [place for part in parts for place in part.outer_places.values()]
    return [*(part.node for part in run.scope), *outside, run.tree.sections[EVENT]]


def nested(fragments: Fragments, scope: Sequence[Fragment]) -> set[Hashable]:
    """The identities of the fragments that run with those of a scope: they, and what is in them."""
    inner = (p for p in fragments.values() if any(p.inside(outer) for outer in scope))
    return {part.id for part in (*inner, *scope)}


def kept(before: Fragments, run: Run) -> Fragments:
    """The fragments of the page that a run leaves."""
    if not run.scoped:
        for part in before.values():
            part.strays.clear()  # which know it
            if (now := run.fragments.get(part.id)) is not None:
                now.callback_writes = part.callback_writes
        return run.fragments
    after = {
        id: part
        for id, part in before.items()
        if not any(part is not outer and part.inside(outer) for outer in run.scope)
    }
    after |= run.fragments
    for id in run.detours.hidden.keys() - run.fragments.keys():  # written over by a callback
        after.pop(id, None)
    return after


def yet_to_tell(tree: Tree, scope: list[Fragment]) -> Said:
    """What has happened once, as a toast, in a run that another follows at once.

    Where some fragments run next, the page that stays has it, and keeps it.
    """
    if not scope:
        said = [n for n in tree.sections[EVENT].children or () if "shot" in n.element.props]
        return [(n.element, n.former if isinstance(n, Told) else n.number) for n in said]
    for part in scope:
        part.strays[:] = [n for n in part.strays if "shot" not in n.element.props]
    return []
