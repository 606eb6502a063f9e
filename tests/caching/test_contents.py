import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from PIL import Image, ImageFilter
from pydantic import BaseModel, SecretStr

from rerun_state.caching.hashing import Unhashable, digest


class User(BaseModel):
    name: str


class Opaque:
    """Has no digest of its own; can be pickled."""


EQUAL: dict[str, Callable[[], Any]] = {
    "array": lambda: np.arange(6).reshape(2, 3),
    "fortran order": lambda: np.asfortranarray(np.arange(6).reshape(2, 3)),
    "no elements": lambda: np.zeros((0, 3)),
    "array of objects": lambda: np.array([1, "a", None], dtype=object),
    "dates": lambda: np.array(["2020-01-01"], dtype="M8[s]"),
    "numpy scalar": lambda: np.int64(1),
    "masked": lambda: np.ma.masked_equal([1, 2], 2),
    "ufunc": lambda: np.sin,
    "frame": lambda: pd.DataFrame({"a": [1, 2], "b": ["x", None]}),
    "frame of lists": lambda: pd.DataFrame({"a": [[1], {"b": 2}]}),
    "two index levels": lambda: pd.DataFrame(
        {"a": [1]}, index=pd.MultiIndex.from_tuples([(1, "x")])
    ),
    "categories": lambda: pd.Series(["a", "b"], dtype="category"),
    "zones": lambda: pd.Series(pd.date_range("2020", periods=2, tz="UTC")),
    "nullable": lambda: pd.Series([1, None], dtype="Int64"),
    "arrow lists": lambda: pd.Series([[1]], dtype=pd.ArrowDtype(pa.list_(pa.int64()))),
    "index": lambda: pd.Index(["a", "b"]),
    "timestamp": lambda: pd.Timestamp("2020-01-01"),
    "missing": lambda: [pd.NA, pd.NaT],
    "polars": lambda: pl.DataFrame({"a": [1, 2], "b": [["x"], None]}),
    "polars series": lambda: pl.Series("a", [1, 2]),
    "polars objects": lambda: pl.DataFrame({"a": pl.Series([{1}, {2}], dtype=pl.Object)}),
    "arrow": lambda: pa.table({"a": [1, 2], "b": ["x", None]}),
    "arrow array": lambda: pa.array([1, 2]),
    "arrow batch": lambda: pa.table({"a": [1]}).to_batches()[0],
    "image": lambda: Image.new("RGB", (2, 2), "red"),
    "pydantic": lambda: User(name="Ada"),
    "type of an array": lambda: np.dtype("f8"),
    "period": lambda: pd.Period("2020"),
    "extension array": lambda: pd.array([1, None]),
    "arrow schema": lambda: pa.schema([("a", pa.int64())]),
    "arrow scalar": lambda: pa.scalar(1),
}


@pytest.mark.parametrize("make", EQUAL.values(), ids=EQUAL.keys())
def test_equal_values_have_equal_digests(make: Callable[[], Any]) -> None:
    assert digest(make()) == digest(make())


frame = pd.DataFrame({"a": [1, 2]})
DIFFERENT: dict[str, tuple[Any, Any]] = {
    "dtype": (np.array([1]), np.array([1.0])),
    "shape": (np.zeros((2, 3)), np.zeros((3, 2))),
    "transposed": (np.arange(4).reshape(2, 2), np.arange(4).reshape(2, 2).T),
    "mask": (np.ma.array([1], mask=[True]), np.ma.array([1], mask=[False])),
    "numpy and python": (np.int64(1), 1),
    "cells": (frame, pd.DataFrame({"a": [1, 3]})),
    "cells of objects": (pd.Series([1, "a"]), pd.Series(["1", "a"])),
    "columns": (frame, frame.rename(columns={"a": "b"})),
    "index": (frame, frame.set_index(pd.Index([5, 6]))),
    "names of levels": (
        frame.set_index(pd.MultiIndex.from_tuples([(1, "x"), (2, "y")], names=["n", "l"])),
        frame.set_index(pd.MultiIndex.from_tuples([(1, "x"), (2, "y")], names=["n", "m"])),
    ),
    "name": (frame["a"], frame["a"].rename("b")),
    "category": (pd.Series(["a"], dtype="category"), pd.Series(["b"], dtype="category")),
    "rows swapped": (pl.DataFrame({"a": [1, 2]}), pl.DataFrame({"a": [2, 1]})),
    "polars column": (pl.DataFrame({"a": [1]}), pl.DataFrame({"b": [1]})),
    "arrow cells": (pa.table({"a": [1]}), pa.table({"a": [2]})),
    "pixels": (Image.new("RGB", (2, 2), "red"), Image.new("RGB", (2, 2), "blue")),
    "fields": (User(name="Ada"), User(name="Bob")),
}


@pytest.mark.parametrize(("a", "b"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_these_differ(a: Any, b: Any) -> None:
    assert digest(a) != digest(b)


def test_one_cell_of_a_million_counts() -> None:
    numbers = np.zeros(1_000_000)
    before = digest(numbers), digest(pd.Series(numbers))
    numbers[123_456] = 1
    assert digest(numbers) != before[0]
    assert digest(pd.Series(numbers)) != before[1]


def test_cells_without_a_digest_are_pickled() -> None:
    assert digest(pd.Series([Opaque()])) == digest(pd.Series([Opaque()]))


def test_a_palette_is_part_of_an_image() -> None:
    image = Image.new("P", (1, 1))
    image.putpalette([255, 0, 0])
    other = image.copy()
    other.putpalette([0, 255, 0])
    assert digest(image) != digest(other)


def test_an_upload_is_its_name_and_content() -> None:
    one, other = io.BytesIO(b"a"), io.BytesIO(b"a")
    assert digest(one) == digest(other)
    other.seek(1)
    assert digest(one) != digest(other)


def test_the_categories_of_a_column_count_with_their_order() -> None:
    kinds: list[Any] = [["a", "b"], ["a", "c"], ["b", "a"]]
    made = [
        pd.Categorical(["a"], kind, ordered=ordered) for kind in kinds for ordered in (False, True)
    ]
    assert len({digest(pd.Series(each)) for each in made}) == len(made)
    assert digest(pd.Series(made[0])) == digest(pd.Series(made[0].copy()))


@pytest.mark.parametrize(
    "value",
    [
        np.random.default_rng(1),
        pl.DataFrame({"a": [1]}).lazy(),
        SecretStr("a"),
        ImageFilter.BoxBlur(2),
    ],
    ids=["random numbers", "plan", "secret", "filter"],
)
def test_what_a_library_has_beside_its_data_may_have_no_digest(value: object) -> None:
    with pytest.raises(Unhashable):
        digest(value)
