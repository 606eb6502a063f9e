"""Maps: their points, and what can be selected."""

import json

import pytest

from rerun_state.elements.base import parameters
from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.testing import AppTest
from tests.elements.calls import props, refusal, returned, run

pytestmark = pytest.mark.usefixtures("no_widgets_left")  # pydeck's are ipywidgets


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
        "st.map({'lat': [1], 'lon': [1], 's': ['x']}, size='s')",
        "st.pydeck_chart(on_select='x')",
        "st.pydeck_chart(on_select='rerun', selection_mode='x')",
        "st.pydeck_chart(width='content')",
    ],
)
def test_what_is_on_no_map_is_refused(call: str) -> None:
    assert len(AppTest.from_string(f"import rerun_state as st\n{call}").run().exception) == 1


@pytest.mark.parametrize(
    ("parameter", "usual"),
    [
        ("size='x'", ""),
        ("size=[]", ""),
        ("zoom='x'", ""),
        ("latitude='x'", ""),
        ("longitude=['x']", ""),
        ("size='30'", "size=30"),
        ("zoom='7'", "zoom=7"),
    ],
)
@pytest.mark.filterwarnings("ignore:.*has no effect")
def test_a_map_takes_what_it_cannot_use_for_the_usual(parameter: str, usual: str) -> None:
    call = "st.map({'lat': [1], 'lon': [1]}, %s)"
    assert props(call % parameter) == props(call % usual)


@pytest.mark.parametrize("parameter", ["latitude='x'", "size='x'", "zoom='x'"])
def test_a_map_tells_the_program_s_line_of_it(
    parameter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parameters, "_warned", set[str]())
    with pytest.warns(UserWarning, match=f"{parameter} of st.map.. has no effect") as told:
        props(f"st.map({{'lat': [1], 'lon': [1]}}, {parameter})")
    assert told[0].filename.startswith("<app")


@pytest.mark.parametrize("name", ["plotly_chart([{'y': [1]}], ", "pydeck_chart("])
def test_how_to_select_is_judged_where_something_is(name: str) -> None:
    call = f"st.{name}selection_mode='x'"
    assert not run(f"{call})").exception
    assert refusal(f"{call}, on_select='rerun')") == "StreamlitValueError"


DECK = "import pydeck\nst.pydeck_chart(pydeck.Deck({}){})"


def test_a_deck_is_shown_with_its_tooltip() -> None:
    assert props("st.pydeck_chart()") == {
        "spec": "{}",
        "tooltip": True,
        "width": "stretch",
        "height": 500,
        "selection_mode": None,
        "alt": None,
    }
    assert props(DECK.format("tooltip={'text': 't'}", ""))["tooltip"] == {"text": "t"}
    assert '"views"' in props(DECK.format("", ""))["spec"]


def test_a_deck_that_is_made_anew_is_the_same_one() -> None:
    """Its layers have names by chance, unless the program names them."""
    layers = "[pydeck.Layer('TextLayer', id='mine'), pydeck.Layer('TextLayer')]"
    one, other = (props(DECK.format(layers, ""))["spec"] for _ in range(2))
    assert one == other
    assert [layer["id"] for layer in json.loads(one)["layers"]] == ["mine", "layer-1"]


@pytest.mark.parametrize(("given", "width"), [("True", "stretch"), ("False", 700)])
def test_a_map_is_as_wide_as_asked_for_in_the_old_way(given: str, width: object) -> None:
    assert props(f"st.pydeck_chart(use_container_width={given})")["width"] == width
    call = f"st.map({{'lat': [1], 'lon': [1]}}, use_container_width={given})"
    assert props(call)["width"] == width


def test_the_reader_can_select_on_a_deck() -> None:
    call = "st.pydeck_chart(on_select='rerun', selection_mode='multi-object', key='k')"
    assert props(call)["selection_mode"] == "multi-object"
    assert returned(call) == "{'selection': {'indices': {}, 'objects': {}}}"


@pytest.mark.parametrize(
    ("color", "error"),
    [
        ("'#f00'", None),
        ("(1, 2, 3)", None),
        ("'hex'", None),
        ("'red'", "StreamlitInvalidColorError"),
        ("'nothing'", "StreamlitInvalidColorError"),
        ("'names'", "StreamlitAPIException"),
        ("'lat'", "StreamlitAPIException"),
    ],
)
def test_colors_of_a_map_are_hex_or_numbers(color: str, error: str | None) -> None:
    data = {"lat": [1.5], "lon": [2.5], "hex": ["#123"], "names": ["red"]}
    at = AppTest.from_string(f"import rerun_state as st\nst.map({data}, color={color})").run()
    found = [each.proto.type.rpartition(".")[2] for each in at.exception]
    assert found == ([] if error is None else [error])


def test_a_place_beyond_all_numbers_is_on_no_map() -> None:
    [error] = run("st.map({'lat': [1.0, float('inf')], 'lon': [2.0, 3.0]})").exception
    assert error.message == (
        "The column 'lat' has values that are on no map, such as inf. Drop their rows."
    )
