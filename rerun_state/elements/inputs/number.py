"""A number to type."""

from __future__ import annotations

import logging
import math
import numbers
import sys
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

from typing_extensions import TypeVar

from rerun_state.elements.base import query_values
from rerun_state.elements.base.frame import frame
from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Empty,
    Key,
    Kwargs,
    LabelVisibility,
    OnChange,
    Persist,
    WidthWithoutContent,
    emptied,
    icon_of,
    noted,
    spelling,
    truth,
)
from rerun_state.errors import (
    StreamlitInvalidMinMaxError,
    StreamlitInvalidNumberFormatError,
    StreamlitJSNumberBoundsError,
    StreamlitMixedNumericTypesError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
)
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.judgements import claiming
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.codec import Codec

Number = TypeVar("Number", int, float, default=float)

SAFE_INTEGER = 2**53 - 1
"""The greatest integer that a browser counts up to exactly."""
_PLAIN = frozenset({int, float, str, type(None)})

_LOG = logging.getLogger("rerun_state")


def number_input(
    self: Block,
    label: str,
    min_value: Number | None = None,
    max_value: Number | None = None,
    value: Number | Literal["min"] | Empty = "min",
    step: Number | None = None,
    format: str | None = None,
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
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> Number | Empty:
    """Show a field for a number with buttons that step it; return the number.

    It is an int if all of the bounds, the value and the step that are given are ints, a float if
    all of them are floats or none is given.

    A value outside of the bounds that code sets, or that new bounds leave outside, gives way to the
    default.

    Raises StreamlitMixedNumericTypesError for ints among floats, StreamlitInvalidMinMaxError for
    bounds that exclude each other, StreamlitValueBelowMinError and StreamlitValueAboveMaxError for
    a default outside of them, StreamlitJSNumberBoundsError for what a browser cannot hold, and
    StreamlitInvalidNumberFormatError for a `format` that does not make a number.

        n = st.number_input("Trials", min_value=1, max_value=500, value=20)
    """
    given = (min_value, max_value, value, step)
    spelt = spelling(given)  # 5 and 5.0 are equal, but not the same field
    props = frame("number_input", label, help, disabled, label_visibility, width, content=False)
    with claiming("number_input", key):
        codec = _numbers(given, spelt, emptied(key), format, label)
        props["icon"] = icon_of(icon)
    props |= codec.props
    props["placeholder"] = None if placeholder is None else str(placeholder)
    props["required"] = truth(required, "required")
    props["clearable"] = codec.default is None and not required
    chosen: Number | Empty = field(
        self,
        "number_input",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(label, spelt, format, help, placeholder, icon, width, required),
        default=codec.default,
        codec=codec,
    ).value
    return chosen


class Numbers(Codec):
    """The codec of a number; None for an empty field. `props` are the properties of its field."""

    __slots__ = ("_default", "_high", "_low", "_max", "_min", "_whole", "props")

    spelling = query_values.NUMBER

    def __init__(
        self,
        default: Any,
        whole: bool,
        low: Any,
        high: Any,
        min: Any,
        max: Any,
        props: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self.props = props
        self._default = default
        self._whole = whole
        self._low, self._high = low, high  # what can be a value at all
        self._min, self._max = min, max  # what the program allows

    @property
    def default(self) -> Any:
        """The number that the field has at first, as the declared type."""
        return int(self._default) if self._whole and self._default is not None else self._default

    def decode(self, wire: Any) -> Any:
        """The number as the declared type; the default for an emptied field."""
        if wire is None:
            return self.default
        if not is_number(wire):
            raise ValueError("not a number")
        number = int(wire) if self._whole else float(wire)
        if not self._low <= number <= self._high:
            raise ValueError("a number outside of the bounds")
        return number

    def encode(self, value: Any) -> Any:
        """The number itself; None for one that JSON does not know."""
        return in_json(value)

    def vet(self, value: Any) -> None:
        """TypeError for what is no number, where no bounds keep it out."""
        if value is not None and self._min is None and self._max is None:
            with noted(f"The state of a number_input must be a number or None, not {value!r}."):
                math.isfinite(value)

    def admit(self, value: Any) -> Any:
        """The number if it is within the bounds, else the default.

        What cannot be compared with the bounds raises TypeError.
        """
        if value is None:
            return value
        with noted(f"The state of a number_input must be a number or None, not {value!r}."):
            below = self._min is not None and value < float(self._min)
            above = self._max is not None and value > float(self._max)
        return self._default if below or above else value

    def settle(self, value: Any) -> Any:
        """The number as the declared type; the default for one that cannot be."""
        if value is None:
            return self.default
        try:
            number = int(value) if self._whole else float(value)
        except (TypeError, ValueError, OverflowError):
            return self.default
        fits = math.isfinite(number) and self._low <= number <= self._high
        return number if fits else self.default


def _numbers(
    given: tuple[Any, ...], spelt: str, empty: bool, format: str | None, label: str
) -> Numbers:
    """The codec of a field; the same one again for the same ints and floats, which are `spelt`."""
    if format is None and all(type(part) in _PLAIN for part in given):
        return _numbers_of_plain(given, spelt, empty, label)
    return _declared(given, empty, format, label)


@lru_cache(maxsize=1024)
def _numbers_of_plain(given: tuple[Any, ...], spelt: str, empty: bool, label: str) -> Numbers:
    return _declared(given, empty, None, label)


def _declared(given: tuple[Any, ...], empty: bool, format: str | None, label: str) -> Numbers:
    """The codec of a field with these bounds, value and step, all of them checked."""
    low, high, value, step = given
    integral, floating = _types(given)
    if not integral and not floating:
        raise StreamlitMixedNumericTypesError(
            f"number_input {label!r} mixes ints and floats: min_value={low!r}, "
            f"max_value={high!r}, value={value!r}, step={step!r}. Write all of them alike."
        )
    counts = integral and not floating
    start = None if empty else value
    if isinstance(start, str) and start == "min":
        zero = 0 if counts else 0.0
        start = zero if low is None else low
    whole = _is_whole(start) or (start is None and counts)
    shown_as = format if format is not None else ("%d" if whole else "%0.2f")
    _check_format(shown_as, whole, label)
    step = step if step is not None else (1 if whole else 0.01)
    _check_bounds(low, high, start)
    least, most = _limits(low, high, step, start, whole)
    props = {
        "min": in_json(low),
        "max": in_json(high),
        "step": in_json(step),
        "format": shown_as,
        "data_type": "int" if whole else "float",
    }
    return Numbers(start, whole, least, most, low, high, MappingProxyType(props))


def is_number(wire: Any) -> bool:
    """Is that a finite number, as a browser sends it?"""
    return type(wire) in (int, float) and math.isfinite(wire)


def in_json(value: Any) -> int | float | None:
    """A number of any library as JSON has it, which knows no infinity and no NaN."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if _is_whole(value) else float(value)


def check_safe(value: Any, name: str, *, whole: bool) -> None:
    """Raise StreamlitJSNumberBoundsError for what a browser cannot hold as a number."""
    if value is None:
        return
    counts = _is_whole(value)
    if not counts and not isinstance(value, float) and "numpy" not in type(value).__module__:
        raise StreamlitJSNumberBoundsError(f"{name} ({value!r}) is not a number.")
    size: Any = abs(value if counts else float(value))
    if whole and size > SAFE_INTEGER:
        raise StreamlitJSNumberBoundsError(
            f"{name} ({value}) is beyond {SAFE_INTEGER}, the greatest integer that a browser holds "
            "exactly."
        )
    if not whole and size > sys.float_info.max:
        raise StreamlitJSNumberBoundsError(f"{name} ({value}) is beyond what a browser can hold.")


def _is_whole(value: Any) -> bool:
    kind = type(value)  # an ABC is slow to ask
    return kind is int or (kind is not float and isinstance(value, numbers.Integral))


def _types(given: tuple[Any, ...]) -> tuple[bool, bool]:
    """Could all of them be ints, could all be floats? Words and None could be both."""
    real = [part for part in given if part is not None and not isinstance(part, str)]
    return (
        all(_is_whole(part) for part in real),
        all(isinstance(part, float) for part in real),
    )


def _check_format(format: str, whole: bool, label: str) -> None:
    cure = 'Use a printf format such as "%d" or "%.2f", without other text.'
    with noted(cure):
        last = format[-1]
    if not whole and format in ("%d", "%u", "%i"):
        _LOG.warning(
            "number_input %r holds a float, but its format %s shows an int.", label, format
        )
    elif whole and last == "f":
        _LOG.warning("number_input %r holds an int, so its format %s has no effect.", label, format)
    try:
        float(format % 2)
    except (TypeError, ValueError):
        raise StreamlitInvalidNumberFormatError(
            f"The format {format!r} of number_input {label!r} does not make a number. {cure}"
        ) from None


def _check_bounds(low: Any, high: Any, start: Any) -> None:
    if low is not None and high is not None and low > high:
        raise StreamlitInvalidMinMaxError(
            f"min_value ({low}) of number_input is above max_value ({high})."
        )
    if start is None:
        return
    if low is not None and low > start:
        raise StreamlitValueBelowMinError(
            f"value ({start}) of number_input is below min_value ({low})."
        )
    if high is not None and high < start:
        raise StreamlitValueAboveMaxError(
            f"value ({start}) of number_input is above max_value ({high})."
        )


def _limits(low: Any, high: Any, step: Any, start: Any, whole: bool) -> tuple[Any, Any]:
    """The bounds, those of a browser where the program gives none."""
    parts = {"min_value": low, "max_value": high, "step": step, "value": start}
    for name, part in parts.items():
        check_safe(part, name, whole=whole)
    end: float = SAFE_INTEGER if whole else math.inf
    return (-end if low is None else low), (end if high is None else high)
