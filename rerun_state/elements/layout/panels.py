"""Places that open and close: tabs, expanders, popovers.

With `on_change="rerun"`, a callback or `bind` they are inputs and places at once: what is open is a
value in `st.session_state`, opening reruns the app, and `.open` tells the app whether to fill the
place at all. Otherwise the browser alone knows what is open, and `.open` is None.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Literal, Protocol, TypeVar

from rerun_state.elements.base import query_values
from rerun_state.elements.base.choice_codecs import checked_index
from rerun_state.elements.base.codecs import Plain
from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Height,
    Key,
    Kwargs,
    Width,
    WidthWithoutContent,
    check_height,
    check_width,
    help_of,
    icon_of,
    label_of,
    one_of,
    stretched,
    text_label,
    truth,
    truth_or_none,
)
from rerun_state.elements.inputs.buttons import ButtonType
from rerun_state.errors import (
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
    an,
)
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block, nest, nest_as
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.codec import Codec

ExpandableType = Literal["default", "compact"]
OnOpen = Callable[..., object] | Literal["rerun", "ignore"]


class _Openness(Plain):
    """The codec of a place that opens and closes."""

    __slots__ = ()

    def admit(self, value: Any) -> Any:
        """Whatever code says, if it is a truth value; TypeError for anything else."""
        truth(value, "The state of an expander or a popover")
        return value


_IS_OPEN = _Openness(
    lambda wire: wire is True or wire is False, "true or false", query_values.TRUTH
)


class Opening(Protocol):
    """A handle on a place which can be open or closed."""

    open: bool | None


P = TypeVar("P", bound=Block)
P_co = TypeVar("P_co", bound=Block, covariant=True)


class HasPanels(Protocol[P_co]):
    """A container, which knows the class of its panels."""

    @property
    def _panel(self) -> type[P_co]: ...


def tabs(
    self: HasPanels[P],
    tabs: Sequence[str],
    *,
    width: WidthWithoutContent = "stretch",
    height: Height = "content",
    default: str | None = None,
    key: Key | None = None,
    on_change: OnOpen = "ignore",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    bind: Bind | None = None,
) -> Sequence[P]:
    """Show several places of which one is in view at a time; return one container for each tab.

    All tabs are filled in every run; with `on_change` the state under `key` is the label of the
    open tab, and `.open` of a container says whether it is that one.

    Raises StreamlitMissingRequiredParameterError without a label, and StreamlitValueError for a
    `default` that is none of them.

        chart, data = st.tabs(["Chart", "Data"])
        chart.line_chart(df)
        data.dataframe(df)
    """
    labels = _checked_labels(tabs, default, unique=bind is not None)
    first = labels.index(default) if default else 0
    props: dict[str, Any] = {
        "labels": [label_of(label) for label in labels],
        "width": check_width(width, "tabs", content=False),
        "height": check_height(height, "tabs"),
        "default": first,
    }
    row, label = _place(
        self,
        "tabs",
        props,
        Wiring(key, on_change, args, kwargs, bind),
        identity=(tuple(labels), width, height, default),
        value=labels[first],
        codec=_OneOf(labels, labels[first]),
    )
    places = [nest_as(row, self._panel, "tab", label=label_of(name)) for name in labels]
    for name, place in zip(labels, places, strict=True):
        place.open = None if label is None else name == label  # type: ignore[attr-defined]
    return tuple(places)


def expander(
    self: HasPanels[P],
    label: str,
    expanded: bool = False,
    *,
    key: Key | None = None,
    icon: str | None = None,
    type: ExpandableType = "default",
    width: WidthWithoutContent = "stretch",
    on_change: OnOpen = "ignore",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    bind: Bind | None = None,
) -> P:
    """Show a place that a click on its label opens and closes; return it.

    With `on_change` the state under `key` is whether it is open, and so is `.open`.

        with st.expander("How this is computed"):
            st.latex("e^{i\\\\pi} = -1")
    """
    if label is None:
        raise StreamlitMissingRequiredParameterError("An expander needs a label.")
    one_of(type, ("default", "compact"), "type", "expander")
    props: dict[str, Any] = {
        "label": text_label(label, "expander"),
        "expanded": truth(expanded, "expanded"),
        "icon": icon_of(icon),
        "type": type,
        "width": check_width(width, "expander", content=False),
    }
    block, is_open = _place(
        self,
        "expander",
        props,
        Wiring(key, on_change, args, kwargs, bind),
        identity=(label, expanded, icon, width, type),
        value=bool(expanded),
        codec=_IS_OPEN,
    )
    return _opened(self._panel, block, is_open)


def popover(
    self: HasPanels[P],
    label: str,
    *,
    type: ButtonType = "secondary",
    help: str | None = None,
    icon: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    wrap: bool | None = None,
    key: Key | None = None,
    on_change: OnOpen = "ignore",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
) -> P:
    """Show a button that opens a small window over the page; return that window.

    It closes with a click elsewhere or the Escape key, and stays open while its elements are used.
    With `on_change` the state under `key` is whether it is open, and so is `.open`.

        with st.popover("Filters"):
            only_new = st.checkbox("Only new ones")
    """
    if label is None:
        raise StreamlitMissingRequiredParameterError("A popover needs a label.")
    one_of(type, ("primary", "secondary", "tertiary"), "type", "popover")
    width = stretched(width, use_container_width)
    props: dict[str, Any] = {
        "label": text_label(label, "popover"),
        "type": type,
        "help": help_of(help),
        "icon": icon_of(icon),
        "disabled": truth(disabled, "disabled"),
        "width": check_width(width, "popover"),
        "wrap": truth_or_none(wrap, "wrap"),
    }
    block, is_open = _place(
        self,
        "popover",
        props,
        Wiring(key, on_change, args, kwargs),
        identity=(label, type, help, icon, disabled, width),
        value=False,
        codec=_IS_OPEN,
    )
    return _opened(self._panel, block, is_open)


def _place(
    block: Any,
    kind: str,
    props: dict[str, Any],
    wires: Wiring,
    *,
    identity: Sequence[Hashable],
    value: Any,
    codec: Any,
) -> tuple[Block, Any]:
    """Open the place; return it with the value it has as an input, None where it is none."""
    if wires.on_change is None:
        raise StreamlitValueError(
            f"on_change of {kind} must be a function, 'rerun' or 'ignore', not None."
        )
    if wires.on_change == "ignore" and wires.bind is None:
        if wires.key not in (None, ""):
            current(f"st.{kind}()").claims.take_key(str(wires.key), kind)
            props = props | {"key": str(wires.key)}  # a class for the author's style sheets
        return nest(block, kind, **props), None
    node = field(
        block,
        kind,
        props,
        wires,
        identity=identity,
        bounds=identity,
        default=value,
        codec=codec,
        opens=True,
    )
    return Block(node), node.value


def _opened(handle: type[P], block: Block, is_open: bool | None) -> P:
    place = handle(block._node)
    place.open = is_open  # type: ignore[attr-defined]
    return place


def _checked_labels(tabs: Any, default: str | None, *, unique: bool) -> list[str]:
    if not tabs:
        raise StreamlitMissingRequiredParameterError(
            "st.tabs() needs the label of at least one tab."
        )
    if default and default not in tabs:
        raise StreamlitValueError(
            f"default of st.tabs() is {default!r}, which is none of its labels."
        )
    for label in tabs:
        if not isinstance(label, str):
            raise StreamlitInvalidParameterTypeError(
                f"The labels of st.tabs() must be texts; one of them is {label!r}."
            )
    if not isinstance(tabs, Sequence):
        refused = KeyError if isinstance(tabs, Mapping) else TypeError
        raise refused(
            f"The labels of st.tabs() must be a list or a tuple, not {an(type(tabs).__name__)}."
        )
    if unique and (len(set(tabs)) < len(tabs) or "" in tabs):
        raise StreamlitValueError(
            "With bind, the labels of st.tabs() must differ and not be empty."
        )
    return list(tabs)


class _OneOf(Codec):
    """The codec of tabs: labels here, their numbers in the browser."""

    __slots__ = ("_default", "labels")

    spelling = query_values.TAB

    def __init__(self, labels: list[str], default: str) -> None:
        self.labels = labels
        self._default = default

    def decode(self, wire: Any) -> str:
        """The label of the tab that was chosen."""
        return self.labels[checked_index(wire, len(self.labels))]

    def encode(self, value: Any) -> int:
        """The number of the open tab."""
        return self.labels.index(value)

    def admit(self, value: Any) -> Any:
        """A label as it is; the default for what is none."""
        return value if value in self.labels else self._default
