"""The first rows of tables."""

from tests.snapshot.programs import app


def test_a_table_shows_its_first_rows_and_counts_the_others() -> None:
    text = app("st.dataframe({'a': range(30), 'b': ['x'] * 30}, hide_index=True)").snapshot()
    assert text.splitlines()[:3] == ["a  b", "-  -", "0  x"]
    assert text.splitlines()[-1] == "... 20 more rows"


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
