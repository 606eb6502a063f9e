"""What a Styler says of some rows of a table is what it says of them in the whole table."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.data.styling import row_styles
from rerun_state.elements.data.styling.row_styles import RowStyles
from rerun_state.elements.data.styling.styles import formatted
from tests.elements.data.styled import CASES, FRAME, OUTSIDE, ROWS, STEPS, css_by_pandas

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
        pd.array(["b", None, "a"], "string"),
    ],
    ids=str,
)
def test_the_extremes_of_a_column_are_those_of_the_values_that_are_there(values: Any) -> None:
    frame = pd.DataFrame({"x": values})
    styler: Any = frame.style.highlight_max(color="red").highlight_min(color="blue")
    rows = np.arange(len(frame), dtype=np.int32)
    assert RowStyles(styler).of(frame, rows)["css"] == css_by_pandas(styler)


def test_functions_of_pandas_say_of_the_same_rows_what_they_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def styled() -> dict[str, dict[str, str]]:
        styler: Any = FRAME.copy().style.highlight_max(subset=["a"]).format("{:.2f}", subset=["b"])
        return RowStyles(styler.highlight_null()).of(FRAME.iloc[:9], np.arange(9, dtype=np.int32))

    before = styled()
    with monkeypatch.context() as patched:
        patched.setattr(row_styles, "formatted", None)
        patched.setattr(row_styles, "_counted", None)
        assert styled() == before


def test_rows_that_are_the_same_elsewhere_are_styled_where_they_are_now() -> None:
    frame = pd.DataFrame({"x": [1.0, 1.0, 9.0]}, index=list("abc"))

    def css(*rows: int) -> dict[str, str]:
        at = np.array(rows, np.int32)
        styler: Any = frame.style.set_properties(subset=pd.IndexSlice[["b"], ["x"]], a="b")
        return RowStyles(styler.highlight_max(props="c:d")).of(frame.take(at), at)["css"]

    assert css(0, 1) == {"1,0": "a: b"}
    frame.index = pd.Index(list("bac"))
    assert css(0, 1) == {"0,0": "a: b"}
    assert (css(0), css(2)) == ({"0,0": "a: b"}, {"2,0": "c: d"})
    assert css(0, 2) == {"0,0": "a: b", "2,0": "c: d"}


OF_ROWS: dict[str, Any] = STEPS | {
    "bars of some rows": lambda s, _: s.bar(subset=pd.IndexSlice["c":"f", ["x"]], align="zero"),
    "properties of some rows": lambda s, _: s.set_properties(subset=pd.IndexSlice["c":"f"], a="b"),
}


@given(
    some.lists(some.sampled_from(sorted(OF_ROWS)), max_size=3, unique=True),
    some.lists(
        some.one_of(
            some.tuples(some.tuples(some.integers(0, 7), some.integers(0, 1)), some.floats(-9, 9)),
            OUTSIDE,
            some.tuples(some.just("labels"), some.permutations("abcdefgh")),
        ),
        max_size=4,
    ),
)
def test_whatever_changes_between_two_runs_is_in_the_styles_of_rows(
    chosen: list[str], changes: list[tuple[Any, Any]]
) -> None:
    buffer, rows = np.arange(8) / 4, np.array([1, 2, 5], np.int32)
    frame = pd.DataFrame({"x": np.arange(8.0), "y": [0.5, None] * 4}, index=list("abcdefgh"))
    frame["z"] = pd.Series(buffer, index=frame.index, copy=False)
    said = {"css": "color: red", "text": "said"}
    for place, value in [("nothing", None), *changes]:
        if isinstance(place, tuple):
            frame.iloc[place] = value
        elif place in said:
            said[place] = value
        elif place == "buffer":
            buffer[value] += 1
        elif place == "labels":
            frame.index = pd.Index(value)
        styler: Any = frame.style
        for name in chosen:
            styler = OF_ROWS[name](styler, said)
        if not all(frame.index.slice_indexer("c", "f").indices(8)):
            continue  # no part of the table, which pandas says
        found = RowStyles(styler).of(frame.take(rows), rows)
        whole = {"css": css_by_pandas(styler), "texts": formatted(styler, frame, range(8))}
        for part, texts in whole.items():
            assert found[part] == {
                cell: text for cell, text in texts.items() if int(cell.split(",")[0]) in rows
            }
