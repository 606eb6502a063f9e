"""Tables: what counts as one, how it travels, what can be selected."""

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.base.selections import TableSelection, table_modes
from rerun_state.elements.data.columnar import encode
from rerun_state.elements.data.decoding import decode
from rerun_state.elements.data.frames import has_no_index, to_frame, to_shown
from rerun_state.elements.data.styles import cell_styles
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitDataframeConversionError,
    StreamlitIncompatibleParametersError,
)
from rerun_state.runtime.model.tree import Label
from rerun_state.testing import AppTest

CELLS = [
    some.integers(-(2**70), 2**70),
    some.floats(allow_nan=False),
    some.booleans(),
    some.text(some.characters(codec="utf-8")),
    some.dates(dt.date(1700, 1, 1), dt.date(2200, 1, 1)),
    some.lists(some.integers(-(2**53), 2**53)),
    some.dictionaries(some.text(some.characters(codec="utf-8"), max_size=3), some.integers()),
    some.decimals(allow_nan=False, allow_infinity=False),
]


@given(some.sampled_from(CELLS).flatmap(lambda cell: some.lists(some.none() | cell, min_size=1)))
def test_cells_come_back_as_they_were(cells: list[Any]) -> None:
    frame = pd.DataFrame({"a": pd.Series(cells, dtype=object)})
    made = encode(frame)
    back = decode(made.rows, made.columns, made.data)["a"].tolist()
    for was, now in zip(cells, back, strict=True):
        if isinstance(was, list):
            assert now.tolist() == was
        else:
            assert now == was or (was is None and pd.isna(now))


@pytest.mark.parametrize(
    "series",
    [
        pd.Series([1, 2], dtype="int8"),
        pd.Series([2**40, -1]),
        pd.Series([1.5, np.nan]),
        pd.Series([True, False]),
        pd.Series([pd.Timestamp("2020-01-01 12:30"), pd.NaT]),
        pd.Series(pd.date_range("2020", periods=2, tz="Europe/Oslo")),
        pd.Series(pd.to_timedelta([1, 2], unit="s")),
        pd.Series([dt.time(1, 2, 3), None]),
        pd.Series([Decimal("1.50"), None]),
        pd.Series(["𝔸é", "", "日"]),
    ],
)
def test_typed_columns_come_back_as_they_were(series: Any) -> None:
    made = encode(pd.DataFrame({"a": series}))
    back = decode(made.rows, made.columns, made.data)["a"]
    pd.testing.assert_series_equal(back, series.rename("a"), check_dtype=False)


def test_an_index_comes_back_with_its_levels_and_names() -> None:
    index = pd.MultiIndex.from_tuples([("x", 1), ("y", 2)], names=["p", "q"])
    frame = pd.DataFrame({"a": [1, 2]}, index=index)
    made = encode(frame)
    pd.testing.assert_frame_equal(decode(made.rows, made.columns, made.data), frame)


def test_a_range_takes_no_bytes() -> None:
    assert encode(pd.DataFrame(index=range(1_000_000))).data == b""


def test_equal_names_are_refused() -> None:
    with pytest.raises(ValueError, match="Duplicate column names found: "):
        encode(pd.DataFrame([[1, 2]], columns=["a", "a"]))


@pytest.mark.parametrize(
    ("data", "columns", "rows"),
    [
        ([1, 2], ["value"], [[1], [2]]),
        ({"a": 1, "b": 2}, ["value"], [[1], [2]]),
        ({"a": [1], "b": [2]}, ["a", "b"], [[1, 2]]),
        ([{"a": 1}, {"a": 2}], ["a"], [[1], [2]]),
        ([[1, 2]], [0, 1], [[1, 2]]),
        (range(2), ["value"], [[0], [1]]),
        ((x for x in "ab"), ["value"], [["a"], ["b"]]),
        (np.array([1]), ["value"], [[1]]),
        (np.eye(2), [0, 1], [[1, 0], [0, 1]]),
        (pd.Series([1], name="s"), ["s"], [[1]]),
        (None, [], []),
    ],
)
def test_data_of_many_makes_are_tables(data: Any, columns: list[Any], rows: list[Any]) -> None:
    frame = to_frame(data)
    assert list(frame.columns) == columns
    assert frame.to_numpy().tolist() == rows


