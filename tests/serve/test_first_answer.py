"""What goes into the document, and what waits for the connection."""

import json

import pytest

from rerun_state.serve import first_answer as module
from rerun_state.serve.first_answer import FirstAnswer
from tests.serve.parts import Page


def test_the_document_holds_what_was_said_and_the_connection_hears_the_rest() -> None:
    answer, page = FirstAnswer(), Page()
    answer.tell({"to": "p1", "n": 1}, [b"\0\1"])
    answer.tell({"to": "p1", "n": 2}, [])
    assert json.loads(answer.document() or "") == [
        [{"to": "p1", "n": 1}, ["AAE="]],
        [{"to": "p1", "n": 2}],
    ]
    answer.tell({"to": "p1", "n": 3}, [])
    assert answer.hand_over(page)
    assert page.told == [{"to": "p1", "n": 3}]


def test_what_the_connection_is_told_anyway_is_not_collected() -> None:
    answer = FirstAnswer()
    answer.tell({"control": {"tab": "t", "anew": True}}, [])
    answer.tell({"control": {"status": "busy"}}, [])
    assert answer.document() == "[]"


def test_what_is_too_large_for_a_document_is_left_to_the_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LARGEST", 100)
    answer, page = FirstAnswer(), Page()
    for said in ({"n": 1}, {"n": 2, "text": "x" * 100}, {"n": 3}):
        answer.tell(said, [])
    assert answer.document() == '[[{"n":1}]]'
    assert answer.hand_over(page)
    assert [each["n"] for each in page.told] == [2, 3]


def test_where_too_much_waits_the_page_is_to_be_told_everything_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST", 100)
    answer, page = FirstAnswer(), Page()
    answer.document()
    answer.tell({}, [b"x" * 101])
    assert not answer.hand_over(page)
    assert page.told == []


@pytest.mark.parametrize("control", [{"ended": True}, {"problem": "away"}])
def test_without_a_session_nothing_goes_into_the_document(control: dict[str, object]) -> None:
    answer = FirstAnswer()
    answer.tell({"to": "p1"}, [])
    answer.tell({"control": control}, [])
    assert answer.is_over.is_set()
    assert answer.document() is None
