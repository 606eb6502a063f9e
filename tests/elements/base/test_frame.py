"""What every input with a label has."""

import pytest

from rerun_state.testing import AppTest

REFUSED = """
import rerun_state as st
try:
    {call}("x", key="k", width="x")
except st.errors.StreamlitInvalidWidthError:
    st.text("k" in st.session_state)
"""


@pytest.mark.parametrize(
    ("call", "has_value"),
    [("st.checkbox", False), ("st.camera_input", False), ("st.text_input", True)],
)
def test_some_inputs_have_their_value_before_they_refuse_a_width(
    call: str, has_value: bool
) -> None:
    at = AppTest.from_string(REFUSED.format(call=call)).run()
    assert at.text[0].value == str(has_value)


@pytest.mark.parametrize("call", ["camera_input", "audio_input", "select_slider"])
def test_a_width_is_refused_after_all_else_of_the_frame(call: str) -> None:
    options = "['a']," if call == "select_slider" else ""
    at = AppTest.from_string(
        f"import rerun_state as st\nst.{call}('x', {options} label_visibility='x', width=-1)"
    )
    assert at.run().exception[0].proto.type.endswith("StreamlitValueError")


def test_a_help_text_loses_its_indentation_but_not_its_empty_lines() -> None:
    at = AppTest.from_string('import rerun_state as st\nst.checkbox("x", help="\\n  a\\n    b\\n")')
    assert at.run().checkbox[0].help == "\na\n  b\n"
