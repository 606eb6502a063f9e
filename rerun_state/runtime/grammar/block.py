"""A handle on a place of the page: `put` shows something there, `nest` opens a place below it.

`st` and `st.sidebar` are handles on a section of whichever run is under way; what `columns()` or
`container()` return are handles on one node; and the handle that an element call returns writes
over that element. Elements are functions over blocks, so a new one needs nothing but these two, and
`field` of the module `widgets` where it has a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, NoReturn, Self, TypeVar, cast

from rerun_state.errors import StreamlitAPIException, StreamlitInvalidLayoutContextError
from rerun_state.runtime.execution.run import Run, current, running
from rerun_state.runtime.grammar.identity import claim_alone
from rerun_state.runtime.grammar.tape import record, tapes
from rerun_state.runtime.grammar.writes import alter, write, write_for_now
from rerun_state.runtime.model.form import Form
from rerun_state.runtime.model.tree import BOTTOM, MAIN, Element, Node

B = TypeVar("B", bound="Block")
P = TypeVar("P", bound="Block")

_WITHIN: ContextVar[tuple[Block, ...]] = ContextVar("rerun_state.within", default=())
"""The blocks whose `with` statements are under way, the outermost first."""


class Block:
    """A handle on a place of the page."""

    __slots__ = ("_node", "_section", "_single")

    _handle: ClassVar[type[Block] | None] = None
    """The class of the handles that elements in this block return; None for the block's own."""

    def __init__(self, node: Node | None = None, single: bool = False, section: str = MAIN) -> None:
        self._node = node
        self._single = single  # what is put here writes over what stands here
        self._section = section

    def __enter__(self) -> Self:
        if self._section == BOTTOM:
            _refuse_bottom_elsewhere(self, current("st.bottom"))
        _WITHIN.set((*_WITHIN.get(), self))
        return self

    def __exit__(self, *_: object) -> None:
        # Two generators may leave their blocks in another order than they entered them in.
        blocks = _WITHIN.get()
        for at in reversed(range(len(blocks))):
            if blocks[at] is self:
                _WITHIN.set(blocks[:at] + blocks[at + 1 :])
                return

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # Its place belongs to a page, and with that to callbacks and locks that nobody can pickle.
        return _no_place, ()


def _no_place() -> NoReturn:
    """Stand for a handle where a pickle of it is opened."""
    raise StreamlitAPIException(
        "An element or a container is a place on the page of the run that made it, and no data: "
        "what was pickled, by cache_data for instance, has no place any more. Return data from "
        "the function, and show them outside of it."
    )


class Draft(Block):
    """A handle on no page: the element that is put there can be had from it, and is shown nowhere.

    It needs no run.
    """

    __slots__ = ()

    @property
    def element(self) -> Element:
        """What was put there last."""
        assert self._node is not None
        return self._node.element

    def take(self, element: Element) -> Node:
        """Keep an element."""
        self._node = Node(element, None, self._section)
        return self._node


@contextmanager
def outside_blocks() -> Iterator[None]:
    """Let the block begin in no `with`, whatever an earlier run may not have left."""
    token = _WITHIN.set(())
    try:
        yield
    finally:
        _WITHIN.reset(token)


class Stand:
    """The blocks in which a coroutine stands: entered when it goes on, left while it waits."""

    def __init__(self, block: Block) -> None:
        """It begins in `block`, within those whose `with` statements are under way now."""
        self._blocks = (*_WITHIN.get(), block)
        self._around: tuple[Block, ...] = ()

    def __enter__(self) -> None:
        self._around = _WITHIN.get()
        _WITHIN.set(self._blocks)

    def __exit__(self, *_: object) -> None:
        self._blocks = _WITHIN.get()
        _WITHIN.set(self._around)


def target(block: Block, run: Run) -> tuple[Node, bool]:
    """The node that `block` writes to in this run, and whether it writes over it."""
    node = block._node
    if node is not None:
        return node, block._single
    section = block._section
    if section == MAIN:
        within = _WITHIN.get()
        if within and within[-1] is not block:
            return target(within[-1], run)
    elif section == BOTTOM:
        _refuse_bottom_elsewhere(block, run)
    return run.tree.sections[section], False