@pytest.mark.parametrize("data", ["text", 5, b"bytes", len, object(), [[1], 2], np.int64(5)])
def test_what_is_no_table_is_refused(data: Any) -> None:
    with pytest.raises(StreamlitDataframeConversionError):
        to_frame(data)


def test_tables_of_other_libraries_are_read() -> None:
    polars = pytest.importorskip("polars")
    pyarrow = pytest.importorskip("pyarrow")
    assert to_frame(polars.DataFrame({"a": [1]})).to_dict("list") == {"a": [1]}
    assert to_frame(polars.LazyFrame({"a": [1]})).to_dict("list") == {"a": [1]}
    assert to_frame(pyarrow.table({"a": [1]})).to_dict("list") == {"a": [1]}


def test_days_of_a_polars_table_stay_days() -> None:
    polars = pytest.importorskip("polars")
    day = dt.date(2024, 2, 29)
    assert to_shown(polars.DataFrame({"day": [day]}))["day"].tolist() == [day]


def test_lists_in_cells_are_read_as_arrays() -> None:
    made = encode(pd.DataFrame({"a": [[1, 2], [], [[3], [4, 5]]]}))
    flat, empty, nested = decode(made.rows, made.columns, made.data)["a"]
    assert flat.tolist() == [1, 2]
    assert len(empty) == 0
    assert [part.tolist() for part in nested] == [[3], [4, 5]]


def test_data_without_row_names_need_no_index() -> None:
    assert has_no_index([1])
    assert has_no_index({"a": [1]})
    assert not has_no_index({"a": 1})
    assert not has_no_index(pd.DataFrame())


@pytest.mark.parametrize(
    ("call", "hidden"),
    [
        ("st.table(df)", True),
        ("st.table(df.set_index('a'))", False),
        ("st.dataframe(df)", False),
        ("st.dataframe(df, on_select='rerun')", True),
        ("st.dataframe(df, on_select='rerun', selection_mode='multi-cell')", False),
        ("st.data_editor(df)", False),
        ("st.data_editor(df, num_rows='dynamic')", True),
    ],
)
def test_an_index_that_only_counts_is_left_out_where_rows_need_no_numbers(
    call: str, hidden: bool
) -> None:
    frame = "import rerun_state as st, pandas as pd\ndf = pd.DataFrame({'a': [1], 'b': [2]})\n"
    at = AppTest.from_string(frame + call).run()
    (shown,) = at.get("table") or at.get("dataframe") or at.get("data_editor")
    assert shown.node.element.props["hide_index"] is hidden


def test_headings_of_a_table_are_markdown() -> None:
    at = AppTest.from_string("import rerun_state as st; st.table({'**a**': [1]})").run()
    assert Label("**a**") in at.table[0].node.element.props["heads"]


def test_selection_modes_of_one_part_exclude_each_other() -> None:
    assert table_modes(["multi-row", "single-cell"]) == ("multi-row", "single-cell")
    with pytest.raises(StreamlitIncompatibleParametersError):
        table_modes(["multi-row", "single-row"])


SELECTION = TableSelection(("multi-row", "single-column"), 3, ["a", "b"])


