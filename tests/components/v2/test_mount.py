"""Mounted components: data in, states and triggers out."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import rerun_state as st
from rerun_state.components.v2 import component
from tests.components.apps import App

Show = Callable[[Callable[[], Any]], App]
JS = "export default () => {}"


def nothing() -> None:
    """A callback that makes a name known."""


def test_states_and_triggers_are_none_until_they_are_set(app: Show) -> None:
    seen = []
    mount = component("c", js=JS)
    app(
        lambda: seen.append(
            mount(
                key="k", default={"a": 3}, on_a_change=nothing, on_b_change=None, on_go_change=None
            )
        )
    )
    assert seen == [{"a": 3, "b": None, "go": None}]
    assert seen[0].a == 3


def test_what_the_browser_sets_is_kept(app: Show) -> None:
    seen = []
    mount = component("c", js=JS)
    shown = app(lambda: seen.append(mount(key="k", default={"a": 3}, on_a_change=nothing)))
    shown.send(change={"b": 1})
    shown.run()
    assert seen[1:] == [{"a": 3, "b": 1}, {"a": 3, "b": 1}]
    assert shown.session.state["k"] == {"a": 3, "b": 1}


def test_a_trigger_lasts_for_one_run(app: Show) -> None:
    seen = []
    mount = component("c", js=JS)
    shown = app(
        lambda: seen.append((mount(key="k", on_go_change=nothing).go, dict(st.session_state["k"])))
    )
    shown.send(press={"go": 7})
    shown.run()
    assert seen == [(None, {}), (7, {"go": 7}), (None, {})]


def test_callbacks_of_what_changed_come_before_the_run(app: Show) -> None:
    log: list[Any] = []

    def program() -> None:
        mount(
            key="k",
            default={"a": 1, "b": 1},
            on_a_change=lambda: log.append(("a", dict(st.session_state["k"]))),
            on_b_change=lambda: log.append("b"),
            on_go_change=lambda: log.append(("go", dict(st.session_state["k"]))),
        )
        log.append("run")

    mount = component("c", js=JS)
    shown = app(program)
    log.clear()
    shown.send(change={"a": 2, "b": 1})
    shown.send(press={"go": True})
    both = {"a": 2, "b": 1}
    assert log == [("a", both), "run", ("go", {"go": True, **both}), "run"]


def test_a_state_and_a_trigger_set_at_once_are_seen_by_one_run(app: Show) -> None:
    log: list[Any] = []
    mount = component("c", js=JS)
    shown = app(
        lambda: log.append(
            mount(key="k", on_a_change=lambda: log.append("a"), on_go_change=lambda: None)
        )
    )
    shown.send(change={"a": 2}, press={"go": 1})
    assert log[1:] == ["a", {"a": 2, "go": 1}]


def test_each_of_two_triggers_is_answered(app: Show) -> None:
    seen = []
    mount = component("c", js=JS)
    shown = app(lambda: seen.append(mount(key="k", on_go_change=nothing).go))
    for value in (1, 2):
        shown.shown._handle_custom_msg({"event": "press", "value": {"go": value}}, [])
    shown.drain()
    assert seen == [None, 1, 2]


def test_the_last_of_several_states_wins(app: Show) -> None:
    seen = []
    mount = component("c", js=JS)
    shown = app(lambda: seen.append(mount(key="k", on_a_change=nothing).a))
    for value in (1, 2, 3):
        shown.shown._handle_custom_msg({"event": "change", "value": {"a": value}}, [])
    shown.drain()
    assert seen == [None, 3]


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


def test_in_a_form_states_wait_and_triggers_are_no_use(app: Show) -> None:
    seen = []
    mount = component("c", js=JS)

    def program() -> None:
        with st.form("f"):
            seen.append(mount(key="k", on_a_change=nothing, on_go_change=nothing))

    shown = app(program)
    shown.send(change={"a": 1}, press={"go": 1})
    assert shown.shown.props["form"] is True
    assert seen == [{"a": None, "go": None}]


def test_in_a_fragment_only_that_runs_again(app: Show) -> None:
    log: list[Any] = []
    mount = component("c", js=JS)

    @st.fragment
    def part() -> None:
        log.append(mount(key="k", on_go_change=nothing).go)

    def program() -> None:
        log.append("app")
        part()

    app(program).send(press={"go": 1})
    assert log == ["app", None, 1]


def test_a_value_set_by_code_is_told_to_the_browser(app: Show) -> None:
    mount = component("c", js=JS)
    shown = app(
        lambda: mount(
            key="k", default={"a": 0, "b": object()}, on_a_change=nothing, on_b_change=nothing
        )
    )
    assert shown.shown.value == {"a": 0}


@pytest.mark.parametrize(
    ("data", "sent"),
    [
        (None, {}),
        ({"a": [1, None]}, {"json": '{"a": [1, null]}'}),
        ("text", {"json": '"text"'}),
        ((1, 2), {"json": "[1, 2]"}),
        (b"abc", {"bytes": b"abc"}),
        ({"a": {1, 2}}, {"json": json.dumps("{'a': {1, 2}}")}),
        ({"a": b"x"}, {"json": json.dumps("{'a': b'x'}")}),
    ],
)
def test_data_travels_as_json_or_bytes(app: Show, data: Any, sent: Any) -> None:
    mount = component("c", js=JS)
    assert app(lambda: mount(data=data)).shown.props["data"] == sent


@pytest.mark.parametrize("table", [pd.DataFrame({"x": [1]}), pd.Series([1]), np.array([1, 2])])
def test_tables_travel_as_arrow(app: Show, table: Any) -> None:
    mount = component("c", js=JS)
    alone = app(lambda: mount(data=table, key="1")).shown.props["data"]
    assert alone["bytes"].startswith(b"\xff\xff\xff\xff")
    within = app(lambda: mount(data={"t": table, "n": 1}, key="2")).shown.props["data"]
    assert within["tables"]["t"].startswith(b"\xff\xff\xff\xff")
    assert json.loads(within["json"]) == {"t": None, "n": 1}


def test_with_a_key_a_component_stays_whatever_its_data_is(app: Show) -> None:
    data = iter((1, 2))
    mount = component("c", js=JS)
    shown = app(lambda: mount(data=next(data), key="k", width="content"))
    before = shown.shown
    shown.run()
    assert shown.shown is before


def test_without_a_key_other_data_is_another_component(app: Show) -> None:
    data = iter((1, 2))
    mount = component("c", js=JS)
    shown = app(lambda: mount(data=next(data)))
    before = shown.shown
    shown.run()
    assert shown.shown is not before


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda mount: mount(default={"a": 1}), "BidiComponentInvalidDefaultKeyError"),
        (lambda mount: mount(on__change=nothing), "BidiComponentInvalidCallbackNameError"),
        (lambda mount: mount(data=object()), "BidiComponentUnserializableDataError"),
        (lambda mount: mount(width="wide"), "StreamlitInvalidWidthError"),
        (lambda mount: (mount(), mount()), "StreamlitDuplicateElementId"),
    ],
)
def test_says_what_is_wrong_with_a_call(app: Show, call: Any, error: str) -> None:
    mount = component("c", js=JS)
    assert app(lambda: call(mount)).error.startswith(error)


def test_a_component_without_any_part_is_an_empty_place(app: Show) -> None:
    mount = component("c")
    assert app(mount).shown.kind == "bidi_component"


def test_a_component_that_goes_takes_its_states_along(app: Show) -> None:
    mount = component("c", js=JS)
    there = iter((True, False, True))
    seen = []

    def program() -> None:
        if next(there):
            seen.append(mount(key="k", default={"a": 0}, on_a_change=nothing).a)

    shown = app(program)
    shown.send(change={"a": 1})
    assert "k" not in shown.session.state
    shown.run()
    assert seen == [0, 0]
