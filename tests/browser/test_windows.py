"""A table of a million rows, of which a page has those in sight."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Locator, expect

import rerun_state as st
from tests.browser.conftest import OpenNotebook
from tests.browser.stage import Stage
from tests.page.browser import Page as App

ROWS = 1_000_000
LAST = ROWS - 1


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    numbers = pd.RangeIndex(ROWS)
    return pd.DataFrame(
        {"n": numbers, "rest": numbers % 1000, "name": "row " + numbers.astype(str)}
    )


class Shown:
    """The table on the stage, and what it has selected."""

    def __init__(self, stage: Stage, frame: pd.DataFrame, **options: Any) -> None:
        self.stage, self.frame, self.rows = stage, frame, list[int]()

        def program() -> None:
            event = st.dataframe(self.frame, on_select="rerun", key="table", **options)
            self.rows = event.selection.rows

        self.app: App = stage.show(program)
        self.grid = stage.page.get_by_role("grid")

    def row(self, at: int) -> Locator:
        return self.grid.locator(f"[aria-rowindex='{at + 2}']")

    def scroll(self, share: float) -> None:
        self.grid.evaluate("(el, share) => { el.scrollTop = el.scrollHeight * share; }", share)


def test_the_end_of_a_table_is_fetched_when_it_is_scrolled_to(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame)
    expect(shown.row(3)).to_contain_text("row 3")
    shown.scroll(1)
    expect(shown.row(LAST)).to_contain_text(f"row {LAST}")
    shown.scroll(0.5)
    expect(shown.grid.get_by_text("row 500030", exact=True)).to_be_visible()


def test_a_table_is_sorted_by_the_kernel_and_selected_by_positions_in_the_data(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame)
    heading = shown.grid.get_by_role("columnheader", name="rest")
    heading.get_by_role("button").click()
    expect(shown.row(1)).to_contain_text("row 1000")
    heading.get_by_role("button").click()
    expect(shown.row(0)).to_contain_text("row 999")
    shown.row(1).get_by_role("checkbox").click()
    expect(shown.row(1)).to_have_attribute("aria-selected", "true")
    assert shown.rows == [1999]
    shown.row(3).get_by_role("checkbox").click(modifiers=["Shift"])
    expect(shown.row(2)).to_have_attribute("aria-selected", "true")
    assert shown.rows == [1999, 2999, 3999]


def test_a_table_is_searched_by_the_kernel_and_what_is_found_is_selected(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame)
    shown.grid.focus()
    stage.page.keyboard.press("Control+f")
    stage.page.keyboard.type("row 99999")
    expect(stage.page.locator(".rs-grid-search output")).to_have_text("19")
    expect(shown.row(1)).to_contain_text("row 199999")
    shown.grid.get_by_role("checkbox", name="Select all rows").click()
    expect(shown.row(10)).to_have_attribute("aria-selected", "true")
    assert shown.rows == [*range(99_999, 899_999 + 1, 100_000), *range(999_990, 1_000_000)]


def test_all_rows_of_a_table_are_selected_at_once(stage: Stage, frame: pd.DataFrame) -> None:
    shown = Shown(stage, frame)
    shown.grid.get_by_role("checkbox", name="Select all rows").click()
    expect(shown.row(1)).to_have_attribute("aria-selected", "true")
    assert shown.rows == list(range(ROWS))


def test_data_that_changed_out_of_sight_at_first_are_shown_where_the_reader_is(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame.copy())
    shown.scroll(1)
    expect(shown.row(LAST)).to_contain_text(f"row {LAST}")
    shown.frame.loc[LAST, "name"] = "another"
    stage.rerun(shown.app)
    expect(shown.row(LAST)).to_contain_text("another")


def test_a_sorted_table_is_sorted_anew_when_its_data_have_changed(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame.copy())
    shown.grid.get_by_role("button", name="n", exact=True).click(click_count=1)
    shown.grid.get_by_role("button", name="n", exact=True).click()
    expect(shown.row(0)).to_contain_text(f"row {LAST}")
    shown.frame.loc[5, "n"] = ROWS
    stage.rerun(shown.app)
    expect(shown.row(0)).to_contain_text("row 5")


def test_a_table_that_changes_its_shape_under_a_reader_says_so_and_goes_on(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame.head(50_000).copy())
    shown.frame.pop("rest")
    shown.scroll(1)
    expect(stage.page.get_by_role("alert")).to_contain_text("50000 rows and 2 columns now")
    shown.frame = shown.frame.head(20_000)
    stage.rerun(shown.app)
    expect(shown.row(19_999)).to_contain_text("row 19999")
    expect(stage.page.get_by_role("alert")).to_have_count(0)


def test_a_kernel_that_is_busy_is_waited_for(stage: Stage, frame: pd.DataFrame) -> None:
    shown = Shown(stage, frame)
    expect(shown.row(3)).to_contain_text("row 3")
    comms = dict(stage.comms.comms)
    stage.comms.comms.clear()  # nobody hears what the page says
    shown.scroll(0.5)
    expect(stage.page.get_by_text("the kernel is busy")).to_be_visible()
    stage.comms.comms.update(comms)
    shown.scroll(1)
    expect(shown.row(LAST)).to_contain_text(f"row {LAST}")
    expect(stage.page.get_by_text("the kernel is busy")).to_have_count(0)


def test_a_download_has_all_rows_in_the_order_of_the_reader(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame.head(12_000), hide_index=True)
    shown.grid.get_by_role("button", name="n", exact=True).click()
    shown.grid.get_by_role("button", name="n", exact=True).click()
    expect(shown.row(0)).to_contain_text("row 11999")
    stage.page.locator(".rs-grid").hover()
    with stage.page.expect_download() as download:
        stage.page.get_by_role("button", name="Download as CSV").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert lines[:2] == ["n,rest,name", "11999,999,row 11999"]
    assert len(lines) == 12_001


def test_a_block_that_reaches_beyond_what_is_here_is_copied_whole(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame.head(50_000))
    shown.row(1).get_by_text("row 1", exact=True).click()
    shown.grid.evaluate("el => { el.scrollTop = 35 * 3000; }")
    shown.row(3000).get_by_text("row 3000", exact=True).click(modifiers=["Shift"])
    stage.page.keyboard.press("Control+c")
    text = stage.page.evaluate_handle(
        "document.body.appendChild(document.createElement('textarea'))"
    ).as_element()
    assert text is not None

    def pasted() -> str:
        text.focus()
        stage.page.keyboard.press("Control+a")
        stage.page.keyboard.press("Control+v")
        return text.input_value()

    wait_until(lambda: pasted().count("\n") == 2999)
    assert pasted().splitlines()[-1] == "row 3000"


def wait_until(holds: Callable[[], bool]) -> None:
    end = monotonic() + 10
    while not holds():
        assert monotonic() < end
        sleep(0.05)


DURING = """%%rerun
import time
import numpy as np, pandas as pd
import rerun_state as st
n = np.arange(1_000_000)
st.dataframe(pd.DataFrame({"n": n, "rest": n % 1000}), hide_index=True)
go = st.button("Go")
for step in range(100_000 if go else 0):
    time.sleep(0.005)
    st.session_state.step = step
    if step % 20 == 0: st.text(f"step {step}")
st.button("Stop")
"""


def test_a_million_rows_are_scrolled_sorted_and_searched_while_a_run_goes_on(
    shared_voila: OpenNotebook,
) -> None:
    page = shared_voila(["%load_ext rerun_state", DURING])
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("step 20", exact=True)).to_be_visible()
    grid = page.get_by_role("grid")
    grid.evaluate("el => { el.scrollTop = el.scrollHeight; }")
    expect(grid.locator("[aria-rowindex='1000001']")).to_contain_text("999999")
    grid.get_by_role("button", name="rest", exact=True).click()
    expect(grid.locator("[aria-rowindex='1000001']")).to_contain_text("999")
    grid.evaluate("el => { el.scrollTop = 0; }")
    expect(grid.locator("[aria-rowindex='3']")).to_contain_text("1000")
    grid.focus()
    page.keyboard.press("Control+f")
    page.keyboard.type("99998")
    expect(page.locator(".rs-grid-search output")).to_have_text("20")
    page.get_by_role("button", name="Go").click()
