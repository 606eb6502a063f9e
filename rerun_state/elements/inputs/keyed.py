"""An ipywidget's traits as an entry of the state, wherever the widget is shown: `st.keyed`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from types import EllipsisType
from typing import Any, TypeVar
from weakref import ref

from rerun_state.elements.base.parameters import Args, Key, Kwargs, OnChange, Persist
from rerun_state.elements.bundles import is_widget
from rerun_state.elements.inputs.bond import Bond, Bound, bond_to
from rerun_state.elements.inputs.widget import names_of
from rerun_state.errors import StreamlitInvalidParameterTypeError, StreamlitValueError
from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.widgets import entry
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.events import Event

W = TypeVar("W")


def keyed(
    self: Block,
    key: Key,
    widget: W,
    *,
    trait: str | Sequence[str] | EllipsisType = ...,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    persist_state: Persist | None = None,
) -> W:
    """Let a trait of an ipywidget be an entry of `st.session_state`; return the widget.

    It is shown by whatever shows it: `display`, a box of ipywidgets, `st.write`. What the reader,
    or an ordinary cell, does to the trait runs the app; what code sets in the state is set in the
    widget. A widget that each run makes anew is the same one under its key.

    Raises StreamlitInvalidParameterTypeError if `widget` is no ipywidget, StreamlitValueError if it
    has no such trait, TraitError for a value set by code that the trait does not take.

        bars = st.keyed("bars", IntSlider(3, 1, 9))
        colour = st.keyed("colour", Dropdown(options=["teal", "tomato"]))
        display(HBox([bars, colour]))
        st.write(st.session_state.bars, st.session_state.colour)
    """
    run = current("st.keyed()")
    if not is_widget(widget):
        raise StreamlitInvalidParameterTypeError(
            f"st.keyed() takes a key and an ipywidget, not {widget!r}. To have a function make it, "
            "use st.widget(make, key=...)."
        )
    if trait is None or not (names := names_of(widget, trait)):
        raise StreamlitValueError(
            f"st.keyed({key!r}, ...) needs a trait to keep under the key, not {trait!r}. Give the "
            "name of one."
        )
    wires = Wiring(key, on_change, args, kwargs, None, persist_state)
    wires.check("keyed")
    bond = bond_to(run, ("keyed", str(key)), widget, names)
    declared = entry(self, "keyed", wires, bounds=names, default=bond.default, codec=Bound(bond))
    bond.settle(declared, run.state.value(declared))
    bond.join(partial(_send, run.app, ref(bond)))
    return widget


def _send(app: App, weak: Callable[[], Bond | None], value: Any) -> None:
    bond = weak()
    if bond is not None and bond.declared is not None:
        app.send(Event(bond.declared, value))
