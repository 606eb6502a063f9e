"""`data_editor`: what can be edited, and what is returned."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from rerun_state.elements.data import editor, readings
from rerun_state.elements.data.decoding import decode
from rerun_state.elements.data.frames import to_frame
from rerun_state.runtime.model.events import Event
from rerun_state.testing import AppTest
from tests.elements.calls import refusal, run


@pytest.mark.parametrize(
    "data",
    [
        [1, 2],
        (1, 2),
        {1, 2},
        [[1, 2], [3, 4]],
        [{"a": 1}, {"a": None}],
        {"a": [1, 2]},
        {"a": 1, "b": 2},
        {"a": {"x": 1}},
    ],
)
def test_the_form_of_the_data_is_kept(data: Any) -> None:
    script = (
        "import rerun_state as st\nst.session_state.got = st.data_editor(st.session_state.data)"
    )
    at = AppTest.from_string(script)
    at.session_state.data = data
    got = at.run().session_state.got
    assert got == data
    assert type(got) is type(data)


@pytest.mark.parametrize("other", ["(1, 2)", "{1, 2}", "np.array([1, 2])", "{'value': [1, 2]}"])
def test_equal_values_are_one_editor_whatever_holds_them(other: str) -> None:
    assert refusal(f"st.data_editor([1, 2])\nst.data_editor({other})").endswith("ElementId")
    assert not run(f"st.data_editor(pd.Series([1, 2]))\nst.data_editor({other})").exception


def test_a_test_may_give_an_editor_the_edits_that_a_reader_would_make() -> None:
    at = AppTest.from_string(
        """
        import rerun_state as st
        st.session_state.got = st.data_editor({"a": [1, 2]}, num_rows="dynamic", key="e")
        """
    )
    at.session_state.e = {"edited_rows": {0: {"a": 5}}}
    assert at.run().session_state.got == {"a": [5, 2]}
    at.session_state.e = {"added_rows": [{"a": 7}], "deleted_rows": [0]}
    assert at.run().session_state.got == {"a": [2, 7]}
    assert at.run().session_state.e == {"added_rows": [{"a": 7}], "deleted_rows": [0]}


def test_data_that_an_app_keeps_under_the_key_of_its_editor_stay_there() -> None:
    at = AppTest.from_string(
        """
        import rerun_state as st
        if "data" not in st.session_state:
            st.session_state.data = {"a": [1, 2]}
        st.data_editor(st.session_state.data, key="data")
        """
    )
    assert at.run().exception[0].message.startswith("session_state['data'] belongs to")
    assert (list(at.run().exception), at.session_state.data) == ([], {"a": [1, 2]})


@pytest.mark.parametrize("index", ["pd.interval_range(0, 1)", "pd.to_timedelta(['1h'])"])
def test_an_index_that_cannot_be_edited_is_refused(index: str) -> None:
    at = AppTest.from_string(
        f"""
        import pandas as pd
        import rerun_state as st
        st.data_editor(pd.DataFrame({{"a": [1]}}, index={index}))
        """
    ).run()
    assert "reset_index()" in at.exception[0].message


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


def test_without_edits_a_copy_is_returned() -> None:
    at = AppTest.from_string("""
    import rerun_state as st, pandas as pd
    frame = pd.DataFrame({"a": [1]})
    got = st.data_editor(frame, key="e")
    st.text(got is frame)
    st.text(got.equals(frame))
    st.text(st.session_state.e)
    """).run()
    assert [text.value for text in at.text] == [
        "False",
        "True",
        "{'edited_rows': {}, 'added_rows': [], 'deleted_rows': []}",
    ]


@pytest.mark.parametrize(
    "call",
    [
        "st.data_editor(pd.DataFrame([[1, 2]], columns=['a', 'a']))",
        "st.data_editor(pd.DataFrame({'a': [1], 'b': [2]}).set_index(['a', 'b']))",
        "st.data_editor({'a': [1]}, column_config={'a': st.column_config.TextColumn()})",
        "st.data_editor('text')",
    ],
)
def test_what_cannot_be_edited_is_refused(call: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st, pandas as pd\n{call}").run()
    assert len(at.exception) == 1


def test_code_cannot_set_the_edits() -> None:
    script = "import rerun_state as st\nst.session_state.e = {}\nst.data_editor([1], key='e')"
    at = AppTest.from_string(script)
    assert at.run().exception[0].proto.type.endswith("StreamlitValueAssignmentNotAllowedError")


@pytest.mark.parametrize(
    "other", ["disabled=['a']", "hide_index=True", "placeholder='none'", "alt='Prices'"]
)
def test_editors_of_the_same_data_are_told_apart_by_what_they_refuse_and_say(other: str) -> None:
    script = "import rerun_state as st\nst.data_editor({'a': [1]})\nst.data_editor({'a': [1]}"
    assert not AppTest.from_string(f"{script}, {other})").run().exception


@pytest.mark.parametrize("rows", ["(n for n in 'ab')", "iter([1])", "zip([1], [2])"])
def test_rows_that_are_gone_once_they_were_read_cannot_be_edited(rows: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.data_editor({rows})").run()
    assert at.exception[0].proto.type.endswith("StreamlitDataframeConversionError")


def test_the_columns_of_an_editor_have_texts_as_names() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.data_editor([[1, 2]])").run()
    assert list(at.get("data_editor")[0].value.columns) == ["0", "1"]


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


def test_a_wide_table_is_edited_through_windows() -> None:
    script = "import numpy as np, pandas as pd, rerun_state as st\n"
    script += "st.data_editor(pd.DataFrame(np.zeros((500, 3_000))))"
    at = AppTest.from_string(script).run()
    assert at.dataframe[0].node.element.props["window"] == 100


def test_of_eight_times_as_many_columns_an_editor_takes_about_eight_times_as_long() -> None:
    def took(columns: int) -> float:
        at = AppTest.from_string(
            f"""
            import time, numpy as np, pandas as pd, rerun_state as st
            wide = pd.DataFrame(np.zeros((2, {columns})))
            began = time.process_time()
            st.data_editor(wide)
            st.session_state.took = time.process_time() - began
            """
        )
        return min(float(at.run(timeout=60).session_state.took) for _ in range(2))

    assert took(6_000) < 25 * took(750)


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


@pytest.mark.parametrize("rows", [2, 12_000])
def test_values_that_cannot_be_written_are_no_error(rows: int) -> None:
    at = AppTest.from_string(f"""
    import pandas as pd, rerun_state as st

    class Unspeakable:
        def __repr__(self):
            raise RuntimeError("no words")

    st.data_editor(pd.DataFrame({{"a": [Unspeakable()] * {rows}}}))
    """).run()
    assert not at.exception


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


def alike(rows: int) -> dict[str, Any]:
    """Columns of polars and Arrow, with what is missing only beyond the first rows."""
    n = np.arange(rows)
    late = n == rows - 1
    return {
        "whole": pa.array(n, mask=late),
        "small": pa.array(n % 100, pa.uint8()),
        "half": pa.array(n / 2, mask=late),
        "text": pa.array([f"t{each}" for each in n], mask=late),
        "true": pa.array(n % 2 == 0),
        "when": pa.array(n.astype("M8[us]"), mask=late),
        "long": pa.array(n.astype("m8[us]")),
        "local": pa.array(n.astype("M8[us]"), pa.timestamp("us", "Europe/Oslo")),
    }


ALL_KINDS = {
    "truths of which some are missing": lambda rows: pa.array([True] * (rows - 1) + [None]),
    "days": lambda rows: pa.array([dt.date(2020, 1, 1)] * rows),
    "lists": lambda rows: pa.array([[1]] * (rows - 1) + [None]),
    "records": lambda rows: pa.array([{"a": 1}] * rows),
    "options": lambda rows: pa.array(["a", "b"] * (rows // 2)).dictionary_encode(),
    "nothing": lambda rows: pa.nulls(rows),
}
KEPT: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
EDITS = {
    "none": KEPT,
    "a cell": {**KEPT, "edited_rows": {1: {"whole": 7}}},
    "a row more": {**KEPT, "added_rows": [{"text": "more"}]},
    "a row less": {**KEPT, "deleted_rows": [0]},
}
EDITOR = """
import rerun_state as st
st.session_state.got = st.data_editor(st.session_state.data, num_rows="dynamic", key="e")
"""


def editing(data: Any, edits: dict[str, Any]) -> AppTest:
    at = AppTest.from_string(EDITOR)
    at.session_state.data = data
    at.session_state.e = edits
    return at.run()


def compared(table: Any, edits: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A table is edited as if it had been made pandas' before."""
    at = editing(table, edits)
    with monkeypatch.context() as patched:
        patched.setattr(readings, "is_steady", lambda data: False)
        usual = editing(table, edits)
    assert not at.exception
    assert at.session_state.got.equals(usual.session_state.got)
    assert type(at.session_state.got) is type(usual.session_state.got)
    shown, before = (dict(each.dataframe[0].node.element.props) for each in (at, usual))
    for props in (shown, before):
        first = props.get("window", props["rows"])
        props.pop("source", None)
        props["data"] = decode(first, props["columns"], props["data"]).to_dict("list")
    assert str(shown) == str(before)


