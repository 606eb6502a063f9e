"""What has a value: `field` declares an element with one and shows it, `entry` a value alone."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from rerun_state.runtime.execution.run import Run, current, running
from rerun_state.runtime.grammar.binding import declare_bound, unbind
from rerun_state.runtime.grammar.block import Block, form_around, form_at, note, target
from rerun_state.runtime.grammar.identity import anonymous, hashable, named
from rerun_state.runtime.grammar.judgements import refuse_unfit
from rerun_state.runtime.grammar.replay import warn_if_cached
from rerun_state.runtime.grammar.tape import tapes
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.grammar.writes import write
from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.model.tree import Element, Node
from rerun_state.runtime.model.widget import Callback, Widget


def field(
    block: Block,
    kind: str,
    props: dict[str, Any],
    wires: Wiring,
    *,
    identity: Sequence[Any],
    bounds: Sequence[Any] = (),
    default: Any,
    codec: Codec,
    opens: bool = False,
) -> Node:
    """Show an element with a value; return its node, whose `value` the caller may keep.

    `identity` holds the parameters by which the element is known again without a key, `bounds`
    those which renew it even with one. It `opens` if other elements stand in it. The property
    `style` names the function where one kind has several.
    """
    called = str(props.get("style", kind))
    wires.check(called)
    callback = wires.callback(block, called)
    run = running() or current(f"st.{kind}()")
    run.check()
    at, over = target(block, run)
    if recorded := tapes():
        warn_if_cached(kind)
    form = form_at(block, at, over)
    name = None if wires.key is None else named(wires.key, called)
    if name is None:
        id = anonymous(run, kind, at, form, identity)
    else:
        id = hashable((kind, name, *bounds))
        name = None if name == "None" else name  # as if none were given, but for the identity
    id, before = _known(run, id)
    binding = None if wires.bind is None else codec.spelling
    declared = Widget(id, called, name, default, codec, callback, codec.trigger, codec.settable)
    declared.persist = wires.persist_state if binding is None else "session"
    declared.by_address = binding is not None and wires.persist_state is None
    declared.quiet = wires.quiet
    declared.disabled = bool(props.get("disabled"))
    declared.form = form
    _claim(run, declared, before)
    if binding is None:
        value = run.state.declare(declared, before)
        unbind(run, name, id)
    else:
        value = declare_bound(run, declared, before, binding, opens=opens)
    refuse_unfit(props)
    element = Element(kind, props, id)
    node, over = write(run, at, over, element, opens, declared, value)
    if recorded:
        note(block, node, over)
    return node


def entry(
    block: Block,
    kind: str,
    wires: Wiring,
    *,
    bounds: Sequence[Any],
    default: Any,
    codec: Codec,
) -> Widget:
    """Declare what has a value under a key, and is no element of the page.

    It belongs to the form and the fragment in which that is done. The parameters are those of
    `field`.
    """
    callback = wires.callback(block, kind)
    run = current(f"st.{kind}()")
    run.check()
    warn_if_cached(kind)
    name = named(str(wires.key), kind)
    id, before = _known(run, hashable((kind, name, *bounds)))
    declared = Widget(id, kind, name, default, codec, callback)
    declared.persist, declared.quiet = wires.persist_state, wires.quiet
    declared.form = form_around(block)
    _claim(run, declared, before)
    run.state.declare(declared, before)
    return declared


def _known(run: Run, id: Hashable) -> tuple[Hashable, Widget | None]:
    """An identity within the page of the app; and what the app has declared by it before."""
    if run.page is not None:
        id = run.page, id
    before = run.app.owned.get(id)
    # The very object that everything is kept by is found faster than its equal.
    return (id, None) if before is None else (before.id, before)


def _claim(run: Run, declared: Widget, before: Widget | None) -> None:
    """Let the run have what it declares, with what has come for it so far."""
    declared.page = run.page
    declared.fragment = run.part
    run.state.refuse_assignment(declared)
    run.claim(declared)
    if before is not None:
        declared.codec.adopt(before.codec)
    if declared.form is not None:
        declared.form.carry(declared)


def declared(node: Node) -> Widget:
    """What `field` has declared at a node."""
    assert node.widget is not None
    return node.widget


def presses(node: Node, *, default: Any, codec: Codec, callback: Callback | None) -> Widget:
    """Declare that an element which has a value can be pressed as well; return that as a widget.

    Its presses reach a run as those of a button do, and never wait in a form: there are none.
    """
    run, of = current(), declared(node)
    beside = Widget(
        (of.id, "presses"), of.kind, None, default, codec, callback, codec.trigger, codec.settable
    )
    beside.disabled, beside.page, beside.fragment = of.disabled, of.page, of.fragment
    run.claim(beside)
    run.state.declare(beside)
    if of.form is None:
        of.presses = beside
    return beside
