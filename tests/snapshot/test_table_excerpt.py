"""The first rows of tables."""

from rerun_state.testing import AppTest
from tests.snapshot.programs import app


def test_a_table_shows_its_first_rows_and_counts_the_others() -> None:
    text = app("st.dataframe({'a': range(30), 'b': ['x'] * 30}, hide_index=True)").snapshot()
    assert text.splitlines()[:3] == ["a  b", "-  -", "0  x"]
    assert text.splitlines()[-1] == "... 20 more rows"


def test_what_is_left_out_of_a_table_is_counted_in_every_format() -> None:
    shown = app("st.dataframe({f'c{n}': range(11) for n in range(25)}, hide_index=True)")
    assert shown.snapshot().splitlines()[-1] == "... 1 more row and 5 more columns"
    assert "<p><small>1 more row and 5 more columns</small></p>" in shown.snapshot("html")


def test_cells_of_arrays_are_lists() -> None:
    text = app(
        "import numpy as np\n"
        "st.dataframe({'a': [np.array([1, 2]), np.array([3])], 'b': [[0.5], None]})"
    ).snapshot()
    assert "[1, 2]" in text
    assert "[0.5]" in text


def test_what_is_missing_is_empty_however_it_compares() -> None:
    text = app(
        "import pandas as pd\n"
        "class Odd:\n"
        "    def __ne__(self, other): raise ValueError\n"
        "    def __str__(self): return 'odd'\n"
        "st.dataframe({'a': [pd.NA, None, pd.NaT, Odd()]}, hide_index=True)"
    ).snapshot()
    assert [line.strip() for line in text.splitlines()] == ["a", "---", "", "", "", "odd"]


def test_neighbours_have_one_heading_above_what_tells_them_apart() -> None:
    shown = app(
        "import pandas as pd\n"
        "names = [('A', 'a', 1), ('A', 'a', 2), ('B', '', 3), ('C', '', '')]\n"
        "st.dataframe(pd.DataFrame([range(4)], columns=pd.MultiIndex.from_tuples(names)))"
    )
    assert (
        '<tr><th colspan="1"></th><th colspan="2">A / a</th><th colspan="1">B</th>'
        '<th colspan="1"></th></tr><tr><th></th><th>1</th><th>2</th><th>3</th><th>C</th></tr>'
    ) in shown.snapshot("html")
    assert shown.snapshot().splitlines()[0].strip() == "A / a / 1  A / a / 2  B / 3  C"


EDITS = {"edited_rows": {1: {"a": 77, "d": "2022-02-02"}}, "added_rows": [{"a": 5}]}


def test_a_table_that_was_edited_is_shown_as_its_reader_has_it() -> None:
    at = AppTest.from_string(
        """
        import datetime as dt
        import rerun_state as st
        rows = {"a": range(3), "d": [dt.date(2020, 1, day) for day in (1, 2, 3)]}
        st.data_editor(rows, key="e", num_rows="dynamic")
        """
    )
    at.session_state.e = {**EDITS, "deleted_rows": [0]}
    lines = [line.split() for line in at.run().snapshot().splitlines()]
    assert lines[2:] == [["77", "2022-02-02"], ["2", "2020-01-03"], ["5"]]


def test_a_long_table_that_was_edited_shows_what_was_changed_in_its_first_rows() -> None:
    at = AppTest.from_string(
        """
        import rerun_state as st
        st.data_editor({"a": range(20_000)}, key="e", num_rows="dynamic")
        """
    )
    at.session_state.e = {
        "edited_rows": {1: {"a": 77}, 15_000: {"a": 8}},
        "added_rows": [{"a": 5}],
        "deleted_rows": [0, 2],
    }
    lines = at.run().snapshot().splitlines()
    assert lines[2:4] == ["77", "3"]
    assert lines[-1] == "... 19,989 more rows"
