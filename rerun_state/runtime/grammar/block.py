"""The grammar that elements are written in: `put` shows something, `nest` opens a place, `widget`
declares something with a value.

A `Block` is a handle on a place. `st` and `st.sidebar` are handles on a section of whichever run is
under way; what `columns()` or `container()` return are handles on one node; and the handle that an
element call returns writes over that element. Elements are functions over blocks, so a new one
needs nothing but these three.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar, Token
from typing import Any, ClassVar, Self, TypeVar, cast

from rerun_state.errors import (
    CachedWidgetWarning,
    CacheReplayClosureError,
    StreamlitInvalidFormCallbackError,
    StreamlitInvalidLayoutContextError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.failure import describe
from rerun_state.runtime.execution.run import Run, current, running
from rerun_state.runtime.grammar.binding import Binding, take_from_address, tell_address
from rerun_state.runtime.grammar.identity import anonymous, claim_alone, hashable, named
from rerun_state.runtime.grammar.judgements import refuse_unfit
from rerun_state.runtime.grammar.tape import Note, Tape, Where, record, recording, tapes
from rerun_state.runtime.grammar.writes import alter, write, write_for_now
from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.model.form import Form
from rerun_state.runtime.model.tree import BOTTOM, MAIN, Element, Node
from rerun_state.runtime.model.widget import Callback, Persist, Widget

__all__ = [
    "B",
    "Block",
    "Draft",
    "Tape",
    "bound",
    "change",
    "claim",
    "declared",
    "form_around",
    "in_form",
    "known",
    "leads_here",
    "nest",
    "nest_as",
    "outside_blocks",
    "outside_forms",
    "place",
    "place_for_now",
    "presses",
    "put",
    "recording",
    "replay",
    "target",
    "warn_if_cached",
    "widget",
    "within",
]

B = TypeVar("B", bound="Block")
P = TypeVar("P", bound="Block")

_WITHIN: ContextVar[tuple[Block, ...]] = ContextVar("rerun_state.within", default=())
"""The blocks whose `with` statements are under way, the outermost first."""


class Block:
    """A handle on a place of the page."""

    __slots__ = ("_node", "_section", "_single", "_tokens")

    _handle: ClassVar[type[Block] | None] = None
    """The class of the handles that elements in this block return; None for the block's own."""

    def __init__(
        self, node: Node | None = None, *, section: str = MAIN, single: bool = False
    ) -> None:
        self._node = node
        self._section = section
        self._single = single  # what is put here writes over what stands here
        self._tokens: tuple[Token[tuple[Block, ...]], ...] = ()

    def __enter__(self) -> Self:
        if self._section == BOTTOM:
            _refuse_bottom_elsewhere(self, current("st.bottom"))
        self._tokens = (*self._tokens, _WITHIN.set((*_WITHIN.get(), self)))
        return self

    def __exit__(self, *_: object) -> None:
        *outer, token = self._tokens
        self._tokens = tuple(outer)
        _WITHIN.reset(token)


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


def target(block: Block, run: Run) -> tuple[Node, bool]:
    """The node that `block` writes to in this run, and whether it writes over it."""
    if block._node is not None:
        return block._node, block._single
    if block._section == MAIN:
        within = _WITHIN.get()
        if within and within[-1] is not block:
            return target(within[-1], run)
    elif block._section == BOTTOM:
        _refuse_bottom_elsewhere(block, run)
    return run.tree.sections[block._section], False


def leads_here(block: Block) -> bool:
    """Does `block` lead where output goes anyhow, into the innermost `with`?"""
    return block._node is None and block._section == MAIN


def put(block: B, kind: str, **props: Any) -> B:
    """Show an element; return the handle that can write over it."""
    handle: Any = block._handle or type(block)
    written: B = handle(place(block, Element(kind, props)), single=True)
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
        _record(block, node, over)
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


def _record(block: Block, node: Node, single: bool) -> None:
    section = None if block._section == MAIN else block._section
    record(node, single, section, block._node is not None)


def widget(
    block: Block,
    kind: str,
    props: dict[str, Any],
    *,
    key: str | int | None,
    identity: Sequence[Any],
    bounds: Sequence[Any] = (),
    default: Any,
    codec: Codec,
    callback: Callback | None = None,
    trigger: bool = False,
    settable: bool = True,
    quiet: bool = False,
    persist: Persist | None = None,
    bind: Binding | None = None,
    opens: bool = False,
) -> Node:
    """Show an element with a value; return its node, whose `value` the caller may keep.

    `identity` holds the parameters by which the element is known again without a key, `bounds`
    those which renew it even with one. The other parameters are those of `Widget`; it `opens` if
    other elements stand in it.
    """
    run = running() or current(f"st.{kind}()")
    run.check()
    at, over = target(block, run)
    if recorded := tapes():
        warn_if_cached(kind)
    called = str(props.get("style", kind))  # one kind may have several functions
    name = None if key is None else named(key, called)
    form = _form_around(block, at, over)
    if name is None:
        id = anonymous(run, kind, at, form, identity)
    else:
        id = hashable((kind, name, *bounds))
        name = None if name == "None" else name  # as if none were given, but for the identity
    id, before = known(run, id)
    persist = persist or (None if bind is None else "session")
    declared = Widget(id, called, name, default, codec, callback, trigger, settable, persist, quiet)
    declared.disabled = bool(props.get("disabled"))
    declared.form = form
    claim(run, declared, before)
    owed = bind is not None and take_from_address(run, declared, bind)
    value = run.state.declare(declared, before)
    refuse_unfit(props)
    if bind is not None:
        tell_address(run, declared, bind, value, owed)
    element = Element(kind, props, id)
    node, over = write(run, at, over, element, opens, declared, value)
    if recorded:
        _record(block, node, over)
    return node


