"""Data that can be edited, of whichever library, and those that cannot."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from rerun_state.elements.data import editable
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.given.frames import to_frame
from rerun_state.testing import AppTest


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


@pytest.mark.parametrize("rows", ["(n for n in 'ab')", "iter([1])", "zip([1], [2])"])
def test_rows_that_are_gone_once_they_were_read_cannot_be_edited(rows: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.data_editor({rows})").run()
    assert at.exception[0].proto.type.endswith("StreamlitDataframeConversionError")


def test_a_wide_table_is_edited_through_windows() -> None:
    script = "import numpy as np, pandas as pd, rerun_state as st\n"
    script += "st.data_editor(pd.DataFrame(np.zeros((500, 3_000))))"
    at = AppTest.from_string(script).run()
    assert at.dataframe[0].node.element.props["window"] == 100


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


ALL_KINDS: dict[str, Callable[[int], Any]] = {
    "truths of which some are missing": lambda rows: pa.array([True] * (rows - 1) + [None]),
    "days": lambda rows: pa.array([dt.date(2020, 1, 1)] * rows),
    "lists": lambda rows: pa.array([[1]] * (rows - 1) + [None]),
    "late days": lambda rows: pa.array([None] * (rows // 2) + [dt.date(2020, 1, 1)] * (rows // 2)),
    "late lists": lambda rows: pa.array([None] * (rows // 2) + [["a", None], []] * (rows // 4)),
    "late times": lambda rows: pa.array([None] * (rows // 2) + [dt.time(1, 2)] * (rows // 2)),
    "late truths": lambda rows: pa.array([None] * (rows // 2) + [True] * (rows // 2)),
    "decimals": lambda rows: pa.array([Decimal("1.50"), None] * (rows // 2)),
    "bytes": lambda rows: pa.array([b"a", None] * (rows // 2)),
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
        patched.setattr(editable, "is_table_elsewhere", lambda data: False)
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


def of_all_kinds(rows: int) -> dict[str, Any]:
    more = {"records": pa.array([{"a": 1}, None] * (rows // 2))}
    return {name: make(rows) for name, make in ALL_KINDS.items()} | more


@pytest.mark.parametrize("rows", [20, 12_000])
@pytest.mark.parametrize("make", ELSEWHERE)
def test_columns_into_which_nobody_writes_come_back_in_their_types_to_the_last_value(
    make: Any, rows: int
) -> None:
    columns = of_all_kinds(rows)
    if rows > 10_000:
        del columns["options"]
    table = make({"whole": range(rows), **columns})
    assert editing(table, KEPT).session_state.got.equals(table)
    edits = {**EDITS["a cell"], "added_rows": [{"whole": 8}, {}], "deleted_rows": [3]}
    got = editing(table, edits).session_state.got
    assert got.schema == table.schema
    for name in columns:
        before = values(table, name)
        assert values(got, name) == [*before[:3], *before[4:], None, None]
    assert values(got, "whole")[-2:] == [8, None]


def values(table: Any, name: str) -> list[Any]:
    column = table[name]
    return list(column.to_pylist() if isinstance(table, pa.Table) else column.to_list())


def test_rows_of_runs_of_equal_values_are_deleted_and_added() -> None:
    runs = pa.RunEndEncodedArray.from_arrays([2, 4], ["a", "b"])
    table = pa.table({"x": runs, "whole": range(4)})
    got = editing(table, {**KEPT, "added_rows": [{}], "deleted_rows": [1]}).session_state.got
    assert (got.schema, values(got, "x")) == (table.schema, ["a", "b", "b", None])


WRITTEN = {
    "days": ("2021-02-03", dt.date(2021, 2, 3)),
    "truths of which some are missing": (False, False),
    "lists": (["7", "8"], [7, 8]),
    "late times": ("03:04:05", dt.time(3, 4, 5)),
    "decimals": ("2.25", Decimal("2.25")),
}


@pytest.mark.parametrize("rows", [20, 12_000])
@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("make", ELSEWHERE)
def test_what_is_written_into_a_column_leaves_its_type(make: Any, kind: str, rows: int) -> None:
    told, meant = WRITTEN[kind]
    table = make({"x": ALL_KINDS[kind](rows), "whole": range(rows)})
    got = editing(table, {**KEPT, "edited_rows": {1: {"x": told}}}).session_state.got
    assert got.schema == table.schema
    before = values(table, "x")
    assert values(got, "x") == [before[0], meant, *before[2:]]


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

    monkeypatch.setattr(editable, "to_frame", counted)
    columns: dict[str, Any] = {"whole": range(rows), **of_all_kinds(rows)}
    if rows > 10_000:
        del columns["options"]  # which are known of all rows alone
    if pd.Series(["a"]).dtype != object:  # before pandas 3 an editor's texts are objects
        columns["text"] = ["a"] * rows
    at = editing(make(columns), KEPT)
    del made[:]
    at.run()
    assert made == []
    at.session_state.e = EDITS["a cell"]
    assert at.run().session_state.got["whole"][1] == make({"a": [7]})["a"][0]
    assert made == [rows]
