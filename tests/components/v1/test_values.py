"""What travels to a frame, and back."""

import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from rerun_state.components.arrow import to_parts
from rerun_state.components.v1 import declare_component
from tests.components.apps import App

Show = Callable[[Callable[[], Any]], App]


def test_arguments_travel_with_the_key_and_the_default(app: Show, front_end: Path) -> None:
    stars = declare_component("stars", path=front_end)
    shown = app(lambda: stars(count=5, key="k", default=3))
    args = json.loads(shown.shown.props["args"])
    assert args == {"count": 5, "key": "k", "default": 3}


def test_bytes_and_tables_travel_apart(app: Show, front_end: Path) -> None:
    stars = declare_component("stars", path=front_end)
    shown = app(lambda: stars(raw=b"abc", data=pd.DataFrame({"x": [1]}), n=1))
    raw, data = shown.shown.props["special"]
    assert raw == {"key": "raw", "bytes": b"abc"}
    assert set(data["table"]) == {"data", "index", "columns"}
    assert json.loads(shown.shown.props["args"]) == {"n": 1, "key": None, "default": None}


@pytest.mark.parametrize(
    ("wire", "value"),
    [
        ({"type": "json", "value": {"a": [1]}}, {"a": [1]}),
        ({"type": "json"}, None),
        ({"type": "bytes", "data": b64encode(b"abc").decode()}, b"abc"),
    ],
)
def test_a_value_is_json_or_bytes(app: Show, front_end: Path, wire: Any, value: Any) -> None:
    stars = declare_component("stars", path=front_end)
    seen = []
    shown = app(lambda: seen.append(stars(key="k")))
    shown.send(change=wire)
    assert seen[-1] == value


def test_a_value_can_be_a_table(app: Show, front_end: Path) -> None:
    frame = pd.DataFrame({"x": [1, 2]}, index=["a", "b"])
    stars = declare_component("stars", path=front_end)
    seen = []
    shown = app(lambda: seen.append(stars(key="k")))
    parts = {name: b64encode(part).decode() for name, part in to_parts(frame).items()}
    shown.send(change={"type": "dataframe", **parts})
    pd.testing.assert_frame_equal(seen[-1], frame)


@pytest.mark.parametrize(
    "wire",
    [
        *(5, None, [], {"type": "pickle"}, {"type": "bytes"}, {"type": "bytes", "data": "%"}),
        *({"type": "dataframe", "data": "AAAA"}, {"type": "dataframe"}, {"value": 1}),
    ],
)
def test_what_is_no_value_is_refused(app: Show, front_end: Path, wire: Any) -> None:
    stars = declare_component("stars", path=front_end)
    seen = []
    shown = app(lambda: seen.append(stars(key="k", default=1)))
    shown.send(change=wire)
    assert seen == [1]
