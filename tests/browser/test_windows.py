"""A table of a million rows, of which a page has those in sight."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import BrowserContext, Locator, expect

import rerun_state as st
from tests.browser.conftest import OpenNotebook
from tests.browser.stage import Stage
from tests.page.browser import Page as App
from tests.page.comms import comm_log

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


def test_the_kernel_tells_the_statistics_of_a_column(stage: Stage, frame: pd.DataFrame) -> None:
    shown = Shown(stage, frame)
    shown.grid.get_by_role("columnheader", name="rest").hover()
    mark = shown.grid.get_by_role("button", name="Statistics of rest")
    mark.click()
    found = stage.page.get_by_role("dialog", name="Statistics of rest")
    expect(found).to_contain_text("Values1,000,000")
    expect(found).to_contain_text("Maximum999")
    stage.page.keyboard.press("Escape")
    expect(found).to_have_count(0)
    expect(mark).to_have_attribute("aria-expanded", "false")
    expect(mark).to_be_focused()


SEEN = """el => {
    window.seen = [];
    const look = () => window.seen.push(el.innerText);
    const all = { subtree: true, childList: true, characterData: true };
    new MutationObserver(look).observe(el, all);
}"""


@pytest.mark.parametrize("rows", [100, ROWS])
def test_open_statistics_follow_the_data_and_are_never_without_a_word(
    stage: Stage, rows: int
) -> None:
    shown = Shown(stage, pd.DataFrame({"n": range(rows)}))
    shown.grid.get_by_role("columnheader", name="n").hover()
    shown.grid.get_by_role("button", name="Statistics of n").click()
    found = stage.page.get_by_role("dialog", name="Statistics of n")
    expect(found).to_contain_text(f"Distinct{rows:,}")
    found.evaluate(SEEN)
    shown.frame = pd.DataFrame({"n": [7] * (rows - 1) + [8]})
    stage.rerun(shown.app)
    expect(found).to_contain_text("Distinct2")
    shown.frame.loc[rows - 1, "n"] = 7
    stage.rerun(shown.app)
    expect(found).to_contain_text("Distinct1")
    assert all("Values" in text for text in stage.page.evaluate("window.seen"))


def test_the_kernel_is_asked_no_more_for_statistics_that_were_closed(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame)
    shown.grid.get_by_role("columnheader", name="rest").hover()
    shown.grid.get_by_role("button", name="Statistics of rest").click()
    found = stage.page.get_by_role("dialog", name="Statistics of rest")
    expect(found).to_contain_text("Maximum999")
    stage.page.keyboard.press("Escape")
    expect(found).to_have_count(0)
    [table] = shown.app.renderer._windows._tables.values()
    deadline = monotonic() + 10
    while table.looks and monotonic() < deadline:
        stage.page.wait_for_timeout(20)
    assert not table.looks


def test_the_mark_of_statistics_leaves_the_name_of_a_narrow_column_free(stage: Stage) -> None:
    stage.show(lambda: st.dataframe({"back": [1, 2], "b": ["x", "y"]}))
    heading = stage.page.get_by_role("columnheader", name="back")
    heading.hover()
    name = heading.locator(".rs-grid-name").evaluate(
        "el => { const text = document.createRange(); text.selectNodeContents(el);"
        " return text.getBoundingClientRect().left; }"
    )
    mark = heading.get_by_role("button", name="Statistics of back").bounding_box()
    assert mark is not None
    assert mark["x"] + mark["width"] <= name


def test_statistics_are_named_in_whole_words_where_a_host_has_lists_of_two_columns(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame)
    stage.page.add_style_tag(content="html dl dt { font-weight: bold; width: 20%; }")
    shown.grid.get_by_role("columnheader", name="rest").hover()
    shown.grid.get_by_role("button", name="Statistics of rest").click()
    name = stage.page.get_by_role("dialog").get_by_text("Deviation")
    line = name.evaluate("el => parseFloat(getComputedStyle(el).lineHeight)")
    assert name.evaluate("el => el.clientHeight") < 1.5 * line


def test_the_numbers_of_the_last_rows_have_room(stage: Stage, frame: pd.DataFrame) -> None:
    shown = Shown(stage, frame, hide_index=False)
    shown.scroll(1)
    number = shown.row(LAST).get_by_role("gridcell").first
    expect(number).to_have_text(str(LAST))
    assert number.evaluate("el => el.scrollWidth <= el.clientWidth")
    assert number.evaluate("el => [...el.children].every(c => c.scrollWidth <= c.clientWidth)")


def test_a_column_of_numbers_has_room_for_those_that_come_later(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame.assign(n=frame["n"] * 1000), hide_index=True, width="content")
    expect(shown.row(3)).to_contain_text("row 3")
    shown.scroll(1)
    number = shown.row(LAST).get_by_role("gridcell").first
    expect(number).to_have_text(f"{LAST}000")
    assert number.evaluate("el => [el, ...el.children].every(c => c.scrollWidth <= c.clientWidth)")


def test_the_last_cell_of_a_table_stays_in_sight_when_its_numbers_come(stage: Stage) -> None:
    count = 100_000
    columns = pd.RangeIndex(count)
    frame = pd.DataFrame({f"c{n}": columns * 100_000 for n in range(30)})
    shown = Shown(stage, frame, hide_index=True)
    expect(shown.row(3)).to_be_visible()
    shown.grid.focus()
    stage.page.keyboard.press("Control+End")
    last = shown.row(count - 1).get_by_role("gridcell").last
    expect(last).to_have_text(str((count - 1) * 100_000))
    assert last.evaluate(
        "(el) => el.getBoundingClientRect().right"
        " <= el.closest('[role=grid]').getBoundingClientRect().right"
    )


def test_a_table_is_sorted_by_the_kernel_and_selected_by_positions_in_the_data(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame)
    heading = shown.grid.get_by_role("columnheader", name="rest")
    heading.get_by_role("button", name="rest", exact=True).click()
    expect(shown.row(1)).to_contain_text("row 1000")
    heading.get_by_role("button", name="rest", exact=True).click()
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


def test_the_cells_of_a_long_styled_table_have_their_colours(
    stage: Stage, frame: pd.DataFrame
) -> None:
    pytest.importorskip("jinja2")
    stage.show(lambda: st.dataframe(frame.style.highlight_max(subset=["n"], color="red")))
    grid = stage.page.get_by_role("grid")
    grid.evaluate("el => { el.scrollTop = el.scrollHeight; }")
    expect(grid.locator("[style*='background-color: red']")).to_have_count(1)
    expect(grid.locator("[style*='background-color: red']")).to_contain_text(str(LAST))


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


TOP = "el => el.getBoundingClientRect().top"


def test_a_reader_stays_at_a_row_when_rows_come_or_go(stage: Stage, frame: pd.DataFrame) -> None:
    shown = Shown(stage, frame.head(900_000))
    shown.scroll(0.5)
    row = shown.grid.get_by_text("row 450030", exact=True)
    before = row.evaluate(TOP)
    for rows in ROWS, 470_000:
        shown.frame = frame.head(rows)
        stage.rerun(shown.app)
        expect(shown.grid).to_have_attribute("aria-rowcount", str(rows + 1))
        assert row.evaluate(TOP) == pytest.approx(before, abs=1)


def test_a_wheel_goes_past_no_row_of_a_million(stage: Stage, frame: pd.DataFrame) -> None:
    shown = Shown(stage, frame)
    shown.scroll(0.5)
    row = shown.grid.get_by_text("row 500030", exact=True)
    before = row.evaluate(TOP)
    shown.grid.hover()
    for _ in range(2):
        stage.page.mouse.wheel(0, 70)
        stage.page.wait_for_timeout(300)  # more than a table takes to come to rest
    assert before - row.evaluate(TOP) == pytest.approx(140, abs=1)


def test_a_kernel_that_is_busy_is_waited_for(stage: Stage, frame: pd.DataFrame) -> None:
    shown = Shown(stage, frame)
    expect(shown.row(3)).to_contain_text("row 3")
    comms = dict(stage.comms.comms)
    stage.comms.comms.clear()  # nobody hears what the page says
    shown.scroll(0.5)
    expect(stage.page.get_by_text("the kernel is busy")).to_be_visible()
    stage.comms.comms.update(comms)
    # The question was lost; after so many seconds one counts as such.
    stage.page.evaluate("Date.now = ((now) => () => now() + 11_000)(Date.now)")
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
    wait_until(lambda: pasted(stage).count("\n") == 2999)
    assert pasted(stage).splitlines()[-1] == "row 3000"


def test_all_cells_are_taken_at_once_and_nothing_else_of_the_page(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame.head(20_000))
    shown.grid.focus()
    stage.page.keyboard.press("Control+a")
    assert stage.page.evaluate("getSelection().toString()") == ""
    stage.page.keyboard.press("Control+c")
    expect(stage.page.get_by_text("Reading the rows for the clipboard.")).to_have_count(0)
    text = pasted(stage)
    assert (text.count("\n"), text.splitlines()[-1]) == (19_999, "19999\t999\trow 19999")


HOLD = """() => {
    const [answer, wait] = [globalThis.tell, new Promise((go) => { globalThis.go = go; })];
    globalThis.tell = async (...told) => { await wait; return answer(...told); };
}"""


def test_what_is_copied_later_is_not_replaced_by_a_long_block_that_comes(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame.head(20_000))
    stage.page.evaluate(HOLD)
    shown.grid.focus()
    for keys in "a", "c":
        stage.page.keyboard.press(f"Control+{keys}")
    expect(stage.page.locator(".rs-note")).to_be_visible()
    shown.row(1).get_by_text("row 1", exact=True).click()
    stage.page.keyboard.press("Control+c")
    stage.page.evaluate("() => go()")
    expect(stage.page.locator(".rs-note")).to_have_count(0)
    assert pasted(stage) == "row 1"


def test_a_long_block_is_promised_to_a_clipboard_that_takes_nothing_later(
    context: BrowserContext, monkeypatch: pytest.MonkeyPatch, frame: pd.DataFrame
) -> None:
    address = "https://app.test/"  # other pages have no such clipboard
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.route(address, lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(address)
    page.evaluate("""() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("too late"));
        document.execCommand = () => false;
    }""")
    with comm_log(monkeypatch) as (log, comms):
        stage = Stage(page, page.main_frame, log, comms)
        shown = Shown(stage, frame.head(20_000))
        shown.grid.focus()
        for keys in "a", "c":
            page.keyboard.press(f"Control+{keys}")
        expect(page.get_by_text("Reading the rows for the clipboard.")).to_have_count(0)
        text = page.evaluate("navigator.clipboard.readText()")
        expect(page.get_by_role("alert")).to_have_count(0)
        stage.close()
    assert text.count("\n") == 19_999


def pasted(stage: Stage) -> str:
    """What is on the clipboard."""
    text = stage.page.evaluate_handle(
        "document.body.appendChild(document.createElement('textarea'))"
    ).as_element()
    assert text is not None
    text.focus()
    stage.page.keyboard.press("Control+v")
    found = text.input_value()
    text.evaluate("el => el.remove()")
    return found


def test_a_block_that_cannot_be_read_for_the_clipboard_is_said(
    stage: Stage, frame: pd.DataFrame
) -> None:
    shown = Shown(stage, frame.head(50_000).copy())
    shown.row(1).get_by_text("row 1", exact=True).click()
    shown.grid.evaluate("el => { el.scrollTop = 35 * 3000; }")
    shown.row(3000).get_by_text("row 3000", exact=True).click(modifiers=["Shift"])
    shown.frame.pop("rest")
    stage.page.keyboard.press("Control+c")
    expect(stage.page.get_by_role("alert")).to_contain_text("50000 rows and 2 columns now")


def test_nobody_knows_what_a_busy_kernel_has_not_found(stage: Stage, frame: pd.DataFrame) -> None:
    shown = Shown(stage, frame)
    comms = dict(stage.comms.comms)
    stage.comms.comms.clear()  # nobody hears what the page says
    shown.grid.focus()
    stage.page.keyboard.press("Control+f")
    stage.page.keyboard.type("row 99999")
    expect(stage.page.get_by_text("the kernel is busy")).to_be_visible()
    expect(stage.page.locator(".rs-grid-search output")).to_have_text("")
    stage.comms.comms.update(comms)


def wait_until(holds: Callable[[], bool]) -> None:
    end = monotonic() + 10
    while not holds():
        assert monotonic() < end
        sleep(0.05)


class Edited:
    """The table on the stage as an editor, and what the app has of it."""

    def __init__(self, stage: Stage, frame: pd.DataFrame, **options: Any) -> None:
        self.stage, self.result = stage, frame

        def program() -> None:
            hidden: dict[str | int, None] = {"rest": None}
            self.result = st.data_editor(frame, key="e", column_config=hidden, **options)
            self.edits = st.session_state.e

        self.app: App = stage.show(program)
        self.grid = stage.page.get_by_role("grid")

    def cell(self, at: int, column: int) -> Locator:
        return self.grid.locator(f"[aria-rowindex='{at + 2}']").get_by_role("gridcell").nth(column)

    def write(self, at: int, column: int, text: str) -> None:
        self.cell(at, column).click()
        self.stage.page.keyboard.type(text)
        self.stage.page.keyboard.press("Enter")
        expect(self.cell(at, column)).to_have_text(text)

    def scroll(self, share: float) -> None:
        self.grid.evaluate("(el, share) => { el.scrollTop = el.scrollHeight * share; }", share)


def test_a_cell_of_the_last_rows_is_edited_and_stays_so_when_it_comes_into_sight_again(
    stage: Stage, frame: pd.DataFrame
) -> None:
    editor = Edited(stage, frame)
    editor.scroll(1)
    expect(editor.cell(LAST, 2)).to_have_text(f"row {LAST}")
    editor.write(LAST, 2, "written")
    assert editor.edits["edited_rows"] == {LAST: {"name": "written"}}
    assert editor.result["name"].iloc[-1] == "written"
    editor.scroll(0)
    expect(editor.cell(0, 2)).to_have_text("row 0")
    editor.scroll(1)
    expect(editor.cell(LAST, 2)).to_have_text("written")


def test_an_editor_is_sorted_by_what_was_written_and_found_by_it(
    stage: Stage, frame: pd.DataFrame
) -> None:
    editor = Edited(stage, frame)
    editor.write(3, 1, "2000000")
    editor.write(4, 2, "needle")
    heading = editor.grid.get_by_role("columnheader").nth(1).get_by_role("button")
    heading.click()
    heading.click()
    expect(editor.cell(0, 2)).to_have_text("row 3")
    editor.grid.focus()
    stage.page.keyboard.press("Control+f")
    stage.page.keyboard.type("needle")
    expect(stage.page.locator(".rs-grid-search output")).to_have_text("1")
    expect(editor.cell(0, 1)).to_have_text("4")
    editor.write(0, 1, "77")
    assert editor.edits["edited_rows"][4] == {"name": "needle", "n": 77}


def test_more_cells_than_can_be_named_are_not_emptied_at_once(
    stage: Stage, frame: pd.DataFrame
) -> None:
    editor = Edited(stage, frame)
    editor.grid.focus()
    stage.page.keyboard.press("Control+a")
    stage.page.keyboard.press("Delete")
    expect(stage.page.get_by_role("alert")).to_contain_text("at most 100,000 can be taken at once")
    assert editor.edits["edited_rows"] == {}


def test_rows_of_a_long_editor_are_added_and_deleted(stage: Stage, frame: pd.DataFrame) -> None:
    editor = Edited(stage, frame.head(20_000), num_rows="dynamic", hide_index=True)
    for at in (1, 3):
        editor.grid.locator(f"[aria-rowindex='{at + 2}']").get_by_role("checkbox").click()
    stage.page.locator(".rs-grid").hover()
    stage.page.get_by_role("button", name="Delete the selected rows").click()
    expect(editor.grid).to_have_attribute("aria-rowcount", "19999")
    expect(editor.cell(1, 1)).to_have_text("row 2")
    assert editor.edits["deleted_rows"] == [1, 3]
    stage.page.get_by_role("button", name="Add a row").click()
    expect(editor.grid).to_have_attribute("aria-rowcount", "20000")
    editor.write(19_998, 1, "new")
    assert editor.edits["added_rows"] == [{"name": "new"}]
    assert (len(editor.result), editor.result["name"].iloc[-1]) == (19_999, "new")


def test_a_download_of_an_editor_has_what_was_written(stage: Stage, frame: pd.DataFrame) -> None:
    editor = Edited(stage, frame.head(12_000), num_rows="dynamic", hide_index=True)
    editor.write(2, 1, "written")
    stage.page.get_by_role("button", name="Add a row").click()
    expect(editor.grid).to_have_attribute("aria-rowcount", "12002")
    stage.page.locator(".rs-grid").hover()
    with stage.page.expect_download() as download:
        stage.page.get_by_role("button", name="Download as CSV").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert (len(lines), lines[3], lines[-1]) == (12_002, "2,written", ",")


def test_a_table_that_grows_stays_sorted(stage: Stage) -> None:
    shown = Shown(stage, pd.DataFrame({"n": range(20_000)}))
    shown.grid.get_by_role("button", name="n", exact=True).click(click_count=1)
    shown.grid.get_by_role("button", name="n", exact=True).click()
    expect(shown.row(0)).to_contain_text("19999")
    shown.frame = pd.DataFrame({"n": range(20_005)})
    stage.rerun(shown.app)
    expect(shown.row(0)).to_contain_text("20004")


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
