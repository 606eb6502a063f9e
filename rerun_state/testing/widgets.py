"""How a test operates the widgets: one class for each kind that has gestures of its own."""

from __future__ import annotations

from typing import Any, Self

from rerun_state.testing.elements import Widget


class Button(Widget):
    """Any button."""

    def click(self) -> Self:
        """Press it."""
        return self.set_value(True)

    def _converted(self, value: Any) -> Any:
        return bool(value)
