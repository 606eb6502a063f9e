"""Whether two values are the same, and when nobody can tell."""

from array import array
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from types import MappingProxyType, SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from rerun_state.runtime.model.sameness import equal, judge, same

NAN = float("nan")
PAIR = [("a", int), ("b", float)]


@dataclass
class Box:
    content: Any
    note: Any = field(default=None, compare=False)


class Bare:
    def method(self) -> None:
        """Nothing."""


class Odd:
    def __eq__(self, other: object) -> bool:
        raise ValueError

    __hash__ = None  # type: ignore[assignment]


def nan() -> float:
    return float("nan")


def member() -> Any:
    class Kind(Enum):
        X = 1

    return Kind.X


def record() -> Any:
    @dataclass(frozen=True)
    class Point:
        x: float = NAN

    return Point()


def circle() -> list[Any]:
    parts = list[Any]([1])
    parts.append(parts)
    return parts


ALIKE: list[Callable[[], Any]] = [
    nan,
    lambda: [nan(), {"a": nan()}],
    lambda: {nan()},
    lambda: {1, nan(), "a"},
    lambda: frozenset({1, 2}),
    lambda: complex(nan(), 0),
    lambda: OrderedDict(a=nan()),
    lambda: Counter({"a": nan()}),
    lambda: UserDict(a=nan()),
    lambda: ChainMap({"a": np.arange(3)}),
    lambda: MappingProxyType({"a": nan()}),
    lambda: UserList([nan()]),
    lambda: array("d", [nan(), 1]),
    lambda: SimpleNamespace(a=nan()),
    lambda: Box(nan()),
    lambda: Box(np.array([1, 2])),
    lambda: Box(1, object()),
    member,
    record,
    circle,
    lambda: np.float64("nan"),
    lambda: np.array([1.0, nan()]),
    lambda: np.array(["2020-01-01", "NaT"], dtype="datetime64[D]"),
    lambda: np.array([nan(), None, "a"], dtype=object),
    lambda: np.array([(1, nan())], dtype=PAIR),
    lambda: [len, Bare],
    lambda: pd.DataFrame({"a": [1, nan()], "b": ["x", None]}),
    lambda: pd.Series([nan()], name="s"),
    lambda: {"frame": pd.DataFrame({"a": [np.array([1])]})},
    lambda: pd.date_range("2020", periods=2),
    lambda: pl.DataFrame({"a": [1.0, nan(), None]}),
    lambda: pa.table({"a": [1.0, nan(), None]}),
    lambda: pc.ScalarAggregateOptions(min_count=2),
    lambda: pa.chunked_array([[1.0, nan()]]),
]

DIFFERENT: list[tuple[Any, Any]] = [
    (1, True),
    (1, 1.0),
    ([1], [1.0]),
    ({"a": 0}, {"a": False}),
    ([1, 2], (1, 2)),
    (nan(), 1.0),
    (complex(nan(), 1), complex(nan(), 2)),
    (array("d", [nan(), 1]), array("d", [nan(), 2])),
    (SimpleNamespace(a=1), SimpleNamespace(a=True)),
    (OrderedDict(a=1), OrderedDict(a=2)),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ({1}, {2}),
    ({1}, {1, 2}),
    (set(), {nan()}),
    ({1, nan()}, {2, nan()}),
    ({1, object()}, {2, object()}),
    (Box(1), Box(2)),
    (np.array([1, 2]), np.array([1, 3])),
    (np.array([1, 2]), np.array([1, 2, 3])),
    (np.array([1, 2]), np.array([1.0, 2.0])),
    (np.array([(1, nan())], dtype=PAIR), np.array([(2, nan())], dtype=PAIR)),
    (np.array([1]), "text"),
    (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [2]})),
    (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]})),
    (pd.Series([1], name="a"), pd.Series([1], name="b")),
    (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]}).rename_axis("i")),
    (pd.DataFrame({"a": [1]}), np.array([[1]])),
    (pl.Series([1]), pl.Series([2])),
    (pa.table({"a": [1.0]}), pa.table({"a": [2.0]})),
    (pa.table({"a": [1]}), pa.table({"b": [1]})),
    (object(), None),
]

UNKNOWN: list[Callable[[], Any]] = [
    object,
    Bare,
    Odd,
    lambda: lambda: 1,
    lambda: [1, object()],
    lambda: {"a": object()},
    lambda: {object()},
    lambda: {1, object()},
    lambda: {nan(), object()},
    lambda: Box(object()),
    lambda: Bare().method,
    lambda: pl.DataFrame({"a": [1]}).lazy(),
    lambda: type("Local", (), {}),
]


@pytest.mark.parametrize("make", ALIKE)
def test_values_with_the_same_content_are_the_same(make: Callable[[], Any]) -> None:
    assert judge(make(), make()) is True
    assert same(make(), make())


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_a_difference_is_seen_from_both_sides(a: Any, b: Any) -> None:
    assert (judge(a, b), judge(b, a)) == (False, False)


@pytest.mark.parametrize("make", UNKNOWN)
def test_of_objects_that_compare_by_identity_nobody_can_tell(make: Callable[[], Any]) -> None:
    assert judge(make(), make()) is None
    assert same(it := make(), it)


def test_one_difference_outweighs_a_doubt() -> None:
    assert judge([object(), 1], [object(), 2]) is False


def test_equal_numbers_are_equal_though_not_the_same() -> None:
    assert (equal(1, 1.0), same(1, 1.0)) == (True, False)
    assert equal(np.float64(2), 2)


def test_what_cannot_be_compared_is_equal_to_itself_alone() -> None:
    assert not equal(Odd(), Odd())
    assert equal(odd := Odd(), odd)


def test_nobody_can_compare_plans() -> None:
    plan = pl.LazyFrame({"a": [1]})
    assert judge(plan, pl.LazyFrame({"a": [1]})) is None


def test_parts_of_a_library_that_are_no_tables_are_compared_as_all_else() -> None:
    assert judge(pa.int64(), pa.int64()) is True
    assert judge(pd.Timestamp("2020"), pd.Timestamp("2021")) is False


class Scalar:
    """A number of a library whose answers are its own."""

    shape = ()

    def __init__(self, value: float) -> None:
        self.value = value

    def __eq__(self, other: object) -> Any:
        return np.bool_(isinstance(other, Scalar) and self.value == other.value)

    def __ne__(self, other: object) -> Any:
        return np.bool_(not isinstance(other, Scalar) or self.value != other.value)

    __hash__ = None  # type: ignore[assignment]


def test_a_librarys_number_is_not_its_nan() -> None:
    assert judge(Scalar(1), Scalar(nan())) is judge(Scalar(nan()), Scalar(1)) is False
    assert judge(Scalar(nan()), Scalar(nan())) is judge(Scalar(1), Scalar(1)) is True


class Reading:
    """A value of a class with an == of its own."""

    def __init__(self, value: float, unit: str) -> None:
        self.value, self.unit = value, unit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]


class Never:
    """Equals nothing, and has nothing by which it could be told from another."""

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


def test_what_holds_nan_and_compares_by_itself_is_the_same_by_its_parts() -> None:
    assert judge(Reading(nan(), "m"), Reading(nan(), "m")) is True
    assert judge(Reading(nan(), "m"), Reading(nan(), "km")) is False
    assert judge([Reading(nan(), "m")], [Reading(1, "m")]) is False
    assert judge(Decimal("NaN"), Decimal("NaN")) is True


def test_nobody_can_tell_what_equals_nothing_and_has_no_parts() -> None:
    assert judge(Never(), Never()) is None
