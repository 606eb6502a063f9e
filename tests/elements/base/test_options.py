"""What can be chosen from: options, their labels, and what comes back."""

from dataclasses import make_dataclass
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.base.options import listed, offered
from rerun_state.testing import AppTest
from tests.elements.inputs.apps import app


def test_a_few_texts_as_they_are_are_the_same_options_in_every_run() -> None:
    assert offered(["a", "b"], str, "radio") is offered(("a", "b"), str, "selectbox")


@pytest.mark.parametrize(
    ("options", "format"), [(["a"], str.upper), ([True], str), (["a"] * 101, str), ("ab", str)]
)
def test_other_options_are_looked_at_in_every_run(options: Any, format: Any) -> None:
    assert offered(options, format, "radio") is not offered(options, format, "radio")


@pytest.mark.parametrize(
    "call",
    [
        "multiselect('M', ['a'], accept_new_options=True",
        "select_slider('S', ['a'], format_func=len",
    ],
)
def test_none_in_the_state_is_refused_where_options_are_formatted(call: str) -> None:
    at = app(f"st.session_state.update(k=None) or st.{call}, key='k')")
    assert at.exception[0].proto.type == "TypeError"


@pytest.mark.parametrize(
    "kind", ["multiselect('M', ['a'], ", "pills('M', ['a'], selection_mode='multi', "]
)
def test_an_array_in_the_state_is_refused_as_it_has_no_truth_value(kind: str) -> None:
    at = AppTest.from_string(
        "import rerun_state as st, numpy\nst.session_state.k = numpy.array(['a', 'a'])\n"
        f"st.{kind}key='k')"
    ).run()
    assert at.exception[0].proto.type == "ValueError"


class Colour(Enum):
    RED = 1
    BLUE = 2


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("xyz", ["xyz"]),
        ({"a": 1, "b": 2}, ["a", "b"]),
        (range(2), [0, 1]),
        ((c for c in "ab"), ["a", "b"]),
        (Colour, [Colour.RED, Colour.BLUE]),
        (pd.DataFrame({"a": [1, 2], "b": [3, 4]}), [1, 2]),
        (pd.Series(["p", "q"]), ["p", "q"]),
        (pd.Series([1, 2]).to_numpy(), [1, 2]),
        (pd.date_range("2024-02-29", periods=1).to_numpy(), [pd.Timestamp("2024-02-29")]),
        (pd.DataFrame({"a": [1]}).style, [1]),
        (np.int64(5), [5]),
        (None, []),
        (5, [5]),
    ],
)
def test_options_may_be_any_iterable(options: Any, expected: list[Any]) -> None:
    assert listed(options) == expected


def test_options_may_be_tables_of_other_libraries() -> None:
    polars = pytest.importorskip("polars")
    pyarrow = pytest.importorskip("pyarrow")
    assert listed(polars.LazyFrame({"a": [1, 2]})) == [1, 2]
    assert listed(pyarrow.array([1, 2])) == [1, 2]
    assert listed(pyarrow.table({"a": [1], "b": [2]})) == [1]


def test_options_that_cannot_be_compared_are_refused() -> None:
    at = AppTest.from_string(
        "import pandas as pd\nimport rerun_state as st\nst.selectbox('S', [pd.Series([1, 2])])"
    ).run()
    assert "cannot be compared" in at.exception[0].message


def test_the_options_of_an_index_with_several_levels_are_tuples() -> None:
    assert listed(pd.MultiIndex.from_tuples([(1, 2), (3, 4)])) == [(1, 2), (3, 4)]


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        ([("a", 1), ("b", 2)], ["a", "b"]),
        ([{"n": 1, "m": 2}], [1]),
        ([1, 2.5], [1.0, 2.5]),
        ([True, "a"], [True, "a"]),
    ],
)
def test_of_the_rows_of_a_generator_the_first_parts_are_options(
    rows: list[Any], options: list[Any]
) -> None:
    assert repr(listed(row for row in rows)) == repr(options)


def test_rows_that_make_no_table_are_one_option() -> None:
    rows = iter([make_dataclass("City", ["name"])("Rome"), ("Oslo", 1)])
    assert listed(rows) == [rows]


@pytest.mark.parametrize("kind", ["selectbox", "radio", "multiselect"])
def test_a_label_that_is_no_text_is_refused(kind: str) -> None:
    at = app(f"st.{kind}('S', ['a'], format_func=len)")
    assert "must return a str for every option" in str(at.exception[0].message)
