"""Streamlit's recorded behaviour, one test per case (README.md beside this file tells more)."""

import json
from pathlib import Path
from typing import Any

import pytest
from oracle.check import load_expected
from oracle.compare import Options, diff
from oracle.loader import load_cases
from oracle.runner import Impl, run_case

HERE = Path(__file__).resolve().parent

WAITING = {
    "apptest/default-timeout-and-run-timeout",
    "caching/ttl-expires",
    "control/endless-rerun-times-out",
}
"""Cases that wait for a clock."""

EXPECTED: dict[str, dict[str, Any]] = load_expected(HERE / "expected")
CASES = load_cases(HERE / "cases")


def param(case: Any) -> Any:
    marks = [pytest.mark.long] if case.id in WAITING else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.fixture(scope="session")
def impl() -> Any:
    return Impl("rerun_state.testing")


def expected(id: str) -> Any:
    """The trace that was recorded, in the words of this Python."""
    with pytest.raises(ZeroDivisionError) as raised:  # "division by zero" from 3.14 on
        _ = 1 // 0
    recorded = json.dumps(EXPECTED[id]["trace"])
    return json.loads(recorded.replace("integer division or modulo by zero", str(raised.value)))


@pytest.mark.parametrize("case", [param(case) for case in CASES])
def test_leaves_the_trace_that_streamlit_leaves(case: Any, impl: Any) -> None:
    trace = json.loads(json.dumps(run_case(case, impl)))
    difference = diff(expected(case.id), trace, Options())
    assert difference is None, "\n" + "\n".join(difference)


def test_the_cases_are_those_that_were_recorded() -> None:
    assert {case.id: case.digest for case in CASES} == {
        name: recorded["digest"] for name, recorded in EXPECTED.items()
    }


def test_the_cases_that_wait_exist() -> None:
    assert {case.id for case in CASES} >= WAITING
