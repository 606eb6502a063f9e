"""What all inputs share."""

import pytest

from tests.elements.inputs.apps import preset


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (
            "st.checkbox('x', key='k')",
            "TypeError: 'str' object cannot be interpreted as an integer",
        ),
        ("st.number_input('x', key='k')", "TypeError: must be real number, not str"),
        ("st.number_input('x', 0, key='k')", "TypeError: '<' not supported between instances of"),
        (
            "st.date_input('x', None, key='k')",
            "AttributeError: 'str' object has no attribute 'year'",
        ),
        ("st.time_input('x', key='k')", "TypeError: descriptor 'strftime' for"),
    ],
)
def test_state_of_another_type_fails_as_python_does_with_a_note(call: str, error: str) -> None:
    lines = preset("'z'", call).exception[0].stack_trace
    said, note = lines[-2:]
    assert said.startswith(error)
    assert "'z'" in note
