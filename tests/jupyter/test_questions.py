"""input() in a rerun."""

import builtins
import getpass
from collections.abc import Iterator

import pytest

from rerun_state.jupyter.questions import allow_questions, refuse_questions
from tests.runtime.apps import App


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What an `input` of the test was asked; the process's own is put back."""
    questions: list[str] = []
    monkeypatch.setattr(builtins, "input", questions.append)
    monkeypatch.setattr(getpass, "getpass", questions.append)
    yield questions
    allow_questions()


def test_a_question_in_a_run_is_refused_with_its_cure(asked: list[str]) -> None:
    refuse_questions()
    assert App(lambda: (input("Name?"), None)[1]).run().errors == ["RuntimeError"]
    assert asked == []


def test_ordinary_code_asks_as_ever(asked: list[str]) -> None:
    refuse_questions()
    input("Name?")
    getpass.getpass("Password?")
    assert asked == ["Name?", "Password?"]


def test_refusing_twice_is_refusing_once(asked: list[str]) -> None:
    before = builtins.input
    refuse_questions()
    refuse_questions()
    allow_questions()
    assert builtins.input is before


def test_what_others_have_put_there_since_stays() -> None:
    refuse_questions()
    builtins.input = theirs = lambda prompt="": "theirs"
    allow_questions()
    assert builtins.input is theirs
