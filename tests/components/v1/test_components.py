"""Components in frames: their arguments, their value, and who they are."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import rerun_state as st
from rerun_state.components.v1 import components, declare_component
from rerun_state.errors import MarshallComponentException, StreamlitAPIException
from rerun_state.testing import AppTest
from tests.components.apps import App

Show = Callable[[Callable[[], Any]], App]


def test_returns_the_default_until_the_frame_has_set_something(app: Show, front_end: Path) -> None:
    stars = declare_component("stars", path=front_end)
    seen = []
    shown = app(lambda: seen.append((stars(key="k", default=3), st.session_state["k"])))
    shown.set(5)
    assert seen == [(3, None), (5, 5)]


def test_a_value_that_code_has_set_is_returned(app: Show, front_end: Path) -> None:
    stars = declare_component("stars", path=front_end)
    seen = []

    def program() -> None:
        st.session_state.setdefault("k", 11)
        seen.append(stars(key="k", default=3))

    app(program)
    assert seen == [11]


def test_a_callback_comes_before_the_rerun(app: Show, front_end: Path) -> None:
    stars = declare_component("stars", path=front_end)
    log: list[Any] = []

    def program() -> None:
        stars(key="k", on_change=lambda: log.append(st.session_state["k"]))
        log.append("run")

    app(program).set(2)
    assert log == ["run", 2, "run"]


def test_in_a_form_a_value_waits_for_the_button(app: Show, front_end: Path) -> None:
    stars = declare_component("stars", path=front_end)
    seen = []

    def program() -> None:
        with st.form("f"):
            seen.append(stars(key="k", on_change=lambda: None))

    app(program).set(2)
    assert seen == [None]


def test_with_a_key_other_arguments_reach_the_same_frame(app: Show, front_end: Path) -> None:
    stars = declare_component("stars", path=front_end)
    counts = iter((1, 2))
    shown = app(lambda: stars(count=next(counts), key="k"))
    before = shown.shown
    shown.run()
    assert shown.shown is before


def test_without_a_key_other_arguments_are_another_component(app: Show, front_end: Path) -> None:
    stars = declare_component("stars", path=front_end)
    counts = iter((1, 2))
    shown = app(lambda: stars(count=next(counts)))
    before = shown.shown
    shown.run()
    assert shown.shown is not before


def test_the_same_key_for_another_component_is_another_frame(app: Show, front_end: Path) -> None:
    kinds = iter(("stars", "moons"))
    shown = app(lambda: declare_component(next(kinds), path=front_end)(key="k"))
    before = shown.shown
    shown.run()
    assert shown.shown is not before


def test_a_height_is_an_argument_that_is_a_number(app: Show, front_end: Path) -> None:
    stars = declare_component("stars", path=front_end)
    heights = iter((120, 33.5, "40px", True, None))
    got = []
    shown = app(lambda: stars(height=next(heights), key="k"))
    for _ in range(4):
        got.append(shown.shown.props.get("height"))
        shown.run()
    assert [*got, shown.shown.props.get("height")] == [120, 33.5, 0, 0, 0]


def test_a_component_has_the_name_of_the_module_that_declared_it(front_end: Path) -> None:
    stars = declare_component("stars", path=front_end)
    assert stars.name == f"{__name__}.stars"
    assert stars.module_name == __name__
    assert stars.path == stars.abspath == str(front_end)
    assert stars == declare_component("stars", path=front_end)


def test_an_address_goes_before_a_folder(app: Show, front_end: Path) -> None:
    stars = declare_component("stars", path=front_end, url="http://localhost:3001")
    props = app(stars).shown.props
    assert props["url"] == "http://localhost:3001"
    assert "folder" not in props


def test_a_component_needs_a_folder_or_an_address() -> None:
    with pytest.raises(StreamlitAPIException, match="needs the `path`"):
        declare_component("stars")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda stars: stars(1), "MarshallComponentException: .* by name"),
        (lambda stars: stars(a=object()), "MarshallComponentException: .* cannot be sent"),
        (lambda stars: stars(a={"b": pd.DataFrame()}), "MarshallComponentException"),
        (lambda stars: stars(on_change="rerun"), "StreamlitAPIException"),
        (lambda stars: stars(on_change=4), "StreamlitValueError"),
        (lambda stars: stars(tab_index=-2), "StreamlitValueError"),
        (lambda stars: stars(tab_index=True), "StreamlitInvalidParameterTypeError"),
        (lambda stars: (stars(a=1), stars(a=1)), "StreamlitDuplicateElementId"),
        (lambda stars: (stars(a=1, key="k"), stars(key="k")), "StreamlitDuplicateElementKey"),
    ],
)
def test_says_what_is_wrong_with_a_call(app: Show, front_end: Path, call: Any, error: str) -> None:
    stars = declare_component("stars", path=front_end)
    assert re.match(error, app(lambda: call(stars)).error)


def test_a_package_may_put_a_function_around_the_registering(
    app: Show, front_end: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stars = declare_component("stars", path=front_end)
    native, calls = components.register_widget, list[int]()

    def around(*args: Any, **kwargs: Any) -> Any:
        if kwargs["user_key"] == "k":
            kwargs |= {"on_change_handler": calls.append, "args": (7,), "kwargs": {}}
        return native(*args, **kwargs)

    monkeypatch.setattr(components, "register_widget", around)
    app(lambda: stars(key="k")).set(1)
    assert calls == [7]


def test_only_a_trusted_app_lets_frames_reach_the_page(app: Show, front_end: Path) -> None:
    stars = declare_component("stars", path=front_end)
    shown = app(lambda: stars(key="k"))
    assert shown.shown.props.get("trusted", False) is False
    shown.cell.trusts_components = True
    shown.run()
    assert shown.shown.props["trusted"] is True


FRAMES = """
import streamlit.components.v1 as components
components.html("<b>x</b>")
components.iframe("https://example.org", width=200, height=0, scrolling=True)
"""


def test_html_and_iframe_have_streamlits_sizes() -> None:
    first, second = (each.proto for each in AppTest.from_string(FRAMES).run().get("iframe"))
    assert (first.srcdoc, first.height, first.scrolling) == ("<b>x</b>", 150, False)
    assert (second.src, second.width, second.height) == ("https://example.org", 200, 0)
    assert second.scrolling


def test_the_error_for_arguments_is_streamlits() -> None:
    assert issubclass(MarshallComponentException, StreamlitAPIException)
