"""Tables and metrics under test."""

import pytest

from rerun_state.testing import AppTestError
from tests.testing.programs import app


def test_a_table_is_read_as_a_frame() -> None:
    at = app("st.table({'a': [1, 2]})\nst.dataframe({'b': ['x']})")
    assert at.table[0].value["a"].tolist() == [1, 2]
    assert at.dataframe[0].value["b"].tolist() == ["x"]


def test_an_editor_is_a_dataframe_whose_columns_are_texts() -> None:
    at = app("st.data_editor({1: [2]}, num_rows='dynamic')\nst.dataframe({1: [2]})")
    [editor] = at.data_editor
    assert (editor.kind, editor.editing_mode) == ("data_editor", "dynamic")
    assert list(editor.value.columns) == ["1"]
    assert [table.kind for table in at.dataframe] == ["data_editor", "dataframe"]


def test_no_test_sets_the_data_of_the_app() -> None:
    with pytest.raises(AppTestError, match="data_editor come from the app"):
        app("st.data_editor({'a': [1]})").data_editor[0].set_value({})


def test_a_metric_tells_its_label_value_and_delta() -> None:
    [metric] = app("st.metric('Sales', 3, -1)").metric
    assert (metric.label, metric.value, metric.delta) == ("Sales", "3", "-1")
