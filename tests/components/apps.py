"""An app with one component, as the browser sees it and speaks to it."""

from typing import Any

from tests.page.browser import Page


class App(Page):
    """A page with a component on it."""

    @property
    def shown(self) -> Any:
        """The model of the component."""
        [row] = self.renderer._rows_by_model.values()
        return row.model

    @property
    def error(self) -> str:
        """What the last run ended with, in words."""
        return f"{type(self.cell.error).__name__}: {self.cell.error}"

    def set(self, value: Any) -> None:
        """Let the component in its frame set a value of JSON."""
        self.send(change={"type": "json", "value": value})

    def send(self, **events: Any) -> None:
        """Let the browser send events with these values, in one go, and answer them."""
        for event, value in events.items():
            self.shown._handle_custom_msg({"event": event, "value": value, "seq": "1"}, [])
        self.drain()
