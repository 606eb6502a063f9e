"""What an editor is told of all rows of a table."""

import pytest

from rerun_state.testing import AppTest

LONG = """
import pandas as pd, rerun_state as st
values = pd.Series([{first}] + [None] * 19_998 + [{last}], dtype=object)
edited = st.data_editor(pd.DataFrame({{"x": values}}))
st.json([len(edited), str(edited.x.dtype)])
"""


@pytest.mark.parametrize(
    ("last", "kind", "editable"),
    [
        ("'text'", "text", True),
        ("[1]", "list", True),
        ("1.5", "float", True),
        ("{1: 2}", "json", False),
    ],
)
def test_what_a_column_of_a_long_table_holds_is_told_by_all_of_it(
    last: str, kind: str, editable: bool
) -> None:
    at = AppTest.from_string(LONG.format(first=None, last=last)).run()
    assert not at.exception
    _, column = at.dataframe[0].node.element.props["columns"]
    assert (column["type"], column["editable"]) == (kind, editable)


def test_a_long_column_of_mixed_values_is_shown_as_texts() -> None:
    at = AppTest.from_string(LONG.format(first=3, last="[1]")).run()
    assert not at.exception
    assert at.dataframe[0].value["x"].iloc[0] == "3"
    assert at.dataframe[0].node.element.props["columns"][1]["editable"] is False


@pytest.mark.parametrize("rows", [2, 20_000])
def test_an_editor_is_told_all_options_of_its_columns_and_labels(rows: int) -> None:
    pytest.importorskip("pyarrow")
    at = AppTest.from_string(f"""
    import pandas as pd
    import pyarrow as pa
    import rerun_state as st
    index = pd.CategoricalIndex(["a"] * {rows}, categories=["a", "b"])
    arrow = pa.DictionaryArray.from_arrays(pa.array([0] * {rows}), pa.array(["x", "y"]))
    table = {{
        "c": pd.Series(pd.Categorical([1] * {rows}, [3, 1]), index),
        "d": pd.Series(pd.arrays.ArrowExtensionArray(arrow), index),
    }}
    st.data_editor(pd.DataFrame(table, index=index))
    """).run()
    heads = at.dataframe[0].node.element.props["columns"]
    assert [head["options"] for head in heads] == [["a", "b"], [3, 1], ["x", "y"]]
