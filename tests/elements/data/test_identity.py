"""Which editors are the same, with their edits, and which are others."""

import pytest

from rerun_state.runtime.model.events import Event
from rerun_state.testing import AppTest
from tests.elements.calls import refusal, run


@pytest.mark.parametrize("other", ["(1, 2)", "{1, 2}", "np.array([1, 2])", "{'value': [1, 2]}"])
def test_equal_values_are_one_editor_whatever_holds_them(other: str) -> None:
    assert refusal(f"st.data_editor([1, 2])\nst.data_editor({other})").endswith("ElementId")
    assert not run(f"st.data_editor(pd.Series([1, 2]))\nst.data_editor({other})").exception


@pytest.mark.parametrize(
    "other", ["disabled=['a']", "hide_index=True", "placeholder='none'", "alt='Prices'"]
)
def test_editors_of_the_same_data_are_told_apart_by_what_they_refuse_and_say(other: str) -> None:
    script = "import rerun_state as st\nst.data_editor({'a': [1]})\nst.data_editor({'a': [1]}"
    assert not AppTest.from_string(f"{script}, {other})").run().exception


CHANGED = """
import numpy as np
import pandas as pd
import rerun_state as st
table = pd.DataFrame({{"value": [1, 2]}}, index={index})
data = {other} if st.checkbox("Other") else {first}
{editor}
"""


def keeps(first: str, other: str, editor: str, index: str = "None") -> bool:
    """Does an editor keep its edits while the app gives it something else?"""
    script = CHANGED.format(first=first, other=other, editor=editor, index=index)
    at = AppTest.from_string(script).run()
    cell = at.session.cells["app"]
    [row] = [node for node in cell.tree.root.walk() if node.element.kind == "data_editor"]
    assert row.widget is not None
    edits = row.widget.codec.decode(
        {"edited_rows": {"0": {"value": 9}}, "added_rows": [], "deleted_rows": []}
    )
    cell.send(Event(row.widget, edits))
    at.checkbox[0].check().run()
    [row] = [node for node in cell.tree.root.walk() if node.element.kind == "data_editor"]
    assert row.widget is not None
    return bool(at.session.state.value(row.widget)["edited_rows"])


@pytest.mark.parametrize(
    ("first", "other"),
    [("table", "[1, 2]"), ("[1, 2]", "pd.Series([1, 2], name='value')"), ("(1, 2)", "{1, 2}")],
)
def test_edits_stay_where_equal_values_come_in_another_form(first: str, other: str) -> None:
    assert keeps(first, other, "st.data_editor(data, num_rows='dynamic')")
    assert not keeps(first, other, "st.data_editor(data, key='e')")


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        ("table + 1", True),
        ("table.astype('Int64')", True),
        ("table.astype('int32')", False),
        ("table.set_axis(['x', 'z'])", False),
    ],
)
def test_edits_under_a_key_stay_while_the_table_has_the_same_shape(other: str, kept: bool) -> None:
    assert keeps("table", other, "st.data_editor(data, key='e')", "['x', 'y']") is kept


@pytest.mark.parametrize("key", ["", "key='e', "])
def test_to_disable_no_column_is_to_disable_nothing(key: str) -> None:
    disabled = "[] if len(data) and data['value'][0] == 2 else False"
    editor = f"st.data_editor(table, {key}disabled={disabled})"
    assert keeps("table", "table + 1", editor)
