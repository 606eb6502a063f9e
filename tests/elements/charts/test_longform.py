"""Tables in the long form that charts draw: one row for each point."""

import pandas as pd
import pytest

from rerun_state.elements.charts.longform import lengthen


@pytest.mark.parametrize(("name", "title"), [("day", "day"), (None, None), (5, None)])
def test_the_name_of_the_index_is_the_title_of_its_axis(name: object, title: str | None) -> None:
    frame = pd.DataFrame({"a": [1, 2]}, index=pd.Index([3, 4], name=name))
    assert lengthen(frame, "line_chart", None, "a", None).x == title


def test_columns_of_the_same_name_are_told_apart() -> None:
    frame = pd.DataFrame([[1, 2, 3]], columns=["a", "b", "a"])
    assert lengthen(frame, "line_chart", None, None, None).series == ["a", "b", "a (2)"]
