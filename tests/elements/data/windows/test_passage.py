"""What somebody reads of a long table that others write into meanwhile."""

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from rerun_state.elements.data.encoding.decoding import decode
from rerun_state.elements.data.given.pandas_tables import copies_on_write
from rerun_state.elements.data.windows import passage
from rerun_state.elements.data.windows.passage import Passage
from rerun_state.elements.data.windows.source import ChangedData, source_of
from rerun_state.elements.data.windows.wanted import Wanted
from rerun_state.elements.data.windows.windowed import Windowed

ROWS = 20_000
FIRST, SECOND = Wanted(0, 10_000), Wanted(10_000, ROWS)


def shown(data: Any) -> Windowed:
    source = source_of(data, None)
    assert source is not None
    made = Windowed(source)
    made.first()
    return made


def numbers(passage: Passage, asked: Wanted) -> list[Any]:
    content = passage.read(asked).content
    return decode(content.rows, content.columns, content.data).iloc[:, -1].tolist()


needs_copies = pytest.mark.skipif(not copies_on_write(), reason="pandas before 3 writes into both")


@needs_copies
def test_a_table_that_is_written_into_is_read_as_it_was_at_the_beginning() -> None:
    frame = pd.DataFrame({"n": np.arange(ROWS)})
    passage = Passage(shown(frame), FIRST)
    passage.read(FIRST)
    frame.loc[:, "n"] = 0
    frame["more"] = 1
    assert numbers(passage, SECOND) == list(range(10_000, ROWS))


@needs_copies
def test_an_order_is_that_of_the_beginning() -> None:
    frame = pd.DataFrame({"n": np.arange(ROWS)})
    down = [Wanted(each.start, each.stop, (1, True)) for each in (FIRST, SECOND)]
    passage = Passage(shown(frame), down[0])
    passage.read(down[0])
    frame.loc[:, "n"] = 0
    assert numbers(passage, down[1]) == list(range(9_999, -1, -1))


def test_a_polars_table_is_read_as_it_was_at_the_beginning() -> None:
    frame = pl.DataFrame({"n": range(ROWS)})
    passage = Passage(shown(frame), FIRST)
    passage.read(FIRST)
    frame[ROWS - 1, "n"] = -1
    assert numbers(passage, SECOND)[-1] == ROWS - 1


@pytest.mark.parametrize(
    "make",
    [
        lambda: np.arange(ROWS),
        lambda: pl.LazyFrame({"n": range(ROWS)}),
        lambda: pd.DataFrame({"n": [[n] for n in range(ROWS)]}),
        lambda: pd.DataFrame({"n": np.arange(ROWS)}),
        lambda: pa.table({"n": range(ROWS)}),
    ],
    ids=["an array", "a plan", "objects that change inside", "pandas", "Arrow"],
)
def test_what_nobody_changes_is_the_same_at_a_second_look(make: Any) -> None:
    passage = Passage(shown(make()), FIRST)
    for asked in FIRST, SECOND:
        passage.read(asked)
    for asked in FIRST, SECOND:
        assert passage.check(asked) in (None, SECOND.start)


def test_a_second_look_lets_others_be_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Passage(shown(np.arange(ROWS)), FIRST)
    for asked in FIRST, SECOND:
        read.read(asked)
    monkeypatch.setattr(passage, "_MOMENT", -1.0)
    assert read.check(FIRST) == SECOND.start
    assert read.check(SECOND) is None


@pytest.mark.parametrize(
    "over",
    [lambda array: array, lambda array: pa.table({"n": array})],
    ids=["itself", "a table of Arrow over it"],
)
def test_an_array_that_was_written_into_is_noticed(over: Any) -> None:
    array = np.arange(ROWS)
    passage = Passage(shown(over(array)), FIRST)
    passage.read(FIRST)
    array[:] = 0
    passage.read(SECOND)
    with pytest.raises(ChangedData, match="changed while it was read"):
        passage.check(FIRST)


def test_lists_that_changed_inside_are_noticed() -> None:
    frame = pd.DataFrame({"n": [[n] for n in range(ROWS)]})
    passage = Passage(shown(frame), FIRST)
    passage.read(FIRST)
    frame["n"].iloc[3].append("more")
    with pytest.raises(ChangedData):
        passage.check(FIRST)
