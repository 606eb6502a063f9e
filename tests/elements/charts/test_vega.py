"""Vega-Lite and Altair charts."""

from rerun_state.testing import AppTest
from tests.elements.charts.drawn import DATA, chart


def test_the_data_of_altair_travel_apart_from_the_specification() -> None:
    props = chart("""
import altair as alt, pandas as pd
pick = alt.selection_point()
st.altair_chart(alt.Chart(pd.DataFrame(d)).mark_bar().encode(x="a").add_params(pick))
""")
    assert props["spec"]["data"] == {"name": "table-0"}
    assert list(props["datasets"]) == ["table-0"]
    assert props["spec"]["params"][0]["name"] == "param_1"


def test_selections_are_reported_by_the_names_of_parameters() -> None:
    at = AppTest.from_string("""
    import rerun_state as st
    spec = {"mark": "bar", "params": [{"name": "p", "select": "point"}]}
    event = st.vega_lite_chart([1], spec, on_select="rerun", key="k")
    st.text(event.selection.p)
    """).run()
    assert at.text[0].value == "{}"
    assert at.session_state.k == {"selection": {"p": {}}}


def test_data_without_a_specification_cannot_be_drawn() -> None:
    assert len(AppTest.from_string(DATA + "st.vega_lite_chart([1])").run().exception) == 1
