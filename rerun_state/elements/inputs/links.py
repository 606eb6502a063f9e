"""Buttons that lead elsewhere, or to a choice: links and menus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Literal, TypeVar, cast, overload

from rerun_state.elements.base.choice_codecs import checked_index
from rerun_state.elements.base.codecs import PRESS, Press
from rerun_state.elements.base.options import Options
from rerun_state.elements.base.parameters import Args, Key, Kwargs, Width, check_width, stretched
from rerun_state.elements.inputs.buttons import ButtonType, IconPosition, face, press
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import B, Block, outside_forms, put
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.tree import Label

T = TypeVar("T")


@overload
def link_button(
    self: B,
    label: str,
    url: str,
    *,
    key: Key | None = None,
    on_click: Literal["ignore"] = "ignore",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    help: str | None = None,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> B: ...
@overload
def link_button(
    self: Block,
    label: str,
    url: str,
    *,
    key: Key | None = None,
    on_click: Callable[..., object] | Literal["rerun"] | None,
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    help: str | None = None,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool: ...
def link_button(
    self: Any,
    label: str,
    url: str,
    *,
    key: Key | None = None,
    on_click: Callable[..., object] | Literal["rerun", "ignore"] | None = "ignore",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    help: str | None = None,
    type: ButtonType = "secondary",
    icon: str | None = None,
    icon_position: IconPosition = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> Any:
    """Show a button that opens an address in a new tab; return a handle on it.

    With a function or "rerun" for `on_click` the app hears of the click as well, and the call
    returns True in the run which that causes, False in others.

        st.link_button("Documentation", "https://docs.python.org/3/")
    """
    if not isinstance(url, str):
        raise TypeError(f"The url of link_button {label!r} must be a str, not {url!r}.")
    width = check_width(stretched(width, use_container_width), "link_button")
    props = face(
        "link_button", label, type, icon, icon_position, help, disabled, width, shortcut, wrap
    )
    props["url"] = url
    if on_click == "ignore":
        if key == "":
            raise StreamlitValueError(
                f"The key of link_button {label!r} must not be empty. Leave it out, or name it."
            )
        if key is not None:
            current("st.link_button()").claims.take_key(str(key), "link_button")
            props["key"] = str(key)
        return put(self, "link_button", **props)
    wires = Wiring(key, on_click, args, kwargs)
    identity = (label, url, help, type, icon, icon_position, shortcut, props["width"])
    return field(
        self, "link_button", props, wires, identity=identity, default=False, codec=PRESS
    ).value


def menu_button(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    key: Key | None = None,
    help: str | None = None,
    on_click: Callable[..., object] | None = None,
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    type: ButtonType = "secondary",
    icon: str | None = None,
    disabled: bool = False,
    width: Width = "content",
    format_func: Callable[[Any], str] = str,
    wrap: bool | None = None,
) -> T | None:
    """Show a button with a menu; return the option in the run that its choice caused, else None.

    Raises StreamlitMissingRequiredParameterError without an option, StreamlitAPIException for
    options with the same label, and StreamlitInvalidLayoutContextError inside a form.

        if kind := st.menu_button("Export", ["CSV", "JSON"]):
            export(kind)
    """
    wires = Wiring(key, press(self, "menu_button", "on_click", on_click, args, kwargs))
    outside_forms(self, "st.menu_button()")
    offered = Options(options, format_func, "menu_button")
    labels = offered.labels
    if not labels:
        raise StreamlitMissingRequiredParameterError(
            f"The menu_button {label!r} has no options. Give it at least one."
        )
    if len(set(labels)) < len(labels):
        raise StreamlitAPIException(
            f"Two options of the menu_button {label!r} have the same label. "
            "Let format_func tell them apart."
        )
    width = check_width(width, "menu_button")
    props = face("menu_button", label, type, icon, "left", help, disabled, width, None, wrap)
    props["options"] = [Label(option) for option in labels]
    chosen: T | None = field(
        self,
        "menu_button",
        props,
        wires,
        identity=(label, tuple(labels), help, type, icon, width),
        default=None,
        codec=Press(partial(entry_at, offered.values), offered),
    ).value
    return cast("T | None", offered.of_this_run(chosen))


def entry_at(options: Sequence[T], wire: Any) -> T:
    """The option at a place of the menu."""
    return options[checked_index(wire, len(options))]
