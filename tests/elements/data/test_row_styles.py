"""What a Styler says of some rows of a table is what it says of them in the whole table."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.row_styles import RowStyles
from rerun_state.elements.data.styles import cell_styles

pytest.importorskip("jinja2")

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


@pytest.mark.long
@pytest.mark.parametrize("rows", [range(100, 160), [7, 120, 3, 50, 299]])
@pytest.mark.parametrize("name", CASES)
def test_rows_are_styled_as_in_the_whole_table(name: str, rows: Any) -> None:
    if "gradient" in name:
        pytest.importorskip("matplotlib")
    styler: Any = CASES[name](FRAME.style)
    at = np.array(rows, np.int32)
    found = RowStyles(styler).of(FRAME.take(at), at)
    whole = cell_styles(CASES[name](FRAME.style))
    for part in ("css", "texts"):
        among = {cell: text for cell, text in whole[part].items() if int(cell.split(",")[0]) in at}
        assert found[part] == among


def test_functions_of_cells_are_called_for_the_rows_alone() -> None:
    calls: list[object] = []
    styler = FRAME.style.map(lambda value: calls.append(value), subset=["a"])
    rows = np.arange(10, dtype=np.int32)
    RowStyles(styler).of(FRAME.take(rows), rows)
    assert len(calls) == 10


def test_functions_of_columns_are_called_once() -> None:
    calls: list[int] = []
    styler = FRAME.style.apply(lambda c: calls.append(len(c)) or ["a: b"] * len(c), subset=["a"])  # type: ignore[func-returns-value]
    styles, rows = RowStyles(styler), np.arange(10, dtype=np.int32)
    assert styles.of(FRAME.take(rows), rows) == styles.of(FRAME.take(rows), rows)
    assert calls == [ROWS]


def test_rows_with_labels_that_repeat_cannot_be_styled_as_in_pandas() -> None:
    styler = pd.DataFrame({"a": [1, 2]}, index=[0, 0]).style.highlight_max()
    rows = np.array([0], np.int32)
    with pytest.raises(KeyError, match="non-unique"):
        RowStyles(styler).of(styler.data.take(rows), rows)  # type: ignore[attr-defined]
