"""Yes or no: checkbox and toggle."""

from __future__ import annotations

from typing import Any

from rerun_state.elements.base import query_values
from rerun_state.elements.base.frame import frame
from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Key,
    Kwargs,
    LabelVisibility,
    OnChange,
    Persist,
    Width,
    truth,
    truth_or_none,
)
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.codec import Codec


def checkbox(
    self: Block,
    label: str,
    value: bool = False,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> bool:
    """Show a checkbox; return whether it is ticked.

    >>> if st.checkbox("Show the data"):
    ...     st.write(data)
    """
    wires = Wiring(key, on_change, args, kwargs, bind, persist_state)
    props = frame("checkbox", label, help, disabled, label_visibility, width, strict=True)
    props |= {"style": "checkbox", "wrap": truth_or_none(wrap, "wrap")}
    return _switch(self, label, bool(value), props, wires)


def toggle(
    self: Block,
    label: str,
    value: bool = False,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> bool:
    """Show a switch; return whether it is on.

    >>> live = st.toggle("Live", value=True)
    """
    wires = Wiring(key, on_change, args, kwargs, bind, persist_state)
    props = frame("toggle", label, help, disabled, label_visibility, width, strict=True)
    props |= {"style": "toggle", "wrap": truth_or_none(wrap, "wrap")}
    return _switch(self, label, bool(value), props, wires)


def _switch(block: Block, label: str, start: bool, props: dict[str, Any], wires: Wiring) -> bool:
    style = props["style"]
    is_on: bool = field(
        block,
        "checkbox",
        props,
        wires,
        identity=(style, label, start, props["help"], props["width"]),
        bounds=(style,),
        default=start,
        codec=_SWITCH,
    ).value
    return is_on  # or what code put into the state, for one run


class Switch(Codec):
    """The codec of yes and no."""

    __slots__ = ()

    spelling = query_values.TRUTH

    def decode(self, wire: Any) -> bool:
        """Only True and False will do."""
        if wire is not True and wire is not False:
            raise ValueError("neither true nor false")
        return wire

    def encode(self, value: Any) -> bool:
        """True or False."""
        return bool(value)

    def vet(self, value: Any) -> None:
        """Raise TypeError for what is no truth value."""
        truth(value, "The state of a checkbox")

    def settle(self, value: Any) -> bool:
        """True or False."""
        return bool(value)


_SWITCH = Switch()
