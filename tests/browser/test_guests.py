"""The page of one app within that of another, as a reader sees it."""

from typing import Any

from playwright.sync_api import Locator, expect

import rerun_state as st
from tests.browser.conftest import OpenNotebook
from tests.browser.stage import Stage
from tests.browser.test_life import LOAD, app, command
from tests.browser.test_saved import SAVE, SHUT_DOWN, open_again

FRAME = {"a": list(range(30)), "a longer name": [n * n for n in range(30)]}
CHART = """%%rerun --name chart --hidden
import rerun_state as st
st.sidebar.text("of the guest")
st.text(f"chart of {st.session_state.get('n')}")
st.dataframe({"a": [1, 2, 3]})
st.line_chart([1, 3, 2])
"""
BOARD = """%%rerun
import rerun_state as st
st.slider("N", 0, 9, 3, key="n")
with st.columns(2)[0]:
    st.cell("chart")
"""


def chart() -> None:
    st.sidebar.text_input("Filter")
    zoom = st.slider("Zoom", 0, 9)
    st.text(f"zoomed by {zoom}")


def host() -> None:
    st.title("Dashboard")
    left, right = st.columns(2)
    left.text(f"note is {st.session_state.get('note')}")
    with right:
        st.cell("chart")


def test_a_guest_lives_in_its_place_and_its_sidebar_joins_the_hosts(stage: Stage) -> None:
    app = stage.show(host, name="name:host")
    note = stage.page.get_by_text("Waits for the cell 'chart'.")
    expect(note).to_be_visible()
    stage.run(chart, name="name:chart", beside=app)
    expect(note).to_be_hidden()
    column = stage.page.locator(".rs-k-column").last
    column.get_by_role("slider", name="Zoom").press("ArrowRight")
    expect(column.get_by_text("zoomed by 1")).to_be_visible()
    sidebar = stage.page.get_by_role("complementary", name="Sidebar")
    expect(sidebar).to_have_count(1)
    expect(sidebar.get_by_label("Filter")).to_be_visible()


def test_a_run_of_the_host_leaves_the_guest_as_it_is(stage: Stage) -> None:
    guest = stage.run(chart, name="name:chart")
    app = stage.show(host, name="name:host", beside=guest)
    box = stage.page.get_by_label("Filter")
    box.fill("half a wo")
    app.session.state["note"] = "new"
    stage.rerun(app)
    expect(stage.page.get_by_text("note is new")).to_be_visible()
    expect(box).to_be_focused()
    expect(box).to_have_value("half a wo")


def test_two_hosts_show_one_guest_and_one_of_them_may_go(stage: Stage) -> None:
    guest = stage.run(chart, name="name:chart")
    first = stage.show(host, name="name:one", beside=guest)
    stage.show(host, name="name:two", beside=guest)
    sliders = stage.page.get_by_role("slider", name="Zoom")
    expect(sliders).to_have_count(2)
    sliders.first.press("ArrowRight")
    expect(stage.page.get_by_text("zoomed by 1")).to_have_count(2)
    first.session.remove("name:one")
    stage.frame.evaluate("() => views.shift()()")
    stage.answer()
    sliders.press("ArrowRight")
    expect(stage.page.get_by_text("zoomed by 2")).to_be_visible()


def test_a_guest_that_is_executed_again_takes_the_place_of_the_one_before(stage: Stage) -> None:
    app = stage.show(host, name="name:host", beside=stage.run(chart, name="name:chart"))
    expect(stage.page.get_by_role("slider", name="Zoom")).to_be_visible()
    stage.run(lambda: st.error("No chart today"), name="name:chart", beside=app)
    expect(stage.page.get_by_text("No chart today")).to_be_visible()
    expect(stage.page.get_by_role("slider", name="Zoom")).to_be_hidden()
    expect(stage.page.get_by_role("complementary", name="Sidebar")).to_be_hidden()
    app.session.remove("name:chart")
    stage.answer()
    expect(stage.page.get_by_text("Waits for the cell 'chart'.")).to_be_visible()


def test_head_and_body_of_a_table_in_a_guest_line_up(stage: Stage) -> None:
    def table() -> None:
        st.dataframe(FRAME)

    def tabs() -> None:
        first, second = st.tabs(["First", "Second"])
        first.text("nothing")
        with second:
            st.cell("table")

    stage.show(tabs, name="name:host", beside=stage.run(table, name="name:table"))
    stage.page.get_by_role("tab", name="Second").click()
    grid = stage.page.get_by_role("grid")
    expect(grid).to_be_visible()
    for n in (0, 1):
        head = _edges(grid.get_by_role("columnheader").nth(n))
        assert head == _edges(grid.get_by_role("gridcell").nth(n))


def test_a_guest_stands_in_a_dialog(stage: Stage) -> None:
    @st.dialog("Details")
    def details() -> None:
        st.cell("chart")

    def program() -> None:
        if st.button("Open"):
            details()

    stage.show(program, name="name:host", beside=stage.run(chart, name="name:chart"))
    stage.page.get_by_role("button", name="Open").click()
    dialog = stage.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("slider", name="Zoom").press("ArrowRight")
    expect(dialog.get_by_text("zoomed by 1")).to_be_visible()


def _edges(cell: Any) -> tuple[int, int]:
    box = cell.bounding_box()
    return round(box["x"]), round(box["x"] + box["width"])


def is_drawn(board: Locator) -> None:
    """The dashboard is there with its guest, in its size."""
    expect(board.get_by_text("chart of 3")).to_be_visible()
    expect(board.get_by_role("complementary")).to_contain_text("of the guest")
    expect(board.get_by_role("grid")).to_be_visible()
    width = board.locator("canvas, svg.marks").first.evaluate(
        "e => e.getBoundingClientRect().width"
    )
    assert 100 < width < 500


def test_a_view_of_its_own_shows_the_dashboard_whole(lab: OpenNotebook) -> None:
    page = lab([LOAD, CHART, BOARD])
    is_drawn(app(page))
    command(page, "notebook:create-output-view", 2)
    expect(app(page)).to_have_count(2)
    is_drawn(app(page).last)


def test_a_saved_dashboard_is_shown_without_its_kernel(lab: OpenNotebook) -> None:
    page = lab([LOAD, CHART, BOARD])
    is_drawn(app(page))
    page.evaluate(SAVE)
    page.evaluate(SHUT_DOWN)
    open_again(page)
    is_drawn(app(page))


def test_a_dashboard_is_whole_in_vs_code(vscode: OpenNotebook) -> None:
    page = vscode([LOAD, CHART, BOARD])
    is_drawn(app(page))
    page.get_by_role("slider", name="N").press("ArrowRight")
    expect(app(page).get_by_text("chart of 4")).to_be_visible()
