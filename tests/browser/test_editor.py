"""A table that a reader edits, by the keyboard as by the mouse, in Voila."""

from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

import rerun_state as st
from tests.browser.conftest import OpenNotebook
from tests.browser.stage import Stage

APP = """%%rerun
import rerun_state as st
sizes = st.column_config.SelectboxColumn(options=["S", "M", "L"])
tags = st.column_config.MultiselectColumn(options=["new", "old"])
table = {"name": ["Ann", "Bob"], "age": [30, 40], "size": ["S", None], "tags": [["new"], []]}
ages = st.column_config.NumberColumn(max_value=99)
config = {"age": ages, "size": sizes, "tags": tags}
for key in ["options", "untouched", "refused", "block", "rows", "left"]:
    st.data_editor(table, key=key, num_rows="dynamic", column_config=config)
    st.text(f"{key}: {st.session_state[key]}")
st.text_input("After")
charts = {"bars": st.column_config.BarChartColumn(color="#483d8b"),
    "line": st.column_config.LineChartColumn(color="auto")}
st.dataframe({"bars": [[1, 2]], "line": [[2, 1]]}, column_config=charts)
picked = st.dataframe({"a": [1, 2], "b": [3, 4]}, key="picked", on_select="rerun",
    selection_mode="multi-cell", hide_index=True).selection
st.text(f"cells: {picked.cells}")
"""


@pytest.fixture(scope="module")
def page(shared_voila: OpenNotebook) -> Page:
    return shared_voila(["%load_ext rerun_state", APP])


def cell(page: Page, key: str, row: int, column: int) -> Locator:
    rows = page.locator(f".st-key-{key} [role=row]")
    return (
        rows.and_(page.locator(f"[aria-rowindex='{row + 2}']")).get_by_role("gridcell").nth(column)
    )


def shows(page: Page, text: str) -> None:
    """Wait until the app says so."""
    expect(page.locator(".rs").get_by_text(text)).to_be_visible()


def test_options_are_chosen_by_keys_in_a_list_that_nothing_clips(page: Page) -> None:
    cell(page, "options", 0, 2).click()
    page.keyboard.press("m")
    expect(page.get_by_role("option")).to_have_text(["M"])
    page.keyboard.press("Enter")
    shows(page, "{'size': 'M'}")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("option", name="old")).to_be_in_viewport(ratio=1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    shows(page, "'tags': ['new', 'old']")


def test_an_untouched_cell_is_no_edit(page: Page) -> None:
    cell(page, "untouched", 0, 1).dblclick()
    page.keyboard.press("Enter")
    cell(page, "untouched", 0, 3).dblclick()
    page.keyboard.press("Escape")
    shows(page, "untouched: {'edited_rows': {}, 'added_rows': [], 'deleted_rows': []}")


def test_what_a_column_cannot_hold_stays_to_be_corrected(page: Page) -> None:
    cell(page, "refused", 0, 1).click()
    page.keyboard.type("123")
    page.keyboard.press("Enter")
    entry = page.get_by_label("Edit age")
    expect(entry).to_have_attribute("aria-invalid", "true")
    expect(entry).to_have_value("123")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    shows(page, "refused: {'edited_rows': {0: {'age': 12}}")


def test_a_block_of_cells_is_copied_pasted_and_cleared(page: Page) -> None:
    cell(page, "block", 0, 0).click()
    for key in ["Shift+ArrowDown", "Shift+ArrowRight", "Control+c", "ArrowLeft", "Control+v"]:
        page.keyboard.press(key)
    shows(page, "{1: {'name': 'Ann', 'age': 30}}, 'added_rows': [{'name': 'Bob', 'age': 40}]")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Delete")
    shows(page, "{1: {'name': None, 'age': None}}")


def test_rows_are_marked_and_deleted_by_keys(page: Page) -> None:
    cell(page, "rows", 1, 0).click()
    page.keyboard.press("Shift+Space")
    page.keyboard.press("Delete")
    shows(page, "'deleted_rows': [1]")


@pytest.mark.parametrize("key", ["Delete", "Backspace"])
def test_rows_that_are_ticked_are_deleted_by_a_key(stage: Stage, key: str) -> None:
    def program() -> None:
        rows = st.data_editor({"name": ["Ann", "Bob", "Cid"]}, num_rows="dynamic")["name"]
        st.text(f"left: {rows}")

    stage.show(program)
    for number in 1, 3:
        stage.page.get_by_role("checkbox", name=f"Select row {number}", exact=True).click()
    stage.page.keyboard.press(key)
    expect(stage.page.get_by_text("left: ['Bob']", exact=True)).to_be_visible()
    expect(stage.page.get_by_role("grid")).to_be_focused()


def test_a_new_row_is_returned_once_what_is_required_of_it_is_filled_in(stage: Stage) -> None:
    needed: Any = {"name": st.column_config.TextColumn(required=True)}

    def program() -> None:
        data = pd.DataFrame({"name": ["Ann"], "n": [1]})
        edited = st.data_editor(data, num_rows="dynamic", hide_index=True, column_config=needed)
        st.text(f"names: {edited['name'].tolist()}, n: {edited['n'].tolist()}")

    app = stage.show(program)
    stage.page.get_by_role("button", name="Add a row").click()
    cells = stage.page.get_by_role("grid").locator("[aria-rowindex='3']").get_by_role("gridcell")
    expect(cells.first).to_have_attribute("aria-invalid", "true")
    cells.last.click()
    stage.page.keyboard.type("5")
    stage.page.keyboard.press("Enter")
    stage.rerun(app)
    expect(stage.page.get_by_text("names: ['Ann'], n: [1]", exact=True)).to_be_visible()
    expect(cells.last).to_have_text("5")
    cells.first.click()
    stage.page.keyboard.type("Bob")
    stage.page.keyboard.press("Enter")
    expect(stage.page.get_by_text("names: ['Ann', 'Bob'], n: [1, 5]", exact=True)).to_be_visible()
    expect(cells.first).not_to_have_attribute("aria-invalid", "true")


def test_a_form_that_is_cleared_keeps_no_row_of_its_editor(stage: Stage) -> None:
    needed: Any = {"name": st.column_config.TextColumn(required=True)}

    def program() -> None:
        with st.form("form", clear_on_submit=True):
            data = {"name": ["Ann"], "n": [1]}
            edited = st.data_editor(data, num_rows="dynamic", column_config=needed)
            st.form_submit_button("Send")
        st.text(f"n: {edited['n']}")

    stage.show(program)
    stage.page.get_by_role("gridcell").last.click()
    stage.page.keyboard.type("5")
    stage.page.keyboard.press("Enter")
    stage.page.get_by_role("button", name="Add a row").click()
    expect(stage.page.get_by_role("grid")).to_have_attribute("aria-rowcount", "3")
    stage.page.get_by_role("button", name="Send").click()
    expect(stage.page.get_by_text("n: [5]", exact=True)).to_be_visible()
    expect(stage.page.get_by_role("grid")).to_have_attribute("aria-rowcount", "2")


def test_a_cell_that_is_left_for_another_field_keeps_what_was_typed(page: Page) -> None:
    cell(page, "left", 0, 0).dblclick()
    page.keyboard.type("Eve")
    page.get_by_label("After").click()
    shows(page, "{0: {'name': 'Eve'}}")
    expect(page.get_by_label("After")).to_be_focused()


def test_cells_are_selected_by_dragging_and_by_keys(page: Page) -> None:
    cell(page, "picked", 0, 0).hover()
    page.mouse.down()
    cell(page, "picked", 1, 1).hover()
    page.mouse.up()
    shows(page, "cells: [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b')]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    shows(page, "cells: [(0, 'b')]")


def test_small_charts_are_drawn_in_their_colours(page: Page) -> None:
    bars = page.locator(".rs-spark").first
    expect(bars.locator("rect").first).to_have_css("fill", "rgb(72, 61, 139)")
    expect(page.locator(".rs-spark .rs-stroke")).not_to_have_css("stroke", "none")


def test_a_table_is_sorted_and_searched_without_a_mouse(page: Page) -> None:
    cell(page, "picked", 0, 1).click()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="b", exact=True)).to_have_attribute(
        "aria-sort", "descending"
    )
    page.keyboard.press("Control+f")
    page.keyboard.type("3")
    expect(page.locator(".st-key-picked [role=row]")).to_have_count(2)


