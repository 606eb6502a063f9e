"""Rows of an Arrow dataset by their positions, read from the parts of its files that hold them.

Arrow itself looks for positions in all files from the first one on, whatever it has been asked for.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rerun_state.elements.data.given.arrow_tables import picked, told_apart
from rerun_state.errors import StreamlitAPIException

if TYPE_CHECKING:
    import numpy as np

    Positions = np.ndarray[Any, np.dtype[Any]]

_HEAD = 10_000  # rows that are read from the beginning


class DatasetRows:
    """A dataset, as parts of its files with so many rows each."""

    def __init__(self, dataset: Any, columns: dict[str, Any] | None) -> None:
        self.dataset = dataset
        self.columns = columns

    def between(self, start: int, stop: int) -> Any:
        """The rows from one position up to another, as a table."""
        if stop <= _HEAD and not self._in_groups:
            ahead = {"batch_readahead": 1, "fragment_readahead": 1}  # and no further
            return self.dataset.scanner(columns=self.columns, **ahead).head(stop).slice(start)
        if self._parts is None:
            return self.take(import_module("numpy").arange(start, stop))
        found, at = list[Any](), 0
        for part, rows in self._parts:
            first, last = max(start - at, 0), min(stop - at, rows)
            if first < last:
                table = part.to_table(schema=self.dataset.schema, columns=self.columns)
                found.append(table.slice(first, last - first))
            at += rows
        return import_module("pyarrow").concat_tables(found) if found else self._none()

    def take(self, rows: Positions) -> Any:
        """The rows at these positions, in that order."""
        try:
            return self.dataset.take(rows, columns=self.columns)
        except import_module("pyarrow").ArrowNotImplementedError:  # of some type
            return self._picked(rows)

    def _picked(self, rows: Positions) -> Any:
        """The same of columns of any type: what is read is gone through once."""
        import numpy as np

        order = np.argsort(rows, kind="stable")
        wanted, at, found = rows[order], 0, [self._none()]
        for batch in self.dataset.scanner(columns=self.columns).to_batches():
            first, last = np.searchsorted(wanted, [at, at + len(batch)])
            if first < last:
                table = import_module("pyarrow").Table.from_batches([batch])
                found.append(picked(table, wanted[first:last] - at))
            at += len(batch)
        return picked(import_module("pyarrow").concat_tables(found), np.argsort(order))

    def _none(self) -> Any:
        return self.dataset.scanner(columns=self.columns).head(0)

    @cached_property
    def fragments(self) -> list[Any]:
        """What it is made of, a file each; none of a dataset with a filter."""
        try:
            return list(self.dataset.get_fragments())
        except ValueError:
            return []

    @cached_property
    def _in_groups(self) -> bool:
        """Do all files say how many rows their parts have, and can be read part by part?"""
        return all(hasattr(each, "split_by_row_group") for each in self.fragments or [None])

    @cached_property
    def _parts(self) -> list[tuple[Any, int]] | None:
        """The parts with their rows; None of a dataset that leaves some of these out."""
        parts = [part for each in self.fragments for part in _parts_of(each)]
        return parts if sum(rows for _, rows in parts) == self.dataset.count_rows() else None


def check_readable(dataset: Any) -> None:
    """Raise StreamlitAPIException for a dataset that Arrow cannot read, whatever is asked of it."""
    pa = import_module("pyarrow")
    names = dataset.schema.names
    if twice := [name for name, each in zip(names, told_apart(names), strict=True) if name != each]:
        raise StreamlitAPIException(
            f"The dataset has several columns with the name {twice[0]!r}, which Arrow cannot read "
            "apart. Rename them before it is made, or show a table: "
            "pyarrow.parquet.ParquetFile(file).read()."
        )
    runs = [each.name for each in dataset.schema if pa.types.is_run_end_encoded(each.type)]
    try:
        if runs:
            dataset.head(1)
    except pa.ArrowNotImplementedError as error:  # of one with a filter
        raise StreamlitAPIException(
            f"The column {runs[0]!r} of the filtered dataset holds runs of equal values "
            "(run_end_encoded), which Arrow cannot filter. Write its values out before the dataset "
            "is made, with pyarrow.compute.run_end_decode, or show the dataset without its filter."
        ) from error


def _parts_of(fragment: Any) -> list[tuple[Any, int]]:
    if not hasattr(fragment, "split_by_row_group"):
        return [(fragment, fragment.count_rows())]
    groups = fragment.split_by_row_group()
    return [(group, sum(each.num_rows for each in group.row_groups)) for group in groups]
