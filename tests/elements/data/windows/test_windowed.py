"""Long tables: what is asked of them, what they answer, and what they still know after a run."""

import gc
import tracemalloc
from typing import Any
from weakref import ref

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.given.pandas_tables import is_objects
from rerun_state.elements.data.sameness import remembered
from rerun_state.elements.data.windows.source import ChangedData, PandasSource
from rerun_state.elements.data.windows.wanted import Wanted
from rerun_state.elements.data.windows.windowed import Answer, Windowed

FRAME = pd.DataFrame({"n": [3, 1, 2, 1], "t": ["b", "A", None, "c"]}, index=list("wxyz"))
AS_IT_IS: dict[str, Any] = {"start": 0, "stop": 1}


def windowed(frame: pd.DataFrame = FRAME) -> Windowed:
    made = Windowed(PandasSource(frame))
    made.first()
    return made


def read(answer: Answer) -> pd.DataFrame:
    content = answer.content
    return decode(content.rows, content.columns, content.data)


def places(answer: Answer) -> list[int]:
    assert answer.places is not None
    return list(np.frombuffer(answer.places, "<i4"))


def test_rows_are_answered_as_they_are_and_no_more_than_there_are() -> None:
    answer = windowed().answer(Wanted(2, 9))
    assert (answer.start, answer.total, answer.places) == (2, 4, None)
    assert read(answer)["n"].tolist() == [2, 1]
    assert read(answer).index.tolist() == ["y", "z"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ((0, False), [0, 1, 2, 3]),
        ((1, False), [1, 3, 2, 0]),
        ((1, True), [0, 2, 1, 3]),
        ((2, False), [1, 0, 3, 2]),
        ((2, True), [3, 0, 1, 2]),
    ],
)
def test_a_sorted_view_says_where_its_rows_stand_in_the_data(
    sort: tuple[int, bool], order: list[int]
) -> None:
    answer = windowed().answer(Wanted(0, 4, sort))
    assert places(answer) == order
    assert read(answer)["n"].tolist() == FRAME["n"].iloc[order].tolist()


@pytest.mark.parametrize("sort", [None, (0, False)])
def test_a_value_among_others_is_one_text_whatever_rows_come_with_it(sort: Any) -> None:
    made = windowed(pd.DataFrame({"n": [1, "a", 2.0, True, True]}))
    assert read(made.answer(Wanted(0, 5, sort)))["n"].tolist() == ["1", "a", "2.0", "True", "True"]
    assert read(made.answer(Wanted(3, 5, sort)))["n"].tolist() == ["True", "True"]


def test_a_searched_view_has_the_rows_with_all_words_and_counts_them() -> None:
    answer = windowed().answer(Wanted(0, 1, (1, False), "1", (1, 2)))
    assert (places(answer), answer.total) == ([1], 2)
    assert windowed().answer(Wanted(0, 4, None, "C 1", (1, 2))).total == 1


def test_all_rows_of_a_view_are_told_as_spans() -> None:
    frame = pd.DataFrame({"t": ["a", "a", "b", "a"]})
    assert windowed(frame).found(Wanted(0, 0, None, "a", (1,))) == [[0, 1], [3, 3]]
    assert windowed(frame).found(Wanted(0, 0, (1, True))) == [[0, 3]]
    assert windowed(frame).found(Wanted(0, 0, None, "q", (1,))) == []


def test_data_of_another_shape_than_is_shown_are_not_read() -> None:
    frame = FRAME.copy()
    made = windowed(frame)
    frame["new"] = 1
    with pytest.raises(ChangedData, match="4 rows and 3 columns now"):
        made.answer(Wanted(0, 1))


def test_an_order_is_found_again_after_its_column_was_written_into() -> None:
    frame = FRAME.copy()
    former, asked = windowed(frame), Wanted(0, 4, (1, False))
    former.answer(asked)
    frame.loc["w", "n"] = 0
    now = windowed(frame)
    now.follow(former, [asked])
    assert not now.knows(asked)
    assert places(now.answer(asked)) == [0, 1, 3, 2]


