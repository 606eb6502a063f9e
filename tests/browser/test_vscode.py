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
WITHIN = """%%rerun
import ipywidgets
import rerun_state as st
st.text("the app's own")
st.write(ipywidgets.IntText(description="of others"))
"""
COLOURED = """%%rerun
import rerun_state as st
st.button("Primary", type="primary")
st.code("x = 1", language=None)
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


def test_an_app_stands_on_the_ground_of_a_dark_editor(vscode: OpenNotebook) -> None:
    page = vscode(["%load_ext rerun_state", COUNTER])
    expect(page.locator(".rs[data-theme=dark]").get_by_text("Count = 0")).to_be_visible()
    ground = page.locator(".rs").first.evaluate("app => app.style.getPropertyValue('--rs-bg')")
    assert ground == "rgb(31, 31, 31)"  # --vscode-editor-background
    assert contrast(page) > 150


def test_widgets_of_others_keep_their_white_ground(vscode: OpenNotebook) -> None:
    page = vscode(["%load_ext rerun_state", WITHIN])
    inner = page.locator(".rs-embed", has_text="of others")
    expect(inner).to_have_css("background-color", "rgb(255, 255, 255)")
    assert contrast(page) > 150


def test_an_app_takes_the_colours_and_fonts_of_the_editor(vscode: OpenNotebook) -> None:
    page = vscode(["%load_ext rerun_state", COLOURED])
    button = page.get_by_role("button", name="Primary")
    expect(button).to_have_css("background-color", "rgb(14, 99, 156)")
    expect(button).to_have_css("font-family", '"Noto Sans", sans-serif')
    expect(page.locator(".rs pre code")).to_have_css("font-family", '"Noto Mono", monospace')


def test_a_window_that_joins_a_living_kernel_has_no_library_and_draws_all_the_same(
    vscode: OpenNotebook,
) -> None:
    page = vscode(["%load_ext rerun_state", DATA])
    expect(page.get_by_role("grid")).to_be_visible()
    page.reload()
    page.evaluate("cells => runAll(cells)", [DATA])
    expect(page.locator(".rs canvas, .rs svg.marks").first).to_be_visible()
    expect(page.get_by_role("grid")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Aside")).to_be_visible()


def test_an_input_that_is_drawn_alone_in_such_a_window_gets_what_draws_it(
    vscode: OpenNotebook,
) -> None:
    page = vscode(["%load_ext rerun_state", DATA])
    expect(page.get_by_role("grid")).to_be_visible()
    page.reload()
    alone = "from rerun_state.page.models import InputModel, WidgetChannel\n"
    alone += "display(InputModel('feedback', {'options': 'stars'}, None, print, WidgetChannel()))"
    page.evaluate("cells => runAll(cells)", [alone])
    expect(page.locator(".rs button")).to_have_count(5)
