"""Feedback and page numbers."""

from typing import Any

import pytest
from hypothesis import given

from rerun_state.elements.inputs.ratings import Steps
from rerun_state.testing import AppTest
from tests.elements.calls import props, refusal
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


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.pagination(0)", "StreamlitAPIException"),
        ("st.pagination(2.5)", "StreamlitAPIException"),
        ("st.pagination(5, default='x')", "StreamlitInvalidParameterTypeError"),
        ("st.pagination(5, default=6)", "StreamlitValueOutOfRangeError"),
        ("st.pagination(5, max_visible_pages=-1)", "StreamlitAPIException"),
        ("st.pagination(5, max_visible_pages='x')", "StreamlitAPIException"),
        ("st.feedback('stars', default=9)", "StreamlitValueOutOfRangeError"),
        ("st.feedback('x')", "StreamlitValueError"),
    ],
)
def test_what_a_rating_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


@pytest.mark.parametrize(("scale", "last"), [("thumbs", 1), ("faces", 4), ("stars", 4)])
def test_the_best_of_a_scale_may_be_chosen_at_first(scale: str, last: int) -> None:
    assert shown(app(f"st.feedback({scale!r}, default={last})")) == str(last)
    assert shown(app(f"st.feedback({scale!r}, default=0)")) == "0"


def test_as_many_page_numbers_are_shown_as_asked_for() -> None:
    made = props("st.pagination(9, default=9, max_visible_pages=0)")
    assert (made["max_visible_pages"], shown(app("st.pagination(9, default=9)"))) == (0, "9")


def test_nothing_chosen_is_a_value_only_where_it_may_be() -> None:
    free = Steps(0, 1, None, optional=True)
    assert (free.decode(None), free.encode(None), free.encode(1.0)) == (None, None, 1)
    with pytest.raises(ValueError, match="whole number"):
        Steps(0, 1, 0, optional=False).decode(None)


def test_a_truth_value_is_no_rating() -> None:
    assert refusal("st.feedback('stars', default=True)") == "TypeError"
