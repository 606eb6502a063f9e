"""Tables whose rows and columns move, come and go while their reader is at work in them."""

from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Locator, expect

import rerun_state as st
from tests.browser.stage import Stage
from tests.browser.test_windows import wait_until
from tests.page.browser import Page as App


class Edited:
    """An editor on the stage, of data that change between runs, and what it has returned."""

    def __init__(self, stage: Stage, frame: pd.DataFrame, **options: Any) -> None:
        self.stage, self.frame, self.result = stage, frame, frame

        def program() -> None:
            self.result = st.data_editor(self.frame, key="e", **options)
            self.edits = st.session_state.e

        self.app: App = stage.show(program)
        self.grid = stage.page.get_by_role("grid")

    def cell(self, at: int, column: int) -> Locator:
        return self.grid.locator(f"[aria-rowindex='{at + 2}']").get_by_role("gridcell").nth(column)

    def sort(self, column: str) -> None:
        self.grid.get_by_role("button", name=column, exact=True).click()
        heading = self.grid.get_by_role("columnheader", name=f"{column} editable", exact=True)
        expect(heading).to_have_attribute("aria-sort", "ascending")

    def become(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self.stage.rerun(self.app)


@pytest.mark.parametrize("rows", [4, 12_000])
def test_what_is_typed_goes_into_its_row_when_that_comes_to_stand_elsewhere(
    stage: Stage, rows: int
) -> None:
    names = [f"row {n}" for n in range(rows)]
    editor = Edited(stage, pd.DataFrame({"name": names, "n": range(rows)}))
    editor.sort("n")
    editor.cell(0, 1).dblclick()
    stage.page.keyboard.type("typ")
    editor.become(pd.DataFrame({"name": names, "n": [2, 0, 1, *range(3, rows)]}))
    expect(editor.cell(0, 1)).to_have_text("row 1")
    expect(editor.cell(2, 1).get_by_role("textbox")).to_have_value("typ")
    stage.page.keyboard.type("ed")
    stage.page.keyboard.press("Enter")
    expect(editor.cell(2, 1)).to_have_text("typed")
    assert editor.edits["edited_rows"] == {0: {"name": "typed"}}


def test_a_row_that_moves_out_of_sight_while_it_is_written_is_followed(stage: Stage) -> None:
    names = [f"row {n}" for n in range(200)]
    editor = Edited(stage, pd.DataFrame({"name": names, "n": range(200)}))
    editor.sort("n")
    editor.cell(0, 1).dblclick()
    stage.page.keyboard.type("typ")
    editor.become(pd.DataFrame({"name": names, "n": [200, *range(1, 200)]}))
    expect(editor.cell(199, 1).get_by_role("textbox")).to_have_value("typ")
    stage.page.keyboard.type("ed")
    stage.page.keyboard.press("Enter")
    expect(editor.cell(199, 1)).to_have_text("typed")


def test_what_is_typed_into_a_cell_that_is_scrolled_away_is_kept(stage: Stage) -> None:
    editor = Edited(stage, pd.DataFrame({"name": [f"row {n}" for n in range(200)]}))
    editor.cell(0, 1).dblclick()
    stage.page.keyboard.type("typed")
    editor.grid.evaluate("el => { el.scrollTop = el.scrollHeight; }")
    expect(editor.cell(199, 1)).to_have_text("row 199")
    expect(editor.grid).to_be_focused()
    stage.page.keyboard.press("Control+Home")
    expect(editor.cell(0, 1)).to_have_text("typed")
    assert editor.edits["edited_rows"] == {0: {"name": "typed"}}


def test_what_is_typed_is_kept_where_the_whole_table_leaves_the_page(stage: Stage) -> None:
    """As in JupyterLab, which takes outputs that are scrolled away off the page.

    Firefox says of no field that it is left when it is removed.
    """
    stage.page.evaluate(
        "() => window.addEventListener('blur', (event) => event.stopPropagation(), true)"
    )
    editor = Edited(stage, pd.DataFrame({"name": ["Ann"]}))
    editor.cell(0, 1).dblclick()
    stage.page.keyboard.type("typed")
    stage.leave()
    expect(editor.grid).to_have_count(0)

    def is_written() -> bool:
        stage.answer()  # in which the page is heard
        return bool(editor.edits["edited_rows"] == {0: {"name": "typed"}})

    wait_until(is_written)


def test_options_that_are_ticked_stay_so_when_their_row_moves(stage: Stage) -> None:
    tags = st.column_config.MultiselectColumn(options=["red", "green"])
    given = {"tags": [["red"], ["red"]]}
    editor = Edited(stage, pd.DataFrame({**given, "n": [1, 2]}), column_config={"tags": tags})
    editor.sort("n")
    editor.cell(0, 1).dblclick()
    stage.page.get_by_role("option", name="green").click()
    editor.become(pd.DataFrame({**given, "n": [3, 2]}))
    expect(editor.cell(1, 1).get_by_role("combobox")).to_be_focused()
    stage.page.keyboard.press("Tab")
    expect(editor.cell(1, 1)).to_have_text("redgreen")
    assert editor.edits["edited_rows"] == {0: {"tags": ["red", "green"]}}


def test_a_new_row_is_gone_to_wherever_it_stands(stage: Stage) -> None:
    start = {"n": st.column_config.NumberColumn(default=0), "_index": None}
    editor = Edited(stage, pd.DataFrame({"n": [1, 2, 3]}), num_rows="dynamic", column_config=start)
    editor.sort("n")
    stage.page.get_by_role("button", name="Add a row").click()
    expect(editor.cell(0, 0)).to_have_text("0")
    stage.page.keyboard.type("9")
    stage.page.keyboard.press("Enter")
    expect(editor.cell(3, 0)).to_have_text("9")
    assert editor.result["n"].tolist() == [1, 2, 3, 9]


@pytest.mark.parametrize("rows", [4, 12_000])
def test_a_new_row_is_seen_though_another_was_looked_for(stage: Stage, rows: int) -> None:
    names = [f"row {n}" for n in range(rows)]
    options = {"num_rows": "dynamic", "hide_index": True}
    editor = Edited(stage, pd.DataFrame({"name": names}), **options)
    editor.grid.focus()
    stage.page.keyboard.press("Control+f")
    stage.page.keyboard.type("row 2")
    expect(editor.cell(0, 0)).to_have_text("row 2")
    stage.page.get_by_role("button", name="Add a row").click()
    expect(editor.cell(rows, 0)).to_have_text("None")
    stage.page.keyboard.type("new")
    stage.page.keyboard.press("Enter")
    expect(editor.cell(rows, 0)).to_have_text("new")
    assert editor.edits == {"edited_rows": {}, "added_rows": [{"name": "new"}], "deleted_rows": []}


class Shown:
    """A table on the stage, of data that change between runs."""

    def __init__(self, stage: Stage, frame: pd.DataFrame, **options: Any) -> None:
        self.stage, self.frame = stage, frame
        self.app: App = stage.show(lambda: st.dataframe(self.frame, **options))
        self.grid = stage.page.get_by_role("grid")

    def become(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self.stage.rerun(self.app)
        expect(self.grid).to_have_attribute("aria-rowcount", str(len(frame) + 1))

    def copied(self) -> str:
        page = self.stage.page
        page.evaluate(
            """() => document.addEventListener("copy", (event) => {
                globalThis.copied = event.clipboardData.getData("text/plain");
            }, { once: true })"""
        )
        page.keyboard.press("Control+c")
        return str(page.evaluate("() => globalThis.copied"))


def test_all_cells_that_are_left_of_a_block_are_copied(stage: Stage) -> None:
    shown = Shown(stage, pd.DataFrame({"a": range(5), "b": range(5)}), hide_index=True)
    shown.grid.focus()
    stage.page.keyboard.press("Control+a")
    shown.become(pd.DataFrame({"a": [7, 8]}))
    assert shown.copied() == "7\n8"


def test_a_reader_whose_cell_is_gone_is_in_the_nearest_one(stage: Stage) -> None:
    shown = Shown(stage, pd.DataFrame({"a": range(5), "b": range(5)}), hide_index=True)
    shown.grid.focus()
    stage.page.keyboard.press("Control+End")
    shown.become(pd.DataFrame({"a": [7, 8]}))
    stage.page.keyboard.press("Enter")
    assert shown.copied() == "8"
    shown.become(pd.DataFrame({"a": []}))
    stage.page.keyboard.press("Enter")
    shown.become(pd.DataFrame({"a": [7, 8], "b": [5, 6]}))
    stage.page.keyboard.press("ArrowUp")
    assert shown.copied() == "5"


def test_what_is_told_of_a_column_goes_with_it(stage: Stage) -> None:
    shown = Shown(stage, pd.DataFrame({"a": ["x", "y"]}), hide_index=True)
    stage.page.get_by_role("columnheader").hover()
    stage.page.get_by_role("button", name="Statistics of a").click()
    expect(stage.page.get_by_role("dialog")).to_contain_text("Distinct")
    shown.become(pd.DataFrame({"b": [7, 8]}))
    expect(stage.page.get_by_role("columnheader", name="b")).to_be_visible()
    expect(stage.page.get_by_role("dialog")).to_have_count(0)
