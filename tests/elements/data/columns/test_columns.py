"""Columns as `column_config` and `column_order` want them."""

from typing import Any

import pytest

from rerun_state.elements.data.columns.columns import configure, order_of, spoken_names
from rerun_state.testing import AppTest
from tests.elements.calls import refusal


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


@pytest.mark.parametrize("none", [None, [], (), "", 0, False])
def test_no_names_are_all_columns(none: Any) -> None:
    assert order_of([{"name": "a"}, {"name": "b"}], none) is None


@pytest.mark.parametrize(
    ("names", "spoken"),
    [
        ([["A", "a"], ["A", "b"], ["B", "c"]], ["a", "b", "c"]),
        ([["A", "a"], ["B", "a"], ["B", "b"]], ["A_a", "B_a", "B_b"]),
        ([["city", ""], ["size", "max"]], ["city_", "size_max"]),
        (["a", "a", None], ["a", "a", ""]),
    ],
)
def test_programs_are_told_the_last_level_where_it_tells_columns_apart(
    names: list[Any], spoken: list[str]
) -> None:
    assert spoken_names({"name": name} for name in names) == spoken


def test_names_of_no_column_are_none() -> None:
    assert order_of([{"name": "a"}], ["zz"]) == []


def test_names_of_several_levels_are_given_joined_or_by_the_last_one() -> None:
    body: list[dict[str, Any]] = [{"name": [a, b]} for a in "AB" for b in "ab"]
    columns = [{"name": None, "index": True}, *body]
    configured = configure(columns, {"a": "either", "B_a": "this", 1: None})
    assert [column.get("config") for column in configured] == [
        None,
        {"label": "either"},
        {"hidden": True},
        {"label": "this"},
        None,
    ]
    assert order_of(columns, ["b", "B_a", "a", "A_a"]) == [2, 3, 1]


@pytest.mark.parametrize("call", ["dataframe", "data_editor"])
@pytest.mark.parametrize(
    "config",
    [
        "NumberColumn(min_value=float('nan'))",
        "ProgressColumn(max_value=float('inf'))",
        "SelectboxColumn(options=[1.0, float('nan')])",
    ],
)
def test_what_is_no_number_is_no_bound_of_a_column(call: str, config: str) -> None:
    error = f"st.{call}({{'a': [1]}}, column_config={{'a': st.column_config.{config}}})"
    assert refusal(error) == "StreamlitAPIException"


def test_a_number_may_be_the_label_of_a_column() -> None:
    [column] = configure([{"name": 3}], {"3": {"label": 3}})
    assert column["config"] == {"label": "3"}


@pytest.mark.parametrize("format", ["3", "True", "['%d']"])
def test_what_is_no_text_is_no_format_of_a_column(format: str) -> None:
    config = f"column_config={{'a': st.column_config.NumberColumn(format={format})}}"
    error = f"st.dataframe({{'a': [1]}}, {config})"
    assert refusal(error) == "StreamlitInvalidParameterTypeError"
