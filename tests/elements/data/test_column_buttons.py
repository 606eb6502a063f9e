"""Buttons in the cells of a table."""

from rerun_state.testing import AppTest


def test_a_button_in_a_cell_is_pressed_once() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    column = st.column_config.ButtonColumn(key="press")
    st.dataframe({"a": ["x", "y"]}, column_config={"a": column})
    st.text(st.session_state.press)
    """).run()
    assert at.text[0].value == "None"
    assert [element.type for element in at if element.type == "column_button"] == []
