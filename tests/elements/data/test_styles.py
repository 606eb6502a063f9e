"""What a Styler brings to a table."""

import pandas as pd

from rerun_state.elements.data.styles import cell_styles
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
    shown = cell_styles(pd.DataFrame({"a": [1]}).style.set_caption(("On a page", "In a list")))
    assert shown["caption"] == "On a page"


def test_more_cells_than_pandas_styles_are_an_error() -> None:
    at = AppTest.from_string("""
    import pandas as pd
    import rerun_state as st
    with pd.option_context("styler.render.max_elements", 2):
        st.dataframe(pd.DataFrame([1, 2, 3]).style)
    """).run()
    assert "3 cells" in at.exception[0].message


def test_a_formatted_number_has_its_text_where_python_would_write_it_so_too() -> None:
    frame = pd.DataFrame({"a": [1.25, 20.0, None], "b": [True, False, True]})
    texts = cell_styles(frame.style.format({"a": "{:.1f}", "b": str}))["texts"]
    assert texts == {"0,0": "1.2", "1,0": "20.0"}
