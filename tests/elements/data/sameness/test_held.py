"""Columns that are held: known again wherever they lie, and told from all others."""

import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rerun_state.elements.data.given.arrow_tables import as_it_lies
from rerun_state.elements.data.given.frames import to_frame
from rerun_state.elements.data.sameness import held as module
from rerun_state.elements.data.sameness.held import Held, hold
from rerun_state.elements.data.sameness.lying import lying

ROWS = 40_000
N = np.arange(ROWS)
WORDS = np.array(["north", "", "süd", None], object)[N % 4]
MAKES: dict[str, Any] = {
    "whole numbers": N,
    "fractions": np.where(N % 9, N / 7, np.nan),
    "short fractions": (N / 7).astype("f4"),
    "flags": N % 2 == 0,
    "moments": pd.Series(N.astype("M8[s]")),
    "moments of a zone": pd.Series(pd.date_range("1900", periods=ROWS, freq="h", tz="Asia/Tokyo")),
    "durations": pd.Series(N.astype("m8[ms]")),
    "texts": pd.Series(WORDS, dtype="str"),
    "Arrow's numbers": pd.Series(N, dtype="int64[pyarrow]"),
    "categories": pd.Series(pd.Categorical(WORDS)),
    "numbers that may be missing": pd.Series(np.where(N % 9, N, np.nan)).astype("Int64"),
    "Arrow's options": pd.Series(WORDS, dtype=pd.ArrowDtype(pa.dictionary(pa.int8(), pa.string()))),
    "texts in Python's memory": pd.Series(WORDS, dtype="string[python]"),
    "texts of Python": pd.Series(WORDS, dtype=object),
    "days": pd.Series([date(2000, 1, 1 + n % 28) for n in range(ROWS)], dtype=object),
}


class Thing:
    """What may change inside."""


def columns(frame: pd.DataFrame) -> list[Any]:
    return [frame.index, *(frame[name] for name in frame)]


def held(frame: pd.DataFrame, most: float = float("inf")) -> Held:
    made = hold(columns(frame), most)
    assert made is not None
    return made


@pytest.mark.parametrize("make", MAKES)
def test_columns_that_nobody_has_written_into_are_the_same(make: str) -> None:
    frame = pd.DataFrame({"a": MAKES[make]})
    made = held(frame)
    assert made.are(columns(frame))
    assert made.are(columns(frame.copy(deep=False)))


@pytest.mark.parametrize("make", [make for make in MAKES if make not in ("days", "categories")])
def test_columns_elsewhere_in_memory_are_compared(make: str) -> None:
    frame = pd.DataFrame({"a": MAKES[make]})
    assert held(frame).are(columns(frame.copy()))
    if not lying(frame["a"]).objects:
        assert held(frame).are(columns(pickle.loads(pickle.dumps(frame))))


@pytest.mark.parametrize("make", MAKES)
@given(at=some.integers(0, ROWS - 1))
@settings(max_examples=8, deadline=None)
def test_a_value_that_is_written_is_told(make: str, at: int) -> None:
    frame: Any = pd.DataFrame({"a": MAKES[make]})
    made, other = held(frame), (at + 1) % ROWS
    frame.iloc[at, 0] = frame.iloc[other, 0]
    if make == "days" or not frame["a"].equals(pd.DataFrame({"a": MAKES[make]})["a"]):
        assert not made.are(columns(frame))


@given(at=some.integers(0, ROWS - 1))
@settings(max_examples=20, deadline=None)
def test_a_value_that_is_written_behind_pandas_back_is_told(at: int) -> None:
    frame = pd.DataFrame({"a": N / 7})
    made = held(frame)
    frame["a"].array[at] = -1.0
    assert not made.are(columns(frame))
    array = N / 7
    shared = pd.DataFrame({"a": array}, copy=False)
    made = held(shared)
    array[at] = -1
    assert not made.are(columns(pd.DataFrame({"a": array}, copy=False)))


@pytest.mark.parametrize("shared", [pl.DataFrame, pa.table])
def test_what_is_written_into_an_array_that_a_table_is_made_over_is_told(shared: Any) -> None:
    array = N.copy()
    table = shared({"a": array})
    made = held(to_frame(table))
    assert made.are(columns(to_frame(table)))
    array[9] = -1
    assert made.are(columns(to_frame(table))) == (table["a"][9] == 9)


@given(
    some.integers(0, ROWS - 60),
    some.integers(1, 59),
    some.sampled_from(["swap", "turn", "negate", "move"]),
)
@settings(max_examples=40)
def test_neighbours_that_change_behind_pandas_back_are_told_though_their_sum_stays(
    at: int, further: int, change: str
) -> None:
    values = np.arange(1.0, 1.0 + ROWS)
    frame = pd.DataFrame({"x": values}, copy=False)
    kept = hold(columns(frame), float("inf"))
    assert kept is not None
    two = [at, at + further]
    if change == "swap":
        values[two] = values[two[::-1]]
    elif change == "turn":
        values[two] *= -1
    elif change == "negate":
        values.view("i8")[two] = ~values.view("i8")[two]
    else:
        values.view("i8")[two] += [1, -1]
    assert np.shares_memory(frame["x"].to_numpy(), values)
    assert not kept.are(columns(frame))


