"""Mounted components: data in, states and triggers out."""

from typing import Any

import pytest

import rerun_state as st
from rerun_state.components.v2 import component
from tests.components.v2.programs import JS, Show, nothing


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


def test_a_component_that_a_cache_shows_again_can_be_fired(app: Show) -> None:
    log = list[str]()
    mount = component("c", js=JS)

    @st.cache_data
    def cached() -> None:
        mount(key="k", on_go_change=lambda: log.append("go"))

    shown = app(cached)
    shown.run()
    shown.send(press={"go": True})
    shown.send(press={"go": True})
    assert log == ["go", "go"]
