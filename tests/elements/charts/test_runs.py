"""Rows that lie in runs, and which of them stand at the ends."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.charts.runs import (
    are_alone,
    cells,
    ends_and_extremes,
    firsts,
    in_order,
    of_lines,
    starts_of,
)


@pytest.mark.parametrize(
    ("values", "starts", "kept"),
    [
        ([1, 5, 2, 9, 0, 3], [0, 3], [0, 1, 2, 3, 4, 5]),
        ([4, 4, 4, 4], [0], [0, 3]),
        ([2, np.nan, 1, 3, 2], [0], [0, 1, 2, 3, 4]),
        ([np.nan, np.nan, np.nan, 1], [0, 3], [0, 2, 3]),
        ([1, 2, 3, np.inf, 2, 1], [0], [0, 2, 3, 5]),
        ([], [], []),
    ],
)
def test_each_run_has_its_ends_its_extremes_and_its_first_gap(
    values: list[float], starts: list[int], kept: list[int]
) -> None:
    found = ends_and_extremes(np.array(values, float), np.array(starts, int))
    assert found.tolist() == kept


def test_each_run_is_divided_into_cells_of_its_own() -> None:
    values = np.array([0, 5, 10, 100, 150, 200, 7], float)
    assert cells(values, np.array([0, 3, 6]), 5).tolist() == [0, 2, 4, 0, 2, 4, 0]


def test_cells_reach_over_more_than_there_are_numbers() -> None:
    assert cells(np.array([-1.7e308, 0, 1.7e308]), np.array([0]), 5).tolist() == [0, 2, 3]


@given(some.floats(-1e15, 1e15), some.floats(1e-3, 1e9))
def test_there_are_as_many_cells_as_wanted_or_a_few_less(low: float, span: float) -> None:
    found = cells(np.linspace(low, low + span, 20_000), np.array([0]), 2_000)
    assert (found.min(), found.max() < 2_000) == (0, True)
    if span > abs(low) / 1e9:
        assert len(np.unique(found)) >= 1_599


def test_neighbours_among_large_numbers_have_cells_that_there_are() -> None:
    low = 1e300
    values = np.array([low, np.nextafter(low, np.inf), low * (1 + 4e-16)])
    assert set(cells(values, np.array([0]), 2_000)) <= {*range(2_000)}


def test_what_is_added_or_taken_away_leaves_cells_as_they_were() -> None:
    def ends(values: np.ndarray[Any, Any]) -> set[float]:
        return {*values[starts_of(cells(values, np.array([0]), 2_000))]}

    values = np.arange(100_000.0)
    assert len(ends(values[:99_000]) - ends(values)) == 0
    assert len(ends(values[500:]) - ends(values)) <= 1  # where it begins


def test_rows_are_put_in_order_by_group_and_value_and_stay_as_they_come() -> None:
    codes, values = np.array([1, 0, 1, 0], np.int8), np.array([5, 2, 4, 2.0])
    every = np.arange(4)
    assert in_order(every, codes).tolist() == [1, 3, 0, 2]
    assert in_order(every, codes, values).tolist() == [1, 3, 2, 0]
    assert in_order(every, np.zeros(4, np.int8)) is every


def test_a_run_ends_where_one_of_its_keys_changes() -> None:
    assert starts_of(np.array([1, 1, 1, 2]), np.array([0, 0, 3, 3])).tolist() == [0, 2, 3]


@pytest.mark.parametrize("count", [3, 1_000])
def test_the_first_of_each_number_is_found(count: int) -> None:
    assert firsts(np.array([2, 0, 2, 0]), count).tolist() == [1, 0]


@given(
    some.lists(some.sampled_from([np.nan, np.inf, 0.0, 1.0, 2.0, 9.0]), min_size=1, max_size=60),
    some.integers(1, 20),
    some.integers(1, 3),
)
def test_strokes_that_are_drawn_lead_from_and_to_points_that_had_strokes(
    values: list[float], strip: int, count: int
) -> None:
    heights = np.array(values)
    lines = np.unique(np.linspace(0, len(values) - 1, count).astype(int))
    starts = np.union1d(np.arange(0, len(values), strip), lines)
    found = of_lines(heights, lines, starts)
    group = np.searchsorted(lines, found, side="right")
    alone = are_alone(heights, lines)
    there = np.isfinite(heights)
    for (one, of), (other, to) in pairwise(zip(found, group, strict=True)):
        if of == to and there[one] and there[other]:
            assert not alone[one]
            assert not alone[other]
    for start, end in zip(lines, [*lines[1:], len(values)], strict=True):
        kept = found[(found >= start) & (found < end)]
        assert {start, end - 1} <= {*kept}
        whole, few = heights[start:end], heights[kept]
        assert np.isfinite(whole).any() == np.isfinite(few).any()
        for pick in (np.min, np.max):
            assert not np.isfinite(few).any() or pick(few[np.isfinite(few)]) == pick(
                whole[np.isfinite(whole)]
            )
