"""What a slider measures."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from rerun_state.elements.inputs.measures import MEASURES, Kind

VALUES = [
    ("int", 3),
    ("float", 0.5),
    ("date", date(1969, 12, 31)),
    ("datetime", datetime(2024, 2, 29, 8, 45, tzinfo=UTC)),
    ("time", time(8, 45, tzinfo=UTC)),
]


@pytest.mark.parametrize(("kind", "value"), VALUES)
def test_a_value_is_what_its_number_stands_for(kind: Kind, value: Any) -> None:
    measure = MEASURES[kind]
    made = measure.scalar(measure.number(value), getattr(value, "tzinfo", None))
    assert (made, type(made)) == (value, type(value))


@pytest.mark.parametrize(("kind", "value"), VALUES)
def test_bounds_that_a_program_leaves_out_fit_what_it_gives(kind: Kind, value: Any) -> None:
    measure = MEASURES[kind]
    low, high = measure.bounds(value)
    assert low <= value <= high
    assert measure.fits(low, high, measure.step(low, high))


def test_a_step_of_another_type_does_not_fit() -> None:
    assert not MEASURES["int"].fits(0, 9, 0.5)
    assert not MEASURES["float"].fits(0.0, 9.0, 1)
    assert not MEASURES["date"].fits(date(2024, 1, 1), date(2024, 2, 1), 1)


def test_a_fraction_among_whole_numbers_is_kept_to_be_refused() -> None:
    assert MEASURES["int"].number(2.5) == 2.5
