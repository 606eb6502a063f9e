"""Messages, exceptions and progress under test."""

from __future__ import annotations

from rerun_state.runtime.execution.failure import Formatted
from rerun_state.testing.element import Element


class Alert(Element):
    """A message: success, info, warning, error, or a toast."""

    icon: str
    title: str


class Progress(Element):
    """A progress bar; the value is 0 to 100."""

    text: str

    @property
    def value(self) -> int:
        """How far it is, from 0 to 100."""
        return int(self.node.element.props["value"])


class Exception_(Element):
    """An exception that the app showed."""

    @property
    def value(self) -> str:
        """The message: the text of the exception."""
        return str(self.node.element.props["message"])

    message = value

    @property
    def is_markdown(self) -> bool:
        """May the text be Markdown? That of Streamlit's own exceptions, and of their like."""
        return isinstance(self.node.element.props["message"], Formatted)

    @property
    def is_warning(self) -> bool:
        """Is it a warning, which the page shows as one?"""
        return bool(self.node.element.props.get("warning"))

    @property
    def stack_trace(self) -> list[str]:
        """The traceback, line by line."""
        return list(self.node.element.props["traceback"])
