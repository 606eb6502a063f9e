"""Where a fragment writes when it writes to a container that is not its own.

A rerun of the fragment alone has to replace what it wrote there, and nothing else. So the full run
gives it a place of its own in that container, and the rerun fills that place anew. The event
section needs none: what a fragment put there, toasts for instance, simply goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rerun_state.errors import StreamlitInvalidLayoutContextError
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.model.tree import EVENT, Element, Node

if TYPE_CHECKING:
    from rerun_state.runtime.grammar.fragment import Fragment


def own_place(run: Run, part: Fragment, node: Node, single: bool) -> tuple[Node, bool]:
    """Where `part` writes when it points to `node`, and whether over what stands there."""
    maker = node.fragment
    if (maker is not None and maker.inside(part)) or node is run.tree.sections[EVENT]:
        return node, single
    place = part.outside.get(node)
    if place is None:
        if run.scoped and (maker is None or run.fragments.get(maker.id) is not maker):
            raise StreamlitInvalidLayoutContextError(
                f"A fragment writes to a {node.element.kind} outside of it, where it did not in "
                "the last full run. Let it write there in every full run, for instance st.empty()."
            )
        element = Element("transparent", {})
        place = node.overwrite(element) if single else node.append(element)
        place.children, place.fragment = [], part
        part.outside[node] = place
        run.cell.renderer.place(place)
    if not single:
        return place, False
    inner = place.children[0] if place.children else place.append(Element("empty", {}))
    return inner, True


def note_stray(part: Fragment, node: Node) -> None:
    """Remember what a fragment has put into the event section, but for a dialog, which stays."""
    node.fragment = part
    if node.element.kind != "dialog":
        part.strays.append(node)
