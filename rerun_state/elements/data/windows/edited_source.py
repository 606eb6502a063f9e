"""A long table with a reader's edits, as far as its order and what is found in it depend on them.

New rows come after those of the data, and count on from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.editing.edited import edited_column, left
from rerun_state.elements.data.editing.edits import Edits

if TYPE_CHECKING:
    import pandas as pd

    from rerun_state.elements.data.windows.foreign import Columns


@dataclass(frozen=True, slots=True)
class Editing:
    """How a table can be edited."""

    columns: Sequence[Mapping[str, Any]]
    codec: Edits

    def source(self, source: Columns, told: Mapping[str, Any]) -> EditedSource:
        """The table with the edits that a browser tells; ValueError for what are none."""
        return EditedSource(source, self.columns, self.codec.decode(told))


class EditedSource:
    """A table with edits. It is sorted and searched; its rows are read from the data."""

    def __init__(
        self, source: Columns, columns: Sequence[Mapping[str, Any]], edits: Mapping[str, Any]
    ) -> None:
        self.rows = source.rows + len(edits["added_rows"])
        self._source = source
        self._columns = columns
        self._edits = edits

    def left(self) -> Any:
        """Which rows are not deleted, as an array of truth values."""
        return left(self.rows, self._edits)

    def column(self, at: int) -> pd.Series[Any]:
        """A column, or a level of the index, with the edits."""
        return edited_column(self._source.column(at), self._columns[at], self._edits)
