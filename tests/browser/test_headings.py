"""Headings of columns whose names have several levels: neighbours have one above them in common."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

import rerun_state as st
from tests.browser.stage import Stage
from tests.browser.test_accessibility import RUN

pytestmark = pytest.mark.browser

NAMES = [("A", "a"), ("A", "b"), ("A", "c"), ("B", "a"), ("C", "")]
SPANS = """() => [...document.querySelectorAll('.rs-grid-group')].map((group) =>
    [group.textContent, ...['aria-colindex', 'aria-colspan'].map((n) => +group.getAttribute(n))])"""
LOOSE = """() => { // headings that do not stand above their columns from edge to edge
    const left = (el) => el.getBoundingClientRect().left;
    const right = (el) => el.getBoundingClientRect().right;
    const apart = (a, b) => Math.abs(a - b) > 0.1;
    const names = [...document.querySelectorAll('.rs-grid-head:last-child > [role=columnheader]')];
    return [...document.querySelectorAll('.rs-grid-group')].filter((group) => {
        const [from, count] = ['aria-colindex', 'aria-colspan'].map((n) => +group.getAttribute(n));
        const own = names.filter((name) => {
            const at = +name.getAttribute('aria-colindex');
            return at >= from && at < from + count;
        });
        return own.length < count
            || apart(left(own[0]), left(group)) || apart(right(own.at(-1)), right(group));
    }).length;
}"""


def grouped(rows: int = 3, names: Sequence[tuple[str, ...]] = NAMES) -> pd.DataFrame:
    values = np.arange(rows * len(names)).reshape(rows, len(names))
    return pd.DataFrame(values, columns=pd.MultiIndex.from_tuples(names))


@pytest.mark.parametrize("call", ["dataframe", "data_editor"])
def test_neighbours_of_a_group_have_one_heading(stage: Stage, call: str) -> None:
    stage.show(lambda: getattr(st, call)(grouped(), hide_index=True))
    heads = stage.page.get_by_role("grid").get_by_role("rowgroup").first
    expect(heads.get_by_role("row")).to_have_count(2)
    assert stage.page.evaluate(SPANS) == [["A", 1, 3], ["B", 4, 1], ["", 5, 1]]
    assert stage.page.evaluate(LOOSE) == 0
    names = heads.get_by_role("row").last.get_by_role("button").all_text_contents()
    assert [name for name in names if name] == ["a", "b", "c", "a", "C"]
    expect(stage.page.get_by_role("grid")).to_have_attribute("aria-rowcount", "5")
    first = stage.page.get_by_role("row").nth(2)
    expect(first).to_have_attribute("aria-rowindex", "3")
    below, above = first.bounding_box(), heads.bounding_box()
    assert below is not None
    assert above is not None
    assert below["y"] == above["y"] + above["height"]


def test_columns_that_are_moved_hidden_or_pinned_stand_below_their_own_group(stage: Stage) -> None:
    def program() -> None:
        config: Any = {"A_b": None, "B_a": st.column_config.Column("Pinned", pinned=True)}
        order = ["A_c", "C_", "A_a", "B_a", "A_b"]
        st.dataframe(grouped(), column_order=order, column_config=config, width=700)

    stage.show(program)
    expect(stage.page.get_by_role("button", name="B / Pinned", exact=True)).to_be_visible()
    assert stage.page.evaluate(SPANS) == [
        *(["", 1, 1], ["B", 2, 1]),  # the index, and what is pinned
        *(["A", 3, 1], ["", 4, 1], ["A", 5, 1]),
    ]
    assert stage.page.evaluate(LOOSE) == 0


def test_the_name_of_a_group_stays_in_sight_with_its_columns(stage: Stage) -> None:
    names = [(f"Group {n // 30}", f"column {n % 30}") for n in range(90)]
    stage.show(lambda: st.dataframe(grouped(12_000, names), width=600))
    grid = stage.page.get_by_role("grid")
    grid.evaluate("el => el.scrollTo(5000, 1e7)")
    shown = stage.page.locator(".rs-grid-group", has_text="Group 1").locator("span")
    expect(shown).to_be_visible()
    index = stage.page.locator(".rs-grid-head .rs-grid-heading[data-index]").bounding_box()
    around, label = grid.bounding_box(), shown.bounding_box()
    assert index is not None
    assert around is not None
    assert label is not None
    assert label["x"] >= index["x"] + index["width"]
    assert label["x"] + label["width"] <= around["x"] + around["width"]
    last = stage.page.locator("[aria-rowindex='12002']")
    expect(last).to_contain_text("11999")
    row, bar = last.bounding_box(), stage.page.locator("[data-across]").bounding_box()
    assert row is not None
    assert bar is not None
    assert abs(bar["y"] - row["y"] - row["height"]) < 1


def test_a_group_of_narrow_columns_has_room_for_its_name(stage: Stage) -> None:
    name = "What these two have in common"
    names = [(name, "a"), (name, "b")]
    stage.show(lambda: st.dataframe(grouped(3, names), width="content"))
    label = stage.page.locator(".rs-grid-group span", has_text=name)
    assert label.evaluate("el => el.scrollWidth <= el.clientWidth")


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (NAMES, ["A_a", "A_b", "A_c"]),
        ([("A", "a"), ("A", "b"), ("B", "c")], ["a", "b"]),  # which their last level tells apart
    ],
)
def test_a_press_on_a_group_selects_its_columns_and_one_more_none(
    stage: Stage, names: Sequence[tuple[str, ...]], chosen: list[str]
) -> None:
    def program() -> None:
        shown = st.dataframe(grouped(3, names), on_select="rerun", selection_mode="multi-column")
        st.text(f"chosen: {shown.selection.columns}")

    stage.show(program)
    group = stage.page.get_by_role("button", name="A", exact=True)
    group.click()
    expect(stage.page.get_by_text(f"chosen: {chosen}")).to_be_visible()
    expect(group.locator("..")).to_have_attribute("aria-selected", "true")
    group.click()
    expect(stage.page.get_by_text("chosen: []")).to_be_visible()


def test_a_column_of_a_group_is_sorted_alone(stage: Stage) -> None:
    stage.show(lambda: st.dataframe(grouped(), hide_index=True))
    stage.page.get_by_role("button", name="B / a", exact=True).dblclick()
    expect(stage.page.locator("[aria-sort=descending]")).to_have_count(1)
    expect(stage.page.get_by_role("gridcell").nth(3)).to_have_text("13")


def test_a_download_tells_columns_of_two_groups_apart(stage: Stage) -> None:
    stage.show(lambda: st.dataframe(grouped(), hide_index=True))
    stage.page.locator(".rs-grid").hover()
    with stage.page.expect_download() as download:
        stage.page.get_by_role("button", name="Download as CSV").click()
    head, *_ = download.value.path().read_text("utf-8-sig").splitlines()
    assert head == "A_a,A_b,A_c,B_a,C"


def test_names_on_the_levels_of_a_small_table_stand_once_above_their_columns(stage: Stage) -> None:
    names = [
        ("X", "A", "a"),
        ("X", "A", "b"),
        ("Y", "A", "a"),
        ("Y", "", ""),
    ]
    stage.show(lambda: st.table(grouped(2, names)))
    heads = stage.page.locator("thead th")
    heads.first.wait_for()
    assert heads.evaluate_all("all => all.map((th) => [th.textContent, th.colSpan, th.scope])") == [
        *(["X", 2, "colgroup"], ["Y", 1, "col"]),
        *(["A", 2, "colgroup"], ["A", 1, "col"]),
        *(["a", 1, "col"], ["b", 1, "col"], ["a", 1, "col"], ["Y", 1, "col"]),
    ]


def test_groups_bar_no_one(stage: Stage) -> None:
    def program() -> None:
        st.dataframe(grouped(), on_select="rerun", selection_mode=["multi-column", "multi-row"])
        st.data_editor(grouped(), num_rows="dynamic")
        st.table(grouped())

    stage.show(program)
    expect(stage.page.locator("thead")).to_be_visible()
    expect(stage.page.get_by_role("grid").last).to_be_visible()
    stage.page.evaluate(AXE_SCRIPT)
    assert stage.page.evaluate(RUN) == []
