"""Text under test: headings, Markdown, code, JSON, documentation."""

from __future__ import annotations

from rerun_state.testing.element import Element


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

    body = value


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


class Help(Element):
    """An object's documentation."""

    @property
    def value(self) -> str:
        """The name that the program has for a function or class; for other objects, the `repr`."""
        props = self.node.element.props
        return str(props["value"] if props["plain"] or not props["name"] else props["name"])

    @property
    def doc_string(self) -> str:
        """What its docstring says."""
        return str(self.node.element.props["doc"])
