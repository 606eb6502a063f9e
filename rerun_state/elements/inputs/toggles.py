"""Yes or no: checkbox and toggle."""

from __future__ import annotations

from typing import Any

from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Key,
    Kwargs,
    LabelVisibility,
    OnChange,
    Persist,
    Width,
    frame,
    truth,
    wiring,
)
from rerun_state.runtime.grammar.block import Block, widget


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

    `value` is what it has at first; `wrap=False` keeps a long label on one line, cut off at its
    end.

        if st.checkbox("Show the data"):
            st.write(data)
    """
    return _switch(
        self,
        "checkbox",
        label,
        value,
        help,
        disabled,
        label_visibility,
        width,
        wrap,
        wiring(
            self,
            "checkbox",
            key=key,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            bind=bind,
            persist_state=persist_state,
        ),
    )


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

    The parameters are those of `checkbox`.

        live = st.toggle("Live", value=True)
    """
    return _switch(
        self,
        "toggle",
        label,
        value,
        help,
        disabled,
        label_visibility,
        width,
        wrap,
        wiring(
            self,
            "toggle",
            key=key,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            bind=bind,
            persist_state=persist_state,
        ),
    )


def _switch(
    self: Block,
    style: str,
    label: str,
    value: Any,
    help: str | None,
    disabled: bool,
    label_visibility: LabelVisibility,
    width: Width,
    wrap: bool | None,
    wires: dict[str, Any],
) -> bool:
    props = frame(
        style, label, help=help, disabled=disabled, label_visibility=label_visibility, width=width
    )
    props["style"] = style
    props["wrap"] = wrap
    start = bool(value)
    node = widget(
        self,
        "checkbox",
        props,
        identity=(style, label, start, help, width),
        bounds=(style,),
        default=start,
        codec=_SWITCH,
        **wires,
    )
    return node.value  # type: ignore[no-any-return]  # what code put into the state, for one run


class Switch:
    """The codec of yes and no."""

    __slots__ = ()

    def decode(self, wire: Any) -> bool:
        """Only True and False will do."""
        if wire is not True and wire is not False:
            raise ValueError("neither true nor false")
        return wire

    def encode(self, value: Any) -> bool:
        """True or False."""
        return bool(value)

    def admit(self, value: Any) -> Any:
        """Whatever code says, for the run in which it says so."""
        return value

    def vet(self, value: Any) -> None:
        """Raise TypeError for what is no truth value."""
        truth(value, "The state of a checkbox")

    def settle(self, value: Any) -> bool:
        """True or False."""
        return bool(value)


_SWITCH = Switch()
