"""Which columns a reader may change."""

import pytest

from rerun_state.testing import AppTest


def test_a_text_may_be_configured_as_a_number_that_only_shows_it() -> None:
    at = AppTest.from_string(
        """
        import rerun_state as st
        number = st.column_config.NumberColumn()
        st.data_editor({"a": ["x"]}, column_config={"a": number})
        """
    ).run()
    assert not at.exception
    assert at.dataframe[0].node.element.props["columns"][-1]["editable"] is False


@pytest.mark.parametrize("name", ["'id'", "0"])
def test_a_text_column_may_be_given_to_numbers_by_position_or_the_name_of_the_index(
    name: str,
) -> None:
    at = AppTest.from_string(
        f"""
        import pandas as pd, rerun_state as st
        table = pd.DataFrame({{"a": [1, 2]}}, index=pd.Index([3, 4], name="id"))
        st.data_editor(table, column_config={{{name}: st.column_config.TextColumn("Text")}})
        """
    ).run()
    assert not at.exception
    columns = at.dataframe[0].node.element.props["columns"]
    assert [column["editable"] for column in columns] == [True, True]


@pytest.mark.parametrize("name", ["'_index'", "'a'"])
def test_a_text_column_is_refused_for_numbers_under_the_name_of_their_column(name: str) -> None:
    at = AppTest.from_string(
        f"""
        import pandas as pd, rerun_state as st
        table = pd.DataFrame({{"a": [1, 2]}}, index=[3, 4])
        st.data_editor(table, column_config={{{name}: st.column_config.TextColumn()}})
        """
    ).run()
    assert "a text column cannot edit" in at.exception[0].message
