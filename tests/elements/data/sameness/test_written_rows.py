"""Tables of polars and Arrow are known by what they hold, wherever in memory it lies."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from rerun_state.elements.data.sameness.written_rows import content_of, content_of_every

ROWS, STEP = 12, 4
DAY = dt.date(2024, 2, 29)
NOON = dt.datetime(2024, 2, 29, 12)
VALUES: dict[str, tuple[Any, Any]] = {
    "whole numbers": (1, 2),
    "fractions": (0.5, 0.25),
    "signs of zeros": (0.0, -0.0),
    "no numbers": (0.0, float("nan")),
    "truth values": (True, False),
    "texts": ("a", "b"),
    "bytes": (b"a", b"b"),
    "days": (DAY, dt.date(2024, 3, 1)),
    "moments": (NOON, NOON.replace(hour=13)),
    "times": (dt.time(12), dt.time(13)),
    "durations": (dt.timedelta(1), dt.timedelta(2)),
    "decimals": (Decimal("1.50"), Decimal("1.51")),
    "lists": ([1, 2], [1, 3]),
    "lists of other lengths": ([1, 2], [1]),
    "records": ({"a": 1}, {"a": 2}),
    "what is missing": (1, None),
    "missing texts": ("a", None),
    "empty texts": ("", None),
}
MAKES: dict[str, Callable[[list[Any]], Any]] = {
    "polars": lambda values: pl.DataFrame({"v": values, "n": [0] * len(values)}, strict=False),
    "arrow": lambda values: pa.table({"v": values, "n": [0] * len(values)}),
}

of_each_make = pytest.mark.parametrize("make", MAKES.values(), ids=MAKES)
of_all_values = pytest.mark.parametrize(("value", "other"), VALUES.values(), ids=VALUES)


def cell(value: Any, other: Any, at: int) -> list[Any]:
    """A column of one value with another one in a row, and in one that is always there."""
    values = [value] * ROWS
    values[-1] = other
    values[at] = other
    return values


@of_each_make
@of_all_values
def test_one_value_tells_a_table_from_another(make: Any, value: Any, other: Any) -> None:
    assert content_of(make(cell(value, other, 5))) != content_of(make(cell(value, other, 6)))


@of_each_make
@of_all_values
def test_the_same_part_of_a_copy_is_the_same(make: Any, value: Any, other: Any) -> None:
    values = [*cell(value, other, 5), value, other]
    assert content_of(make(values).slice(0, ROWS)) == content_of(make(values).slice(0, ROWS))
    assert content_of_every(make(values), STEP) == content_of_every(make(values), STEP)


@of_each_make
@of_all_values
def test_a_sample_tells_values_in_its_own_rows(make: Any, value: Any, other: Any) -> None:
    one, two = make(cell(value, other, 4)), make(cell(value, other, 8))
    assert content_of_every(one, STEP) != content_of_every(two, STEP)


@of_each_make
@of_all_values
def test_a_sample_reads_no_other_rows(make: Any, value: Any, other: Any) -> None:
    one, two = make(cell(value, other, 5)), make(cell(value, other, 6))
    assert content_of_every(one, STEP) == content_of_every(two, STEP)


@of_each_make
def test_numbers_in_several_pieces_are_read_as_well(make: Any) -> None:
    def in_pieces(*numbers: int) -> Any:
        one, other = make([*numbers[:6]]), make([*numbers[6:]])
        joined = pl.concat if isinstance(one, pl.DataFrame) else pa.concat_tables
        return joined([one, other])

    zeros = [0] * 3
    one, two = in_pieces(*zeros, *zeros, 1, *zeros), in_pieces(*zeros, *zeros, 2, *zeros)
    assert content_of_every(one, 3) != content_of_every(two, 3)


@of_each_make
def test_tables_with_other_names_are_others(make: Any) -> None:
    table = make([1] * ROWS)
    is_polars = isinstance(table, pl.DataFrame)
    renamed = table.rename({"v": "w"}) if is_polars else table.rename_columns(["w", "n"])
    assert content_of(table) != content_of(renamed)
    assert content_of_every(table, STEP) != content_of_every(renamed, STEP)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (pl.Int64, pl.Int32),
        (pl.Int64, pl.UInt64),
        (pl.Datetime("us"), pl.Datetime("us", "UTC")),
        (pl.Duration("ms"), pl.Int64),
    ],
)
def test_tables_of_other_types_are_others(one: Any, other: Any) -> None:
    tables = [pl.DataFrame({"v": pl.Series([1, 2]).cast(kind)}) for kind in (one, other)]
    for both in (tables, [table.to_arrow() for table in tables]):
        assert content_of(both[0]) != content_of(both[1])
        assert content_of_every(both[0], 1) != content_of_every(both[1], 1)


def test_options_in_another_order_make_another_table() -> None:
    one, other = (
        pl.DataFrame({"v": pl.Series(["a", "b"], dtype=pl.Enum(options))})
        for options in (["a", "b"], ["b", "a"])
    )
    assert content_of(one) != content_of(other)
    assert content_of_every(one, 1) != content_of_every(other, 1)


@of_each_make
def test_days_that_are_read_as_moments_make_another_table(make: Any) -> None:
    table = make([DAY] * ROWS)
    assert content_of(table) != content_of(table, days=False)
    assert content_of_every(table, STEP) != content_of_every(table, STEP, days=False)


def test_an_array_that_arrow_shares_tells_what_is_written_into_it() -> None:
    import numpy as np

    numbers = np.zeros(ROWS)
    table = pa.table({"v": numbers})
    before = content_of_every(table, STEP)
    numbers[STEP] = 1
    assert content_of_every(table, STEP) != before


def test_what_a_program_made_itself_is_not_known() -> None:
    table = pl.DataFrame({"v": pl.Series([object(), object()], dtype=pl.Object)})
    assert content_of(table) is None
    assert content_of_every(table, 1) is None


def test_what_no_library_keeps_is_not_known() -> None:
    assert content_of([1, 2]) is None
    assert content_of(pl.Series([1, 2])) is None