VALUES: dict[str, Any] = {
    "whole": some.integers(-(2**40), 2**40),
    "fractions": some.floats(-1e15, 1e15).map(lambda x: x + 0.0),  # categories have one zero
    "maybe whole": some.one_of(some.none(), some.integers(-5, 5)),
    "texts": some.one_of(some.none(), some.text(max_size=30)),
    "days": some.one_of(some.none(), some.dates(date(1700, 1, 1), date(2200, 1, 1))),
    "truths": some.booleans(),
}
OF_ANY: dict[str, Callable[[list[Any]], Any]] = {
    "pandas": pd.Series,
    "pandas' own": lambda values: pd.Series(values).convert_dtypes(),
    "categories": lambda values: pd.Series(values, dtype="category"),
    "polars": lambda values: as_it_lies(pl.Series(values, strict=False)),
    "Arrow": pa.array,
    "parts": lambda values: pa.chunked_array([pa.array(values), pa.array(values)]),
    "dictionary": lambda values: pa.array(values).dictionary_encode(),
}


@pytest.mark.parametrize("make", OF_ANY)
@pytest.mark.parametrize("kind", VALUES)
@given(data=some.data())
def test_columns_of_any_make_are_told_from_those_with_one_other_value(
    kind: str, make: str, data: Any
) -> None:
    values = data.draw(some.lists(VALUES[kind], min_size=1, max_size=9))
    at, other = data.draw(some.integers(0, len(values) - 1)), data.draw(VALUES[kind])
    changed = [*values[:at], other, *values[at + 1 :]]
    made = hold([OF_ANY[make](values)])
    assert made is not None
    if repr(changed) != repr(values):
        assert not made.are([OF_ANY[make](changed)])
    elif not any(type(value) is date for value in values):  # others that are equal
        assert made.are([OF_ANY[make](values)])


def test_values_of_other_types_are_others() -> None:
    pairs = [
        (pd.Series([1, 0]), pd.Series([1, 0], dtype="uint64")),
        tuple(as_it_lies(pl.Series(["a"], dtype=pl.Enum(told))) for told in (["a", "b"], ["a"])),
        (pa.array([Decimal("1.5")]), pa.array([Decimal("1.50")])),
    ]
    for one, other in pairs:
        made = hold([one])
        assert made is not None
        assert made.are([one])
        assert not made.are([other])


def test_an_object_in_the_place_of_one_that_has_gone_is_another() -> None:
    array = np.array([f"row {n}" for n in range(3)], object)
    made = hold([pd.Series(array, copy=False)])
    assert made is not None
    for n in range(50):  # as one goes, the next one may get its place
        array[1] = f"new {n}"
        assert not made.are([pd.Series(array, copy=False)])


def test_python_objects_are_held_once_each_for_all_who_hold_a_column() -> None:
    texts = pd.Series([f"row {n}" for n in range(ROWS)] * 2, dtype=object)
    one, other = (module._objects_of(texts) for _ in range(2))
    assert one is other
    assert one.tolist() == texts[:ROWS].tolist()
    assert module._objects_of(texts[::-1]) is not one


def test_what_is_held_again_is_what_was_compared() -> None:
    frame, copy = pd.DataFrame({"a": N}), pd.DataFrame({"a": N.copy()})
    again = held(frame).renewed(columns(copy))
    assert again is not None
    assert again.are(columns(frame))
    copy.loc[3, "a"] = 7
    assert not again.are(columns(copy))
    assert held(frame).renewed(columns(copy)) is None


def test_bits_are_compared_and_not_values() -> None:
    zeros = pd.DataFrame({"a": np.zeros(ROWS)})
    assert not held(zeros).are(columns(-zeros))
    assert not held(zeros).are(columns(zeros.astype("f4")))
    assert not held(zeros).are(columns(zeros.astype("i8")))


def test_the_order_of_rows_and_of_options_is_told() -> None:
    frame = pd.DataFrame({"a": pd.Categorical(["a", "b"] * ROWS, ["a", "b"])})
    assert not held(frame).are(columns(frame[::-1]))
    renamed = frame["a"].cat.rename_categories(["b", "a"]).to_frame()
    assert not held(frame).are(columns(renamed))
    assert not held(frame).are(columns(frame["a"].cat.as_ordered().to_frame()))


def test_labels_of_rows_are_compared() -> None:
    frame = pd.DataFrame({"a": N}, index=pd.Index(WORDS, dtype="str"))
    assert held(frame).are(columns(frame.copy()))
    assert not held(frame).are(columns(frame.reset_index(drop=True)))
    levels = pd.DataFrame({"a": N, "b": N % 3, "c": N}).set_index(["a", "b"])
    assert held(levels).are(columns(levels.copy()))
    assert not held(levels).are(columns(levels[::-1]))


def test_labels_of_several_levels_are_held_with_the_objects_of_each() -> None:
    words = pd.MultiIndex.from_arrays([pd.Index(WORDS, dtype=object), N])
    made = hold([words])
    assert made is not None
    assert made.are([words])
    assert not made.are([words[::-1]])
    changeable = pd.MultiIndex.from_arrays([pd.Index([Thing(), Thing()], dtype=object), [1, 2]])
    assert hold([changeable]) is None


def test_what_may_change_inside_is_not_held() -> None:
    lists = pd.DataFrame({"a": pd.Series([[1]] * 3, dtype=object)})
    assert hold(columns(lists), float("inf")) is None
    records = pa.chunked_array([pa.array([{"a": "b"}])])
    spans = pd.period_range("2020", periods=2)
    assert hold([records]) is hold([spans]) is None


def test_so_many_bytes_are_held_at_most_where_the_program_does_not_have_them() -> None:
    frame = pd.DataFrame({"a": N})
    assert hold(columns(frame), N.nbytes - 1) is None
    assert hold(columns(frame), N.nbytes) is not None
    arrow = to_frame(pa.table({"a": N}))  # the memory is Arrow's
    assert hold(columns(arrow), 0) is not None
