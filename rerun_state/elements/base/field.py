"""What an input is declared with: its frame, what a change does, and `field` itself.

props = frame("toggle", label, help, disabled, label_visibility, width)
wires = Wiring(key, on_change, args, kwargs, bind, persist_state)
return field(self, "checkbox", props, wires, identity=(...), default=False, codec=SWITCH)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

from rerun_state.elements.base.codecs import PRESS
from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Key,
    Kwargs,
    LabelVisibility,
    OnChange,
    Persist,
    check_width,
    label_of,
    markdown,
    one_of,
    truth,
)
from rerun_state.elements.base.query_values import Spelled
from rerun_state.errors import StreamlitInvalidWidthError, StreamlitMissingRequiredParameterError
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.judgements import unfit
from rerun_state.runtime.grammar.widgets import bound, widget
from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.model.tree import Node
from rerun_state.runtime.model.widget import Callback

_CHECKED_FIRST = {
    *("audio_input", "camera_input", "checkbox", "color_picker"),
    *("link_button", "menu_button", "pills", "radio"),
    *("segmented_control", "select_slider", "toggle"),
}


def frame(
    kind: str,
    label: str,
    help: str | None,
    disabled: bool,
    label_visibility: LabelVisibility,
    width: Any,
    *,
    content: bool = True,
) -> dict[str, Any]:
    """The properties that every labelled input has, checked."""
    one_of(label_visibility, get_args(LabelVisibility), "label_visibility", kind)
    return {
        "label": label_of(label),
        "help": None if help is None else markdown(help),
        "disabled": truth(disabled, "disabled"),
        "label_visibility": label_visibility,
        **width_of(width, kind, content=content),
    }


def width_of(width: Any, kind: str, *, content: bool = True) -> dict[str, Any]:
    """The property for a width.

    Some elements refuse a width that cannot be only when their value is in the state already.
    """
    try:
        return {"width": check_width(width, kind, content=content)}
    except StreamlitInvalidWidthError as error:
        if kind in _CHECKED_FIRST:
            raise
        return unfit(error)


@dataclass(slots=True)
class Wiring:
    """What a change does, and how long the value lasts, as every input takes it."""

    key: Key | None
    on_change: OnChange | None = "rerun"
    args: Args | None = None
    kwargs: Kwargs | None = None
    bind: Bind | None = None
    persist_state: Persist | None = None

    def check(self, kind: str) -> None:
        """Raise for words that mean nothing, and for what needs a key and has none."""
        if self.bind is not None:
            one_of(self.bind, ("query-params",), "bind", kind)
            if self.key is None:
                raise StreamlitMissingRequiredParameterError(
                    f"bind={self.bind!r} of {kind} needs a `key`, the name of the query parameter. "
                    "Give one."
                )
        if self.persist_state is not None:
            one_of(self.persist_state, ("page", "session"), "persist_state", kind)
            if self.key is None:
                raise StreamlitMissingRequiredParameterError(
                    f"persist_state={self.persist_state!r} of {kind} needs a `key` to find the "
                    "value again. Give one."
                )

    def callback(self, block: Block, kind: str) -> Callback | None:
        """The function to call, with its arguments."""
        return bound(block, self.on_change, self.args, self.kwargs, kind=kind)


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
    settable: bool = True,
) -> Any:
    """Show an input; return its value. The parameters are those of `open_field`."""
    return open_field(
        block,
        kind,
        props,
        wires,
        identity=identity,
        bounds=bounds,
        default=default,
        codec=codec,
        settable=settable,
    ).value


def open_field(
    block: Block,
    kind: str,
    props: dict[str, Any],
    wires: Wiring,
    *,
    identity: Sequence[Any],
    bounds: Sequence[Any] = (),
    default: Any,
    codec: Codec,
    settable: bool = True,
    trigger: bool = False,
    opens: bool = False,
) -> Node:
    """Show an input; return its node. It `opens` if it is a place as well.

    `identity` holds the parameters by which it is known again without a key, `bounds` those that
    renew it even with one. `settable=False` is for values that only the reader can make. The
    property `style` names the function where one kind has several.
    """
    called = str(props.get("style", kind))
    wires.check(called)
    return widget(
        block,
        kind,
        props,
        key=wires.key,
        identity=identity,
        bounds=bounds,
        default=default,
        codec=codec,
        callback=wires.callback(block, called),
        settable=settable,
        trigger=trigger,
        quiet=wires.on_change == "ignore",
        persist=wires.persist_state,
        bind=None if wires.bind is None else cast(Spelled, codec).spelling,
        opens=opens,
    )


def trigger(
    block: Block,
    kind: str,
    props: dict[str, Any],
    key: Key | None,
    callback: Callback | None,
    *,
    identity: Sequence[Any],
    default: Any = False,
    codec: Codec = PRESS,
) -> Any:
    """Show an element whose value, a press, lasts for one run and cannot be set; return it."""
    node = widget(
        block,
        kind,
        props,
        key=key,
        identity=identity,
        default=default,
        codec=codec,
        callback=callback,
        trigger=True,
        settable=False,
    )
    return node.value
