"""The data that come of edits."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.editing import edited as edited_
from rerun_state.elements.data.editing.edited import apply
from rerun_state.elements.data.editing.edits import no_edits
from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.given.pandas_tables import copies_on_write
from tests.elements.data.people import edited


@pytest.mark.skipif(not copies_on_write(), reason="columns share what is written into them")
def test_only_the_columns_that_were_edited_are_copied() -> None:
    frame = pd.DataFrame({name: np.arange(9.0) for name in "abc"} | {"t": ["x"] * 9})
    result = apply(frame, encode(frame).columns, {**no_edits(), "edited_rows": {2: {"b": 7}}})
    shared = [np.shares_memory(frame[name].to_numpy(), result[name].to_numpy()) for name in "abc"]
    assert (shared, result["b"][2]) == ([True, False, True], 7)


def test_what_comes_of_an_editor_can_be_written_into_and_so_can_what_it_was_given() -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    result = apply(frame, encode(frame).columns, no_edits())
    result.loc[0, "a"] = 5
    frame.loc[1, "b"] = "z"
    assert (frame["a"].tolist(), result["b"].tolist()) == ([1, 2], ["x", "y"])


def test_new_rows_follow_and_count_on() -> None:
    table = edited(added_rows=[{"name": "Cy", "age": 7}, {}])
    assert table.index.tolist() == [0, 1, 2, 3]
    assert table["name"].tolist()[2] == "Cy"
    assert table.loc[2, "age"] == 7
    assert table["age"].isna().tolist() == [False, False, False, True]


def test_deleted_rows_leave_a_gap() -> None:
    assert edited(deleted_rows=[0]).index.tolist() == [1]


@pytest.mark.parametrize("values", [[1, "a"], [{"a": 1}, {"b": 2}]])
def test_mixed_values_and_dictionaries_come_back_as_the_texts_that_are_shown(
    values: list[Any],
) -> None:
    frame = pd.DataFrame({"c": values})
    edited = apply(frame, encode(frame).columns, no_edits())
    assert edited["c"].tolist() == [str(value) for value in values]


def test_the_heading_of_a_table_that_came_back_is_its_own() -> None:
    frame = pd.DataFrame({"a": [1], "b": [2]})
    one, other = (apply(frame, encode(frame).columns, no_edits()) for _ in range(2))
    one.columns.name = "named"
    assert other.columns.name is None
    assert apply(frame, encode(frame).columns, no_edits()).columns.name is None


def of_every_type() -> pd.DataFrame:
    numbers = {kind: pd.Series([1, 2], dtype=kind) for kind in ("int8", "uint64", "float32")}
    masked = {kind: pd.Series([1, None], dtype=kind) for kind in ("Int64", "Float32", "boolean")}
    moments = pd.to_datetime(["2020-01-01", "2021-02-03"])
    return pd.DataFrame(
        {
            **numbers,
            **masked,
            "bool": [True, False],
            "objects": pd.Series(["x", None], dtype=object),
            "texts": pd.Series(["x", "y"], dtype="string"),
            "category": pd.Categorical(["x", "y"]),
            "moment": moments,
            "zoned": moments.tz_localize("Europe/Berlin"),
            "duration": moments - moments[0],
            "arrow": pd.Series([1, 2], dtype="int64[pyarrow]"),
            "sparse": pd.arrays.SparseArray([0, 1]),
        }
    )


@pytest.mark.parametrize(
    "edits",
    [
        {"added_rows": [{}]},
        {"added_rows": [{}, {"int8": 7, "objects": "z", "texts": None}]},
        {"added_rows": [{"moment": "2022-01-01"}], "edited_rows": {1: {"float32": 9}}},
        {"added_rows": [{"category": "x"}], "deleted_rows": [0]},
    ],
)
def test_new_rows_leave_columns_as_those_do_of_which_each_is_written(
    monkeypatch: pytest.MonkeyPatch, edits: dict[str, Any]
) -> None:
    frame = of_every_type()
    columns, edits = encode(frame).columns, {**no_edits(), **edits}
    result = apply(frame, columns, edits)
    monkeypatch.setattr(edited_, "_has_gaps", lambda dtype: False)
    pd.testing.assert_frame_equal(result, apply(frame, columns, edits), check_exact=True)


def test_a_new_row_is_written_into_the_columns_that_it_has_values_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Column by column a table of thousands would take seconds."""
    frame = pd.DataFrame(np.zeros((3, 100))).add_prefix("c")
    written: list[str] = []
    one = edited_._other

    def noted(series: Any, name: str, *rest: Any) -> Any:
        written.append(name)
        return one(series, name, *rest)

    monkeypatch.setattr(edited_, "_other", noted)
    edits = {**no_edits(), "added_rows": [{"c7": 5}, {"c8": None}]}
    result = apply(frame, encode(frame).columns, edits)
    assert (written, result.shape, result["c7"][3]) == (["c7"], (5, 100), 5)
