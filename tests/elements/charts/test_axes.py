"""Where rows stand on axes, and which belong to one group."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.charts.axes import axis_of, grouped


@pytest.mark.parametrize(
    ("values", "names"),
    [([1.5, 2], None), (["a", "b", "a", None], 3), ([True, False], 2), (list("abcdef"), "many")],
)
def test_an_axis_is_one_of_numbers_or_of_so_many_names(values: list[Any], names: object) -> None:
    axis = axis_of(pd.Series(values), 5)
    assert ("many" if axis is None else axis.names) == names


def test_what_names_no_group_is_no_axis() -> None:
    assert grouped(pd.Series([[1], [2]]), 2) is None
    assert axis_of(pd.Series([[1], [2]]), 5) is None


@given(some.lists(some.integers(0, 9), max_size=9).map(sorted))
def test_numbers_that_come_in_their_order_are_grouped_as_others_are(values: list[int]) -> None:
    _, codes = np.unique(np.array(values, int), return_inverse=True)
    for dtype in ("i8", "f8", "M8[ns]"):
        series: Any = pd.Series(values, dtype="i8").astype(dtype)
        for ordered in (True, False):
            found = grouped(series, len(series), ordered=ordered)
            assert found is not None
            assert (found.codes == codes).all()
            assert found.count == len(set(values))


@pytest.mark.parametrize("missing", [np.nan, pd.NaT])
def test_missing_values_are_a_group_among_numbers_in_their_order_too(missing: Any) -> None:
    found = grouped(pd.Series([pd.Timestamp(0) if missing is pd.NaT else 0.0, missing, missing]), 3)
    assert found is not None
    assert (found.codes.tolist(), found.count) == ([0, 1, 1], 2)
