"""Bytes that changed a little are told by what changed."""

import random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

import rerun_state as st
from rerun_state.elements.data.encoding.columnar import encode
from rerun_state.page.models import InputModel
from rerun_state.page.splices import splice
from tests import contract
from tests.page.browser import Make, Page

PIECES = some.lists(some.sampled_from([b"", b"\0" * 300, b"abc" * 99, *map(bytes, ([1], [2, 3]))]))
ROWS = 10_000


def made_of(before: bytes, told: dict[str, Any] | None) -> bytes | None:
    props = {"data": before}
    contract.splice(props, {} if told is None else {"data": told})
    return props["data"] if told else None


@given(PIECES, PIECES)
def test_a_splice_makes_of_the_old_bytes_the_new_ones(old: list[bytes], new: list[bytes]) -> None:
    before, now = b"".join(old), b"".join(new)
    assert made_of(before, splice(before, now)) in (None, now)


@pytest.mark.parametrize("seed", range(5))
def test_each_of_many_changes_is_found(seed: int) -> None:
    chance = random.Random(seed)
    before = chance.randbytes(100_000)
    now = bytearray(before)
    for at in sorted(chance.sample(range(0, 99_000, 100), 20), reverse=True):
        now[at : at + chance.randrange(9)] = chance.randbytes(chance.randrange(9))
    told = splice(before, bytes(now))
    assert told is not None
    assert made_of(before, told) == bytes(now)
    assert len(told["bytes"]) < 20 * 9
    assert len(told["cuts"]) <= 3 * 21


def test_other_bytes_and_few_bytes_travel_whole() -> None:
    chance = random.Random(1)
    assert splice(chance.randbytes(10_000), chance.randbytes(10_000)) is None
    assert splice(b"a" * 100, b"a" * 99 + b"b") is None


def test_bytes_are_spliced_from_a_length_on_at_which_it_is_worth_it() -> None:
    before = bytes(range(256))
    assert splice(before, before[:-1]) is None
    told = splice(before[:-1], before)
    assert told is not None
    assert made_of(before[:-1], told) == before


def test_a_few_bytes_that_are_found_again_stay() -> None:
    chance = random.Random(1)
    begin, stay, *others = (chance.randbytes(size) for size in (600, 16, 30, 30, 32, 20))
    old, end, new, other = others
    before, now = begin + old + stay + end, begin + new + stay + other
    told = splice(before, now)
    assert told is not None
    assert made_of(before, told) == now
    assert (told["bytes"], told["cuts"]) == (new + other, [600, 30, 32, 16, 30, 20])


def rows(**columns: Any) -> pd.DataFrame:
    texts = [f"the text of row {row}" for row in range(ROWS)]
    count = np.arange(ROWS)
    return pd.DataFrame({"n": count, "a": texts, "b": texts[::-1], "x": count / 3} | columns)


def sent(app: Page) -> int:
    """The bytes of the one message that a run sends."""
    app.run()
    [message] = app.log
    return len(repr(message.data)) + sum(map(len, message.buffers))


CHANGES: dict[str, Any] = {
    "a number": lambda frame: frame.isetitem(0, frame["n"].replace(5_000, 7)),
    "a text by a longer one": lambda frame: frame.isetitem(
        1, frame["a"].replace("the text of row 42", "another text than that of row 42")
    ),
    "texts of two columns": lambda frame: [
        frame.isetitem(at, frame.iloc[:, at].replace(f"the text of row {at}", "é")) for at in (1, 2)
    ],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("mode", [{}, {"on_select": "rerun", "key": "t"}], ids=["shown", "picked"])
def test_one_changed_cell_of_a_whole_table_sends_that_cell(
    page: Make, change: Any, mode: dict[str, Any]
) -> None:
    frame = rows()
    app = page(lambda: st.dataframe(frame, **mode))
    change(frame)
    assert sent(app) < 500
    assert app.run() == []


def test_an_editor_with_a_key_is_sent_the_cell_that_changed(page: Make) -> None:
    frame = rows()
    app = page(lambda: st.data_editor(frame, key="e"))
    frame.loc[42, "a"] = "a text of another length"
    assert sent(app) < 500


def test_a_row_more_sends_that_row(page: Make) -> None:
    frames = [rows()[:-1], rows()]
    app = page(lambda: st.dataframe(frames[0].reset_index(drop=True)))
    del frames[0]
    assert sent(app) < 2_000


def test_what_the_page_has_after_a_splice_is_the_whole_table(page: Make) -> None:
    frame = rows()
    app = page(lambda: st.dataframe(frame, on_select="rerun", key="t"))
    frame.loc[7, "b"] = "other"
    app.run()
    [row] = app.renderer._rows_by_model.values()
    assert isinstance(row.model, InputModel)
    assert row.model.props["data"] == encode(frame).data
