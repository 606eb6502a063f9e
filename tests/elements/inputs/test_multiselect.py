"""Several options."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.inputs.multiselect import Many
from rerun_state.elements.inputs.pills import Group
from rerun_state.testing import AppTest
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