@pytest.mark.skipif(pd.__version__ < "3", reason="columns share what is written into them")
@pytest.mark.parametrize("texts", ["str", "object"])
def test_an_order_is_kept_as_long_as_nobody_wrote_into_its_column(texts: str) -> None:
    frame = pd.DataFrame({"n": [3, 1, 2], "t": pd.Series(["b", "a", "c"], dtype=texts)})
    former, asked = windowed(frame), Wanted(0, 3, (2, False))
    former.answer(asked)
    frame.loc[0, "n"] = 0
    now = windowed(frame)
    now.follow(former, [asked])
    assert now.knows(asked)
    frame.loc[0, "t"] = "z"
    later = windowed(frame)
    later.follow(now, [asked])
    assert not later.knows(asked)


def test_an_order_of_objects_that_may_change_inside_is_not_kept() -> None:
    frame = pd.DataFrame({"t": [[1], [2]]})
    former, asked = windowed(frame), Wanted(0, 2, (1, False))
    former.answer(asked)
    now = windowed(frame)
    now.follow(former, [asked])
    assert not now.knows(asked)


@pytest.mark.skipif(pd.__version__ < "3", reason="columns share what is written into them")
@pytest.mark.parametrize("other", [slice(10, 20_010), slice(None, None, 2)])
def test_an_order_is_not_taken_for_that_of_other_rows_of_the_same_table(other: slice) -> None:
    n = np.arange(40_000) * 7_919 % 1_000
    frame = pd.DataFrame({"n": n, "t": [f"{each:03}" for each in n]})
    for column in (1, 2):
        former, now = windowed(frame.iloc[:20_000]), windowed(frame.iloc[other])
        former.answer(asked := Wanted(0, 4, (column, False)))
        now.follow(former, [asked])
        assert not now.knows(asked)


def test_an_order_is_kept_for_a_copy_of_its_table_as_long_as_somebody_looks_at_it() -> None:
    frame = pd.DataFrame({"n": [3, 1, 2]})
    former, asked = windowed(frame), Wanted(0, 3, (1, False))
    former.answer(asked)
    same, other = windowed(frame.copy()), windowed(frame.copy())
    same.follow(former, [asked])
    other.follow(former, [Wanted(0, 3, (1, True))])
    assert (same.knows(asked), other.knows(asked)) == (True, False)
    gone, copied = ref(former.source.whole()), same
    assert gone() is frame
    del former, frame, other
    gc.collect()
    assert gone() is None
    assert places(copied.answer(asked)) == [1, 2, 0]


@pytest.mark.parametrize(
    "asked", [Wanted(5, 9), Wanted(5, 9, (1, True)), Wanted(0, 2, None, "5", (1,))]
)
def test_rows_that_a_view_has_are_not_encoded_again(
    asked: Wanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = pd.DataFrame({"n": np.arange(20_000)})
    before = windowed(frame).answer(asked)
    monkeypatch.setattr(remembered, "encode", None)
    assert windowed(frame).answer(asked) == before


def test_tables_that_begin_alike_have_other_marks() -> None:
    frame = pd.DataFrame({"n": range(20_000)})
    other = frame.copy()
    other.iloc[10_000:] = 0
    assert windowed(frame).first() == windowed(other).first()
    assert windowed(frame).mark() != windowed(other).mark()


def test_a_million_rows_that_were_scrolled_sorted_and_searched_keep_less_than_ten_megabytes() -> (
    None
):
    n = np.arange(1_000_000)
    columns = {"n": n, "half": n / 2, "text": np.array(["a", "b"])[n % 2]}
    frame = pd.DataFrame(columns, index=n)  # pandas keeps the numbers of a RangeIndex
    made = windowed(frame)
    copies = 2 if is_objects(frame["text"].dtype) else 0  # one for each order that reads them
    tracemalloc.start()
    try:
        made.mark()
        made.about(2)
        for asked in (
            Wanted(500_000, 500_100),
            Wanted(0, 100, (1, True)),
            Wanted(0, 100, (3, False)),
            Wanted(0, 100, (2, True), "b", (3,)),
        ):
            made.answer(asked)
        gc.collect()  # pandas 2.1 leaves circles
        assert tracemalloc.get_traced_memory()[0] < 10_000_000 + copies * frame["text"].nbytes
    finally:
        tracemalloc.stop()
