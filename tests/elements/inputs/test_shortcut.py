"""Which shortcuts a button takes."""

from typing import Any

import pytest

from rerun_state.elements.inputs.shortcut import shortcut_of
from rerun_state.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError


@pytest.mark.parametrize("shortcut", ["k", "Ctrl+K", "k+ctrl", " mod + enter", "F12", "ß", None])
def test_a_key_and_its_modifiers_are_a_shortcut(shortcut: Any) -> None:
    assert shortcut_of(shortcut, "button") == shortcut


@pytest.mark.parametrize("shortcut", ["", "+", "ctrl", "a+b", "!", "foo", "r", "Ctrl+C"])
def test_what_no_shortcut_can_be_is_refused(shortcut: str) -> None:
    with pytest.raises(StreamlitAPIException, match=r"shortcut of button .* Choose another"):
        shortcut_of(shortcut, "button")


def test_a_shortcut_is_a_text() -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError, match="not int"):
        shortcut_of(5, "button")  # type: ignore[arg-type]
