"""Several options, scales of options, and the small numbers that one clicks."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.base.options import Options
from rerun_state.elements.inputs.multiselect import Many
from rerun_state.elements.inputs.pills import Group
from rerun_state.elements.inputs.ratings import Steps
from rerun_state.elements.inputs.select_slider import Span
from rerun_state.testing import AppTest

WIRES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.lists(st.integers(-1, 4) | st.booleans() | st.floats() | st.text())
)


def app(line: str) -> AppTest:
    """An app of one element, which shows what the element returns."""
    return AppTest.from_string(f"import rerun_state as st\nst.text(repr({line}))").run()


def shown(at: AppTest) -> str:
    return str(at.text[0].value)


def offer(options: str = "abc") -> Options[str]:
    return Options(list(options), str, "multiselect")


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


def test_pills_take_a_choice_back() -> None:
    at = app("st.pills('P', ['a', 'b'], default='b')")
    assert shown(at) == "'b'"
    assert shown(at.pills[0].unselect("b").run()) == "None"


def test_a_segmented_control_of_several_returns_a_list() -> None:
    at = app("st.segmented_control('S', [1, 2], selection_mode='multi')")
    assert shown(at.segmented_control[0].select(2).select(1).run()) == "[2, 1]"


def test_an_icon_before_a_label_stands_apart() -> None:
    at = app("st.pills('P', [':material/home: Home', '👍', 'plain text'])")
    assert at.pills[0].options == ["Home", "", "plain text"]
    assert at.pills[0].icons == [":material/home:", "👍", None]


def test_several_defaults_of_a_single_choice_are_an_error() -> None:
    assert "2 defaults" in app("st.pills('P', ['a', 'b'], default=['a', 'b'])").exception[0].message


def test_a_select_slider_returns_a_range_in_order() -> None:
    at = app("st.select_slider('S', ['XS', 'S', 'M'], ('M', 'XS'))")
    assert shown(at) == "('XS', 'M')"
    assert shown(at.select_slider[0].set_range("M", "S").run()) == "('S', 'M')"


def test_a_select_slider_reads_an_option_that_is_a_tuple_as_a_range() -> None:
    at = app("st.select_slider('S', [(1, 2), (3, 4), (5, 6)], key='s')")
    assert shown(at) == "((1, 2), (5, 6))"
    at = app("st.select_slider('S', [(1, 2), 1, 2])")
    assert shown(at) == "(1, 2)"


@pytest.mark.parametrize(
    "call",
    [
        "multiselect('M', ['a'], accept_new_options=True",
        "select_slider('S', ['a'], format_func=len",
    ],
)
def test_none_in_the_state_is_refused_where_options_are_formatted(call: str) -> None:
    at = app(f"st.session_state.update(k=None) or st.{call}, key='k')")
    assert at.exception[0].proto.type == "TypeError"


def test_a_select_slider_without_options_is_an_error() -> None:
    assert "no options" in app("st.select_slider('S')").exception[0].message


def test_the_next_run_has_a_plain_int_for_a_number_of_numpy() -> None:
    at = app("type(st.feedback('stars', default=__import__('numpy').int64(2)))")
    assert shown(at) == "<class 'numpy.int64'>"
    assert shown(at.run()) == "<class 'int'>"


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


@given(WIRES)
def test_a_required_single_choice_is_one_of_the_options(wire: Any) -> None:
    try:
        assert Group(offer(), [], None, multi=False, required=True).decode(wire) in "abc"
    except ValueError:
        assert wire not in ([0], [1], [2]) or type(wire[0]) is not int


@given(WIRES)
def test_a_range_of_options_never_ends_before_it_begins(wire: Any) -> None:
    try:
        low, high = Span(offer(), [0, 1]).decode(wire)
    except ValueError:
        return
    assert "abc".index(low) <= "abc".index(high)


@given(WIRES)
def test_only_the_numbers_of_a_scale_pass(wire: Any) -> None:
    codec = Steps(1, 3, 1, optional=False)
    if type(wire) is int and 1 <= wire <= 3:
        assert codec.decode(wire) == wire
    else:
        with pytest.raises(ValueError, match="whole number"):
            codec.decode(wire)


def test_too_many_defaults_leave_their_entry_in_the_state() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nst.multiselect('M', 'ab', ['ab'], key='one', max_selections=1)\n"
        "st.multiselect('M', ['a', 'b'], ['a', 'b'], key='k', max_selections=1)"
    ).run()
    assert at.exception[0].proto.type.endswith("StreamlitSelectionCountExceedsMaxError")
    assert at.session_state["k"] == ["a", "b"]


def test_a_label_that_no_pill_has_stands_for_what_was_chosen_before() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nst.pills('P', ['a', 'b'], default='a', key='k')"
    ).run()
    at.button_group[0].set_value("b").run().run()
    assert at.button_group[0].set_value("c").run().button_group[0].value == "b"


@pytest.mark.parametrize("call", ["slider('S'", "button('B'", "text_area('T'"])
def test_a_width_that_cannot_be_is_refused_when_the_value_is_in_the_state(call: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.{call}, key='k', width='x')").run()
    assert at.exception[0].proto.type.endswith("StreamlitInvalidWidthError")
    assert "k" in at.session_state


@pytest.mark.parametrize("call", ["pills('P', 'a'", "slider('S'", "text_input('T'"])
def test_an_error_names_the_function_that_was_called(call: str) -> None:
    message = app(f"st.{call}, key='')").exception[0].message
    assert message.startswith(f"The key of a {call.partition('(')[0]} is empty.")


def test_of_equal_options_the_one_with_the_label_stays_chosen() -> None:
    at = app("st.pills('P', [1, 1.0])")
    at.button_group[0].set_value("1.0").run()
    assert shown(at.run()) == "1.0"


@pytest.mark.parametrize("call", ["selectbox('S', 'a'", "multiselect('M', 'a'"])
def test_a_placeholder_is_a_text(call: str) -> None:
    assert app(f"st.{call}, placeholder=5)").exception[0].proto.type == "TypeError"


@pytest.mark.parametrize(
    "call", ["button('B', width={})", "container(height={})", "container(gap={})"]
)
def test_sizes_have_as_many_pixels_as_a_page_can_count(call: str) -> None:
    assert not app("st." + call.format(2**32 - 1)).exception
    at = app("st." + call.format(2**32))
    assert at.exception[0].proto.type.endswith("StreamlitValueOutOfRangeError")


def test_pills_that_code_sets_to_no_option_keep_what_was_chosen() -> None:
    at = app("st.pills('P', ['a', 'b'], key='k', default='a')")
    at.button_group[0].set_value("b").run()
    at.session_state.k = "z"
    assert shown(at.run()) == "'b'"


DROPPING = """
import rerun_state as st