@pytest.mark.parametrize(
    "wire",
    [
        None,
        [],
        {"rows": 1},
        {"rows": [3]},
        {"rows": [-1]},
        {"rows": [True]},
        {"rows": [0.0]},
        {"columns": ["c"]},
        {"columns": ["a", "b"]},
        {"columns": [[]]},
        {"cells": [[0, "a"]]},
    ],
)
def test_a_selection_that_the_table_does_not_offer_is_refused(wire: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        SELECTION.decode(wire)


@given(
    some.lists(some.integers(0, 2), unique=True).map(sorted),
    some.lists(some.sampled_from("ab"), max_size=1),
)
def test_a_selection_comes_back_as_it_was(rows: list[int], columns: list[str]) -> None:
    state = SELECTION.offered({"selection": {"rows": rows, "columns": columns}})
    assert SELECTION.decode(SELECTION.encode(state)) == state
    assert (state.selection.rows, state.selection["columns"]) == (rows, columns)


def test_code_may_select_and_what_is_not_there_is_left_out() -> None:
    offered = SELECTION.offered({"selection": {"rows": [1, 9], "columns": ["b", "a"]}})
    assert offered == {"selection": {"rows": [1], "columns": ["b"], "cells": []}}
    with pytest.raises(StreamlitAPIException):
        SELECTION.vet({"rows": [1]})


def test_the_state_keeps_what_code_selects_as_it_is() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    if st.button("Set"):
        st.session_state.k = {"selection": {"rows": [9]}}
    st.text(st.dataframe([1, 2], on_select="rerun", key="k").selection.rows)
    """).run()
    assert at.button[0].click().run().text[0].value == "[]"
    assert at.session_state.k == {"selection": {"rows": [9]}}
    assert at.run().text[0].value == "[9]"


def test_what_is_no_selection_is_sent_to_the_page_as_an_empty_one() -> None:
    assert SELECTION.encode({"bad": 1}) == {"rows": [], "columns": [], "cells": []}


def test_a_table_returns_its_selection_under_its_key() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    first = {"selection": {"rows": [1]}}
    event = st.dataframe([1, 2], on_select="rerun", key="k", selection_default=first)
    st.text(event.selection.rows)
    """).run()
    assert at.text[0].value == "[1]"
    assert at.session_state.k.selection.rows == [1]


def test_column_config_names_hides_and_orders() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    st.dataframe({"a": [1], "b": [2]}, column_order=["b", "a", "zz"],
                 column_config={"a": None, 1: st.column_config.NumberColumn("B", format="euro")})
    """).run()
    props = at.dataframe[0].node.element.props
    assert [c.get("config") for c in props["columns"]] == [
        None,
        {"hidden": True},
        {"type": "number", "label": "B", "format": "euro"},
    ]
    assert props["order"] == [2, 1]


def test_a_styler_brings_colors_and_texts() -> None:
    at = AppTest.from_string("""
    import rerun_state as st, pandas as pd
    styler = pd.DataFrame({"a": [1.0, 2.0]}).style
    st.dataframe(styler.highlight_max(color="red").format("{:.1f} m"))
    """).run()
    styles = at.dataframe[0].node.element.props["styles"]
    assert styles["css"] == {"1,0": "background-color: red"}
    assert styles["texts"] == {"0,0": "1.0 m", "1,0": "2.0 m"}


def test_a_styler_says_nothing_of_cells_that_no_format_changes() -> None:
    at = AppTest.from_string("""
    import rerun_state as st, pandas as pd
    st.dataframe(pd.DataFrame({"a": [1.25, None], "b": [True, False]}).style.format(precision=1))
    """).run()
    assert at.dataframe[0].node.element.props["styles"]["texts"] == {"0,0": "1.2"}


def test_a_button_in_a_cell_is_pressed_once() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    column = st.column_config.ButtonColumn(key="press")
    st.dataframe({"a": ["x", "y"]}, column_config={"a": column})
    st.text(st.session_state.press)
    """).run()
    assert at.text[0].value == "None"
    assert [element.type for element in at if element.type == "column_button"] == []


@pytest.mark.parametrize(
    ("data", "hidden"),
    [
        ("{'a': 1}", True),
        ("{'a': [1]}", False),
        ("{'value': [1]}", False),
        ("[1, 2]", True),
        ("pd.Series([1])", False),
    ],
)
def test_headings_that_the_data_did_not_bring_are_left_out(data: str, hidden: bool) -> None:
    at = AppTest.from_string(f"import pandas as pd, rerun_state as st\nst.table({data})").run()
    assert at.table[0].proto.hide_header is hidden


def test_a_styler_brings_its_caption() -> None:
    shown = cell_styles(pd.DataFrame({"a": [1]}).style.set_caption(("On a page", "In a list")))
    assert shown["caption"] == "On a page"


@pytest.mark.parametrize("border", ["1", "0", "None", "'vertical'"])
def test_only_true_and_false_say_whether_a_table_has_borders(border: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.table([1], border={border})").run()
    assert at.exception[0].proto.type.endswith("StreamlitValueError")
