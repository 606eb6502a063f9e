"""What cells of any objects say."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.encoding.cell_texts import dump, plain_name

CIRCLE: list[Any] = []
CIRCLE += [[CIRCLE], CIRCLE]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ([1.5, float("nan"), [np.float64("inf")]], "[1.5, null, [null]]"),
        ([np.array([1.0, np.nan])], "[[1.0, null]]"),
        ([pd.NA, pd.NaT], "[null, null]"),
        ({(1, 2): 3, dt.date(2020, 1, 1): 4}, '{"(1, 2)": 3, "2020-01-01": 4}'),
        ({np.int64(1): {"k": {5}}}, '{"1": {"k": [5]}}'),
        (CIRCLE, '[["…"], "…"]'),
    ],
)
def test_what_json_cannot_say_is_left_out_of_a_cell_and_not_of_the_table(
    cell: Any, text: str
) -> None:
    assert dump(cell) == text


def test_lists_and_dictionaries_hold_what_json_does_not_know_as_text() -> None:
    assert (
        dump([dt.date(2020, 1, 2), np.int64(5), {1}, np.arange(2)])
        == '["2020-01-02", 5, [1], [0, 1]]'
    )


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        *(("a", "a"), (1, 1), (None, None), (np.int64(5), 5), (np.float64(0.5), 0.5)),
        *((pd.Timestamp("2020-01-02"), "2020-01-02"), (dt.date(2020, 1, 2), "2020-01-02")),
    ],
)
def test_names_are_plain_where_a_browser_knows_their_like(name: Any, plain: Any) -> None:
    assert (plain_name(name), type(plain_name(name))) == (plain, type(plain))
