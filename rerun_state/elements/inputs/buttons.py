"""Buttons: elements whose value lasts for one run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from rerun_state.elements.base.codecs import PRESS
from rerun_state.elements.base.frame import width_of
from rerun_state.elements.base.parameters import (
    Args,
    Key,
    Kwargs,
    Width,
    help_of,
    icon_of,
    label_of,
    one_of,
    stretched,
    truth,
    truth_or_none,
)
from rerun_state.elements.inputs.shortcut import shortcut_of
from rerun_state.errors import StreamlitAPIException, StreamlitInvalidLayoutContextError
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block, form_around, outside_forms
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring, bound
from rerun_state.runtime.model.widget import Callback

ButtonType = Literal["primary", "secondary", "tertiary"]
IconPosition = Literal["left", "right"]


def button(
    self: Block,
    label: str,
    key: Key | None = None,
    help: str | None = None,
    on_click: Callable[..., object] | None = None,
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show a button; return True in the run that its press caused, and False in all others.

    Raises StreamlitInvalidLayoutContextError inside a form: use `form_submit_button` there.

        if st.button("Roll"):
            st.write(random.randint(1, 6))
    """
    wires = Wiring(key, press(self, "button", "on_click", on_click, args, kwargs))
    outside_forms(self, "st.button()")
    width = stretched(width, use_container_width)
    props = face("button", label, type, icon, icon_position, help, disabled, width, shortcut, wrap)
    identity = (label, help, type, icon, icon_position, shortcut, props.get("width"))
    pressed: bool = field(
        self, "button", props, wires, identity=identity, default=False, codec=PRESS
    ).value
    return pressed


def form_submit_button(
    self: Block,
    label: str = "Submit",
    help: str | None = None,
    on_click: Callable[..., object] | None = None,
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    key: Key | None = None,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show the button that sends a form; return True in the run that its press caused.

    The press hands over what the form's widgets have held back; `on_click` sees it in
    `session_state`. A form may have several, with different labels or keys.

    Raises StreamlitInvalidLayoutContextError outside of a form.

        with st.form("login"):
            name = st.text_input("Name")
            if st.form_submit_button("Go on"):
                st.write("Hello,", name)
    """
    current("st.form_submit_button()")
    form = form_around(self)
    if form is None:
        raise StreamlitInvalidLayoutContextError(
            f"st.form_submit_button({label!r}) stands outside of a form. "
            "Put it into a `with st.form(...):` block, or use st.button()."
        )
    width = stretched(width, use_container_width)
    kind = "form_submit_button"
    props = face(kind, label, type, icon, icon_position, help, disabled, width, shortcut, wrap)
    form.submits += 1
    name = f"FormSubmitter:{form.key}-{label}" if key in (None, "") else key
    callback = press(self, kind, "on_click", on_click, args, kwargs, submits=True)
    props["form"] = True
    pressed: bool = field(
        self, "button", props, Wiring(name, callback), identity=(), default=False, codec=PRESS
    ).value
    return pressed


def face(
    kind: str,
    label: str,
    type: ButtonType,
    icon: str | None,
    icon_position: IconPosition,
    help: str | None,
    disabled: bool,
    width: Width,
    shortcut: str | None,
    wrap: bool | None,
) -> dict[str, Any]:
    """The properties of anything that looks like a button, checked."""
    one_of(type, ("primary", "secondary", "tertiary"), "type", kind)
    return {
        "label": label_of(label),
        "type": type,
        "icon": icon_of(icon),
        "icon_position": side_of(icon_position, kind),
        "help": help_of(help),
        "disabled": truth(disabled, "disabled"),
        **width_of(width, kind),
        "shortcut": shortcut_of(shortcut, kind),
        "wrap": truth_or_none(wrap, "wrap"),
    }


def side_of(icon_position: Any, kind: str) -> str:
    """On which side of the label the icon stands, checked; None is the default."""
    one_of(icon_position, ("left", "right", None), "icon_position", kind)
    return icon_position or "left"


def press(
    block: Block,
    kind: str,
    name: str,
    function: Callable[..., object] | str | None,
    args: Args | None,
    kwargs: Kwargs | None,
    *,
    submits: bool = False,
) -> Callback | None:
    """The callback of an element whose every use is meant to rerun the app.

    Raises StreamlitAPIException for the words "rerun" and "ignore", which others take.
    """
    if function in ("rerun", "ignore"):
        raise StreamlitAPIException(
            f"{name}={function!r} of {kind} is not supported: give a function, or leave it out."
        )
    return bound(block, function, args, kwargs, kind=kind, submits=submits)
