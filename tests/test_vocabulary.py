"""The vocabulary of containers."""

import inspect
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

import rerun_state as st
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.grammar.block import Block
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
    "select_slider": "'x', ['a', 'b']",
    "vega_lite_chart": "{'mark': 'bar'}",
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
}
"""Parameters that take any text there, and here."""


def knows_words(hint: Any) -> bool:
    """Is a text among what an annotation allows, word by word?"""
    if get_origin(hint) is Literal:
        return any(isinstance(word, str) for word in get_args(hint))
    return any(map(knows_words, get_args(hint)))


def elements_with_words() -> Iterator[tuple[str, str, list[str]]]:
    """The elements, what each is called with, and its other parameters that know words."""
    for name in dir(st):
        if not inspect.ismethod(element := getattr(st, name)) or name in APART:
            continue
        hints = get_type_hints(element.__func__)
        parameters = inspect.signature(element).parameters
        needed = [p for p, it in parameters.items() if it.default is it.empty]
        given = CALLS.get(name, ", ".join(GIVEN.get(p, "'x'") for p in needed))
        left = {*needed, *(p for p in parameters if (name, p) in AS_STREAMLIT)}
        words = [p for p in parameters if knows_words(hints.get(p)) and p not in left]
        if words:
            yield name, given, words


@pytest.mark.parametrize(("name", "given", "parameters"), [*elements_with_words()])
def test_a_word_that_a_parameter_does_not_know_is_refused(
    name: str, given: str, parameters: list[str]
) -> None:
    script = "import numpy as np\nimport rerun_state as st\ntaken = st.session_state.taken = []\n"
    for more in ["", *(f"{parameter}='no such word'" for parameter in parameters)]:
        call = f"st.{name}({', '.join(filter(None, [given, more]))})"
        script += f"try:\n    {call}\n    taken.append({more!r})\nexcept Exception: pass\n"
    at = AppTest.from_string(script, default_timeout=60).run()
    assert at.session_state.taken == [""]