def known(run: Run, id: Hashable) -> tuple[Hashable, Widget | None]:
    """An identity within the page of the app; and what the app has declared by it before."""
    if run.page is not None:
        id = run.page, id
    before = run.cell.owned.get(id)
    # The very object that everything is kept by is found faster than its equal.
    return (id, None) if before is None else (before.id, before)


def claim(run: Run, declared: Widget, before: Widget | None) -> None:
    """Let the run have what it declares, with what has come for it so far."""
    declared.page = run.page
    declared.fragment = run.answering if run.in_callback else run.fragment
    run.state.refuse_assignment(declared)
    run.claim(declared)
    if before is not None:
        declared.codec.adopt(before.codec)
    if declared.form is not None:
        declared.form.carry(declared)


def declared(node: Node) -> Widget:
    """What `widget` has declared at a node."""
    assert node.widget is not None
    return node.widget


def presses(node: Node, *, default: Any, codec: Codec, callback: Callback | None) -> Widget:
    """Declare that an element which has a value can be pressed as well; return that as a widget.

    Its presses reach a run as those of a button do, and never wait in a form: there are none.
    """
    run, of = current(), declared(node)
    beside = Widget(
        (of.id, "presses"), of.kind, None, default, codec, callback, trigger=True, settable=False
    )
    beside.disabled, beside.page, beside.fragment = of.disabled, of.page, of.fragment
    run.claim(beside)
    run.state.declare(beside)
    if of.form is None:
        of.presses = beside
    return beside


def bound(
    block: Block,
    function: Callable[..., object] | str | None,
    args: Sequence[Any] | None,
    kwargs: Mapping[str, Any] | None,
    *,
    kind: str,
    submits: bool = False,
) -> Callback | None:
    """The callback of a widget, with its arguments; None for "rerun", "ignore" and None.

    Raises StreamlitInvalidFormCallbackError in a form for any widget but its submit buttons, and
    StreamlitValueError for what cannot be called.
    """
    if function is None or function == "rerun" or function == "ignore":
        return None
    if not callable(function):
        raise StreamlitValueError(
            f"The callback of a {kind} must be a function, 'rerun', 'ignore' or None, not "
            f"{function!r}."
        )
    run = current(f"st.{kind}()")
    if not submits and _form_around(block, *target(block, run)) is not None:
        raise StreamlitInvalidFormCallbackError(
            f"A {kind} inside a form cannot have a callback, because its changes wait for the "
            "form's submit button. Give the callback to st.form_submit_button(on_click=...)."
        )
    return Callback(function, args, kwargs, run.names)


def in_form(block: Block) -> bool:
    """Does `block` stand inside a form?"""
    return form_around(block) is not None


def form_around(block: Block) -> Form | None:
    """The form that `block` stands in; None outside of forms."""
    return _form_around(block, *target(block, current()))


def _form_around(block: Block, at: Node, single: bool) -> Form | None:
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


# -- identity ----------------------------------------------------------------------------------


def warn_if_cached(kind: str) -> None:
    """Warn of a widget or form in a cached function: its first value would hold for ever.

    The warning stands where `st` points now, wherever the widget is put.
    """
    if not tapes():
        return
    warning = CachedWidgetWarning(
        f"A cached function shows a {kind}. The cache does not see its value, so a change of it "
        "will go unnoticed. Call the widget outside of the function and pass the value as an "
        "argument."
    )
    place(_HERE, Element("exception", describe(warning, [])))


def replay(tape: Tape) -> None:
    """Show what was recorded once more: inside of its own containers, else where `st` points now.

    It is recorded in turn where the call is part of another cached function.

    Raises CacheReplayClosureError for an element that stood in a container from outside the
    function.
    """
    run = current("A cached function")
    made: list[Node] = []
    for note in tape.notes:
        run.check()
        widget, value = note.widget, None
        if widget is not None:
            run.shown[widget.id] = widget
            value = run.state.declare(widget)
            if (beside := widget.presses) is not None:
                run.shown[beside.id] = beside
                run.state.declare(beside)
        at, over = _replay_place(note, made, run)
        node, over = write(run, at, over, note.element, note.opens, widget, value)
        made.append(node)
        section = note.parent if isinstance(note.parent, str) else None
        record(node, over, section, isinstance(note.parent, int))


def _replay_place(note: Note, made: list[Node], run: Run) -> tuple[Node, bool]:
    if isinstance(note.parent, int):
        return made[note.parent], note.over
    if isinstance(note.parent, str):
        return run.tree.sections[note.parent], False
    if note.parent is Where.OUTSIDE:
        raise CacheReplayClosureError(
            f"A cached function shows a {note.element.kind} in a container that was made outside "
            "of it, which cannot be shown again from the cache. Make the container inside of the "
            "function, or pass the element's content out as the result."
        )
    return target(_HERE, run)


_HERE = Block()
