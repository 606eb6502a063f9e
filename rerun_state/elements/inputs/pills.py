"""Choose among options that stand side by side: pills and segmented controls.

Both are one kind of element, `button_group`, in two styles; Streamlit's tests know them by that
name too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, TypeVar, overload

from rerun_state.elements.base import query_values
from rerun_state.elements.base.choice_codecs import Choices, carry_all, checked_index
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
    Width,
    has_state,
    one_of,
    truth,
    truth_or_none,
)
from rerun_state.errors import StreamlitAPIException, StreamlitIncompatibleParametersError
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.tree import Icon, Label
from rerun_state.symbols.emoji import is_emoji
from rerun_state.symbols.icons import material_svg

T = TypeVar("T")
Mode = Literal["single", "multi"]


@overload
def pills(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Literal["single"] = "single",
    default: Any = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | None: ...
@overload
def pills(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Literal["multi"],
    default: Any = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> list[T]: ...
def pills(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Mode = "single",
    default: Any = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> Any:
    """Show options as a row of pills; return the chosen one or None, or a list with "multi".

    Raises StreamlitDefaultNotInOptionsError for a default that is not offered,
    StreamlitAPIException for several without "multi", and StreamlitIncompatibleParametersError for
    `required` with it.

        genre = st.pills("Genre", ["Jazz", "Blues"], default="Jazz")
    """
    return _group(
        self,
        "pills",
        label,
        Options(options, format_func or str, "pills", icons=True),
        selection_mode,
        default,
        required,
        wrap,
        frame("pills", label, help, disabled, label_visibility, width, strict=True),
        Wiring(key, on_change, args, kwargs, bind, persist_state),
    )


@overload
def segmented_control(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Literal["single"] = "single",
    default: Any = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | None: ...
@overload
def segmented_control(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Literal["multi"],
    default: Any = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> list[T]: ...
def segmented_control(
    self: Block,
    label: str,
    options: Iterable[T],
    *,
    selection_mode: Mode = "single",
    default: Any = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> Any:
    """Show options as the parts of one bar; return the chosen one or None, or a list with "multi".

    Raises the errors of `pills`.

        view = st.segmented_control("View", ["Table", "Chart"], default="Table", required=True)
    """
    return _group(
        self,
        "segmented_control",
        label,
        Options(options, format_func or str, "segmented_control", icons=True),
        selection_mode,
        default,
        required,
        wrap,
        frame("segmented_control", label, help, disabled, label_visibility, width, strict=True),
        Wiring(key, on_change, args, kwargs, bind, persist_state),
    )


def _group(
    self: Block,
    style: str,
    label: str,
    offer: Options[T],
    mode: Mode,
    default: Any,
    required: bool,
    wrap: bool | None,
    props: dict[str, Any],
    wires: Wiring,
) -> Any:
    if required and mode == "multi":
        raise StreamlitIncompatibleParametersError(
            f"required=True of {style} cannot be used with selection_mode='multi'. Leave one out."
        )
    start = offer.indices(default, style)
    one_of(mode, ("single", "multi"), "selection_mode", style)
    if mode == "single" and len(start) > 1:
        raise StreamlitAPIException(
            f"{style} {label!r} chooses one option, but has {len(start)} defaults. Give one, "
            "or selection_mode='multi'."
        )
    faces = [_face(text) for text in offer.labels]
    props["options"] = [Label(text) for _, text in faces]
    props["icons"] = [icon for icon, _ in faces]
    props["style"] = style
    props["selection_mode"] = mode
    props["required"] = truth(required, "required")
    props["wrap"] = truth_or_none(wrap, "wrap")
    key = wires.key
    before = offer.of_this_run(current().state[str(key)]) if has_state(key) else None
    codec = Group(offer, start, before, multi=mode == "multi", required=required)
    held = field(
        self,
        "button_group",
        props,
        wires,
        identity=(
            *(style, mode, label, tuple(offer.labels), tuple(start)),
            *(props["help"], props["width"]),
        ),
        bounds=(style, mode),
        default=codec.default,
        codec=codec,
    ).value
    chosen = offer.of_this_run(held)
    if not codec.multi:
        return chosen
    iter(chosen)  # the program may have put None there
    return chosen or type(chosen)()  # an empty choice is not the very list in the state


class Group(Choices[T]):
    """The codec of one option or several; on the wire always a list of indices."""

    __slots__ = ("_before", "_required", "_start", "most", "multi")

    spelling = query_values.SEVERAL
    new = False  # no option can be added

    def __init__(
        self,
        options: Options[T],
        start: list[int],
        before: Any,
        *,
        multi: bool,
        required: bool,
    ) -> None:
        super().__init__(options)
        self._start = start
        self.multi = multi
        self.most = None if multi else 1
        self._required = required
        chosen = before if isinstance(before, list) else [before] if not multi else []
        self._before = [option for option in chosen if _among(option, options.values)]

    @property
    def default(self) -> Any:
        """What is chosen at first."""
        values = [self.options.values[place] for place in self._start]
        return values if self.multi else next(iter(values), None)

    def decode(self, wire: Any) -> Any:
        """The option or None, or the list of options, for indices."""
        if not isinstance(wire, list):
            raise ValueError("not a list of indices")
        places = [checked_index(part, len(self.options.values)) for part in wire]
        if len(set(places)) < len(places):
            raise ValueError("an option twice")
        values = [self.options.values[place] for place in places]
        if self.multi:
            return values
        if len(values) > 1:
            raise ValueError("more than one option")
        if self._required and not values:
            raise ValueError("a choice that cannot be undone")
        return values[0] if values else None

    def encode(self, value: Any) -> list[int]:
        """The indices of what is chosen."""
        if value is None:
            return []
        places = [self._find(option) for option in (listed(value) if self.multi else [value])]
        return [place for place in places if place is not None]

    def _find(self, value: Any) -> int | None:
        """Where an option is: of several equal ones that with the label, else the first of them."""
        options: list[Any] = self.options.values
        equal = [n for n, option in enumerate(options) if option is value or option == value]
        if len(equal) < 2:
            return equal[0] if equal else self.options.find(value)
        label = self.options.label(value)
        return next((n for n in equal if self.options.labels[n] == label), equal[0])

    def admit(self, value: Any) -> Any:
        """The value without what is no longer offered; the default for a single choice."""
        if value is None:
            return value
        find = self.options.find
        if not self.multi:
            return value if find(value) is not None else self.default
        if not value:  # an array has no truth value, and is refused so
            return value
        kept = [option for option in value if find(option) is not None]
        return value if len(kept) == len(value) else kept

    def carry(self, value: Any, former: Group[Any]) -> Any:
        """What the codec of the last run offered, as options of this run."""
        if self.multi:
            return carry_all(self.options, value, former.options)
        return self.options.carry(value, former.options)

    def settle(self, value: Any) -> Any:
        """The options with the labels, in the order of the choice."""
        chosen = [] if value is None else listed(value) if self.multi else [value]
        return self.from_labels([self._label(option) for option in chosen])

    def _label(self, value: Any) -> str:
        """The label of a value, whether it is offered or not."""
        label = self.options.label(value)
        return str(value) if label is None else label

    def from_labels(self, labels: list[str]) -> Any:
        """The option or None, or the list of options, with the labels.

        A label that no option has is one of before: what it stands for is what was chosen under the
        key before, and the default without a key. Of several, fewer unknown labels than options
        which they could stand for say that some were taken back: then only the known ones count.
        """
        places = [self.options.place(label) for label in labels]
        values = [self.options.values[place] for place in places if place is not None]
        unknown = len(labels) - len(values)
        if not unknown:
            return values if self.multi else next(iter(values), None)
        if not self.multi:
            return self._before[0] if self._before else self.default
        if not self._before:
            return values or self.default
        if unknown < sum(option not in values for option in self._before):
            return values
        return self._before + [option for option in values if option not in self._before]


def _among(option: Any, options: Sequence[Any]) -> bool:
    """Is it one of them? What cannot be compared, as an array, is none."""
    try:
        return option in options
    except Exception:  # an == of the user's, or of a library's
        return False


def _face(label: str) -> tuple[Icon | None, str]:
    """The icon at the beginning of a label, and the rest."""
    first, _, rest = label.partition(" ")
    if is_emoji(first):
        return Icon(first), rest
    if first.startswith(":material/") and first.endswith(":") and material_svg(first[10:-1]):
        return Icon(first), rest
    return None, label
