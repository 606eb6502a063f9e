"""Vega-Lite and Altair charts."""

import pytest

from rerun_state.testing import AppTest
from tests.elements.calls import props, refusal
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


def test_a_chart_of_altair_is_itself_whichever_transformer_of_data_is_enabled() -> None:
    calls = """
import altair as alt, pandas as pd
made = alt.Chart(pd.DataFrame({"y": range(9_000)})).mark_bar().encode(x=alt.X("y", bin=True))
with alt.data_transformers.enable("NAME"):
    st.altair_chart(made)
    assert alt.data_transformers.active == "NAME"
"""
    usual = chart(calls.replace("NAME", "default"))
    assert usual["datasets"]["table-0"]["rows"] == 9_000
    assert chart(calls.replace("NAME", "vegafusion")) == usual


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


PICKED = "{'mark': 'bar', 'params': [{'name': 'p', 'select': 'point'}, {'name': 'v', 'value': 1}]}"


@pytest.mark.parametrize(
    "call",
    [
        "st.vega_lite_chart(d, {'mark': 'bar'}, on_select='rerun')",
        f"st.vega_lite_chart(d, {PICKED}, on_select='rerun', selection_mode='v')",
        f"st.vega_lite_chart(d, {PICKED}, on_select='rerun', selection_mode=['p', 'q'])",
    ],
)
def test_what_the_chart_does_not_let_select_is_refused(call: str) -> None:
    assert refusal(call) == "StreamlitAPIException"


@pytest.mark.parametrize("on_select", ["'x'", "5", "None"])
def test_what_follows_a_selection_is_a_function_or_a_word(on_select: str) -> None:
    call = f"st.vega_lite_chart(d, {PICKED}, on_select={on_select})"
    assert refusal(call) == "StreamlitValueError"


@pytest.mark.parametrize("part", ["layer", "hconcat", "vconcat", "concat"])
def test_selections_in_the_parts_of_a_chart_are_reported(part: str) -> None:
    call = f"st.vega_lite_chart(d, {{'{part}': [{PICKED}]}}, on_select='rerun', key='k')"
    assert props(call)["selection_mode"] == ["p"]


@pytest.mark.parametrize(
    ("spec", "width"),
    [
        ("{'mark': 'bar'}", "stretch"),
        ("{'mark': 'bar', 'encoding': {'row': {'field': 'a'}}}", "content"),
        ("{'hconcat': [{'mark': 'bar'}]}", "content"),
    ],
)
def test_charts_of_several_are_as_wide_as_they_are(spec: str, width: str) -> None:
    assert props(f"st.vega_lite_chart(d, {spec})")["width"] == width


def test_a_specification_may_bring_its_data_as_a_table() -> None:
    made = props("st.vega_lite_chart({'mark': 'bar', 'data': pd.DataFrame(d)})")
    assert (made["spec"]["data"], made["datasets"]["source"]["rows"]) == ({"name": "source"}, 2)


def test_an_index_with_a_name_is_a_column_of_the_chart() -> None:
    made = props("st.vega_lite_chart(pd.DataFrame(d).set_index('a'), {'mark': 'bar'})")
    assert [column["name"] for column in made["datasets"]["source"]["columns"]] == ["a", "b", "c"]
