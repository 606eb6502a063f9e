"""A table, ways to style it, and what pandas itself says of its cells then."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as some

from rerun_state.elements.data.styling.styler import computed, css_text

ROWS = 300
N = np.arange(ROWS)
FRAME = pd.DataFrame(
    {"a": N % 17 * 1.5, "b": np.sin(N), "t": [f"x{n % 5}" for n in N]},
    index=[f"r{n}" for n in N],
)
AT = pd.IndexSlice
Styled = Callable[[Any], Any]


def negative(value: object) -> str | None:
    return "color: red;" if isinstance(value, float) and value < 0 else None


def first_of(column: Any) -> Any:
    """Fails where there are no values."""
    return np.where(column == column.iloc[0], "a:b", "")


def by_name(row: Any) -> list[str]:
    return ["font-weight:bold" if row.name.endswith("7") else ""] * len(row)


CASES: dict[str, Styled] = {
    "an extreme": lambda s: s.highlight_max(color="red").highlight_min(),
    "a gradient": lambda s: s.background_gradient(subset=["a", "b"]),
    "a gradient of all": lambda s: s.background_gradient(axis=None, subset=["a", "b"], low=0.2),
    "a gradient of rows": lambda s: s.background_gradient(axis=1, subset=["a", "b"]),
    "a gradient by others": lambda s: s.background_gradient(gmap=N, subset=["a"]),
    "a bar": lambda s: s.bar(subset=["b"]).map(negative),
    "a bar around the mean": lambda s: s.bar(align="mean", subset=["a"]),
    "a quantile": lambda s: s.highlight_quantile(subset=["b"], q_left=0.8),
    "a range": lambda s: s.highlight_between(left=0.1, right=0.5, subset=["b"]),
    "a range by rows": lambda s: s.highlight_between(left=FRAME.a, subset=["b"]),
    "missing values": lambda s: s.highlight_null(),
    "cells": lambda s: s.map(negative),
    "rows": lambda s: s.apply(by_name, axis=1),
    "columns": lambda s: s.apply(lambda c: np.where(c == c.mode()[0], "a: b", "")),
    "some of a column": lambda s: s.apply(lambda c: pd.Series({"r3": "a:b"}), subset=["a"]),
    "all": lambda s: s.apply(lambda d: np.where(d == "x1", "color:green", ""), axis=None),
    "a block": lambda s: s.map(negative, subset=AT["r10":"r120", ["b"]]),
    "an extreme of a block": lambda s: s.highlight_min(subset=AT["r5":"r200", ["a"]]),
    "chosen rows": lambda s: s.map(lambda v: "a:b", subset=AT[FRAME.a > 20, "b"]),
    "cells of no row": lambda s: s.map(negative, subset=AT[[], ["a"]]),
    "no rows": lambda s: s.apply(first_of, axis=1, subset=AT[[], ["a"]]),
    "columns of no row": lambda s: s.apply(first_of, subset=AT[[], ["a"]]),
    "an extreme of no row": lambda s: s.highlight_min(subset=AT[[], ["a"]]),
    "all of no row": lambda s: s.apply(first_of, axis=None, subset=AT[[], ["a"]]),
    "no columns": lambda s: s.apply(first_of, subset=AT[:, []]),
    "rows of a block": lambda s: s.apply(first_of, axis=1, subset=AT["r200":"r220", ["a"]]),
    "formats": lambda s: s.format({"a": "{:.2f} m"}).set_properties(subset="a", color="red"),
    "labels": lambda s: s.map_index(lambda v: "a:b"),
}

STEPS: dict[str, Callable[[Any, dict[str, str]], Any]] = {
    "extremes": lambda s, _: s.highlight_max(color="red", subset=["x", "y"]),
    "null": lambda s, _: s.highlight_null(),
    "cells by a variable": lambda s, said: s.map(lambda value: said["css"]),
    "decimals": lambda s, _: s.format("{:.1f}", subset=["x", "y"]),
    "format by a variable": lambda s, said: s.format(lambda _: said["text"], subset=["x"]),
}
"""What a Styler is told between two runs, where functions look at what is `said` outside."""

OUTSIDE = some.one_of(
    some.tuples(some.sampled_from(["css", "text"]), some.sampled_from(["a: b", "c: d"])),
    some.tuples(some.just("buffer"), some.integers(0, 7)),
)
"""What changes outside of a table: what is said, or a buffer that has a column's values."""


def css_by_pandas(styler: Any) -> dict[str, str]:
    """The CSS by cell that pandas writes into a page."""
    said = computed(styler)
    return {f"{row},{column}": css_text(each) for (row, column), each in said.items() if each}
