"""Rows are known again to the last value, whatever they are made of, or not at all."""

import datetime as dt
import gc
from decimal import Decimal
from typing import Any
from weakref import ref

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.sameness.witness import kind, witness, witness_of_every

NUMBERS = np.arange(4)
TEXTS = ["a", "b", None, "d"]


def frames() -> dict[str, Any]:
    """Tables of each make, and what one cell of theirs may become."""
    objects = [1, "a", None, Decimal("1.0")]
    moments = pd.date_range("2020", periods=4, tz="Europe/Berlin")
    levels = pd.MultiIndex.from_product([["x", "y"], [1, 2]])
    return {
        "numbers": (pd.DataFrame({"x": NUMBERS, "y": NUMBERS / 2}), 9),
        "texts": (pd.DataFrame({"x": pd.Series(TEXTS, dtype="string")}), "z"),
        "objects": (pd.DataFrame({"x": pd.Series(objects, dtype=object), "y": NUMBERS}), 1.5),
        "texts as objects": (pd.DataFrame({"x": pd.Series(TEXTS, dtype=object)}), "z"),
        "categories": (pd.DataFrame({"x": pd.Categorical(TEXTS)}), "d"),
        "missing whole numbers": (pd.DataFrame({"x": pd.array([1, None, 3, 0], "Int64")}), 7),
        "missing truths": (
            pd.DataFrame({"x": pd.array([True, None, False, True], "boolean")}),
            None,
        ),
        "Arrow's truths": (
            pd.DataFrame({"x": pd.array([True, None, False, True], "bool[pyarrow]")}),
            None,
        ),
        "missing fractions": (
            pd.DataFrame({"x": pd.array([0.0, None, 3, 0], "Float64"), "y": pd.Categorical(TEXTS)}),
            7.5,
        ),
        "moments": (
            pd.DataFrame({"x": moments, "y": pd.Categorical(TEXTS)}),
            pd.Timestamp.now("UTC"),
        ),
        "levels": (pd.DataFrame({"x": NUMBERS}, index=levels), 9),
        "labels": (pd.DataFrame({"x": NUMBERS}, index=pd.Index(list("abcd"), dtype=object)), 9),
        "periods": (pd.DataFrame({"x": pd.period_range("2020", periods=4, freq="D")}), None),
    }


@pytest.mark.parametrize("make", frames())
def test_a_copy_is_the_same(make: str) -> None:
    frame, _ = frames()[make]
    proof = witness(frame)
    assert proof is not None
    assert kind(frame) == kind(frame.copy())
    assert proof(frame)
    assert proof(frame.copy())


@pytest.mark.parametrize("make", frames())
def test_one_cell_that_was_written_into_is_seen(make: str) -> None:
    frame, other = frames()[make]
    proof = witness(frame)
    assert proof is not None
    frame.loc[frame.index[0], "x"] = other
    assert not proof(frame)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ([0.0, 1.0], [-0.0, 1.0]),
        ([1, 2], [1.0, 2.0]),
        ([1, "a"], [True, "a"]),
        ([Decimal("1.0"), "a"], [Decimal("1.00"), "a"]),
        ([0.0, "a"], [-0.0, "a"]),
        (pd.Categorical([1, 2]), pd.Categorical([1.0, 2.0])),
        (pd.Categorical(["a", "b"]), pd.Categorical(["a", "b"], ["a", "b", "c"])),
        (pd.array([0.0, None], "Float64"), pd.array([-0.0, None], "Float64")),
        (pd.Series(["a", "b"], dtype=object), pd.Series(["a", "b"], dtype="string")),
    ],
)
def test_what_is_equal_and_yet_another_is_told_apart(a: Any, b: Any) -> None:
    one, other = pd.DataFrame({"x": a}), pd.DataFrame({"x": b})
    proof = witness(one)
    assert proof is not None
    assert not proof(other)


def test_the_sign_of_a_zero_that_labels_a_row_is_seen() -> None:
    one, other = (pd.DataFrame({"x": [1]}, index=[zero]) for zero in (0.0, -0.0))
    proof = witness(one)
    assert proof is not None
    assert proof(one.copy())
    assert not proof(other)


LABELS: dict[str, Any] = {
    "whole": some.integers(0, 3),
    "fractions": some.sampled_from([0.0, -0.0, 0.5]),
    "texts": some.sampled_from(["a", "b", None]),
    "objects": some.sampled_from([1, True, "1", None, Decimal("1.0"), Decimal("1.00")]),
}


