"""Columns as `column_config` and `column_order` want them."""

import pytest

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
