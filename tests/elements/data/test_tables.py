"""`table` and `dataframe`: what is shown, and what is returned."""

import pickle
from typing import Any

import pandas as pd
import polars as pl
import pytest

from rerun_state.elements.data.windows.foreign import foreign_source
from rerun_state.elements.data.windows.source import PandasSource
from rerun_state.elements.data.windows.windowed import Windowed
from rerun_state.testing import AppTest


@pytest.mark.parametrize(
    ("call", "hidden"),
    [
        ("st.table(df)", True),
        ("st.table(df.set_index('a'))", False),
        ("st.dataframe(df)", False),
        ("st.dataframe(df, on_select='rerun')", True),
        ("st.dataframe(df, on_select='rerun', selection_mode='multi-cell')", False),
        ("st.data_editor(df)", False),
        ("st.data_editor(df, num_rows='dynamic')", True),
    ],
)
def test_an_index_that_only_counts_is_left_out_where_rows_need_no_numbers(
    call: str, hidden: bool
) -> None:
    frame = "import rerun_state as st, pandas as pd\ndf = pd.DataFrame({'a': [1], 'b': [2]})\n"
    at = AppTest.from_string(frame + call).run()
    (shown,) = at.get("table") or at.get("dataframe") or at.get("data_editor")
    assert shown.node.element.props["hide_index"] is hidden


def test_a_table_returns_its_selection_under_its_key() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    first = {"selection": {"rows": [1]}}
    event = st.dataframe([1, 2], on_select="rerun", key="k", selection_default=first)
    st.text(event.selection.rows)
    """).run()
    assert at.text[0].value == "[1]"
    assert at.session_state.k.selection.rows == [1]


@pytest.mark.parametrize("border", ["1", "0", "None", "'vertical'"])
def test_only_true_and_false_say_whether_a_table_has_borders(border: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.table([1], border={border})").run()
    assert at.exception[0].proto.type.endswith("StreamlitValueError")


LONG = "import pandas as pd, rerun_state as st\ndf = pd.DataFrame({'a': range(20_000)})\n"


@pytest.mark.parametrize(
    ("call", "window"),
    [
        ("st.dataframe(df)", 100),
        ("st.dataframe(df.head(5_000))", None),
        ("st.dataframe(df.head(5_000), lazy=True)", 100),
        ("st.dataframe(df.head(1_000), lazy=True)", None),
        ("st.dataframe(df, lazy=False)", None),
        ("st.dataframe(df.to_dict('list'))", 100),
    ],
)
def test_long_tables_are_shown_through_windows(call: str, window: int | None) -> None:
    at = AppTest.from_string(LONG + call).run()
    assert at.dataframe[0].node.element.props.get("window") == window
    assert at.dataframe[0].value["a"].tolist() == list(range(len(at.dataframe[0].value)))


def test_a_styler_cannot_be_read_in_parts() -> None:
    at = AppTest.from_string(LONG + "st.dataframe(df.style, lazy=True)").run()
    assert "cannot show a Styler" in at.exception[0].value


def test_a_selection_has_the_last_level_of_names() -> None:
    at = AppTest.from_string("""
    import pandas as pd, rerun_state as st
    df = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("A", "a"), ("B", "b")]))
    first = {"selection": {"columns": ["b"]}}
    st.dataframe(df, on_select="rerun", selection_mode="multi-column", selection_default=first,
                 key="k")
    """).run()
    assert at.session_state.k.selection.columns == ["b"]


def test_a_selection_in_another_long_table_is_not_taken_over() -> None:
    program = """
    import pandas as pd, rerun_state as st
    df = pd.DataFrame({"a": range(20_000)})
    df.iloc[10_000:] = st.session_state.get("value", 0)
    st.dataframe(df, on_select="rerun")
    """
    at = AppTest.from_string(program).run()
    before = at.dataframe[0].node.element.id
    assert AppTest.from_string(program).run().dataframe[0].node.element.id == before
    at.session_state.value = 1
    assert at.run().dataframe[0].node.element.id != before


@pytest.mark.parametrize("data", [pd.DataFrame({"a": range(3)}), pl.DataFrame({"a": range(3)})])
def test_a_long_table_is_pickled_with_its_rows(data: Any) -> None:
    source = (
        PandasSource(data) if isinstance(data, pd.DataFrame) else foreign_source(data, Exception)
    )
    assert source is not None
    again = pickle.loads(pickle.dumps(Windowed(source)))
    assert again.source.whole()["a"].tolist() == [0, 1, 2]
    assert again.width == 2


@pytest.mark.parametrize(
    "call", ["dataframe(df, on_select='rerun', key={})", "data_editor(df, key={})"]
)
@pytest.mark.parametrize("key", [None, "k"])
def test_what_has_a_key_is_not_read_to_know_it_again(
    call: str, key: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = list[Windowed]()
    mark = Windowed.mark

    def look(table: Windowed) -> bytes:
        looked.append(table)
        return mark(table)

    monkeypatch.setattr(Windowed, "mark", look)
    script = "import rerun_state as st, pandas as pd\ndf = pd.DataFrame({'n': range(20_000)})\nst."
    app = AppTest.from_string(script + call.format(repr(key))).run()
    assert not app.exception
    assert bool(looked) is (key is None)
