"""Tables that were encoded a moment ago: the same ones are known again, and no others."""

from typing import Any

import pandas as pd
import pytest

from rerun_state.elements.base.memory import Memory
from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.elements.data.sameness import remembered as module
from rerun_state.elements.data.sameness.remembered import remembered


def test_the_same_rows_are_encoded_once() -> None:
    frame = pd.DataFrame({"n": [1, 2], "t": ["a", None], "at": pd.to_datetime(["2020", "2021"])})
    assert remembered(frame) is remembered(frame.copy())


def alike() -> list[Any]:
    days = pd.Categorical(["a", "b"]), pd.Categorical(["a", "b"], ["b", "a"])
    pairs: list[Any] = [
        ({"x": [1, 2]}, {"x": [1.0, 2.0]}),
        ({"x": [1, "a"]}, {"x": [True, "a"]}),
        ({"x": days[0]}, {"x": days[1]}),
        ({1: [1]}, {True: [1]}),
        ({1: [1]}, {"1": [1]}),
        ({"x": ["1"]}, {"x": [1]}),
        ({"x": ["a", None]}, {"x": ["a", "None"]}),
    ]
    frames = [(pd.DataFrame(a), pd.DataFrame(b)) for a, b in pairs]
    counting = pd.DataFrame({"x": [5, 6]})
    others = [counting.set_axis([0, 1]), counting.rename_axis("i")]
    one = counting[:1]
    turned = one.set_axis(pd.RangeIndex(0, -1, -1))
    empty = [one[:0].set_axis(pd.RangeIndex(start, start)) for start in (0, 5)]
    return [*frames, *((counting, other) for other in others), (one, turned), (empty[0], empty[1])]


@pytest.mark.parametrize(("a", "b"), alike())
def test_tables_that_only_look_alike_are_told_apart(a: pd.DataFrame, b: pd.DataFrame) -> None:
    remembered(a)
    assert remembered(b) == encode(b)


def test_a_list_in_a_cell_that_has_grown_is_seen() -> None:
    inside = [1]
    frame = pd.DataFrame({"x": [inside]})
    remembered(frame)
    inside.append(2)
    assert remembered(frame) == encode(frame)


def test_a_table_that_is_written_into_is_seen() -> None:
    frame = pd.DataFrame({"x": [1, 2]})
    remembered(frame)
    frame.loc[0, "x"] = 9
    assert remembered(frame) == encode(frame)


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of rows that were encoded, of one table after the other."""
    rows: list[int] = []

    def counted(frame: pd.DataFrame) -> Any:
        rows.append(len(frame))
        return encode(frame)

    monkeypatch.setattr(module, "encode", counted)
    monkeypatch.setattr(module, "_tables", Memory(10**6, module.size))
    return rows


def test_a_table_of_ten_thousand_rows_is_encoded_once(encoded: list[int]) -> None:
    frame = pd.DataFrame({"n": range(10_000), "t": "row"})
    assert remembered(frame).mark == remembered(frame.copy()).mark
    assert encoded == [10_000]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"x": pd.Series([1, "a", None], dtype=object)}),
        pd.DataFrame({"x": pd.Categorical(["a", "b", "a"])}),
        pd.DataFrame({"x": [1, 2]}, index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])),
    ],
    ids=["mixed objects", "categories", "several levels"],
)
def test_rows_of_any_make_are_encoded_once(frame: pd.DataFrame, encoded: list[int]) -> None:
    assert remembered(frame) is remembered(frame.iloc[:]) is remembered(frame.copy())
    assert encoded == [len(frame)]


def test_the_last_row_of_ten_thousand_is_looked_at(encoded: list[int]) -> None:
    frame = pd.DataFrame({"n": range(10_000), "t": "row"})
    remembered(frame)
    frame.loc[9_999, "t"] = "another"
    assert remembered(frame) == encode(frame)
    assert encoded == [10_000, 10_000]


def test_forty_kinds_of_tables_are_known(encoded: list[int]) -> None:
    frames = [pd.DataFrame({f"x{kind}": [kind]}) for kind in range(40)]
    for frame in [*frames, *frames]:
        remembered(frame)
    assert len(encoded) == 40
