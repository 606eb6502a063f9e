"""The labels of the rows that come of a reader's edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.columns.columns import INDEX
from rerun_state.elements.data.editing.edited_cells import edited_cells, typed
from rerun_state.imports import pandas

if TYPE_CHECKING:
    import pandas as pd


def edited_labels(
    index: pd.Index[Any], columns: Sequence[Mapping[str, Any]], edits: Mapping[str, Any]
) -> tuple[Any, list[Mapping[str, Any]]]:
    """The index with the edits, deleted rows still in it; and the new rows that have a label."""
    labels = _relabelled(index, columns, edits["edited_rows"])
    kept = labels.delete(edits["deleted_rows"]) if edits["deleted_rows"] else labels
    new = _new_labels(kept, columns, edits["added_rows"])
    added = [row for row, label in zip(edits["added_rows"], new, strict=True) if label is not None]
    return _longer(labels, columns, [label for label in new if label is not None]), added


def _relabelled(
    index: pd.Index[Any],
    columns: Sequence[Mapping[str, Any]],
    edited: Mapping[int, Mapping[str, Any]],
) -> Any:
    """The index with its edits; numbers that only count the rows stay."""
    changes = {row: cells[INDEX] for row, cells in edited.items() if INDEX in cells}
    if not changes or isinstance(index, pandas().RangeIndex):
        return index
    return _index(index, columns, changes, [])


def _new_labels(
    index: Any,
    columns: Sequence[Mapping[str, Any]],
    added: Sequence[Mapping[str, Any]],
) -> list[Any]:
    """The label of each new row beside those that are left; None for a row that cannot have one.

    Whole numbers count on if the reader gives none. No label is given twice.
    """
    pd = pandas()
    counted = isinstance(index, pd.RangeIndex)
    step = index.step if counted else 1
    after = None
    if counted:
        after = index.stop
    elif pd.api.types.is_integer_dtype(index.dtype):
        after = int(index.max()) + 1 if len(index) else 0
    labels: list[Any] = []
    taken = set()
    for row in added:
        label = None if counted else row.get(INDEX)
        if label is not None:
            told = typed(label, _head(columns), index.to_series())
            label = None if told in taken or told in index else label
            taken.add(told)
        elif after is not None:
            label, after = after, after + step
        labels.append(label)
    return labels


def _longer(index: Any, columns: Sequence[Mapping[str, Any]], labels: list[Any]) -> Any:
    """The index with the labels of new rows at its end."""
    pd = pandas()
    if not labels:
        return index
    if isinstance(index, pd.RangeIndex):
        if labels[0] == index.stop:
            stop = index.stop + index.step * len(labels)
            return pd.RangeIndex(index.start, stop, index.step, name=index.name)
        return index.append(pd.Index(labels)).rename(index.name)
    return _index(index, columns, {}, labels)


def _index(
    index: pd.Index[Any],
    columns: Sequence[Mapping[str, Any]],
    changes: Mapping[int, Any],
    labels: list[Any],
) -> Any:
    """The index with other labels in some rows and more of them at its end."""
    series = edited_cells(index.to_series(), _head(columns), changes, labels)
    return pandas().Index(series, name=index.name)


def _head(columns: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The column of the index."""
    return next(column for column in columns if column.get("index"))
