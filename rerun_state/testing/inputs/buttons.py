"""Buttons under test: those that are pressed, that offer a menu, or that lead elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from rerun_state.elements.base.codecs import Press
from rerun_state.elements.base.options import Options
from rerun_state.testing.element import AppTestError, Widget


class Button(Widget):
    """Any button."""

    def click(self) -> Self:
        """Press it."""
        return self.set_value(True)

    def _converted(self, value: Any) -> Any:
        return bool(value)


class MenuButton(Widget):
    """A button with a menu."""

    @property
    def format_func(self) -> Callable[[Any], Any]:
        """The function that makes a label of an option."""
        return self._options.format

    def click(self, v: Any) -> Self:
        """Choose an option, given itself or by its label."""
        return self.set_value(v)

    def click_index(self, index: int) -> Self:
        """Choose the option at that place."""
        return self.set_value(self._options.values[index])

    def set_value(self, v: Any) -> Self:
        """Choose an option, given itself or by its label; nothing for what is not offered."""
        options = self._options
        place = options.place(v) if isinstance(v, str) else None
        if place is None:
            place = options.find(v)
        return super().set_value(None if place is None else options.values[place])

    @property
    def _options(self) -> Options[Any]:
        codec = self.codec_as(Press)
        assert codec.options is not None
        return codec.options


class LinkButton(Widget):
    """A button that opens an address, which a test cannot follow."""

    @property
    def value(self) -> Any:
        """The label: a click, which no test can make, would be no value of it."""
        return str(self.node.element.props["label"])

    def click(self) -> Self:
        """Raise AppTestError: nothing opens an address in a test."""
        raise AppTestError("A test cannot open the address of a link_button.")
