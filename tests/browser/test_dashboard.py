"""Several cells as one dashboard, in JupyterLab and in Voila."""

from pathlib import Path

import nbformat
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenNotebook

NOTEBOOK = nbformat.read(
    Path(__file__).parents[2] / "notebooks" / "dashboard.ipynb", as_version=nbformat.NO_CONVERT
)
LOAD = "%load_ext rerun_state"
SLIDER = """%%rerun --name slider
import rerun_state as st
st.slider("X", 0, 9, key="x")"""
# Where nothing else decides, the cells run in the order of the notebook.
NOTE = """%%rerun --name {0}
import rerun_state as st
order.append(f"{0} {{st.session_state.x}}")
st.text("This is {0}")"""
ORDER = """%%rerun --name order
import rerun_state as st
st.button("Look")
st.text(", ".join(order[-2:]))"""
DOWN = """() => {
    jupyterapp.shell.currentWidget.content.activeCellIndex = 2;
    return jupyterapp.commands.execute("notebook:move-cell-down");
}"""

# The topmost dot of a scatter chart, below its legend.
TOP_DOT = """(canvas) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    for (let at = 4 * 50 * width; at < data.length; at += 4) {
        if (data[at + 3] && data[at + 2] - data[at] > 60) {
            return [(at / 4) % width, Math.floor(at / 4 / width)];
        }
    }
}"""


def test_cells_run_in_the_order_in_which_they_stand(lab: OpenNotebook) -> None:
    page = lab([f"{LOAD}\norder = []", SLIDER, NOTE.format("one"), NOTE.format("two"), ORDER])
    texts = page.locator(".rs-k-text")
    expect(texts).to_have_count(3)
    page.evaluate(DOWN)
    expect(texts.nth(0)).to_have_text("This is two")
    page.get_by_role("slider", name="X").press("ArrowRight")
    page.get_by_role("button", name="Look").click()
    expect(texts.nth(2)).to_have_text("two 1, one 1")


def test_the_dashboard_of_the_notebook_answers_its_filters_and_its_chart(
    voila: OpenNotebook,
) -> None:
    page = voila([cell.source for cell in NOTEBOOK.cells if cell.cell_type == "code"])
    numbers = page.locator(".rs-k-metric")
    expect(numbers.first).to_contain_text("58 districts")
    sidebar = page.get_by_role("complementary", name="Sidebar")
    expect(sidebar).to_have_count(1)
    sidebar.get_by_text("Joly").click()
    expect(numbers.first).to_contain_text("44 districts")
    table = page.get_by_role("grid").first
    expect(table).to_have_attribute("aria-rowcount", "45")
    chart = page.locator(".rs-k-guest canvas").first
    x, y = chart.evaluate(TOP_DOT)
    chart.click(position={"x": x, "y": y + 3})
    expect(table).to_have_attribute("aria-rowcount", "2")
    head, cell = table.get_by_role("columnheader").nth(1), table.get_by_role("gridcell").nth(1)
    assert edges(head) == edges(cell)


def edges(cell: Locator) -> tuple[int, int]:
    box = cell.bounding_box()
    assert box is not None
    return round(box["x"]), round(box["x"] + box["width"])
