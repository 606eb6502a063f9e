"""What was said of rows is said again of the same, and of no others."""

import pandas as pd
import pytest

from rerun_state.elements.data.styling import recent_styles
from rerun_state.elements.data.styling.recent_styles import recalled
from rerun_state.elements.data.styling.style_meanings import Unknown


def said(meaning: object, frame: pd.DataFrame) -> object:
    """What is said now, or what was said before: another object each time that it is made."""
    return recalled(lambda: meaning, frame, object)


def test_the_same_is_said_of_the_same_rows() -> None:
    frame = pd.DataFrame({"x": [1, 2]})
    before = said("red", frame)
    assert said("red", frame.copy()) is before
    assert said("blue", frame) is not before
    assert said("red", frame.rename(columns={"x": "y"})) is not before
    frame.loc[0, "x"] = 7
    assert said("red", frame) is not before


def test_nothing_is_remembered_of_what_may_say_something_else() -> None:
    def unknown() -> object:
        raise Unknown

    frame, objects = pd.DataFrame({"x": [1]}), pd.DataFrame({"x": [[1]]})
    assert recalled(unknown, frame, object) is not recalled(unknown, frame, object)
    assert said("red", objects) is not said("red", objects)


def test_nothing_is_remembered_of_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.DataFrame({"x": [1]})
    monkeypatch.setattr(recent_styles, "MOST_ROWS", 0)
    assert said(3, frame) is not said(3, frame)
