"""Where a fragment writes when it writes to a container that is not its own.

A rerun of the fragment alone has to replace what it wrote there, and nothing else. So the full run
gives it a place of its own in that container, and the rerun fills that place anew. The event
section needs none: what a fragment put there, toasts for instance, simply goes.
"""

from __future__ import annotations

from rerun_state.errors import StreamlitInvalidLayoutContextError, an
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.tree import EVENT, Element, Node

_STAYING = frozenset({"dialog"})  # what stays when the fragment that opened it runs again


def own_place(
    run: Run, part: Fragment, node: Node, over: bool, handle: Node | None = None
) -> tuple[Node, bool]:
    """Where `part` writes when it points to `node`, and whether over what stands there.

    By the `handle` of an earlier run, it has another place there, with the number that follows.
    """
    if is_own(run, part, node):
        return node, over
    key = node if handle is None or over else handle
    place = part.outer_places.get(key)
    if place is None:
        maker = node.fragment
        if run.scoped and (maker is None or run.fragments.get(maker.id) is not maker):
            raise StreamlitInvalidLayoutContextError(
                f"A fragment writes to {an(node.element.kind)} outside of it, where it did not in "
                "the last full run. Let it write there in every full run, for instance st.empty()."
            )
        place = part.outer_places[key] = _new_place(node, None if key is node else handle)
        place.children, place.fragment = [], part
    if place not in (node.children or ()):  # new, or written over meanwhile
        if over:
            node.overwrite(Element("transparent", {}), opens=True)
        node.adopt(place)
        run.app.renderer.touched(node)
    if not over:
        return place, False
    inner = place.children[0] if place.children else place.append(Element("empty", {}))
    return inner, True


def _new_place(node: Node, handle: Node | None) -> Node:
    """A place of a fragment in a container, where it is the next one or, by a handle, its next."""
    element = Element("transparent", {})
    if handle is None:
        return Node(element, node, node.root)
    number = handle.take_number()
    taken = node.at_step(number)
    return node.hold(number, element) if taken is None else taken.overwrite(element)


def is_own(run: Run, part: Fragment, node: Node) -> bool:
    """May `part` write to `node` itself?"""
    maker = node.fragment
    return (maker is not None and maker.inside(part)) or node is run.tree.sections[EVENT]


def note_stray(part: Fragment, node: Node) -> None:
    """Remember what a fragment has put into the event section, but for a dialog, which stays."""
    if node.fragment is None or not node.fragment.inside(part):
        node.fragment = part
        if node.element.kind not in _STAYING:
            part.strays.append(node)
