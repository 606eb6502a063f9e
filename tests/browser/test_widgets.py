"""Widgets of ipywidgets in an app, used by a reader in JupyterLab and in Voila."""

import pytest
from playwright.sync_api import Page, expect

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
