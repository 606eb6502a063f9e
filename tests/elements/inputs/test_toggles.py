"""Checkboxes and toggles."""

from typing import Any

import pytest
from hypothesis import given

from rerun_state.elements.inputs.toggles import Switch
from tests.elements.inputs.apps import WIRES, app, shown


def test_a_checkbox_set_to_a_number_is_true_in_the_next_run() -> None:
    at = app("st.checkbox('C', key='c')")
    at.checkbox[0].check().run()
    assert shown(at) == "True"
    assert shown(at.checkbox[0].uncheck().run()) == "False"


@given(WIRES)
def test_only_true_and_false_pass_a_checkbox(wire: Any) -> None:
    if isinstance(wire, bool):
        assert Switch().decode(wire) is wire
    else:
        with pytest.raises(ValueError, match="neither"):
            Switch().decode(wire)
