"""The codecs that many elements share."""

import pytest

from rerun_state.elements.base.codecs import PRESS, Plain, Press
from rerun_state.elements.base.options import Options
from tests.elements.inputs.apps import preset


def test_a_plain_value_passes_if_it_is_offered() -> None:
    codec = Plain(lambda wire: wire in range(10), "a number from 0 to 9")
    assert (codec.decode(3), codec.encode(3), codec.admit(30)) == (3, 3, 30)
    with pytest.raises(ValueError, match="not a number from 0 to 9"):
        codec.decode(10)


@pytest.mark.parametrize("wire", [False, None, 1, "true", []])
def test_only_a_press_is_a_press(wire: object) -> None:
    assert PRESS.decode(True) is True
    assert PRESS.encode(True) is None  # type: ignore[func-returns-value]
    with pytest.raises(ValueError, match="not a press"):
        PRESS.decode(wire)


def test_what_was_pressed_is_an_option_of_this_run() -> None:
    def offer() -> Press:
        labels = {object(): name for name in "ab"}  # which each run makes anew
        return Press(options=Options(labels, labels.__getitem__, "menu_button"))

    former, now = offer(), offer()
    assert former.options is not None
    assert now.options is not None
    assert now.carry(former.options.values[1], former) is now.options.values[1]
    assert now.carry(None, former) is None


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
