"""The codecs of choices: what passes, and what comes back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.base.choice_codecs import One
from rerun_state.elements.base.options import Options
from tests.elements.inputs.apps import WIRES


@given(st.lists(st.text(min_size=1), min_size=1, unique=True), st.data())
def test_what_is_encoded_decodes_to_the_same_option(
    options: list[str], data: st.DataObject
) -> None:
    codec = One(Options(options, str, "selectbox"), 0)
    option = data.draw(st.sampled_from(options))
    assert codec.decode(codec.encode(option)) == option
    assert codec.settle(option) == option


@given(WIRES)
def test_nothing_passes_that_a_choice_does_not_offer(wire: Any) -> None:
    codec = One(Options(["a", "b"], str, "radio"), 0)
    try:
        assert codec.decode(wire) in ("a", "b")
        assert type(wire) is int
    except ValueError:
        assert type(wire) is not int or not 0 <= wire < 2


def test_new_text_passes_only_where_it_is_accepted() -> None:
    offer = Options(["a"], str, "selectbox")
    assert One(offer, 0, new=True).decode("z") == "z"
    for wire in ("", "x" * 200_000):
        with pytest.raises(ValueError, match="empty or too long"):
            One(offer, 0, new=True).decode(wire)
    with pytest.raises(ValueError, match="index"):
        One(offer, 0).decode("z")
