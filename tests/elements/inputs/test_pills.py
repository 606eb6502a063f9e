"""Pills and segmented controls."""

from typing import Any

import pytest
from hypothesis import given

from rerun_state.elements.base.options import Options
from rerun_state.elements.inputs.pills import Group
from rerun_state.testing import AppTest
from tests.elements.calls import refusal
from tests.elements.inputs.apps import DROPPING, WIRES, app, offer, shown


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


@given(WIRES)
def test_a_required_single_choice_is_one_of_the_options(wire: Any) -> None:
    try:
        assert Group(offer(), [], None, multi=False, required=True).decode(wire) in "abc"
    except ValueError:
        assert wire not in ([0], [1], [2]) or type(wire[0]) is not int


def test_a_label_that_no_pill_has_stands_for_what_was_chosen_before() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nst.pills('P', ['a', 'b'], default='a', key='k')"
    ).run()
    at.button_group[0].set_value("b").run().run()
    assert at.button_group[0].set_value("c").run().button_group[0].value == "b"


def test_of_equal_options_the_one_with_the_label_stays_chosen() -> None:
    at = app("st.pills('P', [1, 1.0])")
    at.button_group[0].set_value("1.0").run()
    assert shown(at.run()) == "1.0"


def test_pills_that_code_sets_to_no_option_keep_what_was_chosen() -> None:
    at = app("st.pills('P', ['a', 'b'], key='k', default='a')")
    at.button_group[0].set_value("b").run()
    at.session_state.k = "z"
    assert shown(at.run()) == "'b'"


def test_pills_of_which_none_are_left_have_a_list_of_their_own() -> None:
    script = DROPPING.format(kind="pills", more=", selection_mode='multi'")
    at = AppTest.from_string(script).run()
    at.button_group[0].set_value(["a"]).run()
    at.radio[0].set_value("cd").run()
    assert (at.session_state.m, at.text[0].value) == ([], "False")


def test_an_array_in_the_state_is_no_option_of_pills() -> None:
    array = "__import__('numpy').array([1, 2])"
    at = app(f"st.session_state.update(k={array}) or st.pills('P', 'a', key='k')")
    assert shown(at) == "None"


def test_an_empty_choice_is_of_the_type_that_the_state_has() -> None:
    line = "st.session_state.update(k=()) or st.pills('P', 'a', key='k', selection_mode='multi')"
    assert shown(app(line)) == "()"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (
            "st.pills('P', ['a'], selection_mode='multi', required=True)",
            "StreamlitIncompatibleParametersError",
        ),
    ],
)
def test_what_pills_cannot_be_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


def labelled(before: Any, labels: str, *, multi: bool = True) -> Any:
    return Group(offer("abcd"), [1], before, multi=multi, required=False).from_labels([*labels])


@pytest.mark.parametrize(
    ("before", "labels", "chosen"),
    [
        (["a"], "bc", ["b", "c"]),
        (None, "xc", ["c"]),
        (None, "x", ["b"]),
        (["a", "b"], "xb", ["a", "b"]),
        (["a", "b"], "xy", ["a", "b"]),
        (["a", "b"], "x", []),
        (["a"], "xc", ["a", "c"]),
        (["z"], "x", ["b"]),
    ],
)
def test_labels_of_before_stand_for_what_was_chosen(
    before: Any, labels: str, chosen: list[str]
) -> None:
    assert labelled(before, labels) == chosen


@pytest.mark.parametrize(
    ("before", "labels", "chosen"), [("a", "c", "c"), ("a", "x", "a"), (None, "x", "b")]
)
def test_a_label_of_before_stands_for_the_one_choice(before: Any, labels: str, chosen: str) -> None:
    assert labelled(before, labels, multi=False) == chosen


@pytest.mark.parametrize("wire", ["a", [0, 0], [4], [-1], [True], ["a"]])
def test_only_options_pass_and_none_of_them_twice(wire: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Group(offer("abcd"), [], None, multi=True, required=False).decode(wire)


def test_one_choice_is_one_and_may_have_to_be_made() -> None:
    one = Group(offer("ab"), [0], None, multi=False, required=True)
    assert (one.decode([1]), one.encode("b"), one.encode(None)) == ("b", [1], [])
    for wire in ([0, 1], []):
        with pytest.raises(ValueError, match=r"more than one|cannot be undone"):
            one.decode(wire)


def test_of_equal_options_the_one_with_the_label_is_found() -> None:
    same = Group(Options([1, True], repr, "pills"), [], None, multi=False, required=False)
    assert (same.encode(1), same.encode(True)) == ([0], [1])
