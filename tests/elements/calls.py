"""Apps of one call: what it puts on the page, and what it refuses."""

from typing import Any

from rerun_state.testing import AppTest

START = """
import datetime as dt
import numpy as np, pandas as pd
import rerun_state as st
from pathlib import Path
d = {'a': [1, 2], 'b': [3, 4], 'c': ['x', 'y']}
"""


def run(call: str) -> AppTest:
    """An app that makes the call; its data `d` has the columns a, b and c."""
    return AppTest.from_string(START + call, default_timeout=20).run()


def props(call: str) -> dict[str, Any]:
    """The properties of what the call puts on the page last."""
    at = run(call)
    assert [each.message for each in at.exception] == []
    *_, last = (node for node in at.main.node.walk() if node.element.kind != "empty")
    return dict(last.element.props)


def returned(call: str) -> str:
    """The `repr` of what the call returns."""
    at = run(f"st.text(repr({call}))")
    assert [each.message for each in at.exception] == []
    return str(at.text[-1].value)


def refusal(call: str) -> str:
    """The type of the error that the call is refused with."""
    [error] = run(call).exception
    return str(error.proto.type).rpartition(".")[2]
