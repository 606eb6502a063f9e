"""The vocabulary of containers."""

import inspect
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

import rerun_state as st
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.grammar.block import B, Block
from rerun_state.testing import AppTest
from rerun_state.vocabulary import Container


def test_completion_offers_the_vocabulary_and_no_grammar() -> None:
    offered = {name for name in dir(Container) if not name.startswith("_")}
    assert {"button", "slider", "columns", "write"} <= offered
    assert not {"put", "nest", "place"} & offered


def test_every_element_of_the_package_is_bound_to_the_main_container() -> None:
    assert isinstance(st.button.__self__, Container)  # type: ignore[attr-defined]
    assert st.button.__func__ is Container.button  # type: ignore[attr-defined]
    assert isinstance(st.sidebar, Block)


def test_what_is_no_element_cannot_be_called() -> None:
    column: Any = Container()
    assert not hasattr(column, "_repr_html_")
    with pytest.raises(StreamlitAPIException, match="not a valid Streamlit command"):
        column.nonsense()
    with pytest.raises(StreamlitAPIException, match="use data_editor instead"):
        column.experimental_data_editor({})


def test_a_package_puts_a_function_of_its_own_in_the_place_of_an_element() -> None:
    at = AppTest.from_string("""
import streamlit as st
original = st.sidebar.button
st.sidebar.button = lambda label: original(label + "!")
with st.sidebar:
    st.button("plain")
st.sidebar.button("counted")
st.sidebar.button = original
""").run()
    assert not at.exception
    assert [button.label for button in at.sidebar.button] == ["plain", "counted!"]


def test_packages_know_a_skeleton_by_its_private_name() -> None:
    at = AppTest.from_string("""
import streamlit as st
st._main._skeleton(height=20).text("filled")
""").run()
    assert [text.value for text in at.text] == ["filled"]


# -- words that parameters know --------------------------------------------------------------------

GIVEN = {
    "columns": "2",
    "data": "{'a': [1, 2]}",
    "exception": "ValueError()",
    "figure_or_data": "[{'type': 'bar', 'y': [1]}]",
    "figure_or_dot": "'digraph {}'",
    "image": "np.zeros((2, 2, 3), 'uint8')",
    "num_pages": "3",
    "options": "['a', 'b']",
    "spec": "{}",
    "tabs": "['a', 'b']",
    "url": "'https://a.b'",
    "value": "1",
}
"""What is given for a parameter that has to be given; a text for any other."""
CALLS = {
    "audio": "b'RIFF'",
    "columns": "2",
    "download_button": "'x', 'y'",
    "page_link": "'https://a.b', label='x'",
    "pdf": "b'%PDF'",
    "select_slider": "'x', ['a', 'b']",
    "vega_lite_chart": "{'mark': 'bar', 'params': [{'name': 'p', 'select': 'point'}]}",
    "video": "b'x'",
}
APART = {"altair_chart", "echo", "form_submit_button", "pyplot", "spinner"}
"""Elements that need a library, a form or a block; what they check others check as well."""
AS_STREAMLIT = {
    ("badge", "color"),
    ("data_editor", "num_rows"),
    ("dataframe", "selection_mode"),  # without on_select
    ("image", "channels"),
    ("image", "output_format"),
    ("metric", "chart_type"),
    ("pydeck_chart", "selection_mode"),  # without on_select
}
"""Parameters that take any text there, and here."""


def knows_words(hint: Any) -> bool:
    """Is a text among what an annotation allows, word by word?"""
    if get_origin(hint) is Literal:
        return any(isinstance(word, str) for word in get_args(hint))
    return any(map(knows_words, get_args(hint)))


def calls() -> Iterator[tuple[str, str, list[str]]]:
    """The elements, what each is called with, and its other parameters."""
    for name in dir(st):
        if not inspect.ismethod(element := getattr(st, name)) or name in APART:
            continue
        parameters = inspect.signature(element).parameters
        needed = [p for p, it in parameters.items() if it.default is it.empty]
        given = CALLS.get(name, ", ".join(GIVEN.get(p, "'x'") for p in needed))
        yield name, given, [p for p in parameters if p not in needed]


def elements_with_words() -> Iterator[tuple[str, str, list[str]]]:
    """The elements, what each is called with, and its other parameters that know words."""
    for name, given, parameters in calls():
        hints = get_type_hints(getattr(st, name).__func__)
        words = [p for p in parameters if knows_words(hints.get(p))]
        if words := [p for p in words if (name, p) not in AS_STREAMLIT]:
            yield name, given, words


def taken(script: str) -> Any:
    """What a program puts into its list."""
    head = "import numpy as np\nimport rerun_state as st\ntaken = st.session_state.taken = []\n"
    return AppTest.from_string(head + script, default_timeout=60).run().session_state.taken


@pytest.mark.parametrize(("name", "given", "parameters"), [*elements_with_words()])
def test_a_word_that_a_parameter_does_not_know_is_refused(
    name: str, given: str, parameters: list[str]
) -> None:
    script = ""
    for more in ["", *(f"{parameter}='no such word'" for parameter in parameters)]:
        call = f"st.{name}({', '.join(filter(None, [given, more]))})"
        script += f"try:\n    {call}\n    taken.append({more!r})\nexcept Exception: pass\n"
    assert taken(script) == [""]


KEYED = [
    (name, [given] * bool(given) + ["on_select='rerun'"] * ("on_select" in parameters))
    for name, given, parameters in calls()
    if "key" in parameters
]


@pytest.mark.parametrize(("name", "given"), KEYED)
def test_no_two_elements_have_one_key(name: str, given: list[str]) -> None:
    call = f"st.{name}({', '.join([*given, 'key=chr(107)'])})"
    script = f"for n in range(2):\n    try: {call}\n"
    script += "    except Exception as error: taken.append((n, type(error).__name__))\n"
    assert taken(script) == [(1, "StreamlitDuplicateElementKey")]


PLACES = {"chat_message", "container", "empty", "form", "toast"}
"""Elements whose handles add to them; a toast is in no place of the page."""
HANDLED = [
    (name, given)
    for name, given, _ in calls()
    if name not in PLACES and get_type_hints(getattr(st, name).__func__)["return"] is B
]


@pytest.mark.parametrize(("name", "given"), HANDLED)
def test_what_an_element_returns_writes_over_it(name: str, given: str) -> None:
    script = f"import numpy as np\nimport rerun_state as st\nst.{name}({given}).text('over')"
    at = AppTest.from_string(script, default_timeout=60).run()
    assert [each.type for each in at.main][1:] == ["text"]
