"""A slider over numbers, dates and times; one value, or a range of two.

A browser slides over numbers: those of a date or a time are the microseconds since 1970, as the
clock on the wall shows it (the time zone is taken off and put on again), a time being one of the
first of January 2000.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, cast

from typing_extensions import TypeVar

from rerun_state.elements import inputs
from rerun_state.elements.base import query_values
from rerun_state.elements.base.frame import frame
from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Key,
    Kwargs,
    LabelVisibility,
    OnChange,
    Persist,
    WidthWithoutContent,
    has_state,
    spelling,
    text_or_none,
)
from rerun_state.elements.inputs.number import in_json, is_number
from rerun_state.errors import (
    StreamlitInvalidMinMaxError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
    StreamlitValueError,
    an,
)
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.judgements import claiming
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.codec import Codec

if TYPE_CHECKING:
    from rerun_state.elements.inputs.measures import Kind

Scalar = TypeVar("Scalar", bound=float | date | time, default=int)
Value = TypeVar("Value", default=Scalar)

_NUMBERS: dict[type, Kind | None] = {int: "int", float: "float", type(None): None}
_SCALARS = (Integral, Real, date, time)


def slider(
    self: Block,
    label: str,
    min_value: Scalar | None = None,
    max_value: Scalar | None = None,
    value: Value | None = None,
    step: float | timedelta | None = None,
    format: str | None = None,
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
    """Show a slider; return its value, or a tuple of two for a range.

    Bounds and `value` must be of one type. Bounds widen to hold `value`.

    New bounds or a new step make a new slider, even under the same key.

    Raises StreamlitInvalidParameterTypeError for mixed types, StreamlitValueError for a step of
    zero, StreamlitInvalidMinMaxError for equal bounds, StreamlitValueBelowMinError and
    StreamlitValueAboveMaxError for a value that code puts into `session_state` beyond them.

        low, high = st.slider("Price", 0, 1000, (200, 800), step=50)
    """
    props = frame("slider", label, help, disabled, label_visibility, width, content=False)
    bounds = spelling((min_value, max_value, step))  # 5 and 5.0 are equal, but not the same slider
    with claiming("slider", key, bounds):
        parts, single = _start(key, min_value, max_value, value)
        scale = _scale(parts, single, min_value, max_value, step)
    props["min"], props["max"] = in_json(scale.low), in_json(scale.high)
    props["step"] = in_json(scale.step)
    props["format"] = (
        scale.measure.format if format is None else text_or_none(format, "format", "slider")
    )
    props["data_type"] = scale.kind
    props["range"] = not scale.single
    chosen: Value = field(
        self,
        "slider",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(label, bounds, spelling(value), format, help, width),
        bounds=(bounds,),
        default=scale.default,
        codec=scale,
    ).value
    return chosen


class Scale(Codec):
    """What a slider slides over, in a browser's numbers; the codec of its values."""

    __slots__ = ("given", "high", "kind", "low", "measure", "single", "start", "step", "zone")

    spelling = query_values.NUMBERS

    def __init__(self, parts: list[Any], single: bool, low: Any, high: Any, step: Any) -> None:
        self.single = single
        self.kind: Kind = _kind(parts)
        self.measure = inputs.measures.MEASURES[self.kind]
        low, high, step = _bounds(self.kind, parts, low, high, step)
        if low > high:
            low, high = high, low
        parts = sorted(parts) or [low, high]
        low, high = min(parts[0], low), max(parts[-1], high)
        self.zone: tzinfo | None = getattr(parts[0], "tzinfo", None)
        self.measure.check(low, "min_value")
        self.measure.check(high, "max_value")
        if low == high:
            raise StreamlitInvalidMinMaxError(
                f"min_value and max_value of slider are both {low}: there is nothing to slide over."
            )
        self.low, self.high = self.number(low), self.number(high)
        self.given = parts
        self.start = [self.number(part) for part in parts]
        self.step = step // inputs.measures.MICROSECOND if isinstance(step, timedelta) else step

    @property
    def default(self) -> Any:
        """What the slider starts with: a float of whatever library as it was given."""
        if not self.measure.as_given:
            return self.value(self.start)
        return self.given[0] if self.single else tuple(self.given)

    # -- as a codec --------------------------------------------------------------------------------

    def decode(self, wire: Any) -> Any:
        """The value, or the tuple of a range, for the browser's numbers."""
        if not isinstance(wire, list) or len(wire) != (1 if self.single else 2):
            raise ValueError("not a list of one number, or of two for a range")
        for number in wire:
            if not is_number(number):
                raise ValueError("not a number")
            if not self.low <= number <= self.high:
                raise ValueError("a number outside of the bounds")
        if wire[0] > wire[-1]:
            raise ValueError("a range that ends before it begins")
        return self.value(wire)

    def encode(self, value: Any) -> list[float]:
        """A browser's numbers for the value."""
        parts = list(value) if isinstance(value, (list, tuple)) else [value]
        return [self.number(part) for part in parts]

    def vet(self, value: Any) -> None:
        """Raise for what code set out of the bounds, or of another type."""
        for number in self.encode(value):
            self.scalar(number)  # raises for NaN and infinity where ints are wanted
            if number < self.low:
                raise StreamlitValueBelowMinError(
                    f"The slider was set to {self.scalar(number)}, which is below its min_value "
                    f"{self.scalar(self.low)}."
                )
            if number > self.high:
                raise StreamlitValueAboveMaxError(
                    f"The slider was set to {self.scalar(number)}, which is above its max_value "
                    f"{self.scalar(self.high)}."
                )

    def settle(self, value: Any) -> Any:
        """The value as the slider's type; its default for one that cannot be."""
        try:
            numbers = self.encode(value)
        except (TypeError, ValueError, AttributeError, OverflowError):
            numbers = self.start
        wanted = 1 if self.single else 2
        if len(numbers) != wanted or not all(self.low <= number <= self.high for number in numbers):
            numbers = self.start
        return self.value(numbers)

    # -- between values and numbers ----------------------------------------------------------------

    def value(self, numbers: Sequence[float]) -> Any:
        """The value, or the tuple of a range, that numbers stand for."""
        parts = tuple(map(self.scalar, numbers))
        return parts[0] if self.single else parts

    def scalar(self, number: float) -> Any:
        """What one number stands for."""
        return self.measure.scalar(number, self.zone)

    def number(self, value: Any) -> float:
        """The number that stands for one value."""
        return self.measure.number(value)


