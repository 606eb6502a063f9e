"""Apps in VS Code's own widget manager (see vscode/host.py)."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenNotebook
from tests.browser.test_state_guide import COUNTER

DATA = """%%rerun
import rerun_state as st
st.line_chart({"x": [1, 3, 2]})
st.dataframe({"a": [1, 2, 3]})
st.sidebar.checkbox("Aside")
"""
CONTRAST = """app => {
    const brightness = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
        return (r + g + b) / 3;
    };
    const ground = app.style.getPropertyValue("--rs-bg");
    return brightness(getComputedStyle(app).color) - brightness(ground);
}"""


def contrast(page: Page) -> float:
    """How much brighter the text of an app is than what it stands on, from -255 to 255."""
    return float(page.locator(".rs").first.evaluate(CONTRAST))


def test_large_libraries_arrive(vscode: OpenNotebook) -> None:
    page = vscode(["%load_ext rerun_state", DATA])
    expect(page.locator(".rs canvas, .rs svg.marks").first).to_be_visible()
    expect(page.get_by_role("grid")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Aside")).to_be_visible()


def test_text_can_be_read_on_the_white_ground_that_widgets_have(vscode: OpenNotebook) -> None:
    page = vscode(["%load_ext rerun_state", COUNTER])
    expect(page.locator(".rs").get_by_text("Count = 0")).to_be_visible()
    assert contrast(page) < -150


def test_text_can_be_read_on_the_dark_ground_of_the_editor(vscode: OpenNotebook) -> None:
    page = vscode(["%load_ext rerun_state", COUNTER])
    page.add_style_tag(content=".cell-output-ipywidget-background { background: none }")
    expect(page.locator(".rs[data-theme=dark]").get_by_text("Count = 0")).to_be_visible()
    assert contrast(page) > 150
