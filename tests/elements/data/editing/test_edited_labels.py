"""The labels that come of edits."""

from typing import Any

import pandas as pd
import pytest

from rerun_state.elements.data.editing.edited import apply
from rerun_state.elements.data.editing.edits import no_edits
from rerun_state.elements.data.encoding.columnar import encode
from tests.elements.data.people import FRAME, edited


def test_rows_that_are_only_counted_stay_so_while_none_is_deleted() -> None:
    assert isinstance(edited(edited_rows={0: {"age": 7}}).index, pd.RangeIndex)


@pytest.mark.parametrize(
    ("index", "deleted", "labels"),
    [
        ([5, 6, 9], [], [5, 6, 9, 10, 11]),
        ([5, 6, 9], [2], [5, 6, 7, 8]),
        ([5, 6, 9], [0, 1, 2], [0, 1]),
        (pd.RangeIndex(10, 16, 2), [2], [10, 12, 14, 16]),
        (pd.RangeIndex(3), [0, 1, 2], [0, 1]),
        (pd.RangeIndex(4), [1], [0, 2, 3, 4, 5]),
        (pd.RangeIndex(10, 16, 2), [1], [10, 14, 16, 18]),
        (pd.RangeIndex(10, 16, 2), [1, 2], [10, 12, 14]),
        (pd.RangeIndex(2, -1, -1), [], [2, 1, 0, -1, -2]),
    ],
)
def test_labels_of_new_rows_count_on_from_those_that_are_left(
    index: Any, deleted: list[int], labels: list[int]
) -> None:
    frame = pd.DataFrame({"a": range(len(index))}, index=index)
    edits = {**no_edits(), "added_rows": [{"a": 1}, {}], "deleted_rows": deleted}
    assert apply(frame, encode(frame).columns, edits).index.tolist() == labels


def test_no_label_is_given_to_a_second_row() -> None:
    frame = pd.DataFrame({"a": [1, 2]}, index=["x", "y"])
    rows = [{"_index": "y", "a": 3}, {"_index": "z", "a": 4}, {"_index": "z", "a": 5}]
    made = apply(frame, encode(frame).columns, {**no_edits(), "added_rows": rows})
    assert made["a"].to_dict() == {"x": 1, "y": 2, "z": 4}


@pytest.mark.parametrize("rows", [[{"_index": 3}, {}], [{}, {"_index": 3}]])
def test_no_label_that_counts_on_is_one_that_the_reader_gives(rows: list[Any]) -> None:
    frame = pd.DataFrame({"a": [1, 2]}, index=[1, 2])
    made = apply(frame, encode(frame).columns, {**no_edits(), "added_rows": rows})
    assert made.index.is_unique


def test_new_rows_of_a_named_index_need_a_name() -> None:
    frame = FRAME.set_index("name")
    edits = {**no_edits(), "added_rows": [{"_index": "Cy", "age": 1}, {"age": 2}]}
    table = apply(frame, encode(frame).columns, edits)
    assert table.index.tolist() == ["Ann", "Bob", "Cy"]
