"""Choose several options from a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from numbers import Integral
from typing import Any, TypeVar, cast

from rerun_state.elements.base import query_values
from rerun_state.elements.base.choice_codecs import Choices, checked_index, new_option
from rerun_state.elements.base.frame import frame
from rerun_state.elements.base.listing import listed
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
    text_if_any,
    truth,
    truth_or_none,
)
from rerun_state.elements.inputs.choice import FilterMode, check_filter_mode
from rerun_state.errors import (
    StreamlitInvalidParameterTypeError,
    StreamlitSelectionCountExceedsMaxError,
    StreamlitValueError,
)
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring

T = TypeVar("T")


def multiselect(
    self: Block,
    label: str,
    options: Iterable[T],
    default: Any = None,
    format_func: Callable[[Any], str] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    max_selections: int | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    accept_new_options: bool = False,
    filter_mode: FilterMode | None = "fuzzy",
    select_all: bool | int = 1000,
    width: WidthWithoutContent = "stretch",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> list[T]:
    """Show the chosen options, the others in a list that opens below; return the chosen ones.

    The list is in the order in which the reader chose.

    Options that are no longer offered drop out of the value; the others stay.

    Raises StreamlitDefaultNotInOptionsError for a default that is not offered,
    StreamlitSelectionCountExceedsMaxError if more are chosen than `max_selections`, and
    StreamlitIncompatibleParametersError for new options without a `filter_mode`.

        tags = st.multiselect("Tags", ["red", "round", "ripe"], default="ripe")
    """
    _check_max(max_selections)
    offer = Options(options, format_func, "multiselect")
    start = offer.indices(default, "multiselect")
    codec = Many(offer, max_selections, new=accept_new_options)
    check_filter_mode(filter_mode, accept_new_options, "multiselect")
    props = frame("multiselect", label, help, disabled, label_visibility, width, content=False)
    props["options"] = offer.labels
    props["max_selections"] = max_selections
    props["placeholder"] = text_if_any(placeholder, "placeholder", "multiselect")
    props["accept_new_options"] = truth(accept_new_options, "accept_new_options")
    props["filter_mode"] = filter_mode or "none"
    props["select_all"] = _offered(select_all, len(offer.values))
    props["wrap"] = truth_or_none(wrap, "wrap")
    chosen = field(
        self,
        "multiselect",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(
            *(label, tuple(offer.labels), tuple(start), help, max_selections, placeholder),
            *(accept_new_options, filter_mode, select_all, width),
        ),
        bounds=(max_selections, accept_new_options),
        default=[offer.values[place] for place in start],
        codec=codec,
    ).value
    return cast("list[T]", offer.of_this_run(chosen))


class Many(Choices[T]):
    """The codec of several options; on the wire a list of indices, and of texts of new options."""

    __slots__ = ("most", "new")

    spelling = query_values.SEVERAL

    def __init__(
        self, options: Options[T], max_selections: int | None, *, new: bool = False
    ) -> None:
        super().__init__(options)
        self.most = max_selections
        self.new = new

    def decode(self, wire: Any) -> list[Any]:
        """The options, in the reader's order; none of them twice."""
        if not isinstance(wire, list):
            raise ValueError("not a list of options")
        if self.most is not None and len(wire) > self.most:
            raise ValueError("more options than max_selections")
        if len(wire) > len(self.options.values) and not self.new:
            raise ValueError("more options than there are")
        values = [self._one(part) for part in wire]
        if len({part for part in wire if type(part) in (int, str)}) < len(wire):
            raise ValueError("an option twice")
        return values

    def _one(self, part: Any) -> Any:
        if isinstance(part, str) and self.new:
            return new_option(self.options, part)
        return self.options.values[checked_index(part, len(self.options.values))]

    def encode(self, value: Any) -> list[int | str]:
        """The indices of the options, and the texts of new ones."""
        parts: list[int | str] = []
        for option in listed(value):
            place = self.options.find(option)
            if place is not None:
                parts.append(place)
            elif self.new:
                parts.append(self.options.label(option) or str(option))
        return parts

    def admit(self, value: Any) -> Any:
        """The value without the options that are no longer offered."""
        self.vet(value)
        iter(value)  # raises for what is no list of options
        if self.new or not value:  # an array has no truth value, and is refused so
            return value
        kept = [option for option in value if self.options.find(option) is not None]
        return value if len(kept) == len(value) else kept

    def vet(self, value: Any) -> None:
        """Raise StreamlitSelectionCountExceedsMaxError if that is more than may be chosen."""
        if self.most is None or value is None:
            return
        count = len(value) if hasattr(value, "__len__") else 1
        if count > self.most:
            raise StreamlitSelectionCountExceedsMaxError(
                f"A multiselect with max_selections={self.most} cannot have {count} chosen. "
                "Choose fewer, or raise max_selections."
            )

    def settle(self, value: Any) -> list[Any]:
        """A list of the options that have the labels; a new option is its own label."""
        parts = () if value is None else value
        return [self.labelled(self.options.label(part) or str(part)) for part in parts]

    def labelled(self, label: str) -> Any:
        """The first option with that label; the label itself where none has it."""
        labels = self.options.labels
        return self.options.values[labels.index(label)] if label in labels else label


def _check_max(max_selections: Any) -> None:
    if max_selections is None:
        return
    whole = isinstance(max_selections, Integral) and not isinstance(max_selections, bool)
    if not whole or max_selections < 1:
        raise StreamlitValueError(
            f"max_selections of multiselect must be above zero or None, not {max_selections!r}. "
            "Use disabled=True to let nothing be chosen."
        )


def _offered(select_all: Any, count: int) -> bool:
    """Is everything to be chosen at once?"""
    if isinstance(select_all, bool):
        return select_all
    if not isinstance(select_all, int):
        raise StreamlitInvalidParameterTypeError(
            f"select_all of multiselect must be a bool or an int, not {type(select_all).__name__}."
        )
    if select_all < 0:
        raise StreamlitValueError(
            f"select_all of multiselect must be True, False or at least zero, not {select_all}."
        )
    return count <= select_all
