"""The data of a mounted component, as it travels."""

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.components.v2 import component
from tests.components.v2.programs import JS, Show


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
