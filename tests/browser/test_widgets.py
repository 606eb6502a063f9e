"""Widgets of ipywidgets in an app, used by a reader in JupyterLab and in Voila."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenNotebook

pytestmark = pytest.mark.browser

SETUP = "%load_ext rerun_state\nimport ipywidgets as w\nhits = []"

APP = """%%rerun
import rerun_state as st

button = st.session_state.setdefault("button", w.Button(description="Stock button"))
slider = w.IntSlider(description="Stock slider")

def clicked(_):
    hits.append(1)
    print("heard", len(hits))
    st.text("and shown")

button.on_click(clicked)
display(button, slider)
st.button("Again")
st.text(f"{len(w.Widget.widgets)} widgets")
""".replace("w.Widget.widgets", "w.widgets.widget._instances")


def use(page: Page) -> None:
    """Rerun the app, and click its stock button in between."""
    heard = page.locator(".rs-stream")
    for count in (1, 2):
        page.get_by_role("button", name="Stock button").click()
        expect(heard).to_contain_text(f"heard {count}", timeout=30_000)
        expect(page.get_by_text("and shown").last).to_be_visible()
        page.get_by_role("button", name="Again").click()
        expect(heard).to_have_count(0)
    expect(page.locator(".widget-slider, .jupyter-widget-slider")).to_have_count(1)


def test_a_stock_button_speaks_into_the_app_once_for_each_click(lab: OpenNotebook) -> None:
    page = lab([SETUP, APP])
    use(page)


def test_so_it_does_in_voila(voila: OpenNotebook) -> None:
    use(voila([SETUP, APP]))


TWICE = """%%rerun
import rerun_state as st

slider = st.session_state.setdefault("slider", w.IntSlider())
for row in range(st.number_input("Rows", 0, 9)):
    st.text(f"row {row}")
    st.button("here", key=row)
display(slider)
display(slider)
"""


def test_a_widget_that_stands_there_twice_is_not_drawn_anew(lab: OpenNotebook) -> None:
    page = lab([SETUP, TWICE])
    sliders = page.locator(".rs .widget-slider, .rs .jupyter-widget-slider")
    expect(sliders).to_have_count(2)
    sliders.evaluate_all("all => all.forEach((el, at) => (el.mark = at))")
    for row in range(2):
        page.get_by_role("button", name="Increase").click()
        expect(page.get_by_text(f"row {row}")).to_be_visible()
    assert sliders.evaluate_all("all => all.map((el) => el.mark)") == [0, 1]


# As if the code of a model came after two seconds: anywidget has given it up by then.
LATE = """() => {
    const { timeout } = AbortSignal;
    AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms === 2000 ? 0 : ms);
}"""


def test_an_app_that_a_busy_browser_was_late_to_begin_follows_its_kernel(
    lab: OpenNotebook, context: BrowserContext
) -> None:
    context.add_init_script(f"({LATE})()")
    page = lab([SETUP, "%%rerun\nimport rerun_state as st\nst.text(st.number_input('N', 3))"])
    for number in (4, 5):
        page.get_by_role("button", name="Increase").click()
        expect(page.locator(".rs-k-text")).to_have_text(str(number))
