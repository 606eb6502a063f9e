"""The linters, type checkers and the front end's own tests, so that `pytest` proves the house."""

import subprocess
import sys
from pathlib import Path

import pytest

from rerun_state.frontend.hatch_build import FRONTEND, npm

ROOT = Path(__file__).resolve().parent.parent


def assert_passes(tool: str, *arguments: str) -> None:
    command = [sys.executable, "-m", tool, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    assert_passes("ruff", "check")


def test_the_code_is_formatted() -> None:
    assert_passes("ruff", "format", "--check")


def test_mypy_finds_nothing() -> None:
    assert_passes("mypy")


@pytest.fixture(scope="module")
def node_modules() -> None:
    """Install the front end's packages where only its bundle is there."""
    if not (FRONTEND / "node_modules").exists():
        npm("ci", "--no-audit", "--no-fund")


@pytest.mark.usefixtures("node_modules")
@pytest.mark.parametrize("script", ["typecheck", "test"])
def test_the_front_end_passes(script: str) -> None:
    npm("run", script)  # raises if it fails
