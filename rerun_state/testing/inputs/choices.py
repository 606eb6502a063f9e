"""How a test operates what offers a choice, and what holds a number.

What a test sets goes the way that a browser's answer takes: an option by its label, a date in
microseconds. So a test may give the option or its label, and a value that the element does not
offer ends up as it would in a page.
"""

from __future__ import annotations

import math
from typing import Any, Self, cast

from rerun_state.elements.base.choice_codecs import One
from rerun_state.elements.inputs.multiselect import Many
from rerun_state.elements.inputs.number import Numbers
from rerun_state.elements.inputs.pills import Group
from rerun_state.elements.inputs.select_slider import PlacesCodec
from rerun_state.elements.inputs.slider import Scale
from rerun_state.elements.inputs.toggles import Switch
from rerun_state.testing.element import UNSET, AppTestError, Widget


class NeverNone(Widget):
    """A widget that always has a value: to set None is to take back what was set."""

    def set_value(self, v: Any) -> Self:
        """Set the value; the next `run()` sends it."""
        if v is None:
            self._pending = UNSET
            return self
        return super().set_value(v)


class _Bounded(Widget):
    """A widget over numbers: its bounds and its step are floats, as a page has them."""

    @property
    def min(self) -> float | None:
        """The least value; None without one."""
        return _as_float(self.node.element.props["min"])

    @property
    def max(self) -> float | None:
        """The greatest value; None without one."""
        return _as_float(self.node.element.props["max"])

    @property
    def step(self) -> float:
        """How far one press goes."""
        return float(self.node.element.props["step"])


def _as_float(number: float | None) -> float | None:
    return None if number is None else float(number)


def _format_func(element: Widget) -> Any:
    """The function that makes a label of an option."""
    return cast(Any, element.widget.codec).options.format


class Checkbox(NeverNone):
    """A checkbox or a toggle."""

    def check(self) -> Self:
        """Tick it."""
        return self.set_value(True)

    def uncheck(self) -> Self:
        """Take the tick away."""
        return self.set_value(False)

    def sent(self) -> Any:
        """True or False; TypeError for what is no truth value."""
        codec = cast(Switch, self.widget.codec)
        codec.vet(self.value)
        return codec.settle(self.value)


class Choice(Widget):
    """A choice of one option: radio, selectbox."""

    format_func = property(_format_func)

    @property
    def codec(self) -> One[Any]:
        """Between options and labels."""
        return self.codec_as(One)

    @property
    def index(self) -> int | None:
        """Where the chosen option is; None if nothing is chosen."""
        if self.value is None:
            return None
        if not self.options and self.type == "selectbox":
            return 0
        labels: list[str] = self.options
        return labels.index(formatted(self.codec, self.value))

    def select(self, v: Any) -> Self:
        """Choose an option, given as itself or by its label."""
        return self.set_value(v)

    def select_index(self, index: int | None) -> Self:
        """Choose the option at a place; None chooses nothing."""
        return self.set_value(None if index is None else self.options[index])

    def sent(self) -> Any:
        """The option with the label."""
        index = self.index
        labels: list[str] = self.options
        if index is None or not labels:
            return self.codec.default
        return self.codec.labelled(labels[index])


class NumberInput(_Bounded):
    """A number to type."""

    def increment(self) -> Self:
        """Press the button that adds a step."""
        return self._by(self.step)

    def decrement(self) -> Self:
        """Press the button that takes a step away."""
        return self._by(-self.step)

    def _by(self, step: Any) -> Self:
        if self.value is None:
            return self
        value = self.value + step
        if step > 0 and self.max:
            value = min(value, self.max)
        if step < 0 and self.min:
            value = max(value, self.min)
        return self.set_value(value)

    def sent(self) -> Any:
        """The number as the declared type; the default if it is out of the bounds."""
        codec = self.codec_as(Numbers)
        if self.value is not None:
            math.isfinite(self.value)  # raises for what is no number
        return codec.settle(self.value)


