"""Buttons in the cells of a table."""

import pytest

from rerun_state.elements.data.columns.column_buttons import _button
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


LABELS = [["Edit", "Drop"], "Go", 5]


@pytest.mark.parametrize(("row", "label"), [(0, "Drop"), (1, "Go"), (2, "5")])
def test_a_press_tells_its_row_and_its_label(row: int, label: str) -> None:
    pressed = _button(LABELS, {"row": row, "label": label})
    assert (pressed.row, pressed.label) == (row, label)


@pytest.mark.parametrize(
    "wire",
    [
        None,
        {},
        {"row": 3, "label": "Go"},
        {"row": -1, "label": "5"},
        {"row": True, "label": "Go"},
        {"row": 1, "label": "Drop"},
        {"row": 0, "label": "Go"},
        {"row": 2, "label": 5},
    ],
)
def test_a_press_of_no_button_is_refused(wire: object) -> None:
    with pytest.raises(ValueError, match="not a"):
        _button(LABELS, wire)


def test_buttons_in_cells_stand_outside_of_forms() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    column = st.column_config.ButtonColumn(key="press")
    with st.form("f"):
        st.dataframe({"a": ["x"]}, column_config={"a": column})
        st.form_submit_button()
    """).run()
    assert "A column of buttons" in at.exception[0].message
