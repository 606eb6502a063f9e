"""The states and triggers of a component, as programs see them."""

from typing import Any

import pytest

import rerun_state as st
from rerun_state.components.v2 import component
from tests.components.v2.programs import JS, Show, nothing


def test_states_and_triggers_are_none_until_they_are_set(app: Show) -> None:
    seen = []
    mount = component("c", js=JS)
    shown = app(
        lambda: seen.append(
            mount(
                key="k", default={"a": 3}, on_a_change=nothing, on_b_change=None, on_go_change=None
            )
        )
    )
    assert seen == [{"a": 3, "b": None, "go": None}]
    assert seen[0].a == 3
    state = shown.session.state["k"]
    assert (state.a, state.b, "b" in state) == (3, None, False)
    with pytest.raises(AttributeError):
        _ = state.other


def test_code_may_set_a_state_or_all_of_them(app: Show) -> None:
    seen = []

    def program() -> None:
        if st.session_state.pop("part", False):
            st.session_state["k"]["a"] = "part"
        if st.session_state.pop("attribute", False):
            st.session_state.k.a = "attribute"
        if st.session_state.pop("all", False):
            st.session_state["k"] = {"a": "all"}
        seen.append(mount(key="k", default={"a": 0}, on_a_change=nothing).a)

    mount = component("c", js=JS)
    shown = app(program)
    for way in ("part", "attribute", "all"):
        shown.session.state[way] = True
        shown.run()
    assert seen == [0, "part", "attribute", "all"]
    assert shown.shown.value == {"a": "all"}


def test_a_state_set_from_an_ordinary_cell_reaches_the_app(app: Show) -> None:
    seen = []
    mount = component("c", js=JS)
    shown = app(lambda: seen.append(mount(key="k", default={"a": 0}, on_a_change=nothing).a))
    shown.session.state["k"].update(a=5)
    shown.run()
    assert seen == [0, 5]


@pytest.mark.parametrize(
    "write", [lambda state: state["k"].update(a=5), lambda state: state.update(k={"a": 5})]
)
def test_a_part_that_is_set_asks_for_a_run_as_the_whole_does(app: Show, write: Any) -> None:
    mount = component("c", js=JS)
    shown = app(lambda: mount(key="k", default={"a": 0}, on_a_change=nothing))
    (cell,) = shown.session.cells.values()
    assert not cell.waiting
    write(shown.session.state)
    assert cell.waiting


def test_a_state_cannot_be_set_once_the_component_is_shown(app: Show) -> None:
    mount = component("c", js=JS)

    def program() -> None:
        mount(key="k", default={"a": 0}, on_a_change=None)
        st.session_state["k"]["a"] = 1

    assert "cannot be changed after" in app(program).error


def test_what_a_program_does_to_the_result_changes_no_state(app: Show) -> None:
    mount = component("c", js=JS)

    def program() -> None:
        result = mount(key="k", default={"a": [1]}, on_a_change=nothing)
        result.a.append(2)
        result.b = 3
        del result["a"]

    shown = app(program)
    shown.run()
    assert shown.session.state["k"] == {"a": [1]}


@pytest.mark.parametrize("wire", [None, 5, [1], {1: 2}])
def test_what_are_no_states_is_refused(app: Show, wire: Any) -> None:
    seen = []
    mount = component("c", js=JS)
    shown = app(lambda: seen.append(mount(key="k", default={"a": 3}, on_a_change=nothing).a))
    shown.send(change=wire)
    shown.send(press=wire)
    shown.send(press={})
    assert seen == [3]


def test_a_value_set_by_code_is_told_to_the_browser(app: Show) -> None:
    mount = component("c", js=JS)
    shown = app(
        lambda: mount(
            key="k", default={"a": 0, "b": object()}, on_a_change=nothing, on_b_change=nothing
        )
    )
    assert shown.shown.value == {"a": 0}


def test_what_code_writes_into_a_default_is_told_to_the_browser(app: Show) -> None:
    mount = component("c", js=JS)
    shown = app(lambda: mount(key="k", default={"a": 0}, on_a_change=nothing))
    shown.session.state["k"]["a"] = 7
    shown.send()
    assert shown.shown.value == {"a": 7}
