"""The one door to the page: whatever is shown, altered or taken away goes through here.

A handle says where something is meant to stand. Where it really goes is found here: a callback may
speak of a page that is no more (`callback_writes`), a fragment of a container that is not its own
(`outer_places`). Then the tree changes, and the renderer is told. Elements, widgets, replays of
cached functions, spinners, captured output and errors differ in nothing but what they hand over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rerun_state.errors import StreamlitInvalidLayoutContextError
from rerun_state.runtime.execution.app import App, alert
from rerun_state.runtime.execution.failure import describe, is_panic
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.grammar.callback_writes import (
    cover,
    from_the_top,
    latest_from_the_top,
    note_callback_write,
    of_this_page,
)
from rerun_state.runtime.grammar.lost_writes import tell_late
from rerun_state.runtime.grammar.outer_places import is_own, note_stray, own_place
from rerun_state.runtime.model.tree import DEEPEST, MAIN, Element, Former, Node
from rerun_state.runtime.model.widget import Widget

_IN_FULL = ("full", "stacktrace", True)
_DISCREET = "This app has met an error. Its author finds in the server's log what it was."


def write(
    run: Run,
    at: Node,
    over: bool,
    element: Element,
    opens: bool = False,
    widget: Widget | None = None,
    value: Any = None,
) -> tuple[Node, bool]:
    """Show an element below `at`, or `over` what stands there; return its node, and whether so."""
    if at.page is not run.tree.mark or run.fragment is not at.fragment or run.in_callback:
        at, over = _true_place(run, at, over, element)
    if run.tree is not run.app.tree:
        tell_late(run, element)
    if opens and at.depth - over > DEEPEST:
        raise _too_deep(element)
    if over:
        node = at.overwrite(element, widget, value, opens)
    else:
        node = at.append(element, widget, value, opens)
    if run.in_callback:
        note_callback_write(run, node, over)
    if run.fragment is not None and node.fragment is not run.fragment:
        note_stray(run.fragment, node)
    run.app.renderer.touched(node)
    return node, over


def _too_deep(element: Element) -> StreamlitInvalidLayoutContextError:
    return StreamlitInvalidLayoutContextError(
        f"The {element.kind} would stand in {DEEPEST} places within each other, which is as deep "
        "as a page goes. Leave some of the containers around it, or show as text what is deeper."
    )


def _true_place(
    run: Run, at: Node, over: bool, element: Element, *, for_now: bool = False
) -> tuple[Node, bool]:
    """Where an element goes that is addressed to `at`, and whether over what stands there.

    One that stands there `for_now`, and not over something, takes no number.
    """
    handle = None
    if at.page is not run.tree.mark:
        handle = at
        at, over = of_this_page(run, at, over, element, for_now=for_now)
    elif run.in_callback and run.scoped and at.parent is run.tree.root and not for_now:
        at, over = from_the_top(run, at)
    if over and run.in_callback and run.scoped:
        cover(run, at)
    part = run.fragment
    if part is None or at.fragment is part or at.parent is None:
        return at, over
    return own_place(run, part, at, over, handle)


def write_for_now(run: Run, at: Node, over: bool, element: Element) -> Callable[[], None]:
    """Show an element that will go again; return what makes it go.

    Where it wrote over something, that comes back, unless the place has been written over since.
    """
    if at.page is not run.tree.mark or run.fragment is not at.fragment or run.in_callback:
        at, over = _true_place(run, at, over, element, for_now=True)
    before = Former(at)
    node = at.overwrite(element) if over else at.add_aside(element)
    among = at.children  # which may be covered, and come back
    run.app.renderer.touched(node)

    def restore() -> None:
        if not over and among is not None and node in among:
            among.remove(node)
        elif node.element is element:
            before.put_back()
        run.app.renderer.touched(node)

    return restore


def alter(run: Run | None, node: Node, **props: Any) -> None:
    """Change some properties of what stands in a place; what stands below stays."""
    node.alter(**props)
    if run is not None:
        run.app.renderer.touched(node)


def replace(run: Run | None, node: Node, element: Element) -> None:
    """Show another element in a place, whoever shows the one there."""
    node.overwrite(element)
    if run is not None:
        run.app.renderer.touched(node)


def fill(run: Run, place: Node, elements: list[Element]) -> None:
    """Let a place show these elements, from whichever thread; those that are there stay."""
    children = place.children
    if children is None:  # a page that is no more
        return
    for node, element in zip(list(children), elements, strict=False):
        if node.element is not element:
            node.overwrite(element)
    for element in elements[len(children) :]:
        place.append(element)
    for node in children[len(elements) :]:
        node.remove()
    run.app.renderer.touched(place)


def bring(run: Run, node: Node, place: Node) -> None:
    """Show what stood on another page, with all below it, below a place of this one."""
    node.move(place)
    place.adopt(node)
    run.app.renderer.touched(node)


def take_out(run: Run, node: Node) -> None:
    """Take a place off the page, with all below it, if it is still there."""
    node.remove()
    run.app.renderer.touched(node)


def write_error(run: Run, error: BaseException, at: Node) -> None:
    """Show what the program ended with, in a place, if a page shows such things."""
    app = run.app
    app.error = error
    if not (isinstance(error, app.session.host.shown) or is_panic(error)):
        return
    outer, run.fragment = run.fragment, at.fragment  # wherever it failed
    write(run, at, False, _shown(app, error))
    run.fragment = outer


def _shown(app: App, error: BaseException) -> Element:
    """What a page shows of an error: strangers are not to see lines of the program, or its data."""
    described = describe(error, app.session.host.traceback(error))
    if (confide := app.session.visitor.confide) is None:
        return Element("exception", described)
    confide("\n".join([*described["traceback"], f"{described['type']}: {described['message']}"]))
    if app.settings.get("client.showErrorDetails") in _IN_FULL:
        return Element("exception", described)
    return alert(_DISCREET, "error")


# -- what a program prints -------------------------------------------------------------------------


def write_output(run: Run, at: Node, over: bool, element: Element) -> tuple[Node, bool]:
    """As `write`, for captured output: no `print` may fail for where a fragment may not write."""
    try:
        return write(run, at, over, element)
    except StreamlitInvalidLayoutContextError:
        assert run.fragment is not None
        return write(run, run.fragment.node, False, element)


def is_latest(run: Run, at: Node, over: bool, node: Node) -> bool:
    """Is `node` what was written last below `at`, or over it, as far as this run writes there?"""
    part = run.fragment
    if run.in_callback and run.scoped and at.parent is run.tree.root:
        return latest_from_the_top(run, at) is node
    if at.page is not run.tree.mark:
        at = run.detours.rooms.get(at) or run.tree.counterpart(at) or at
    elif part is not None and at.fragment is not part and not is_own(run, part, at):
        at = part.outer_places.get(at, part.node)
        if over:
            at, over = at, False
    return node is at if over else node in (at.children or ())[-1:]


def append_output(run: Run, element: Element) -> Node:
    """Show what a thread or task of a run that may be over has to say, where the page ends."""
    node = run.app.tree.sections[MAIN].append(element)
    run.app.renderer.touched(node)
    return node
