"""What the state has before an element is declared."""

import pytest

from tests.elements.inputs.apps import preset, shown


@pytest.mark.parametrize(
    "call", ["text_input('T', 'first'", "number_input('N', 5", "selectbox('S', ['a', 'b']"]
)
def test_an_input_that_code_has_emptied_stays_empty_whatever_its_default(call: str) -> None:
    assert shown(preset("None", f"st.{call}, key='k')").run()) == "None"


def test_a_slider_without_a_value_has_the_shape_that_the_state_has() -> None:
    assert shown(preset("(2, 3)", "st.slider('S', key='k')")) == "(2, 3)"
    assert shown(preset("(2, 3)", "st.slider('S', key='other')")) == "0"