def test_a_table_is_sorted_by_the_column_that_was_pressed_though_others_have_its_name(
    stage: Stage,
) -> None:
    labels = pd.MultiIndex.from_arrays([[1, 2, 3], [1, 3, 2]])
    stage.show(lambda: st.dataframe(pd.DataFrame({"n": [7, 8, 9]}, index=labels)))
    headings = stage.page.get_by_role("columnheader")
    headings.nth(1).locator(".rs-grid-name").press("Enter")
    expect(headings.nth(1)).to_have_attribute("aria-sort", "ascending")
    expect(headings.nth(0)).to_have_attribute("aria-sort", "none")
    expect(stage.page.locator("[aria-rowindex='3']").get_by_role("gridcell").last).to_have_text("9")


def test_a_search_goes_on_from_the_table(stage: Stage) -> None:
    stage.show(lambda: st.dataframe({"n": ["bee", "cow", "dog"]}))
    stage.page.get_by_role("gridcell").first.click()
    stage.page.keyboard.press("Control+f")
    stage.page.keyboard.type("bee")
    stage.page.get_by_role("gridcell").first.click()
    stage.page.keyboard.press("Control+f")
    stage.page.keyboard.type("cow")
    expect(stage.page.get_by_role("gridcell")).to_have_text(["cow"])


@pytest.mark.parametrize(("typed", "number"), [("-5", -5), (".5", 0.5), ("-.5", -0.5), ("7", 7)])
def test_a_number_may_begin_with_a_sign_or_a_point(stage: Stage, typed: str, number: float) -> None:
    numbers: list[Any] = []

    def program() -> None:
        numbers[:] = st.data_editor({"n": [1.0, 2.0]})["n"]

    stage.show(program)
    stage.page.get_by_role("gridcell").first.click()
    stage.page.keyboard.type(typed)
    stage.page.keyboard.press("Enter")
    expect(stage.page.locator("[data-changed]")).to_have_text(str(number))
    assert numbers == [number, 2.0]


def test_a_moment_is_edited_as_clocks_of_its_column_show_it(stage: Stage) -> None:
    at = pd.DataFrame({"at": pd.to_datetime(["2026-07-01 08:00"]).tz_localize("America/New_York")})
    stage.show(lambda: st.text(f"UTC: {st.data_editor(at)['at'].dt.tz_convert('UTC')[0]}"))
    cell = stage.page.get_by_role("gridcell").last
    expect(cell).to_have_text("2026-07-01 08:00:00-04:00")
    cell.dblclick()
    entry = stage.page.get_by_label("Edit at")
    expect(entry).to_have_value("2026-07-01T08:00")
    entry.fill("2026-07-01T09:30")
    entry.press("Enter")
    expect(stage.page.get_by_text("UTC: 2026-07-01 13:30")).to_be_visible()
    expect(cell).to_have_text("2026-07-01 09:30:00-04:00")
