"""Tables as their reader sees them: no number is cut, in any font; nothing scrolls without need."""

from collections.abc import Iterator
from typing import Any, Literal

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

import rerun_state as st
from rerun_state.elements.data import small_tables
from tests.browser.stage import Stage
from tests.page.comms import comm_log

pytestmark = pytest.mark.browser

LETTERS = 14
"""Pixels, the size of letters in tables."""

FONTS = ["DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "Inter"]
CUT = """() => [...document.querySelectorAll('.rs-grid-cell, .rs-grid-name, .rs-grid-cell *')]
    .filter((el) => el.scrollWidth > el.clientWidth && getComputedStyle(el).display !== 'inline')
    .map((el) => el.textContent)"""


def table() -> pd.DataFrame:
    """With what is wide in every type of cell; the longest numbers stand far below."""
    rows = 60
    return pd.DataFrame(
        {
            "name": ["WWWWWWWW"] * rows,
            "money": [256.5] * (rows - 1) + [-1234567890.25],
            "plain": [7] * (rows - 1) + [123456789012],
            "share": [0.5] * (rows - 1) + [12345.25],
            "at": [pd.Timestamp("2026-11-28 23:58:48")] * rows,
            "site": ["https://example.org/WWWW"] * rows,
            "tags": [["WWWW", "MMMM", "QQQQ"]] * rows,
            "part": [88] * rows,
            "a heading in words": [1] * rows,
        }
    )


def columns() -> Any:
    return {
        "money": st.column_config.NumberColumn(format="dollar"),
        "site": st.column_config.LinkColumn(),
        "part": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d of 100"),
    }


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("edited", [False, True])
def test_no_cell_is_cut_in_any_font(stage: Stage, font: str, edited: bool) -> None:
    stage.page.set_viewport_size({"width": 500, "height": 900})
    stage.page.evaluate(
        "font => document.body.style.setProperty('--jp-ui-font-family', font)", font
    )

    def program() -> None:
        show = st.data_editor if edited else st.dataframe
        show(table(), column_config=columns(), width=1600)

    stage.show(program)
    box = stage.page.get_by_role("grid")
    for row in (0, 60):
        box.evaluate("(el, top) => el.scrollTo(0, top)", row * 35)
        expect(
            stage.page.locator(f".rs-grid-row[aria-rowindex='{row + 1 if row else 2}']")
        ).to_have_count(1)
        assert stage.page.evaluate(CUT) == []


def test_columns_are_measured_anew_in_another_font(stage: Stage) -> None:
    stage.show(lambda: st.dataframe(pd.DataFrame({"n": [123456789012]}), width="content"))
    heading = stage.page.get_by_role("columnheader", name="n")
    before = heading.bounding_box()
    stage.page.evaluate(
        "document.body.style.setProperty('--jp-ui-font-family', 'DejaVu Sans Mono')"
    )
    assert before is not None
    expect(heading).not_to_have_css("width", f"{before['width']:g}px")


def test_scrollbars_lie_over_a_table_and_move_it(stage: Stage) -> None:
    stage.show(lambda: st.dataframe(table(), width=400, height=300))
    box = stage.page.get_by_role("grid")
    assert box.evaluate(
        "el => [el.offsetWidth - el.clientWidth, el.offsetHeight - el.clientHeight]"
    ) == [0, 0]
    bar = stage.page.locator(".rs-grid-bar:not([data-across])")
    at = bar.bounding_box()
    assert at is not None
    stage.page.mouse.move(at["x"] + 5, at["y"] + 5)
    stage.page.mouse.down()
    stage.page.mouse.move(at["x"] + 5, at["y"] + 400, steps=3)
    stage.page.mouse.up()
    expect(stage.page.locator(".rs-grid-row[aria-rowindex='61']")).to_be_visible()


@pytest.mark.parametrize("height", ["auto", 200])
def test_the_last_row_ends_above_the_bar_that_scrolls_sideways(
    stage: Stage, height: Literal["auto"] | int
) -> None:
    wide = pd.DataFrame({f"column {n}": range(30) for n in range(40)})
    stage.show(lambda: st.dataframe(wide.head(4 if height == "auto" else 30), height=height))
    stage.page.get_by_role("grid").evaluate("el => (el.scrollTop = 1e6)")
    last = stage.page.locator(f"[aria-rowindex='{5 if height == 'auto' else 31}']")
    expect(last).to_be_visible()
    row, bar = last.bounding_box(), stage.page.locator("[data-across]").bounding_box()
    assert row is not None
    assert bar is not None
    assert abs(bar["y"] - row["y"] - row["height"]) < 1


def test_the_edge_of_a_column_follows_the_pointer(stage: Stage) -> None:
    stage.show(lambda: st.dataframe({"first": [1], "second": [2]}, hide_index=True))
    page = stage.page
    heading = page.get_by_role("columnheader", name="first")
    before, edge = heading.bounding_box(), page.locator(".rs-grid-edge").first.bounding_box()
    assert before
    assert edge
    x, y = edge["x"] + edge["width"] / 2, edge["y"] + edge["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=3)
    page.mouse.up()
    after = heading.bounding_box()
    assert after
    assert after["width"] == pytest.approx(before["width"] - 60, abs=2)


def test_a_column_may_have_the_name_of_what_every_object_has(stage: Stage) -> None:
    """As "constructor", which every table of races has."""
    teams = pd.DataFrame({"constructor": ["McLaren", "Williams"], "points": [1, 2]})
    stage.show(lambda: st.data_editor(teams, num_rows="dynamic", hide_index=True))
    heads = stage.page.get_by_role("columnheader")
    heads.first.wait_for()
    widths = heads.evaluate_all("all => all.map((each) => each.offsetWidth)")
    assert sum(widths) > 600, widths
    stage.page.get_by_role("gridcell", name="1", exact=True).click()
    stage.page.keyboard.type("9")
    stage.page.keyboard.press("Enter")
    expect(stage.page.locator("[data-changed]")).to_have_text(["9"])
    expect(stage.page.get_by_role("gridcell").first).to_have_text("McLaren")


def test_no_name_is_cut_or_covered_on_a_screen_for_fingers(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = browser.new_context(is_mobile=True, has_touch=True)
    page = context.new_page()
    with comm_log(monkeypatch) as (log, comms):
        stage = Stage(page, page.main_frame, log, comms)
        stage.show(
            lambda: st.dataframe({"count": [1], "word": ["a"], "ok": [True]}, width="content")
        )
        expect(page.get_by_role("button", name="Statistics of count")).to_be_visible()
        assert page.evaluate(CUT) == []
        assert not page.evaluate(
            """() => [...document.querySelectorAll('.rs-grid-name')].some((name) => {
                const [a, b] = [name, name.parentElement.querySelector('.rs-grid-about')].map(
                    (el) => el.getBoundingClientRect());
                return a.right > b.left + 1 && b.right > a.left + 1;
            })"""
        )
        stage.close()
    context.close()


@pytest.mark.parametrize("height", ["content", 200])
def test_the_tools_of_a_table_cover_nothing_that_is_read_and_are_whole(
    stage: Stage, height: Literal["content"] | int
) -> None:
    def program() -> None:
        st.container(height=height).dataframe(table().head(2))

    stage.show(program)
    stage.page.get_by_role("grid").hover()
    tools = stage.page.get_by_role("toolbar").bounding_box()
    around = stage.page.locator(".rs-stack").last.bounding_box()
    name = stage.page.locator(".rs-grid-name").last.bounding_box()
    assert tools is not None
    assert around is not None
    assert name is not None
    assert tools["y"] + tools["height"] <= name["y"] + (name["height"] - LETTERS) / 2
    assert tools["y"] >= (0 if height == "content" else around["y"])


def test_the_tools_of_a_table_leave_free_what_stands_above_it(stage: Stage) -> None:
    def program() -> None:
        st.text("above")
        st.dataframe(table().head(2))

    stage.show(program)
    stage.page.get_by_role("grid").hover()
    tools = stage.page.get_by_role("toolbar").bounding_box()
    above = stage.page.get_by_text("above", exact=True).bounding_box()
    assert tools
    assert above
    assert tools["y"] >= above["y"] + above["height"]


def test_the_tools_of_a_narrow_table_are_whole_while_one_searches(stage: Stage) -> None:
    stage.page.set_viewport_size({"width": 230, "height": 600})
    stage.show(lambda: st.dataframe(table().head(2)))
    stage.page.get_by_role("grid").hover()
    stage.page.get_by_role("button", name="Search").click()
    expect(stage.page.get_by_placeholder("Search")).to_be_focused()
    tools = stage.page.get_by_role("toolbar").bounding_box()
    assert tools
    assert tools["x"] >= 0
    expect(stage.page.get_by_role("button", name="Fullscreen")).to_be_in_viewport(ratio=1)


def test_all_that_a_column_tells_of_itself_is_seen_low_on_a_page(stage: Stage) -> None:
    def program() -> None:
        st.space(420)
        st.dataframe(pd.DataFrame({"n": range(5)}))

    stage.page.set_viewport_size({"width": 700, "height": 700})
    stage.show(program)
    stage.page.get_by_role("columnheader", name="n").hover()
    stage.page.get_by_role("button", name="Statistics of n").click()
    told = stage.page.get_by_role("dialog")
    expect(told.get_by_text("Deviation")).to_be_in_viewport(ratio=1)
    assert told.evaluate("el => el.scrollHeight <= el.clientHeight")


def test_numbers_and_moments_of_a_small_table_stand_on_one_line(stage: Stage) -> None:
    day = pd.Timestamp("2026-11-28 23:58:48")
    frame = pd.DataFrame({"words": ["a word " * 40], "at": [day], "count": [10**9]})
    stage.page.set_viewport_size({"width": 400, "height": 600})
    stage.show(lambda: st.table(frame))
    lines = "all => all.map((el) => { const r = document.createRange(); r.selectNodeContents(el); "
    lines += "return new Set([...r.getClientRects()].map(({ y }) => Math.round(y))).size })"
    cells = stage.page.locator("td")
    cells.first.wait_for()
    words, *whole = cells.evaluate_all(lines)
    assert words > 1
    assert whole == [1, 1]


def test_a_table_with_too_many_rows_shows_the_first_and_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(small_tables, "MOST_CELLS", 2_000)
    stage.show(lambda: st.table(pd.DataFrame({"a": range(3_000), "b": "x"})))
    shown = stage.page.get_by_role("row")
    expect(shown).to_have_count(1_001)  # with that of the headings
    expect(shown.last).to_contain_text("999")
    expect(stage.page.get_by_text("The first 1,000 of 3,000 rows.")).to_be_visible()


def test_tables_of_what_is_computed_elsewhere_say_that_they_have_its_first_rows(
    stage: Stage,
) -> None:
    def numbers() -> Iterator[int]:
        yield from range(20_000)

    def program() -> None:
        st.dataframe(numbers)
        st.table(numbers)

    stage.show(program)
    notes = stage.page.get_by_text("These are the first 10,000 rows. There may be more")
    expect(notes).to_have_count(2)
    expect(notes.first).to_be_visible()


def test_an_empty_table_says_so_in_its_middle_and_does_not_scroll(stage: Stage) -> None:
    stage.show(lambda: st.dataframe(pd.DataFrame({"a": [], "b": []})))
    box, word = stage.page.get_by_role("grid"), stage.page.get_by_text("empty", exact=True)
    expect(word).to_be_visible()
    expect(stage.page.locator(".rs-grid-bar")).to_have_count(0)
    assert box.evaluate("el => el.scrollHeight - el.clientHeight") == 0
    middle = "el => { const r = document.createRange(); r.selectNodeContents(el);"
    middle += " const b = r.getBoundingClientRect(); return b.x + b.width / 2; }"
    around = box.bounding_box()
    assert around is not None
    assert abs(word.evaluate(middle) - around["x"] - around["width"] / 2) < 2


def test_columns_that_can_be_edited_are_marked(stage: Stage) -> None:
    frame = pd.DataFrame({"free": [1], "held": [2]})
    stage.show(lambda: st.data_editor(frame, disabled=["held"]))
    marked = stage.page.get_by_role("columnheader").filter(has=stage.page.get_by_role("img"))
    expect(marked).to_have_text(["free"])


def test_cells_with_a_stylers_bars_are_as_wide_as_their_heading(stage: Stage) -> None:
    pytest.importorskip("jinja2")
    frame = pd.DataFrame({"n": range(3), "m": range(3)})
    stage.show(lambda: st.dataframe(frame.style.bar(subset=["n"]), hide_index=True, width=600))
    barred = stage.page.locator(".rs-grid-cell[style*='gradient']").last
    heading = stage.page.get_by_role("columnheader", name="n")
    assert barred.evaluate("el => el.offsetWidth") == heading.evaluate("el => el.offsetWidth")


@pytest.mark.parametrize("call", ["dataframe", "table"])
def test_numbers_of_a_styler_have_the_decimals_of_pandas(stage: Stage, call: str) -> None:
    styler = pd.DataFrame({"n": [1 / 3, 2], "i": [1, 2]}).style
    stage.show(lambda: getattr(st, call)(styler))
    for text in ("0.333333", "2.000000"):
        expect(stage.page.get_by_text(text, exact=True)).to_be_visible()


def test_the_bars_of_a_column_are_of_one_length(stage: Stage) -> None:
    part = st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d")
    stage.show(lambda: st.dataframe({"part": [8, 55, 100]}, column_config={"part": part}))
    bars = stage.page.locator(".rs-cell-bar")
    expect(bars).to_have_count(3)
    assert len(set(bars.evaluate_all("all => all.map((bar) => bar.clientWidth)"))) == 1


def test_an_editor_on_the_whole_screen_has_its_last_line(stage: Stage) -> None:
    stage.show(lambda: st.data_editor([{"a": 1}], num_rows="dynamic"))
    add = stage.page.get_by_role("button", name="Add a row")
    stage.page.locator(".rs-grid").hover()
    stage.page.get_by_role("button", name="Fullscreen").click()
    expect(add).to_be_in_viewport(ratio=1)
    assert stage.page.locator(".rs-grid-box").bounding_box()["height"] > 300  # type: ignore[index]
    add.click()
    expect(stage.page.locator(".rs-grid-rows [role=row]")).to_have_count(2)


def test_a_download_has_numbers_and_times_in_full(stage: Stage) -> None:
    frame = pd.DataFrame({"n": [1 / 3], "at": pd.to_datetime(["2026-01-02 03:04:05.006"])})
    config: Any = {"n": st.column_config.NumberColumn(format="%.1f")}
    stage.show(lambda: st.dataframe(frame, hide_index=True, column_config=config))
    stage.page.locator(".rs-grid").hover()
    with stage.page.expect_download() as download:
        stage.page.get_by_role("button", name="Download as CSV").click()
    _, line = download.value.path().read_text("utf-8-sig").splitlines()
    assert line == "0.3333333333333333,2026-01-02T03:04:05.006"


@pytest.mark.parametrize("call", ["dataframe", "table"])
def test_a_text_begins_where_its_script_does(stage: Stage, call: str) -> None:
    stage.show(lambda: getattr(st, call)(pd.DataFrame({"a wide heading": ["שלום, 12", "hello"]})))
    left = """el => {
        const range = document.createRange();
        range.selectNodeContents(el);
        const [text, cell] = [range, el.closest('td, .rs-grid-cell')];
        return text.getBoundingClientRect().left - cell.getBoundingClientRect().left;
    }"""
    hebrew, english = (
        stage.page.get_by_text(text, exact=True).evaluate(left) for text in ("שלום, 12", "hello")
    )
    assert hebrew > 2 * english


def test_rows_of_a_small_table_are_of_one_height_whatever_is_in_them(stage: Stage) -> None:
    stage.show(lambda: st.table(pd.DataFrame({"a": ["x", None, ""], "": [None, None, None]})))
    rows = stage.page.locator("tr")
    expect(rows).to_have_count(4)
    heights = rows.evaluate_all("all => all.map((row) => row.getBoundingClientRect().height)")
    assert max(heights) - min(heights) <= 1  # a line


def test_a_long_word_breaks_in_a_small_table_and_leaves_room_for_the_others(stage: Stage) -> None:
    stage.page.set_viewport_size({"width": 800, "height": 900})
    stage.show(lambda: st.table(pd.DataFrame({"a": ["a few words"], "b": ["x" * 300]})))
    table = stage.page.get_by_role("table")
    assert table.evaluate("el => el.scrollWidth <= el.parentElement.clientWidth")
    short = stage.page.get_by_role("cell", name="a few words").locator("span")
    assert short.evaluate("el => el.getBoundingClientRect().height") < 40


def test_another_icon_of_the_page_makes_no_table_measure_itself(stage: Stage) -> None:
    stage.show(lambda: st.dataframe({"n": [1, 2]}))
    expect(stage.page.get_by_role("gridcell", name="1").first).to_be_visible()
    stage.page.evaluate(
        """() => {
            window.measured = 0;
            const count = (changes) => { window.measured += changes.length; };
            new MutationObserver(count).observe(
                document.querySelector('.rs-grid'), {childList: true});
            const icon = document.createElement('link');
            icon.rel = 'icon';
            document.head.append(icon);
        }"""
    )
    stage.page.wait_for_timeout(100)
    assert stage.page.evaluate("measured") == 0
    stage.page.evaluate("document.body.style.fontSize = '20px'")
    stage.page.wait_for_timeout(100)
    assert stage.page.evaluate("measured") == 0  # the table's font is as it was