def leads_here(block: Block) -> bool:
    """Does `block` lead where output goes anyhow, into the innermost `with`?"""
    return block._node is None and block._section == MAIN


def standing() -> Block | None:
    """The block of the innermost `with` that is under way."""
    within = _WITHIN.get()
    return within[-1] if within else None


def put(block: B, kind: str, **props: Any) -> B:
    """Show an element; return the handle that can write over it."""
    return show(block, Element(kind, props))


def show(block: B, element: Element) -> B:
    """As `put`, for an element that was made before."""
    handle: Any = block._handle or type(block)
    written: B = handle(place(block, element), True)  # by name it took half as long again
    return written


def put_once(block: B, kind: str, key: Any, identity: Sequence[Any], **props: Any) -> B:
    """As `put`, for what a run may show once only: under its key, or else as it is."""
    if not isinstance(block, Draft):
        run = running() or current(f"st.{kind}()")
        claim_alone(target(block, run)[0], run, kind, key, identity)
    return put(block, kind, **props)


def nest(block: B, kind: str, **props: Any) -> B:
    """Open a place for several elements; return the handle that adds to it."""
    return cast(B, nest_as(block, block._handle or type(block), kind, **props))


def nest_as(block: Block, handle: type[P], kind: str, **props: Any) -> P:
    """Open a place for several elements; return a handle of that class, which adds to it."""
    return handle(place(block, Element(kind, props), opens=True))


def _refuse_bottom_elsewhere(block: Block, run: Run) -> None:
    within = _WITHIN.get()
    if not within or within[-1] is block:
        return
    root = target(within[-1], run)[0].root
    if root not in (MAIN, BOTTOM):
        raise StreamlitInvalidLayoutContextError(
            f"st.bottom cannot be used inside of the {root} section; it belongs to the main part "
            "of the page."
        )


def place(block: Block, element: Element, *, opens: bool = False) -> Node:
    """Put `element` where `block` points; a yield point of the run."""
    if isinstance(block, Draft):
        return block.take(element)
    run = running() or current(f"st.{element.kind}()")
    run.check()
    at, over = target(block, run)
    node, over = write(run, at, over, element, opens)
    if tapes():
        note(block, node, over)
    return node


def place_for_now(block: Block, element: Element) -> Callable[[], None]:
    """Put an element that will go again; return what makes it go."""
    run = current(f"st.{element.kind}()")
    run.check()
    return write_for_now(run, *target(block, run), element)


def change(block: Block, **props: Any) -> None:
    """Change some properties of what stands where the handle of a place leads."""
    assert block._node is not None
    alter(running(), block._node, **props)


def note(block: Block, node: Node, single: bool) -> None:
    """Record what was put there, for the cached functions under way."""
    section = None if block._section == MAIN else block._section
    around = standing() if leads_here(block) else None
    record(node, single, section, block._node is not None, around)


def in_form(block: Block) -> bool:
    """Does `block` stand inside a form?"""
    return form_around(block) is not None


def form_around(block: Block) -> Form | None:
    """The form that `block` stands in; None outside of forms."""
    return form_at(block, *target(block, current()))


def form_at(block: Block, at: Node, single: bool) -> Form | None:
    """The form around what is put at a place, or over what stands there.

    For what is put where `st` points, the innermost place whose `with` is under way decides. The
    sidebar and its like are in no form and do not end one; a container in them does.
    """
    if block._node is None and block._section == MAIN:
        for outer in reversed(_WITHIN.get()):
            if outer._node is not None:
                at, single = outer._node, outer._single
                break
        else:
            return None
    above = at.parent if single else at
    return above.form if above is not None else None


def within(block: Block, kind: str) -> Node | None:
    """The nearest place of that kind around `block`; None without one."""
    node, _ = target(block, current())
    return next((a for a in node.ancestors() if a.element.kind == kind), None)


def outside_forms(block: Block, what: str) -> None:
    """Raise if `block` stands inside a form, where `what` has no meaning."""
    if in_form(block):
        raise StreamlitInvalidLayoutContextError(
            f"{what} cannot be used in a form, because a form sends its values only with its "
            "submit button. Use st.form_submit_button(), or put it outside of the form."
        )
