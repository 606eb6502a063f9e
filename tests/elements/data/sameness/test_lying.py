"""Columns as they lie in memory."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from rerun_state.elements.data.sameness.lying import is_arrow, lying

WORDS = np.array(["a", "b", "a"], object)


def arrays(column: Any) -> list[list[Any]]:
    return [array.tolist() for array in lying(column).arrays()]


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (pd.Series([1.5, 2.5]), [[1.5, 2.5]]),
        (pd.Series([1, None], dtype="Int64"), [[1, 0], [False, True]]),
        (pd.RangeIndex(5), []),
        (pd.Series(pd.date_range("1970", periods=2, freq="ns", tz="UTC", unit="ns")), [[0, 1]]),
        (pd.Series(pd.Categorical([7, 5, 7])), [[1, 0, 1], [5, 7]]),
        (pd.MultiIndex.from_arrays([[1, 2], [4, 4]]), [[0, 1], [0, 0], [1, 2], [4]]),
        (pa.array([1], pa.int8()), [[1, 0], [], [1]]),
        (pd.Series([1], dtype="int8[pyarrow]"), [[1, 0], [], [1]]),
    ],
    ids=lambda each: type(each).__name__,
)
def test_all_of_a_column_is_in_its_arrays(column: Any, found: Any) -> None:
    assert arrays(column) == found


def test_of_objects_it_is_told_where_they_are() -> None:
    [places] = arrays(pd.Series(WORDS, dtype=object))
    assert places == [*map(id, WORDS)]


@pytest.mark.parametrize("kind", [object, "string[python]"])
def test_columns_of_objects_are_named_those_of_levels_as_well(kind: Any) -> None:
    texts = pd.Series(WORDS, dtype=kind)
    assert lying(texts).objects[0] is texts
    index = pd.MultiIndex.from_arrays([pd.Index(texts), range(3)])
    assert [column.tolist() for column in lying(index).objects] == [["a", "b"]]
    assert lying(pd.Series([1])).objects == ()


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(pd.period_range("2020", periods=2)),
        pd.Series(pd.interval_range(0, 2)),
        pa.array([[1]]),
        pd.Series([[1]], dtype=pd.ArrowDtype(pa.list_(pa.int64()))),
        pd.CategoricalIndex(pd.period_range("2020", periods=2)),
        pd.MultiIndex.from_arrays([pd.period_range("2020", periods=2), [1, 2]]),
    ],
    ids=lambda each: str(getattr(each, "dtype", "Arrow's")),
)
def test_columns_that_do_not_lie_in_plain_arrays_are_of_no_kind(column: Any) -> None:
    assert lying(column).kind is None


def test_it_is_known_which_columns_are_arrows() -> None:
    assert is_arrow(pa.array([1]))
    assert not is_arrow(pd.Series([1], dtype="int64[pyarrow]"))
