"""What programs offer, as a list."""

from dataclasses import make_dataclass
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.base.listing import listed


class Colour(Enum):
    RED = 1
    BLUE = 2


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("xyz", ["xyz"]),
        ({"a": 1, "b": 2}, ["a", "b"]),
        (range(2), [0, 1]),
        ((c for c in "ab"), ["a", "b"]),
        (Colour, [Colour.RED, Colour.BLUE]),
        (pd.DataFrame({"a": [1, 2], "b": [3, 4]}), [1, 2]),
        (pd.Series(["p", "q"]), ["p", "q"]),
        (pd.Series([1, 2]).to_numpy(), [1, 2]),
        (pd.date_range("2024-02-29", periods=1).to_numpy(), [pd.Timestamp("2024-02-29")]),
        (pd.DataFrame({"a": [1]}).style, [1]),
        (np.int64(5), [5]),
        (None, []),
        (5, [5]),
    ],
)
def test_options_may_be_any_iterable(options: Any, expected: list[Any]) -> None:
    assert listed(options) == expected


def test_options_may_be_tables_of_other_libraries() -> None:
    polars = pytest.importorskip("polars")
    pyarrow = pytest.importorskip("pyarrow")
    assert listed(polars.LazyFrame({"a": [1, 2]})) == [1, 2]
    assert listed(pyarrow.array([1, 2])) == [1, 2]
    assert listed(pyarrow.table({"a": [1], "b": [2]})) == [1]


def test_options_of_other_libraries_are_what_pandas_makes_of_them() -> None:
    polars = pytest.importorskip("polars")
    pyarrow = pytest.importorskip("pyarrow")
    for data in (polars.Series([2, None]), pyarrow.table({"a": [2, None]})):
        assert list(map(repr, listed(data))) == ["2.0", "nan"]
    assert list(map(repr, listed(pd.Series([2, None], dtype="Int64")))) == ["2", "<NA>"]


def test_the_options_of_an_index_with_several_levels_are_tuples() -> None:
    assert listed(pd.MultiIndex.from_tuples([(1, 2), (3, 4)])) == [(1, 2), (3, 4)]


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        ([("a", 1), ("b", 2)], ["a", "b"]),
        ([{"n": 1, "m": 2}], [1]),
        ([1, 2.5], [1.0, 2.5]),
        ([True, "a"], [True, "a"]),
    ],
)
def test_of_the_rows_of_a_generator_the_first_parts_are_options(
    rows: list[Any], options: list[Any]
) -> None:
    assert repr(listed(row for row in rows)) == repr(options)


def test_rows_that_make_no_table_are_one_option() -> None:
    rows = iter([make_dataclass("City", ["name"])("Rome"), ("Oslo", 1)])
    assert listed(rows) == [rows]
