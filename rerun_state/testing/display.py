"""How a test reads what only displays: tables, metrics, documentation."""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING, Any, Self

from rerun_state.elements.data.frames import flat_name
from rerun_state.testing.elements import AppTestError, Element, Widget
from rerun_state.testing.tables import decode

if TYPE_CHECKING:
    import pandas as pd


class Table(Element):
    """A table, all of it."""

    @property
    def value(self) -> pd.DataFrame:
        """Its data, as a DataFrame of its own."""
        return _frame(self)


class Dataframe(Widget):
    """A table that scrolls; with a selection or edits, a widget."""

    @property
    def value(self) -> pd.DataFrame:
        """The data that the app gave, without the reader's edits; an editor's columns are texts."""
        frame = _frame(self)
        if self.kind == "data_editor":
            frame.columns = [flat_name(name) for name in frame.columns]
        return frame

    @property
    def kind(self) -> str:
        """The function that made it: "dataframe" or "data_editor"."""
        return self.node.element.kind

    def set_value(self, value: object) -> Self:
        """Raise AppTestError: what the app gave cannot be changed by a test."""
        raise AppTestError(f"The data of a {self.kind} come from the app; a test cannot set them.")

    @property
    def editing_mode(self) -> str:
        """ "read_only", or the `num_rows` of an editor."""
        return str(self.node.element.props["editing"])


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


class Image(Element):
    """One or several pictures."""

    @property
    def value(self) -> list[str]:
        """The address of each: its own, or one made of its content."""
        return [_address(picture) for picture in self.node.element.props["images"]]

    @property
    def captions(self) -> list[str]:
        """The caption of each; empty where it has none."""
        return [str(picture["caption"] or "") for picture in self.node.element.props["images"]]


def _address(picture: dict[str, Any]) -> str:
    if picture["data"] is None:
        return str(picture["src"])
    ending = str(picture["mime"]).removeprefix("image/").partition("+")[0]
    return f"/media/{md5(picture['data'], usedforsecurity=False).hexdigest()}.{ending}"


def _frame(element: Element) -> pd.DataFrame:
    props: Any = element.node.element.props
    return decode(props["rows"], props["columns"], props["data"])