class Slider(_Bounded, NeverNone):
    """A slider over numbers, dates or times."""

    def set_range(self, lower: Any, upper: Any) -> Self:
        """Set both ends of a range."""
        return self.set_value([lower, upper])

    def sent(self) -> Any:
        """The value; the default if it is out of the bounds."""
        codec = self.codec_as(Scale)
        codec.encode(self.value)  # raises for another type
        return codec.settle(self.value)


class Several(NeverNone):
    """A multiselect."""

    format_func = property(_format_func)

    @property
    def codec(self) -> Many[Any]:
        """Between options and labels."""
        return self.codec_as(Many)

    @property
    def values(self) -> list[str]:
        """The labels of what is chosen."""
        return [formatted(self.codec, option) for option in self.value]

    @property
    def indices(self) -> list[int]:
        """Where the chosen options are."""
        return [self.options.index(label) for label in self.values]

    def select(self, v: Any) -> Self:
        """Choose one option more."""
        return self if v in self.value else self.set_value([*self.value, v])

    def unselect(self, v: Any) -> Self:
        """Take the choice of an option back."""
        if v not in self.value:
            return self
        return self.set_value([option for option in self.value if option != v])

    def sent(self) -> Any:
        """The options with the labels."""
        return [self.codec.labelled(label) for label in self.values]


class SelectSlider(NeverNone):
    """A slider over options."""

    format_func = property(_format_func)

    def set_range(self, lower: Any, upper: Any) -> Self:
        """Set both ends of a range."""
        return self.set_value([lower, upper])

    def sent(self) -> Any:
        """The options with the labels, in order."""
        codec = self.codec_as(PlacesCodec)
        try:
            return codec.labelled(codec.labels(self.value))
        except TypeError as error:
            raise ValueError(f"{self.value!r} cannot be set: {error}") from error


class ButtonGroup(Widget):
    """Pills, or a segmented control."""

    format_func = property(_format_func)

    @property
    def codec(self) -> Group[Any]:
        """Between options and labels."""
        return self.codec_as(Group)

    @property
    def formatted_values(self) -> list[str]:
        """The labels of what is chosen."""
        if self.value is None:
            return []
        chosen = self.value if self.codec.multi else [self.value]
        return [formatted(self.codec, option) for option in chosen]

    @property
    def indices(self) -> list[int]:
        """Where the chosen options are."""
        return [self.options.index(label) for label in self.formatted_values]

    def select(self, v: Any) -> Self:
        """Choose an option; one more with "multi"."""
        if not self.codec.multi:
            return self.set_value(v)
        chosen = list(self.value or [])
        return self if v in chosen else self.set_value([*chosen, v])

    def unselect(self, v: Any) -> Self:
        """Take the choice of an option back."""
        if not self.codec.multi:
            return self.set_value(None) if self.value == v else self
        chosen = list(self.value or [])
        if v not in chosen:
            return self
        return self.set_value([option for option in chosen if option != v])

    def sent(self) -> Any:
        """The options with the labels."""
        return self.codec.from_labels(self.formatted_values)


class Feedback(Widget):
    """Thumbs, faces or stars."""

    def sent(self) -> Any:
        """The number of the chosen one; the default for one that there is not."""
        return self.widget.codec.admit(None if self.value is None else int(str(self.value)))


class Pagination(Widget):
    """Page numbers."""

    def select(self, page: int) -> Self:
        """Go to a page."""
        return self.set_value(page)

    @property
    def _lost(self) -> bool:
        return self._pending is UNSET and self.root.session.state.lost(self.widget)

    @property
    def changed(self) -> bool:
        """Has the test gone to a page, or the app deleted the one that was shown?"""
        return super().changed or self._lost

    def sent(self) -> Any:
        """The page; the first one shown where the app has deleted what it had."""
        return self.widget.default if self._lost else self.value

    def _converted(self, value: Any) -> Any:
        if (
            isinstance(value, bool)
            or not isinstance(value, int)
            or not 1 <= value <= self.num_pages
        ):
            raise AppTestError(
                f"There is no page {value!r} among the {self.num_pages} of {self!r}."
            )
        return value


def formatted(codec: Any, value: Any) -> str:
    """The label of an option; a text that `format_func` cannot take is taken for a label."""
    try:
        return str(codec.options.format(value))
    except Exception:
        if isinstance(value, str):
            return value
        raise
