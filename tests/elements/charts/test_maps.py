"""Maps: their points, and what can be selected."""

import pytest

from rerun_state.elements.data.decoding import decode
from rerun_state.testing import AppTest


def test_points_of_a_map_have_colors_and_sizes() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    st.map({"lat": [1.5], "lon": [2.5], "c": ["#123"], "r": [7]}, color="c", size="r")
    """).run()
    points = decode(**at.get("deck_gl_json_chart")[0].node.element.props["points"])
    assert points.to_dict("records") == [{"lat": 1.5, "lon": 2.5, "color": "#123", "size": 7.0}]


def test_a_table_without_rows_is_an_empty_map() -> None:
    at = AppTest.from_string("import pandas as pd, rerun_state as st\nst.map(pd.DataFrame())")
    assert not at.run().exception


@pytest.mark.parametrize(
    "call",
    [
        "st.map({'a': [1], 'b': [2]})",
        "st.map({'lat': [None], 'lon': [1]})",
        "st.map({'lat': [1], 'lon': [1]}, color='zz')",
    ],
)
def test_what_is_on_no_map_is_refused(call: str) -> None:
    assert len(AppTest.from_string(f"import rerun_state as st\n{call}").run().exception) == 1
