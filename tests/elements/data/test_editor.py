"""`data_editor`: which edits are possible, and the data that come of them."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.elements.data.columnar import encode
from rerun_state.elements.data.columns import configure
from rerun_state.elements.data.edited import apply, like
from rerun_state.elements.data.edits import Edits, no_edits
from rerun_state.testing import AppTest

FRAME = pd.DataFrame(
    {
        "name": ["Ann", "Bob"],
        "age": [30, 41],
        "born": [dt.date(1990, 1, 1), dt.date(1980, 5, 5)],
        "seen": pd.to_datetime(["2020-01-01", "2021-01-01"]),
        "ok": [True, False],
    }
)
COLUMNS = encode(FRAME).columns
NAMES = set(FRAME.columns)


def edited(**edits: Any) -> pd.DataFrame:
    return apply(FRAME, COLUMNS, {**no_edits(), **edits})


def test_cells_get_their_new_values_in_the_type_of_their_column() -> None:
    cells = {"name": "Eve", "age": 5, "born": "2000-02-03", "seen": "2022-03-04T05:06:07"}
    table = edited(edited_rows={1: cells})
    assert table.iloc[1].tolist() == [
        "Eve",
        5,
        dt.date(2000, 2, 3),
        pd.Timestamp("2022-03-04 05:06:07"),
        False,
    ]
    assert table.dtypes.equals(FRAME.dtypes)
    assert FRAME.loc[1, "name"] == "Bob"


def test_new_rows_follow_and_count_on() -> None:
    table = edited(added_rows=[{"name": "Cy", "age": 7}, {}])
    assert table.index.tolist() == [0, 1, 2, 3]
    assert table["name"].tolist()[2] == "Cy"
    assert table.loc[2, "age"] == 7
    assert table["age"].isna().tolist() == [False, False, False, True]


def test_deleted_rows_leave_a_gap() -> None:
    assert edited(deleted_rows=[0]).index.tolist() == [1]


def test_new_rows_of_a_named_index_need_a_name() -> None:
    frame = FRAME.set_index("name")
    edits = {**no_edits(), "added_rows": [{"_index": "Cy", "age": 1}, {"age": 2}]}
    table = apply(frame, encode(frame).columns, edits)
    assert table.index.tolist() == ["Ann", "Bob", "Cy"]


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


def test_arrays_and_series_stay_what_they_are() -> None:
    frame = pd.DataFrame({"value": [1.5, 2.5]})
    assert like(np.array([1.5, 2.5]), frame).tolist() == [1.5, 2.5]
    assert like(pd.Series([1.5], name="s"), frame).name == "s"


def test_a_series_without_a_name_comes_back_named_by_its_place() -> None:
    assert like(pd.Series([1]), pd.DataFrame({"0": [1]})).name == 0


@pytest.mark.parametrize("values", [[1, "a"], [{"a": 1}, {"b": 2}]])
def test_mixed_values_and_dictionaries_come_back_as_the_texts_that_are_shown(
    values: list[Any],
) -> None:
    frame = pd.DataFrame({"c": values})
    edited = apply(frame, encode(frame).columns, no_edits())
    assert edited["c"].tolist() == [str(value) for value in values]


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


def codec(mode: str = "dynamic", **config: Any) -> Edits:
    given: Any = config
    return Edits(configure(COLUMNS, given), len(FRAME), mode, NAMES)


def wire(**edits: Any) -> dict[str, Any]:
    return {"edited_rows": {}, "added_rows": [], "deleted_rows": [], **edits}


@pytest.mark.parametrize(
    "bad",
    [
        None,
        {},
        wire(edited_rows={"2": {}}),
        wire(edited_rows={"-1": {}}),
        wire(edited_rows={"0": {"zz": 1}}),
        wire(edited_rows={"0": {"age": "x"}}),
        wire(edited_rows={"0": {"age": 1.5}}),
        wire(edited_rows={"0": {"age": True}}),
        wire(edited_rows={"0": {"age": float("nan")}}),
        wire(edited_rows={"0": {"ok": 1}}),
        wire(edited_rows={"0": {"born": "tomorrow"}}),
        wire(edited_rows={"0": {"name": ["x"]}}),
        wire(edited_rows={"0": {"name": "x" * 2_000_000}}),
        wire(added_rows=[{"age": "x"}]),
        wire(added_rows={}),
        wire(deleted_rows=[7]),
        wire(deleted_rows=[True]),
    ],
)
def test_edits_that_the_table_does_not_offer_are_refused(bad: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        codec().decode(bad)


def test_fixed_rows_cannot_be_added_or_deleted() -> None:
    with pytest.raises(ValueError, match="added"):
        codec("fixed").decode(wire(added_rows=[{}]))
    with pytest.raises(ValueError, match="deleted"):
        codec("add").decode(wire(deleted_rows=[0]))


@pytest.mark.parametrize(
    ("config", "value"),
    [
        ({"min_value": 18}, 17),
        ({"max_value": 99}, 100),
        ({"options": [1, 2]}, 3),
        ({"required": True}, None),
    ],
)
def test_a_columns_configuration_binds_the_reader(config: dict[str, Any], value: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        codec(age=config).decode(wire(edited_rows={"0": {"age": value}}))


@given(
    some.dictionaries(
        some.integers(0, 1),
        some.fixed_dictionaries({}, optional={"age": some.integers(), "name": some.text()}),
    ),
    some.lists(some.fixed_dictionaries({}, optional={"ok": some.booleans()}), max_size=3),
    some.sets(some.integers(0, 1)).map(sorted),
)
def test_edits_come_back_as_they_were(rows: Any, added: Any, deleted: Any) -> None:
    edits = wire(edited_rows=rows, added_rows=added, deleted_rows=deleted)
    assert codec().decode(codec().encode(edits)) == edits


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
