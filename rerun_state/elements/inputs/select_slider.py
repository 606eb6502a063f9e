"""A slider over options: one of them, or two ends of a range."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from typing_extensions import TypeVar

from rerun_state.elements.base import query_values
from rerun_state.elements.base.choice_codecs import Choices, carry_all, checked_index
from rerun_state.elements.base.frame import frame
from rerun_state.elements.base.options import Options
from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Key,
    Kwargs,
    LabelVisibility,
    OnChange,
    Persist,
    WidthWithoutContent,
)
from rerun_state.errors import StreamlitMissingRequiredParameterError
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.tree import Label

T = TypeVar("T")
Value = TypeVar("Value", default=T)

_EPSILON = 5e-12  # floats as near as this are the same option


def select_slider(
    self: Block,
    label: str,
    options: Iterable[T] = (),
    value: Value | None = None,
    format_func: Callable[[Any], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> Value:
    """Show a slider over options; return the chosen one, or a tuple of two for a range.

    Raises StreamlitMissingRequiredParameterError without options, ValueError for a value that is
    none of them.

        low, high = st.select_slider("Sizes", ["XS", "S", "M", "L", "XL"], value=("S", "L"))
    """
    offer = Options(options, format_func, "select_slider")
    if not offer.values:
        raise StreamlitMissingRequiredParameterError(
            f"select_slider {label!r} has no options. Give it at least one."
        )
    codec = PlacesCodec(offer, _ends(offer.values, offer.of_this_run(value)))
    props = frame(
        "select_slider", label, help, disabled, label_visibility, width, content=False, strict=True
    )
    props["options"] = [Label(each) for each in offer.labels]
    props["range"] = codec.ranged
    chosen = field(
        self,
        "select_slider",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(label, tuple(offer.labels), tuple(codec.start), help, width),
        default=codec.default,
        codec=codec,
    ).value
    return cast(Value, offer.of_this_run(chosen))


class PlacesCodec(Choices[T]):
    """The codec of an option, or of two ends of a range; on the wire a list of indices."""

    __slots__ = ("ranged", "start")

    spelling = query_values.ENDS

    def __init__(self, options: Options[T], start: list[int]) -> None:
        super().__init__(options)
        self.start = start
        self.ranged = len(start) > 1

    @property
    def default(self) -> Any:
        """What is chosen at first."""
        return self.admit(self._made(self.start))

    def _made(self, places: Sequence[int]) -> Any:
        values = self.options.values
        return tuple(values[place] for place in places) if self.ranged else values[places[0]]

    def decode(self, wire: Any) -> Any:
        """The option, or the tuple of a range, for indices."""
        if not isinstance(wire, list) or len(wire) != len(self.start):
            raise ValueError("not a list of one index, or of two for a range")
        places = [checked_index(part, len(self.options.values)) for part in wire]
        if places[0] > places[-1]:
            raise ValueError("a range that ends before it begins")
        return self._made(places)

    def encode(self, value: Any) -> list[int]:
        """The indices of the options; those of the default for what is not offered."""
        places = [self.options.place(label) for label in self.labels(value)]
        return [
            self.start[min(n, len(self.start) - 1)] if place is None else place
            for n, place in enumerate(places)
        ]

    def labels(self, value: Any) -> list[str]:
        """The labels of an option, or of the two ends; raises what `format_func` raises."""
        label = self.options.label(value)
        if label is not None and self.options.place(label) is not None:
            return [label]
        if isinstance(value, (list, tuple)):
            return [self.options.named(part) for part in value]
        return [self.options.named(value)]

    def admit(self, value: Any) -> Any:
        """The value if it is offered, else the default.

        A tuple is always read as a range, so an option that is a tuple itself cannot stay.
        """
        if value is None:
            self.options.format(value)  # which may raise
            return value
        find, values = self.options.find, self.options.values
        if not isinstance(value, tuple):
            return value if find(value) is not None else values[self.start[0]]
        if find(value[0]) is not None and find(value[1]) is not None:
            return value
        return values[self.start[0]], values[self.start[1] if self.ranged else -1]

    def carry(self, value: Any, former: PlacesCodec[Any]) -> Any:
        """What the codec of the last run offered, one option or both ends, as this run has it."""
        if isinstance(value, tuple):
            return carry_all(self.options, value, former.options)
        return self.options.carry(value, former.options)

    def settle(self, value: Any) -> Any:
        """The options with the labels, in their order; the default for what cannot be."""
        try:
            return self.labelled(self.labels(value))
        except Exception:  # format_func is the user's
            return self.default

    def labelled(self, labels: list[str]) -> Any:
        """The options with the labels; the default for a wrong number of them."""
        if len(labels) != len(self.start):
            return self.default
        places = [self.options.place(label) for label in labels]
        known = [
            begin if place is None else place
            for place, begin in zip(places, self.start, strict=True)
        ]
        return self._made(sorted(known))


def _ends(values: list[Any], value: Any) -> list[int]:
    """Where the slider starts: one place, or two in order."""
    if isinstance(value, (list, tuple)):
        start, end = (_place(values, part) for part in value)
        return [min(start, end), max(start, end)]
    try:
        return [_place(values, value)]
    except ValueError:
        if value is not None:
            raise
        return [0]


def _place(values: list[Any], value: Any) -> int:
    for place, option in enumerate(values):
        floats = isinstance(option, float) and isinstance(value, float)
        if option == value or (floats and abs(option - value) < _EPSILON):
            return place
    raise ValueError(f"The value {value!r} of select_slider is not among its options.")
