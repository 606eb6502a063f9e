"""Elements with a value: `widget` declares one, and shows it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from rerun_state.errors import StreamlitInvalidFormCallbackError, StreamlitValueError
from rerun_state.runtime.execution.run import Run, current, running
from rerun_state.runtime.grammar.binding import Binding, take_from_address, tell_address, unbind
from rerun_state.runtime.grammar.block import Block, form_at, note, target
from rerun_state.runtime.grammar.identity import anonymous, hashable, named
from rerun_state.runtime.grammar.judgements import refuse_unfit
from rerun_state.runtime.grammar.replay import warn_if_cached
from rerun_state.runtime.grammar.tape import tapes
from rerun_state.runtime.grammar.writes import write
from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.model.tree import Element, Node
from rerun_state.runtime.model.widget import Callback, Persist, Widget


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
    form = form_at(block, at, over)
    if name is None:
        id = anonymous(run, kind, at, form, identity)
    else:
        id = hashable((kind, name, *bounds))
        name = None if name == "None" else name  # as if none were given, but for the identity
    id, before = known(run, id)
    persist = persist if bind is None else "session"
    declared = Widget(id, called, name, default, codec, callback, trigger, settable, persist, quiet)
    declared.disabled = bool(props.get("disabled"))
    declared.form = form
    claim(run, declared, before)
    owed = bind is not None and take_from_address(run, declared, bind, opens=opens)
    value = run.state.declare(declared, before)
    refuse_unfit(props)
    if bind is not None:
        tell_address(run, declared, bind, value, owed)
    else:
        unbind(run, name, id)
    element = Element(kind, props, id)
    node, over = write(run, at, over, element, opens, declared, value)
    if recorded:
        note(block, node, over)
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
    if not submits and form_at(block, *target(block, run)) is not None:
        raise StreamlitInvalidFormCallbackError(
            f"A {kind} inside a form cannot have a callback, because its changes wait for the "
            "form's submit button. Give the callback to st.form_submit_button(on_click=...)."
        )
    return Callback(function, args, kwargs, run.names)
