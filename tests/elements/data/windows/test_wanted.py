"""What a browser may ask for."""

from typing import Any

import pytest

from rerun_state.elements.data.windows.wanted import MOST, wanted

AS_IT_IS: dict[str, Any] = {"start": 0, "stop": 1}


@pytest.mark.parametrize(
    "change",
    [
        {"start": -1},
        {"start": True},
        {"stop": MOST + 1},
        {"start": 2},
        {"sort": 1},
        {"sort": [9, False]},
        {"sort": [0, 1]},
        {"query": 5},
        {"query": "a" * 2000},
        {"columns": [3]},
        {"columns": "a"},
        {"about": 3},
        {"about": "a"},
        {"edits": []},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"table|rows|order|look"):
        wanted(AS_IT_IS | change, 3)
