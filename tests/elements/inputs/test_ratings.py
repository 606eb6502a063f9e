"""Feedback and page numbers."""

from typing import Any

import pytest
from hypothesis import given

from rerun_state.elements.inputs.ratings import Steps
from rerun_state.testing import AppTest
from tests.elements.inputs.apps import WIRES, app, shown


def test_feedback_is_none_until_it_is_given() -> None:
    at = app("st.feedback('stars')")
    assert shown(at) == "None"
    assert shown(at.feedback[0].set_value(4).run()) == "4"


def test_a_page_that_is_gone_gives_way_to_the_default() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "few = st.checkbox('few')\n"
        "st.text(st.pagination(3 if few else 9, key='p'))"
    ).run()
    at.pagination[0].select(8).run()
    assert shown(at.checkbox[0].check().run()) == "1"


@given(WIRES)
def test_only_the_numbers_of_a_scale_pass(wire: Any) -> None:
    codec = Steps(1, 3, 1, optional=False)
    if type(wire) is int and 1 <= wire <= 3:
        assert codec.decode(wire) == wire
    else:
        with pytest.raises(ValueError, match="whole number"):
            codec.decode(wire)
