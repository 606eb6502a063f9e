"""The labels of the rows that come of a reader's edits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count, islice, repeat
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
    new = _new_labels(labels, columns, edits)
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


def counting_on(start: int, step: int, rows: int, deleted: Collection[int]) -> Iterator[int]:
    """The labels of new rows after so many that are only counted: on from the last that is left."""
    gone = set(deleted)
    while rows - 1 in gone:
        rows -= 1
    return count(start + step * rows, step)


def _new_labels(
    index: Any, columns: Sequence[Mapping[str, Any]], edits: Mapping[str, Any]
) -> list[Any]:
    """The label of each new row beside those that are left; None for a row that cannot have one.

    Whole numbers count on if the reader gives none. No label is given twice.
    """
    pd, added, deleted = pandas(), edits["added_rows"], edits["deleted_rows"]
    if isinstance(index, pd.RangeIndex):
        return [*islice(counting_on(index.start, index.step, len(index), deleted), len(added))]
    left = index.delete(deleted) if deleted else index
    following: Iterator[Any] = repeat(None)
    if pd.api.types.is_integer_dtype(left.dtype):
        following = count(int(left.max()) + 1 if len(left) else 0)
    labels: list[Any] = []
    taken = set()
    for row in added:
        label = row.get(INDEX)
        if label is None:
            label = told = next(each for each in following if each not in taken)
        else:
            told = typed(label, _head(columns), left.to_series())
            label = None if told in taken or told in left else label
        if label is not None:
            taken.add(told)
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
