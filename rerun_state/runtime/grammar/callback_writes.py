"""What is written by handles of pages that are no more, and what a callback writes.

A program that has kept a container of an earlier run writes into what stands in its place; where
nothing does, it comes back, as it was and empty, until the program puts something else there.

A callback is called where there is no page yet, or only a fragment of it will run.

Before a full run that is a container of the page before, which the callback still has by name, and
which the program is about to make anew. So what is written there waits apart for the end of the
run, and is then shown where it would have stood in the container before: below what the program has
put into the one that stands in the same place, as far as it has not put something else there. So
is what is written over a place.

Before a fragment's rerun it is the page which stays. Such a run, too, begins to write at its top:
so the callback writes over what stands there, until the fragment reruns, and what it has written
over comes back with the next full run. Streamlit does so.
"""

from __future__ import annotations

from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.grammar.outer_places import is_own
from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.tree import EVENT, Element, Node, Tree

# -- on the page before, or one before that --------------------------------------------------------


def of_this_page(
    run: Run, node: Node, over: bool, element: Element, *, for_now: bool
) -> tuple[Node, bool]:
    """Where an element goes that was addressed to a page which is no more, and whether over it.

    One `for_now` takes no number there, and is gone before what waits for the end of a run is seen.
    """
    if run.in_callback and not run.scoped:
        if for_now:
            return _nowhere(run, node), over
        return _waiting(run, node, over=over), True
    found = _standing(run, run.tree, node, over=over)
    if found is None or not (over or found.children is not None):
        run.detours.lose(element, run.fragment)
        return _nowhere(run, node), over
    if over or for_now or (run.fragment is not None and not is_own(run, run.fragment, found)):
        return found, over
    return _next_below(node, found), True


def _standing(run: Run, page: Tree, node: Node, *, over: bool = False) -> Node | None:
    """What stands on a page where `node` stood on another; where nothing does, that is held."""
    found = page.counterpart(node)
    if found is None and node.root != EVENT:
        found = page.revive(node, over=over)
        if found is not None:
            run.detours.revived.append(found)
    return found


def _next_below(node: Node, found: Node) -> Node:
    """The next place that a handle fills, below what stands for it now."""
    number = node.take_number()
    return found.at_step(number) or found.hold(number, Element("empty", {}))


def _nowhere(run: Run, node: Node) -> Node:
    """A place that no page has, for what nobody will see."""
    lost = Node(Element("empty", {}), None, node.root)
    lost.page, lost.form = run.tree.mark, node.form
    return lost


def _waiting(run: Run, node: Node, *, over: bool) -> Node:
    """Where what is put into `node`, or over it, waits until the program has made that anew."""
    if not over:
        return _next_below(node, run.detours.room(node, run.tree.mark))
    if node.parent is None or node.number < 0:
        return _nowhere(run, node)
    room = run.detours.room(node.parent, run.tree.mark)
    return room.at_step(node.number) or room.hold(node.number, Element("empty", {}))


def show_callback_writes(run: Run, page: Tree) -> None:
    """Put what was written on the page before where its containers stand now."""
    for node, room in run.detours.rooms.items():
        place = _standing(run, page, node) if room.children else None
        for each in room.children or ():
            if place is None or place.children is None:
                run.detours.lose(each.element, run.fragment)
            elif place.at_step(each.number) is None:  # nor has the program put anything there
                each.move(place)
                place.insert(each)
                run.app.renderer.touched(place)
    run.detours.rooms.clear()


# -- on the page that stays ------------------------------------------------------------------------


def from_the_top(run: Run, section: Node) -> tuple[Node, bool]:
    """Where what is put into a section goes, and whether over what stands there."""
    children = section.children or []
    count = run.detours.next_row(section.root)
    if count > len(children):
        return section.append(Element("empty", {})), True
    node = children[count - 1]
    if section.root == EVENT and parts_at(run, node):  # a dialog stays open
        return section, False
    return node, True


def latest_from_the_top(run: Run, section: Node) -> Node | None:
    """What was put into a section last; None if nothing was."""
    count = run.detours.rows(section.root)
    children = section.children or []
    return children[count - 1] if 0 < count <= len(children) else None


def parts_at(run: Run, node: Node) -> list[Fragment]:
    """The fragments that stand in a place, or below it."""
    nodes = list(node.walk())
    return [part for part in run.app.fragments.values() if any(map(part.stands_at, nodes))]


def cover(run: Run, node: Node) -> None:
    """Remember what a callback is about to write over, if fragments stand there."""
    run.detours.hide(node, parts_at(run, node))


def uncover(run: Run) -> None:
    """Let what callbacks have written over come back where the fragments stand that run now."""
    for part in run.scope:
        for hidden in reversed(run.detours.hidden.pop(part.id, [])):
            hidden.put_back()
            run.app.renderer.touched(hidden.node)
            for each in run.app.fragments.values():
                each.callback_writes.pop(hidden.node, None)


def forget_callback_writes(run: Run) -> None:
    """Take out what callbacks have shown for fragments that run now; a new page has none of it."""
    if not run.scoped:
        for part in run.app.fragments.values():
            part.callback_writes.clear()
    for part in run.scope:
        for node, over in part.callback_writes.items():
            if over:
                node.overwrite(Element("empty", {}))
            else:
                node.remove()
            run.app.renderer.touched(node)
        part.callback_writes.clear()


def note_callback_write(run: Run, node: Node, over: bool) -> None:
    """Remember what a callback has put somewhere for a fragment: until that reruns on its own.

    What it puts at the top of a new page's section, where the fragment stands as well, stays there.
    """
    part = run.answering
    if part is None or node.root == EVENT:
        return
    if run.scoped or run.tree.sections[part.node.root] not in node.ancestors():
        part.callback_writes.setdefault(node, over and not node.is_held)
