"""What a Styler says of some rows of a table is what it says of them in the whole table."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.row_styles import RowStyles
from rerun_state.elements.data.styles import formatted
from tests.elements.data.styled import CASES, FRAME, ROWS, css_by_pandas

pytest.importorskip("jinja2")


@pytest.mark.long
@pytest.mark.parametrize("rows", [range(100, 160), [7, 120, 3, 50, 299]])
@pytest.mark.parametrize("name", CASES)
def test_rows_are_styled_as_in_the_whole_table(name: str, rows: Any) -> None:
    if "gradient" in name:
        pytest.importorskip("matplotlib")
    styler: Any = CASES[name](FRAME.style)
    at = np.array(rows, np.int32)
    found = RowStyles(styler).of(FRAME.take(at), at)
    whole = {"css": css_by_pandas(styler), "texts": formatted(styler, FRAME, range(ROWS))}
    for part, said in whole.items():
        among = {cell: text for cell, text in said.items() if int(cell.split(",")[0]) in at}
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


@pytest.mark.parametrize(
    "values",
    [
        [3.0, 1.0, np.nan, 9.0, 1.0, 9.0],
        [np.nan, np.inf, -np.inf],
        [5, 2, 7],
        pd.array([5, None, 7], "Int64"),
        pd.array(["2020-01-01", None, "2021-01-01"], "datetime64[ns]"),
        ["b", None, "a"],
    ],
    ids=str,
)
def test_the_extremes_of_a_column_are_those_of_the_values_that_are_there(values: Any) -> None:
    frame = pd.DataFrame({"x": values})
    styler: Any = frame.style.highlight_max(color="red").highlight_min(color="blue")
    rows = np.arange(len(frame), dtype=np.int32)
    assert RowStyles(styler).of(frame, rows)["css"] == css_by_pandas(styler)
