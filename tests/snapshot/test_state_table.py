"""The state as a table for ordinary cells."""

from rerun_state.runtime.state.session_state import SessionState
from rerun_state.snapshot.state_table import state_table


class Shy:
    def __repr__(self) -> str:
        raise ValueError("no")


def test_an_entry_stands_with_its_value_and_type() -> None:
    state = SessionState()
    state["count"] = 3
    assert "<td>count</td><td>3</td><td>int</td><td></td>" in state_table(state, [])


def test_markup_in_keys_and_values_is_text() -> None:
    state = SessionState()
    state["<b>"] = "<script>"
    assert "<b>" not in state_table(state, [])
    assert "<script>" not in state_table(state, [])


def test_a_value_that_cannot_be_shown_says_so() -> None:
    state = SessionState()
    state["shy"] = Shy()
    assert "its repr() raises ValueError" in state_table(state, [])


def test_a_long_value_is_cut() -> None:
    state = SessionState()
    state["long"] = "x" * 10_000
    assert len(state_table(state, [])) < 500


def test_an_empty_state_says_so() -> None:
    assert "is empty" in state_table(SessionState(), [])
