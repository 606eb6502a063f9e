"""Typed text.

A text that is being typed is the browser's: it becomes a value with Enter or when the field is left
(or while one types, with `live`).
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import Any, Literal, get_args

from rerun_state.elements.base import query_values
from rerun_state.elements.base.frame import frame
from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Empty,
    Height,
    Key,
    Kwargs,
    LabelVisibility,
    OnChange,
    Persist,
    WidthWithoutContent,
    check_height,
    count_or_none,
    emptied,
    icon_of,
    one_of,
    text_or_none,
    truth,
)
from rerun_state.errors import (
    StreamlitIncompatibleParametersError,
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from rerun_state.runtime.execution.durations import seconds
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.judgements import claiming, unfit
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.codec import Codec

TextType = Literal["default", "password", "email", "url", "phone", "search"]
_LIVE_PAUSE = 250  # ms, for live=True
_LONGEST_PAUSE = timedelta(minutes=1)
_BRIEF = 200  # characters of a default that is worth keeping


class TextCodec(Codec):
    """A text of at most `max_chars` characters; an empty field stands for the default."""

    __slots__ = ("_default", "_max_chars", "_secret")

    spelling = query_values.TEXT

    def __init__(self, default: str | None, max_chars: int | None, *, secret: bool = False) -> None:
        self._default = default
        self._max_chars = max_chars
        self._secret = secret

    @property
    def lasts(self) -> bool:
        """Passwords are never kept."""
        return not self._secret

    def decode(self, wire: Any) -> str | None:
        """The text, if it is one and not too long."""
        if wire is None:
            return self._default
        return checked_text(wire, self._max_chars)

    def encode(self, value: Any) -> Any:
        """The text itself; what code put there instead is shown as text."""
        return value if value is None or isinstance(value, str) else str(value)

    def vet(self, value: Any) -> None:
        """A text of any length, or None; TypeError for anything else."""
        if value is not None and not isinstance(value, str):
            raise TypeError(f"The value of a text field must be a str or None, not {value!r}.")

    def settle(self, value: Any) -> Any:
        """A plain text as the field holds it, cut off at its end; the default for None."""
        held = self._default if value is None else value
        return held[: self._max_chars or None] if isinstance(held, str) else held


def _text_codec(default: str | None, max_chars: int | None, secret: bool = False) -> TextCodec:
    """The codec of a text; the same one again for the same short default."""
    brief = default is None or len(default) <= _BRIEF
    return (_known_codec if brief else TextCodec)(default, max_chars, secret=secret)


_known_codec = lru_cache(maxsize=1024)(TextCodec)


def text_input(
    self: Block,
    label: str,
    value: str | float | Empty = "",
    max_chars: int | None = None,
    key: Key | None = None,
    type: TextType = "default",
    help: str | None = None,
    autocomplete: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    validate: str | tuple[str, str] | None = None,
    live: str | bool = False,
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> str | Empty:
    """Show a field for one line of text; return the text.

    The browser checks `validate` by JavaScript's rules before it sends a text, as it checks
    `required`, which refuses an empty one.

    Raises StreamlitValueError for an unknown `type`, StreamlitValueOutOfRangeError for a pause that
    is too long, and StreamlitIncompatibleParametersError for a password that is bound.

        name = st.text_input("Name", placeholder="Ada Lovelace")
    """
    one_of(type, get_args(TextType), "type", "text_input")
    if type == "password" and bind is not None:
        raise StreamlitIncompatibleParametersError(
            f"The password of text_input {label!r} would stand in the address. Leave bind out."
        )
    props = frame("text_input", label, help, disabled, label_visibility, width, content=False)
    with claiming("text_input", key, max_chars):
        limit = count_or_none(max_chars, "max_chars", "text_input")
    given = _default(value, limit)
    default = None if emptied(key) else given
    pause = _pause(live)
    pattern, message = _pattern(validate)
    props.update(
        type=type,
        max_chars=limit,
        placeholder=None if placeholder is None else str(placeholder),
        autocomplete=_autocomplete(text_or_none(autocomplete, "autocomplete", "text_input"), type),
        required=truth(required, "required"),
        clearable=value is None,
        validate=pattern,
        validate_message=message,
        live=pause,
    )
    with claiming("text_input", key, limit, pattern):
        props["icon"] = icon_of(icon)
    text: str | Empty = field(
        self,
        "text_input",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(
            *(label, given, limit, type, help, autocomplete, placeholder, required, icon),
            *(pattern, message, pause, width),
        ),
        bounds=(limit, pattern),
        default=default,
        codec=_text_codec(default, limit, type == "password"),
    ).value
    return text


def text_area(
    self: Block,
    label: str,
    value: str | float | Empty = "",
    height: Height | None = None,
    max_chars: int | None = None,
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
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> str | Empty:
    """Show a field for several lines of text; return the text.

    Ctrl+Enter, or leaving the field, sends it.

        notes = st.text_area("Notes", height="content", max_chars=500)
    """
    props = frame("text_area", label, help, disabled, label_visibility, width, content=False)
    with claiming("text_area", key, max_chars):
        limit = count_or_none(max_chars, "max_chars", "text_area")
    given = _default(value, limit)
    default = None if emptied(key) else given
    try:
        props["height"] = None if height is None else check_height(height, "text_area")
    except StreamlitInvalidHeightError as error:
        props |= unfit(error)
    props.update(
        max_chars=limit,
        placeholder=None if placeholder is None else str(placeholder),
        required=truth(required, "required"),
        clearable=value is None,
    )
    text: str | Empty = field(
        self,
        "text_area",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(label, given, height, limit, help, placeholder, required, width),
        bounds=(limit,),
        default=default,
        codec=_text_codec(default, limit),
    ).value
    return text


def checked_text(wire: Any, max_chars: int | None) -> str:
    """A text from the browser; ValueError for what is none, or too long."""
    if not isinstance(wire, str):
        raise ValueError("not a text")
    if max_chars and len(wire) > max_chars:
        raise ValueError(f"longer than {max_chars} characters")
    try:
        wire.encode()
    except UnicodeEncodeError:
        raise ValueError("half of a character") from None
    return wire


def _default(value: object, limit: int | None) -> str | None:
    if value is None:
        return None
    text = str(value)
    return text if limit is None else text[:limit]


def _pattern(validate: Any) -> tuple[str | None, str | None]:
    if validate is None or isinstance(validate, str):
        return validate, None
    if not isinstance(validate, tuple):
        raise StreamlitInvalidParameterTypeError(
            "validate of text_input must be a regular expression, or a tuple of one and a "
            f"message, not {validate!r}."
        )
    if len(validate) != 2 or not all(isinstance(part, str) for part in validate):
        raise StreamlitValueError(
            f"validate of text_input must be (regular expression, message), not {validate!r}."
        )
    return validate


def _pause(live: Any) -> int | None:
    """The pause in ms after which a live text is sent; None for a text that is not live."""
    if isinstance(live, bool):
        return _LIVE_PAUSE if live else None
    if not isinstance(live, str):
        raise StreamlitInvalidParameterTypeError(
            f"live of text_input must be a bool or a duration such as '500ms', not {live!r}."
        )
    pause = seconds(live)
    if pause is None or not 0 <= pause <= _LONGEST_PAUSE.total_seconds():
        raise StreamlitValueOutOfRangeError(
            f"live of text_input must lie between '0ms' and '1m', not {live!r}. True is 250 ms."
        )
    return round(pause * 1000)


def _autocomplete(given: str | None, type: str) -> str:
    """A password field does not offer the passwords of other sites unless told to."""
    if given is not None:
        return given
    return "new-password" if type == "password" else ""