@given(some.data(), some.lists(some.sampled_from(sorted(LABELS)), min_size=1, max_size=3))
def test_rows_are_the_same_if_all_their_labels_and_values_are(data: Any, kinds: list[str]) -> None:
    def table(labels: list[list[Any]], values: list[float]) -> pd.DataFrame:
        levels = [
            pd.Index(level, dtype=object if kind == "objects" else None)
            for kind, level in zip(kinds, labels, strict=True)
        ]
        index = levels[0] if len(levels) == 1 else pd.MultiIndex.from_arrays(levels)
        return pd.DataFrame({"x": values, "y": 1}, index=index)

    labels = [data.draw(some.lists(LABELS[kind], min_size=3, max_size=3)) for kind in kinds]
    values = data.draw(some.lists(LABELS["fractions"], min_size=3, max_size=3))
    frame = table(labels, values)
    proof = witness(frame)
    assert proof is not None
    assert proof(table(labels, values))
    level, row = data.draw(some.integers(0, len(kinds) - 1)), data.draw(some.integers(0, 2))
    other = data.draw(LABELS[kinds[level]])
    changed = [[*each] for each in labels]
    changed[level][row] = other
    now = table(changed, values)
    if kind(now) == kind(frame) and encode(now) != encode(frame):
        assert not proof(now)
    frame.iloc[row, 0] = data.draw(LABELS["fractions"])
    assert proof(frame) == (repr(frame["x"].tolist()) == repr(values))


def test_texts_that_were_made_anew_are_the_same() -> None:
    one, other = (
        pd.DataFrame({"x": pd.Series([f"row {n}" for n in range(9)], dtype=object)}) for _ in "ab"
    )
    proof = witness(one)
    assert proof is not None
    assert proof(other)


@pytest.mark.parametrize("inside", [[1], {"a": 1}, np.zeros(2), {1}, bytearray(b"a")])
def test_nothing_tells_of_objects_that_may_change_inside(inside: Any) -> None:
    assert witness(pd.DataFrame({"x": pd.Series([inside, None], dtype=object)})) is None


@pytest.mark.parametrize(
    ("names", "others"),
    [([1], [True]), ([1], [1.0]), ([(1, "a")], [(True, "a")]), (["1"], [1])],
)
def test_names_that_are_equal_may_be_of_another_kind(names: Any, others: Any) -> None:
    one, other = pd.DataFrame([[1]], columns=names), pd.DataFrame([[1]], columns=others)
    assert kind(one) != kind(other)


def test_a_day_and_its_first_moment_are_told_apart() -> None:
    day, moment = dt.date(2020, 1, 1), dt.datetime(2020, 1, 1)
    one, other = (pd.DataFrame({"x": pd.Series([each], dtype=object)}) for each in (day, moment))
    proof = witness(one)
    assert proof is not None
    assert not proof(other)
    assert encode(one) != encode(other)


@pytest.mark.parametrize("make", frames())
@pytest.mark.parametrize("step", [1, 2, 3])
def test_of_every_so_many_rows_one_that_was_written_into_is_seen_and_no_other(
    make: str, step: int
) -> None:
    frame, other = frames()[make]
    proof = witness_of_every(frame, step)
    assert proof is not None
    assert proof(frame)
    assert proof(frame.copy())
    for row in range(3) if other is not None else ():
        changed = frame.copy()
        changed["x"] = changed["x"].astype(object) if make == "objects" else changed["x"]
        changed.iloc[row, 0] = other
        assert proof(changed) == (row % step != 0)


def test_texts_in_the_memory_of_others_are_no_longer_held_once_these_are_gone() -> None:
    held = pd.DataFrame({"x": pd.Series(["a", "b"], dtype="string[pyarrow]")})
    proof = witness_of_every(held, 1)
    assert proof is not None
    lying = ref(held["x"].array.__arrow_array__())
    del held
    gc.collect()
    assert lying() is None
    assert proof(pd.DataFrame({"x": pd.Series(["a", "b"], dtype="string[pyarrow]")}))
    assert not proof(pd.DataFrame({"x": pd.Series(["a", "c"], dtype="string[pyarrow]")}))


@pytest.mark.parametrize("dtype", ["string[pyarrow]", "str", "int64[pyarrow]", "category"])
def test_a_column_that_is_written_into_in_place_is_seen(dtype: str) -> None:
    values: list[Any] = ["1", "2"] if "int" not in dtype else [1, 2]
    frame = pd.DataFrame({"x": pd.Series(values, dtype=dtype)})
    proof = witness_of_every(frame, 1)
    assert proof is not None
    frame.loc[1, "x"] = values[0]
    assert not proof(frame)
