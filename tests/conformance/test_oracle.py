"""Random programs and interactions, run by this package and by an installed Streamlit.

The tests exist only where Streamlit is installed beside the project; RERUN_STATE_ORACLE may name
the interpreter of another environment that has it, and RERUN_STATE_ORACLE_PROGRAMS how many
programs each test tries (other ones each time, if it is set).
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from oracle.compare import Options, diff
from oracle.runner import Impl

from tests.conformance import peer
from tests.conformance.programs import programs

HERE = Path(__file__).resolve().parent
PYTHON = os.environ.get("RERUN_STATE_ORACLE")
if PYTHON is None and importlib.util.find_spec("streamlit") is not None:
    PYTHON = sys.executable

Program = dict[str, Any]


class Peer:
    """Streamlit in a process of its own, which answers a program with the trace it leaves."""

    def __init__(self, python: str) -> None:
        quiet = {"STREAMLIT_LOGGER_LEVEL": "error", "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
        self._process = subprocess.Popen(
            [python, str(HERE / "peer.py"), "streamlit.testing.v1"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **quiet},
        )

    def trace(self, program: Program) -> list[dict[str, Any]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(program), file=self._process.stdin, flush=True)
        answer: list[dict[str, Any]] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def theirs() -> Iterator[Peer]:
    assert PYTHON is not None
    process = Peer(PYTHON)
    yield process
    process.close()


@pytest.fixture(scope="module")
def ours() -> Any:
    return Impl("rerun_state.testing")


def compare(program: Program, theirs: Peer, ours: Any) -> None:
    expected, actual = theirs.trace(program), peer.trace(program, ours)
    forgive(expected, actual)
    difference = diff(expected, actual, Options())
    assert difference is None, "\n".join([program["script"], *difference])


def forgive(expected: list[dict[str, Any]], actual: list[dict[str, Any]]) -> None:
    """Leave out where Streamlit's AppTest itself fails: for state that was deleted."""
    for i, entry in enumerate(expected):
        if "run_error" in entry:
            del expected[i:], actual[i:]
            return
    for wanted, had in zip(expected, actual, strict=True):
        for part in ("main", "sidebar", "other"):
            for (_, one), (_, two) in zip(wanted.get(part, ()), had.get(part, ()), strict=False):
                if isinstance(one, dict) and "~raises" in str(one.get("value")):
                    two["value"] = one["value"]


if PYTHON is not None:
    COUNT = os.environ.get("RERUN_STATE_ORACLE_PROGRAMS")
    many = settings(
        max_examples=int(COUNT or 40),
        deadline=None,
        derandomize=COUNT is None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )

    @many
    @given(program=programs())
    def test_oracle_of_widgets_and_state(program: Program, theirs: Peer, ours: Any) -> None:
        compare(program, theirs, ours)

    @many
    @given(program=programs("callbacks", "control", "address"))
    def test_oracle_of_callbacks_and_control_flow(
        program: Program, theirs: Peer, ours: Any
    ) -> None:
        compare(program, theirs, ours)

    @many
    @given(program=programs("callbacks", "forms"))
    def test_oracle_of_forms(program: Program, theirs: Peer, ours: Any) -> None:
        compare(program, theirs, ours)

    @many
    @given(program=programs("callbacks", "fragments", "control"))
    def test_oracle_of_fragments(program: Program, theirs: Peer, ours: Any) -> None:
        compare(program, theirs, ours)

    @many
    @given(program=programs("callbacks", "handles", "control"))
    def test_oracle_of_containers(program: Program, theirs: Peer, ours: Any) -> None:
        compare(program, theirs, ours)

    @many
    @given(program=programs("caches", "handles"))
    def test_oracle_of_caches(program: Program, theirs: Peer, ours: Any) -> None:
        compare(program, theirs, ours)
