"""What all rows hold: read once, and again whenever somebody may have written into them."""

import gc
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.encoding.cell_texts import spelled
from rerun_state.elements.data.encoding.meanings import meaning
from rerun_state.elements.data.windows import holdings as module
from rerun_state.elements.data.windows.holdings import holdings, labels_kind, labels_mark, place_of
from rerun_state.testing import AppTest

ROWS = 20_000
held = pytest.mark.skipif(pd.__version__ < "3", reason="columns share what is written into them")


def table(**columns: Any) -> pd.DataFrame:
    given = columns or {"text": ["a"] * ROWS, "mixed": [1, "a"] * (ROWS // 2)}
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in given.items()})


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The columns of which all rows were read, one after the other."""
    names: list[Any] = []

    def counted(function: Any) -> Any:
        def counting(series: Any) -> Any:
            names.append(series.name)
            return function(series)

        return counting

    monkeypatch.setattr(module, "meaning", counted(meaning))
    monkeypatch.setattr(module, "spelled", counted(spelled))
    return names


EDITOR = """
import rerun_state as st
st.session_state.got = st.data_editor(st.session_state.data, key="editor")
"""


@held
def test_an_editor_reads_all_rows_once_and_again_when_one_of_them_was_written(
    read: list[Any],
) -> None:
    at = AppTest.from_string(EDITOR)
    at.session_state.data = frame = table()
    for _ in range(3):
        at.run()
    assert read == ["text", "mixed", "mixed"]
    assert at.session_state.got["mixed"].tolist() == ["1", "a"] * (ROWS // 2)
    del at.session_state.got
    frame.loc[ROWS - 1, "text"] = 5
    assert at.run().session_state.got.loc[ROWS - 1, "text"] == "5"
    assert "text" in read[3:]


def test_a_short_table_is_spelled_once_and_again_when_it_was_written_into(read: list[Any]) -> None:
    at = AppTest.from_string(EDITOR)
    at.session_state.data = frame = table(x=[1, "a"])
    for _ in range(3):
        got = at.run().session_state.got
        assert got["x"].tolist() == ["1", "a"]
        got.loc[0, "x"] = "an app writes into what it was given"
    assert read == ["x"]
    frame.loc[0, "x"] = 2
    assert at.run().session_state.got["x"].tolist() == ["2", "a"]


@held
def test_objects_that_may_change_inside_are_read_in_each_run(read: list[Any]) -> None:
    inside = [1]
    at = AppTest.from_string(EDITOR)
    at.session_state.data = table(x=[inside, "a"] * (ROWS // 2))
    assert at.run().session_state.got["x"][0] == "[1]"
    inside.append(2)
    assert at.run().session_state.got["x"][0] == "[1, 2]"


@held
def test_what_is_known_of_a_column_goes_with_who_asked(read: list[Any]) -> None:
    frame = table()
    kept = holdings(frame)
    assert holdings(frame) is kept
    del kept
    gc.collect()
    holdings(frame)
    assert len(read) == 6


def test_a_column_that_begins_where_another_does_lies_elsewhere() -> None:
    texts = pd.DataFrame({"x": pd.Series([str(n) for n in range(40)])})
    numbers = pd.DataFrame({"x": np.arange(40)})
    for frame in (texts.astype(object), numbers.astype(object)):
        values = frame["x"].to_numpy()
        assert place_of(values) == place_of(frame.copy(deep=False)["x"].to_numpy())
        places = [
            str(place_of(values[part])) for part in (slice(20), slice(10, 30), slice(0, 40, 2))
        ]
        assert len(set(places)) == 3


def test_labels_are_read_once_for_an_index_and_its_views(read: list[Any]) -> None:
    index = pd.Index([f"row {n}" for n in range(9)], dtype=object)
    for each in (index, index, index.view()):
        assert labels_kind(each) == {"type": "text"}
    assert len(read) == 1
    labels_kind(index.copy(deep=True))
    assert len(read) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["b", "a"], False),
        ([0, 1], range(2), True),
        ([0, 2], range(2), False),
        ([1, "a"], [1, "b"], False),
    ],
)
def test_labels_are_told_by_a_mark(one: Any, other: Any, same: bool) -> None:
    a, b = pd.Index(one), pd.Index(other)
    assert (labels_mark(a) == labels_mark(b)) is same
    assert labels_mark(pd.RangeIndex(2)) is None


@pytest.mark.parametrize("other", [{}, {"n": [1, 2]}])
def test_mixed_columns_are_texts_beside_all_else_that_the_table_has(other: dict[str, Any]) -> None:
    frame = table(a=["x", 5], b=["y", 2.5]).assign(**other).set_axis(["p", "q"])
    frame.attrs["of"] = "ours"
    made = [holdings(frame).in_texts(frame) for _ in range(2)]
    made[0].loc["p", "a"] = "written"
    expected = {"a": ["x", "5"], "b": ["y", "2.5"], **other}
    assert made[1].astype(object).where(made[1].notna(), None).to_dict("list") == expected
    assert (made[1].index.tolist(), made[1].attrs) == (["p", "q"], {"of": "ours"})
    assert frame.loc["p", "a"] == "x"
