"""Choose one of several options: radio and selectbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, TypeVar, cast

from rerun_state.elements.base.choice_codecs import one
from rerun_state.elements.base.frame import frame
from rerun_state.elements.base.options import check_index, offered
from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Empty,
    Key,
    Kwargs,
    LabelVisibility,
    OnChange,
    Persist,
    Width,
    WidthWithoutContent,
    emptied,
    icon_of,
    line,
    one_of,
    text_if_any,
    truth,
)
from rerun_state.errors import (
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
)
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.judgements import claiming
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.tree import Label

T = TypeVar("T")

FilterMode = Literal["fuzzy", "contains", "prefix"]


def radio(
    self: Block,
    label: str,
    options: Iterable[T],
    index: int | Empty = 0,
    format_func: Callable[[Any], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    disabled: bool = False,
    horizontal: bool = False,
    captions: Sequence[str] | None = None,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | Empty:
    """Show all options, one of them chosen; return that one.

    An option is known again by its label, which is Markdown. A value that is no longer offered
    gives way to the default.

    Raises StreamlitValueOutOfRangeError for an index without an option.

        size = st.radio("Size", ["S", "M", "L"], index=1, horizontal=True)
    """
    offer = offered(options, format_func, "radio")
    props = frame("radio", label, help, disabled, label_visibility, width, strict=True)
    with claiming("radio", key):
        check_index(index, len(offer.values), "radio")
        props["captions"] = _captions(captions)
    props["options"] = list(map(Label, offer.labels))
    props["horizontal"] = truth(horizontal, "horizontal")
    codec = one(offer, None if emptied(key) else cast("int | None", index))
    chosen = field(
        self,
        "radio",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(label, tuple(offer.labels), index, help, horizontal, _tuple(captions), width),
        default=codec.default,
        codec=codec,
    ).value
    return cast("T | Empty", offer.of_this_run(chosen))


def selectbox(
    self: Block,
    label: str,
    options: Iterable[T],
    index: int | Empty = 0,
    format_func: Callable[[Any], str] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    accept_new_options: bool = False,
    filter_mode: FilterMode | None = "fuzzy",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> T | Empty:
    """Show the chosen option, the others in a list that opens below; return the chosen one.

    Labels are plain text. With `index=None` the reader can clear the choice, unless it is
    `required`.

    Raises StreamlitValueOutOfRangeError for an index without an option, and
    StreamlitIncompatibleParametersError for new options without a `filter_mode`.

        city = st.selectbox("City", ["Rome", "Oslo"], index=None, placeholder="Choose a city")
    """
    offer = offered(options, format_func, "selectbox")
    check_index(index, len(offer.values), "selectbox")
    check_filter_mode(filter_mode, accept_new_options, "selectbox")
    props = frame("selectbox", label, help, disabled, label_visibility, width, content=False)
    start = None if emptied(key) else cast("int | None", index)
    props["options"] = offer.labels
    props["placeholder"] = text_if_any(placeholder, "placeholder", "selectbox")
    with claiming("selectbox", key, accept_new_options):
        props["icon"] = icon_of(icon)
    props["accept_new_options"] = truth(accept_new_options, "accept_new_options")
    props["filter_mode"] = filter_mode or "none"
    props["required"] = truth(required, "required")
    props["clearable"] = start is None and not required
    codec = one(offer, start, new=accept_new_options)
    chosen = field(
        self,
        "selectbox",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(
            *(label, tuple(offer.labels), index, help, placeholder, required, icon),
            *(accept_new_options, filter_mode, width),
        ),
        bounds=(accept_new_options,),
        default=codec.default,
        codec=codec,
    ).value
    return cast("T | Empty", offer.of_this_run(chosen))


def check_filter_mode(mode: Any, accept_new_options: bool, kind: str) -> None:
    """Raise for a filter mode that does not exist, or that forbids the typing of new options."""
    one_of(mode, ("fuzzy", "contains", "prefix", None), "filter_mode", kind)
    if mode is None and accept_new_options:
        raise StreamlitIncompatibleParametersError(
            f"filter_mode=None of {kind} forbids typing, so accept_new_options=True cannot work. "
            "Leave one of them out."
        )


def _captions(captions: Sequence[str] | None) -> list[Label] | None:
    if captions is None:
        return None
    for caption in captions:
        if caption is not None and not isinstance(caption, str):
            raise StreamlitInvalidParameterTypeError(
                f"captions of radio must be str or None, not {type(caption).__name__}."
            )
    return [line(caption or "") for caption in captions]


def _tuple(parts: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if parts is None else tuple(parts)
