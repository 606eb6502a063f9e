"""Long tables with a reader's edits: which rows there are, in which order."""

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.editing.edits import Edits
from rerun_state.elements.data.windows.edited_source import Editing
from rerun_state.elements.data.windows.source import PandasSource
from rerun_state.elements.data.windows.wanted import Wanted, wanted
from rerun_state.elements.data.windows.windowed import Windowed

FRAME = pd.DataFrame({"n": [3, 1, 2], "t": ["b", "A", "c"]})


@pytest.fixture
def table() -> Windowed:
    made = Windowed(PandasSource(FRAME))
    columns = made.first().columns
    made.editing = Editing(columns, Edits(columns, 3, "dynamic", {"n", "t"}))
    return made


def edits(**changed: Any) -> str:
    return json.dumps({"edited_rows": {}, "added_rows": [], "deleted_rows": []} | changed)


def places(table: Windowed, **asked: Any) -> list[int]:
    answer = table.answer(Wanted(0, 9, **asked))
    assert answer.places is not None
    return list(np.frombuffer(answer.places, "<i4"))


def test_deleted_rows_are_left_out(table: Windowed) -> None:
    assert places(table, edits=edits(deleted_rows=[1])) == [0, 2]
    assert places(table, sort=(1, False), edits=edits(deleted_rows=[1])) == [2, 0]


def test_many_deleted_rows_are_told_as_the_first_and_the_last(table: Windowed) -> None:
    assert places(table, edits=edits(deleted_rows=[[0, 1]])) == [2]


def test_a_table_is_sorted_by_what_was_written_into_it(table: Windowed) -> None:
    changed = edits(edited_rows={"0": {"n": 0}})
    assert places(table, sort=(1, False), edits=changed) == [0, 1, 2]


def test_new_rows_are_sorted_in_and_those_without_a_value_come_last(table: Windowed) -> None:
    changed = edits(added_rows=[{}, {"n": 2}])
    assert places(table, sort=(1, True), edits=changed) == [0, 2, 4, 1, 3]


def test_what_was_written_is_found_and_what_it_replaced_is_not(table: Windowed) -> None:
    changed = edits(edited_rows={"1": {"t": "new"}}, added_rows=[{"t": "anew"}])
    assert places(table, query="new", columns=(2,), edits=changed) == [1, 3]
    assert places(table, query="a", columns=(2,), edits=changed) == [3]


def test_all_rows_with_new_ones_and_without_deleted_ones_are_named(table: Windowed) -> None:
    changed = edits(added_rows=[{}], deleted_rows=[1])
    assert table.found(Wanted(0, 0, edits=changed)) == [[0, 0], [2, 3]]


@pytest.mark.parametrize(("label", "found"), [("7", [1]), ("5", [2]), ("3", [3])])
def test_rows_are_found_by_the_labels_that_count_them(label: str, found: list[int]) -> None:
    frame = FRAME.set_axis(pd.RangeIndex(9, 3, -2))
    made = Windowed(PandasSource(frame))
    columns = made.first().columns
    made.editing = Editing(columns, Edits(columns, 3, "dynamic", {"n", "t"}))
    changed = edits(added_rows=[{}])
    assert places(made, query=label, columns=(0,), edits=changed) == found
    assert places(made, sort=(0, False), edits=changed) == [3, 2, 1, 0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"deleted_rows": [3]},
        {"deleted_rows": [[0, 10**12]]},
        {"deleted_rows": [[0, 2], [0, 2]]},
        {"deleted_rows": "all"},
        {"edited_rows": {"0": {"n": "x"}}},
        {"edited_rows": {"0": {"other": 1}}},
    ],
)
def test_edits_that_make_no_sense_are_refused(table: Windowed, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        places(table, edits=edits(**wrong))


def test_edits_of_a_table_that_is_only_shown_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be edited"):
        Windowed(PandasSource(FRAME)).answer(Wanted(0, 9, edits=edits(deleted_rows=[1])))


def test_edits_are_asked_for_as_a_dictionary() -> None:
    with pytest.raises(ValueError, match="not edits"):
        wanted({"start": 0, "stop": 1, "edits": []}, 3)