offered = st.radio("Offered", ["ab", "bc", "cd"])
chosen = st.{kind}("M", list(offered), key="m"{more})
st.text(chosen is st.session_state.m)
"""


def test_what_is_left_of_a_choice_is_the_list_in_the_state() -> None:
    at = AppTest.from_string(DROPPING.format(kind="multiselect", more="")).run()
    at.multiselect[0].set_value(["a", "b"]).run()
    assert at.text[0].value == "False"
    at.radio[0].set_value("bc").run()
    assert (at.session_state.m, at.text[0].value) == (["b"], "True")


def test_pills_of_which_none_are_left_have_a_list_of_their_own() -> None:
    script = DROPPING.format(kind="pills", more=", selection_mode='multi'")
    at = AppTest.from_string(script).run()
    at.button_group[0].set_value(["a"]).run()
    at.radio[0].set_value("cd").run()
    assert (at.session_state.m, at.text[0].value) == ([], "False")


@pytest.mark.parametrize(
    "kind", ["multiselect('M', ['a'], ", "pills('M', ['a'], selection_mode='multi', "]
)
def test_an_array_in_the_state_is_refused_as_it_has_no_truth_value(kind: str) -> None:
    at = AppTest.from_string(
        "import rerun_state as st, numpy\nst.session_state.k = numpy.array(['a', 'a'])\n"
        f"st.{kind}key='k')"
    ).run()
    assert at.exception[0].proto.type == "ValueError"


def test_an_array_in_the_state_is_no_option_of_pills() -> None:
    array = "__import__('numpy').array([1, 2])"
    at = app(f"st.session_state.update(k={array}) or st.pills('P', 'a', key='k')")
    assert shown(at) == "None"


def test_an_empty_choice_is_of_the_type_that_the_state_has() -> None:
    line = "st.session_state.update(k=()) or st.pills('P', 'a', key='k', selection_mode='multi')"
    assert shown(app(line)) == "()"
