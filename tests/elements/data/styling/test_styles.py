"""What a Styler brings to a table."""

import pandas as pd
import pytest

from rerun_state.elements.data.styling.styles import formatted, table_styles
from rerun_state.testing import AppTest


def test_a_styler_brings_colors_and_texts() -> None:
    at = AppTest.from_string("""
    import rerun_state as st, pandas as pd
    styler = pd.DataFrame({"a": [1.0, 2.0]}).style
    st.dataframe(styler.highlight_max(color="red").format("{:.1f} m"))
    """).run()
    styles = at.dataframe[0].node.element.props["styles"]
    assert styles["css"] == {"1,0": "background-color: red"}
    assert styles["texts"] == {"0,0": "1.0 m", "1,0": "2.0 m"}


def test_a_styler_says_nothing_of_cells_that_no_format_changes() -> None:
    at = AppTest.from_string("""
    import rerun_state as st, pandas as pd
    st.dataframe(pd.DataFrame({"a": [1.25, None], "b": [True, False]}).style.format(precision=1))
    """).run()
    assert at.dataframe[0].node.element.props["styles"]["texts"] == {"0,0": "1.2"}


def test_a_styler_brings_its_caption() -> None:
    styler = pd.DataFrame({"a": [1]}).style.set_caption(("On a page", "In a list"))
    assert table_styles(styler)["caption"] == "On a page"


@pytest.mark.parametrize(("option", "precision"), [(6, 6), (2, 2)])
def test_numbers_without_a_format_have_as_many_decimals_as_pandas_gives_them(
    option: int, precision: int
) -> None:
    mixed = pd.Series([0.5, 1 + 2j, "a", None], dtype=object)
    frame = pd.DataFrame({"n": [1 / 3, 2, 3, None], "any": mixed})
    with pd.option_context("styler.format.precision", option):
        styler = frame.style
    assert table_styles(styler)["precision"] == precision
    zeros = "0" * precision
    assert formatted(styler, frame, range(4)) == {
        "0,1": f"0.5{zeros[1:]}",
        "1,1": f"1.{zeros}+2.{zeros}j",
    }


def test_a_formatted_number_has_its_text_where_python_would_write_it_so_too() -> None:
    frame = pd.DataFrame({"a": [1.25, 20.0, None], "b": [True, False, True]})
    texts = formatted(frame.style.format({"a": "{:.1f}", "b": str}), frame, range(3))
    assert texts == {"0,0": "1.2", "1,0": "20.0"}
