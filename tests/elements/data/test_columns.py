"""Columns as `column_config` and `column_order` want them."""

from rerun_state.testing import AppTest


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
