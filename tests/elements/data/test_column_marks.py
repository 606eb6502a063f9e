"""A column is known again by all that it holds, or not at all."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.data import column_marks
from rerun_state.elements.data.column_marks import of_arrow, of_pandas, of_polars

TEXT = some.one_of(some.none(), some.text(max_size=30))
VALUES: dict[str, Any] = {
    "whole": some.integers(-(2**40), 2**40),
    "fractions": some.floats(allow_nan=False).map(lambda x: x + 0.0),  # categories have one zero
    "maybe whole": some.one_of(some.none(), some.integers(-5, 5)),
    "texts": TEXT,
    "days": some.one_of(some.none(), some.dates(dt.date(1700, 1, 1), dt.date(2200, 1, 1))),
    "truths": some.booleans(),
}
MARKS: dict[str, Callable[[list[Any]], Any]] = {
    "pandas": lambda values: of_pandas(pd.Series(values)),
    "pandas' own": lambda values: of_pandas(pd.Series(values).convert_dtypes()),
    "categories": lambda values: of_pandas(pd.Series(values, dtype="category")),
    "polars": lambda values: of_polars(pl.Series(values, strict=False)),
    "Arrow": lambda values: of_arrow(pa.array(values)),
    "parts": lambda values: of_arrow(pa.chunked_array([pa.array(values), pa.array(values)])),
    "dictionary": lambda values: of_arrow(pa.array(values).dictionary_encode()),
}


@pytest.mark.parametrize("make", MARKS)
@pytest.mark.parametrize("kind", VALUES)
@given(data=some.data())
def test_columns_with_one_other_value_have_other_marks(kind: str, make: str, data: Any) -> None:
    values = data.draw(some.lists(VALUES[kind], min_size=1, max_size=9))
    at, other = data.draw(some.integers(0, len(values) - 1)), data.draw(VALUES[kind])
    changed = [*values[:at], other, *values[at + 1 :]]
    before, again, now = (MARKS[make](each) for each in (values, [*values], changed))
    assert before == again
    if before is not None and repr(changed) != repr(values):
        assert before != now


@pytest.mark.parametrize("make", MARKS)
def test_columns_of_usual_make_have_a_mark(make: str) -> None:
    for values in ([1, 2], [0.5], ["a", None]):
        if make == "pandas" and pd.Series(values).dtype == object:
            continue  # texts before pandas 3
        assert MARKS[make](values) is not None


@pytest.mark.parametrize(
    "mark",
    [
        lambda: of_pandas(pd.Series([[1], [2]])),
        lambda: of_pandas(pd.Series(pd.period_range("2020", periods=2, freq="D"))),
        lambda: of_polars(pl.Series([object()], dtype=pl.Object)),
        lambda: of_polars(pl.Series([2**100], dtype=pl.Int128)),
        lambda: of_polars(pl.Series([[1]])),
        lambda: of_arrow(pa.array([{"a": "b"}])),
    ],
    ids=["objects", "periods", "polars' objects", "long numbers", "lists", "records"],
)
def test_of_what_has_no_bytes_of_its_own_nothing_is_known(mark: Callable[[], Any]) -> None:
    assert mark() is None


def test_of_more_bytes_than_are_read_in_each_run_nothing_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(column_marks, "MOST_BYTES", 79)
    assert of_pandas(pd.Series(np.arange(10))) is None
    assert of_arrow(pa.array(np.arange(10))) is None
    assert of_pandas(pd.Series(np.arange(9))) is not None


def test_values_of_other_types_are_others() -> None:
    assert of_pandas(pd.Series([1, 0])) != of_pandas(pd.Series([1, 0], dtype="uint64"))
    one, other = (pl.Series(["a"], dtype=pl.Enum(options)) for options in (["a", "b"], ["a"]))
    assert of_polars(one) != of_polars(other)
    assert of_arrow(pa.array([Decimal("1.5")])) != of_arrow(pa.array([Decimal("1.50")]))


def test_memory_that_somebody_else_writes_into_is_read() -> None:
    shared = np.arange(9.0)
    columns: list[Callable[[], Any]] = [
        lambda: of_arrow(pa.array(shared)),
        lambda: of_polars(pl.Series(pa.array(shared))),
        lambda: of_pandas(pd.Series(shared, copy=False)),
    ]
    before = [mark() for mark in columns]
    shared[5] = -1.0
    assert all(mark() != was for mark, was in zip(columns, before, strict=True))
