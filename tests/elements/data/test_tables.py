"""`table` and `dataframe`: what is shown, and what is returned."""

import pickle
from typing import Any

import pandas as pd
import polars as pl
import pytest

from rerun_state.elements.data.foreign import foreign_source
from rerun_state.elements.data.source import PandasSource
from rerun_state.elements.data.windowed import Windowed
from rerun_state.runtime.model.tree import Label
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


def test_headings_of_a_table_are_markdown() -> None:
    at = AppTest.from_string("import rerun_state as st; st.table({'**a**': [1]})").run()
    assert Label("**a**") in at.table[0].node.element.props["heads"]


def test_a_table_returns_its_selection_under_its_key() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    first = {"selection": {"rows": [1]}}
    event = st.dataframe([1, 2], on_select="rerun", key="k", selection_default=first)
    st.text(event.selection.rows)
    """).run()
    assert at.text[0].value == "[1]"
    assert at.session_state.k.selection.rows == [1]


@pytest.mark.parametrize(
    ("data", "hidden"),
    [
        ("{'a': 1}", True),
        ("{'a': [1]}", False),
        ("{'value': [1]}", False),
        ("[1, 2]", True),
        ("pd.Series([1])", False),
    ],
)
def test_headings_that_the_data_did_not_bring_are_left_out(data: str, hidden: bool) -> None:
    at = AppTest.from_string(f"import pandas as pd, rerun_state as st\nst.table({data})").run()
    assert at.table[0].proto.hide_header is hidden


@pytest.mark.parametrize("border", ["1", "0", "None", "'vertical'"])
def test_only_true_and_false_say_whether_a_table_has_borders(border: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.table([1], border={border})").run()
    assert at.exception[0].proto.type.endswith("StreamlitValueError")


@pytest.mark.parametrize(
    ("size", "shown"), [((50_000, 1), None), ((50_001, 1), 50_000), ((200, 500), 100)]
)
def test_a_table_shows_no_more_cells_than_a_page_can_hold(
    size: tuple[int, int], shown: int | None
) -> None:
    program = f"import numpy as np, rerun_state as st\nst.table(np.zeros({size}))"
    (table,) = AppTest.from_string(program, default_timeout=20).run().table
    props = table.node.element.props
    assert (props["rows"], props.get("window")) == (size[0], shown)
    assert table.value.shape == (shown or size[0], size[1])


def test_the_rows_of_a_large_table_are_styled_as_parts_of_it() -> None:
    at = AppTest.from_string("""
    import pandas as pd, rerun_state as st
    df = pd.DataFrame({"a": range(300_000), "b": 0}).iloc[::-1]
    st.table(df.style.apply(lambda c: [f"order: {v}" for v in c < c.max()], subset="a"))
    """).run(timeout=20)
    styles = at.table[0].node.element.props["styles"]
    assert [styles["css"][place] for place in ("0,0", "1,0")] == ["order: False", "order: True"]
    assert len(styles["css"]) == 25_000


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


def test_a_small_table_of_a_plan_says_how_many_rows_the_plan_has() -> None:
    at = AppTest.from_string("""
    import polars as pl, rerun_state as st
    st.table(pl.LazyFrame({"n": range(30_000)}))
    """).run()
    props = at.table[0].node.element.props
    assert (props["window"], props["rows"]) == (10_000, 30_000)
