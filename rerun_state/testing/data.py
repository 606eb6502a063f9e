"""Tables and metrics under test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.given.pandas_tables import flat_name
from rerun_state.errors import an
from rerun_state.testing.element import AppTestError, Element, Widget

if TYPE_CHECKING:
    import pandas as pd


class Table(Element):
    """A table, as much of it as is shown."""

    @property
    def value(self) -> pd.DataFrame:
        """The rows that are shown, all but of a table of very many, as a DataFrame of its own."""
        return _frame(self)


class Dataframe(Widget):
    """A table that scrolls; with a selection or edits, a widget."""

    @property
    def value(self) -> pd.DataFrame:
        """The data that the app gave, without the reader's edits; an editor's columns are texts."""
        frame = _frame(self)
        if self.editing_mode != "read_only":
            frame.columns = [flat_name(name) for name in frame.columns]
        return frame

    @property
    def kind(self) -> str:
        """The function that made it: "dataframe" or "data_editor"."""
        return self.node.element.kind

    def set_value(self, v: object) -> Self:
        """Raise AppTestError: what the app gave cannot be changed by a test."""
        raise AppTestError(
            f"The data of {an(self.kind)} come from the app; a test cannot set them."
        )

    @property
    def editing_mode(self) -> str:
        """ "read_only", or the `num_rows` of an editor."""
        return str(self.node.element.props["editing"])


class Metric(Element):
    """A number that stands out."""

    label: str
    delta: str


def _frame(element: Element) -> pd.DataFrame:
    props: Any = element.node.element.props
    if (windowed := props.get("source")) is not None:
        return windowed.source.whole().copy()  # type: ignore[no-any-return]
    return decode(props.get("window", props["rows"]), props["columns"], props["data"])
