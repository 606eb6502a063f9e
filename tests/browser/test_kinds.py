"""Columns of every kind in a real browser: copied by the row, and from a long table."""

import csv
import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from playwright.sync_api import Locator, expect

import rerun_state as st
from tests.browser.stage import Stage
from tests.browser.test_windows import pasted, wait_until

NOON = dt.datetime(2020, 1, 1, 12, 30, 15, 250_000)
PAIRS: dict[str, Any] = {
    "int8": np.array([127, -128], "i1"),
    "uint64": np.array([2**64 - 1, 0], "u8"),
    "Int64": pd.array([2**53 + 1, 1], "Int64"),
    "float": [0.1 + 0.2, -1e-7],
    "float32": np.array([0.1, 3], "f4"),
    "decimal": [Decimal("12345678901234567890.123456789"), Decimal("0.10")],
    "bool": [True, False],
    "boolean": pd.array([True, False], "boolean"),
    "text": ['tab\tand "quotes"', "plain"],
    "lines": ["one\ntwo", "three"],
    "spaces": ["  two before", "none"],
    "category": pd.Categorical(["b", "a"]),
    "date": [dt.date(2020, 1, 1), dt.date(1999, 12, 31)],
    "time": [dt.time(1, 2, 3), dt.time(4)],
    "moment": pd.to_datetime([NOON, NOON.replace(year=1999)]),
    "zoned": pd.to_datetime([NOON, NOON]).tz_localize("Europe/Berlin"),
    "list": [["x", "y"], []],
    "numbers": [[1.5, 2], [3]],
}


ROWS = 12_000


def test_a_row_of_every_kind_is_copied_over_another_one(stage: Stage) -> None:
    frame = pd.DataFrame(PAIRS)
    got = [frame]
    stage.show(lambda: got.__setitem__(0, st.data_editor(frame, key="e", hide_index=True)))
    first(stage).click()
    keys = ["Shift+ArrowRight"] * (len(PAIRS) - 1)
    for key in [*keys, "Control+c", "Control+Home", "ArrowDown", "Control+v", "Control+Home"]:
        stage.page.keyboard.press(key)
    expect(first(stage, 1)).to_have_text("127")
    same = {name: repr(column[0]) == repr(column[1]) for name, column in got[0].items()}
    assert same == dict.fromkeys(PAIRS, True)
    assert got[0].dtypes.equals(frame.dtypes)


def test_all_rows_of_a_long_table_are_copied_as_the_first_ones_whatever_they_are(
    stage: Stage,
) -> None:
    frame = pd.DataFrame(PAIRS).take(np.arange(ROWS) % 2).reset_index(drop=True)
    stage.show(lambda: st.dataframe(frame, hide_index=True))
    first(stage).click()
    stage.page.keyboard.press("Control+a")
    stage.page.keyboard.press("Control+c")
    wait_until(lambda: pasted(stage).count("tab\tand") == ROWS // 2)
    lines = [*csv.reader(pasted(stage).splitlines(keepends=True), "excel-tab")]
    assert lines == lines[:2] * (ROWS // 2)
    assert dict(zip(PAIRS, lines[0], strict=True))["zoned"] == "2020-01-01 12:30:15.250+01:00"


def first(stage: Stage, row: int = 0) -> Locator:
    """The first cell of a row."""
    rows = stage.page.get_by_role("grid").locator(f"[aria-rowindex='{row + 2}']")
    return rows.get_by_role("gridcell").first
