"""Several options."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.inputs.multiselect import Many
from rerun_state.elements.inputs.pills import Group
from rerun_state.testing import AppTest
from tests.elements.calls import props, refusal, returned
from tests.elements.inputs.apps import DROPPING, WIRES, app, offer, shown


def test_a_multiselect_keeps_the_order_of_the_choice() -> None:
    at = app("st.multiselect('M', ['a', 'b', 'c'], 'c')")
    assert shown(at.multiselect[0].select("a").run()) == "['c', 'a']"
    assert shown(at.multiselect[0].unselect("c").run()) == "['a']"


def test_options_that_are_gone_drop_out_of_a_multiselect() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "few = st.checkbox('few')\n"
        "st.text(repr(st.multiselect('M', ['b'] if few else ['a', 'b'], key='m')))"
    ).run()
    at.multiselect[0].set_value(["b", "a"]).run()
    assert shown(at.checkbox[0].check().run()) == "['b']"


def test_more_than_max_selections_is_an_error() -> None:
    at = app("st.multiselect('M', ['a', 'b'], max_selections=1, key='m')")
    at.session_state["m"] = ["a", "b"]
    assert "max_selections=1" in at.run().exception[0].message


def test_a_program_may_change_the_list_that_it_got() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "m = st.multiselect('M', ['a', 'b'], ['a'], key='m')\n"
        "m.append('b')\n"
        "st.text(repr(st.session_state.m))"
    ).run()
    assert shown(at.run()) == "['a']"


def test_the_next_run_has_a_plain_int_for_a_number_of_numpy() -> None:
    at = app("type(st.feedback('stars', default=__import__('numpy').int64(2)))")
    assert shown(at) == "<class 'numpy.int64'>"
    assert shown(at.run()) == "<class 'int'>"


@given(st.lists(st.sampled_from("abc"), unique=True))
def test_a_choice_of_many_survives_the_wire(chosen: list[str]) -> None:
    for codec in (Many(offer(), None), Group(offer(), [], None, multi=True, required=False)):
        assert codec.decode(codec.encode(chosen)) == chosen
        assert codec.settle(chosen) == chosen


@given(WIRES)
def test_a_choice_of_many_lets_only_offered_options_pass(wire: Any) -> None:
    try:
        chosen = Many(offer(), 2).decode(wire)
    except ValueError:
        return
    assert len(chosen) == len(set(chosen)) <= 2
    assert set(chosen) <= set("abc")


def test_too_many_defaults_leave_their_entry_in_the_state() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nst.multiselect('M', 'ab', ['ab'], key='one', max_selections=1)\n"
        "st.multiselect('M', ['a', 'b'], ['a', 'b'], key='k', max_selections=1)"
    ).run()
    assert at.exception[0].proto.type.endswith("StreamlitSelectionCountExceedsMaxError")
    assert at.session_state["k"] == ["a", "b"]


def test_what_is_left_of_a_choice_is_the_list_in_the_state() -> None:
    at = AppTest.from_string(DROPPING.format(kind="multiselect", more="")).run()
    at.multiselect[0].set_value(["a", "b"]).run()
    assert at.text[0].value == "False"
    at.radio[0].set_value("bc").run()
    assert (at.session_state.m, at.text[0].value) == (["b"], "True")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.multiselect('M', ['a'], max_selections=0)", "StreamlitValueError"),
        ("st.multiselect('M', ['a'], max_selections='x')", "StreamlitValueError"),
        ("st.multiselect('M', ['a'], select_all='x')", "StreamlitInvalidParameterTypeError"),
        ("st.multiselect('M', ['a'], select_all=-1)", "StreamlitValueError"),
        ("st.multiselect('M', ['a'], filter_mode='x')", "StreamlitValueError"),
        (
            "st.multiselect('M', ['a'], filter_mode=None, accept_new_options=True)",
            "StreamlitIncompatibleParametersError",
        ),
    ],
)
def test_what_a_multiselect_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


@pytest.mark.parametrize("wire", ["a", [0, 0], [0, 1, 2], [5], ["x"], [True]])
def test_a_choice_that_is_not_offered_is_refused(wire: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Many(offer("ab"), None, new=False).decode(wire)


def test_more_than_may_be_chosen_is_refused() -> None:
    most = Many(offer("abc"), 2)
    assert most.decode([2, 0]) == ["c", "a"]
    with pytest.raises(ValueError, match="max_selections"):
        most.decode([0, 1, 2])


def test_new_options_travel_as_their_texts() -> None:
    new = Many(offer("ab"), None, new=True)
    assert new.decode(["x", 1]) == ["x", "b"]
    assert new.encode(["x", "b"]) == ["x", 1]
    assert Many(offer("ab"), None, new=False).encode(["x", "b"]) == [1]


@pytest.mark.parametrize(
    ("given", "offered"), [("True", True), ("False", False), ("1", False), ("2", True)]
)
def test_everything_can_be_chosen_at_once_where_there_is_little(given: str, offered: bool) -> None:
    assert props(f"st.multiselect('M', ['a', 'b'], select_all={given})")["select_all"] is offered


def test_a_default_may_be_one_option_alone() -> None:
    assert returned("st.multiselect('M', ['a', 'b'], 'b')") == "['b']"


def test_an_option_is_found_by_its_label_and_a_new_one_is_its_own() -> None:
    new = Many(offer("ab"), None, new=True)
    assert (new.settle(["x", "b"]), new.settle(None)) == (["x", "b"], [])
