"""Elements that only display, with what a test may ask of them beside their text."""

from __future__ import annotations

from typing import Any

from rerun_state.testing.elements import Element


class Alert(Element):
    """A message: success, info, warning, error, or a toast."""

    icon: str
    title: str


class Prose(Element):
    """Markdown, a caption, a formula or a divider."""

    @property
    def is_caption(self) -> bool:
        """Is it a caption?"""
        return self.type == "caption"

    @property
    def allow_html(self) -> bool:
        """May it hold raw HTML?"""
        return type(self.node.element.props.get("body")).__name__ == "UnsafeMarkdown"


class Divider(Prose):
    """A horizontal line."""

    @property
    def value(self) -> str:
        """The line, in Markdown."""
        return "---"


class Heading(Element):
    """A title, header or subheader."""

    tag: str
    icon: str

    @property
    def anchor(self) -> str:
        """The name of its anchor; empty where the app gave none."""
        anchor = self.node.element.props["anchor"]
        return anchor if isinstance(anchor, str) else ""

    @property
    def hide_anchor(self) -> bool:
        """Has it no anchor at all?"""
        return self.node.element.props["anchor"] is False

    @property
    def divider(self) -> str:
        """The colour of the line below; empty without one."""
        divider = self.node.element.props["divider"]
        return divider if isinstance(divider, str) else "auto" if divider else ""


class Code(Element):
    """Source code."""

    @property
    def language(self) -> str:
        """The language whose syntax is shown."""
        return self.node.element.props["language"] or "plaintext"

    @property
    def show_line_numbers(self) -> bool:
        """Are the lines numbered?"""
        return bool(self.node.element.props["line_numbers"])


class Json(Element):
    """Data as JSON; the value is its text."""

    @property
    def expanded(self) -> bool:
        """Is it open at first?"""
        return bool(self.node.element.props["expanded"])


class Metric(Element):
    """A number that stands out."""

    label: str
    delta: str


class Progress(Element):
    """A progress bar; the value is 0 to 100."""

    text: str

    @property
    def value(self) -> int:
        """How far it is, from 0 to 100."""
        return int(self.node.element.props["value"])


class Space(Element):
    """Room between elements; the value is its size."""

    @property
    def value(self) -> Any:
        """A size by name, or pixels."""
        return self.node.element.props["size"]


class PageLink(Element):
    """A link to a page; the value is its label. A test goes there by `at.switch_page()`."""

    label: str
    icon: str

    @property
    def value(self) -> str:
        """The label."""
        return str(self.node.element.props["label"])


class Exception_(Element):
    """An exception that the app showed."""

    @property
    def value(self) -> str:
        """The message."""
        return self.message

    @property
    def message(self) -> str:
        """The text of the exception."""
        return str(self.node.element.props["message"])

    @property
    def stack_trace(self) -> list[str]:
        """The traceback, line by line."""
        return list(self.node.element.props["traceback"])