ELSEWHERE = [pa.table, lambda columns: pl.DataFrame(pa.table(columns))]


@pytest.mark.parametrize("rows", [20, 20_000])
@pytest.mark.parametrize("edits", EDITS)
@pytest.mark.parametrize("make", ELSEWHERE)
def test_tables_of_other_libraries_are_edited_as_pandas_own(
    make: Any, edits: str, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared(make(alike(rows)), EDITS[edits], monkeypatch)


@pytest.mark.parametrize("rows", [20, 20_000])
@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("make", ELSEWHERE)
def test_columns_of_any_kind_are_edited_as_pandas_own(
    make: Any, kind: str, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared(make({"x": ALL_KINDS[kind](rows), "whole": range(rows)}), KEPT, monkeypatch)


@pytest.mark.parametrize("index", [[5, 6], range(5, 7), [0, 1]])
def test_labels_that_arrow_has_of_pandas_are_in_its_editor(
    index: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = pd.DataFrame({"whole": [1, 2]}, index=index)
    compared(pa.Table.from_pandas(frame), KEPT, monkeypatch)


@pytest.mark.parametrize("rows", [20, 20_000])
@pytest.mark.parametrize("make", [pa.table, pl.DataFrame])
def test_no_table_of_pandas_is_made_of_another_one_that_stays_as_it_is(
    make: Any, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def counted(data: Any) -> Any:
        made.append(len(data))
        return to_frame(data)

    monkeypatch.setattr(editor, "to_frame", counted)
    columns: dict[str, Any] = {"whole": range(rows)}
    if pd.Series(["a"]).dtype != object:  # before pandas 3 an editor's texts are objects
        columns["text"] = ["a"] * rows
    at = editing(make(columns), KEPT)
    del made[:]
    at.run()
    assert made == []
    at.session_state.e = EDITS["a cell"]
    assert at.run().session_state.got["whole"][1] == make({"a": [7]})["a"][0]
    assert made == [rows]