def _start(key: Key | None, low: Any, high: Any, value: Any) -> tuple[list[Any], bool]:
    """What the slider starts with as a list, and whether it is a single value."""
    if value is None:
        if not has_state(key) or isinstance(current().state[str(key)], _SCALARS):
            value = low if low is not None else 0
        else:
            value = [low if low is not None else 0, high if high is not None else 100]
    if type(value) in _NUMBERS or isinstance(value, _SCALARS):
        return [value], True
    if not isinstance(value, (list, tuple)):
        raise StreamlitInvalidParameterTypeError(
            "value of slider must be an int, float, date, time or datetime, or a list or tuple of "
            f"up to two of them, not {type(value).__name__}."
        )
    if len(value) > 2:
        raise StreamlitValueError(f"value of slider must have at most two parts, not {len(value)}.")
    return list(value), False


def _scale(parts: list[Any], single: bool, low: Any, high: Any, step: Any) -> Scale:
    """The scale of a slider; the same one again for the same ints and floats."""
    if all(type(part) in _NUMBERS for part in (*parts, low, high, step)):
        spelt = repr((parts, low, high, step))  # 5 is not 5.0, and 0.0 not -0.0
        return _scale_of_numbers(spelt, tuple(parts), single, low, high, step)
    return Scale(parts, single, low, high, step)


@lru_cache(maxsize=1024)
def _scale_of_numbers(
    spelt: str, parts: tuple[float, ...], single: bool, low: Any, high: Any, step: Any
) -> Scale:
    return Scale(list(parts), single, low, high, step)


def _kind(parts: Sequence[Any]) -> Kind:
    """The one type of all parts."""
    kinds: set[Kind] = {_kind_of(part) for part in parts} or {"int"}
    if len(kinds) > 1:
        raise StreamlitInvalidParameterTypeError(
            f"Both parts of a slider's value must be of one type, not {', '.join(sorted(kinds))}."
        )
    return kinds.pop()


def _kind_of(part: Any) -> Kind:
    if (plain := _NUMBERS.get(type(part))) is not None:
        return plain  # the ABCs below take twenty times as long
    if isinstance(part, Integral):
        return "int"
    if isinstance(part, Real):
        return "float"
    for type_, kind in ((datetime, "datetime"), (date, "date"), (time, "time")):
        if isinstance(part, type_) and part == part:  # pandas' NaT equals nothing
            return cast("Kind", kind)
    raise KeyError(
        f"A slider slides over numbers, dates, times and datetimes, not over {part!r}, "
        f"{an(type(part).__name__)}. Give one of these."
    )


def _bounds(
    kind: Kind, parts: Sequence[Any], low: Any, high: Any, step: Any
) -> tuple[Any, Any, Any]:
    """The bounds and the step, defaults filled in; raises unless all are of the value's type."""
    measure = inputs.measures.MEASURES[kind]
    lowest, highest = measure.bounds(parts[0] if parts else None)
    low = lowest if low is None else low
    high = highest if high is None else high
    if step is None:
        step = measure.step(low, high)
    if step == (timedelta(0) if isinstance(step, timedelta) else 0):
        raise StreamlitValueError("step of slider must not be zero.")
    if not measure.fits(low, high, step):
        raise StreamlitInvalidParameterTypeError(
            f"A slider over {kind} values cannot have min_value={low!r}, max_value={high!r} and "
            f"step={step!r}: write all of them in the type of the value."
        )
    return low, high, step
