"""What axe-core finds wrong with every element, in both themes: nothing."""

import datetime
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

import rerun_state as st
from tests.browser.conftest import OpenNotebook
from tests.browser.stage import Stage

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
# Widgets of others, and documents of their own, are their makers'.
RUN = """() => axe.run({ include: ['.rs'], exclude: ['.rs-embed', 'iframe'] })
    .then(({ violations }) => violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)))"""

STILL = "*, ::before, ::after { animation: none !important; transition: none !important; }"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["gallery-inputs", "gallery-display"])
def test_no_element_bars_anyone(voila: OpenNotebook, name: str, theme: str) -> None:
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    page = voila([cell.source for cell in notebook.cells if cell.cell_type == "code"])
    if theme == "dark":
        page.goto(f"{page.url}?theme=dark")
        page.locator("#loading").wait_for(state="hidden")
    expect(page.locator(".rs-app").last).to_be_visible()
    expect(page.locator(".rs-grid-row").first).to_be_visible()
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(RUN) == []


def program() -> None:
    day, trip = datetime.date(2026, 5, 17), (datetime.date(2026, 6, 29), datetime.date(2026, 7, 14))
    left, right = st.columns(2)
    left.button("Main", type="primary", help="Says more")
    left.menu_button("Menu", ["Copy", "Rename"])
    left.segmented_control("View", ["Table", "Chart"], default="Table")
    left.pills("Mood", ["Calm", "Wild"], default="Calm")
    left.slider("Range", 0, 10, (2, 7))
    left.radio("Off", ["A", "B"], disabled=True)
    right.date_input("Day", day)
    right.date_input("Trip", trip)
    right.color_picker("Colour", "#1f77b4")
    right.selectbox("Fruit", ["Apple", "Pear"])
    right.multiselect("Tags", ["red", "green"], ["red"])
    with right.popover("More"):
        st.text_input("Within")
    st.tabs(["One", "Two"])[0].markdown(":red[red] [link](https://a.test) `code`")
    for message in (st.info, st.success, st.warning, st.error):
        message("A message")
    st.chat_message("user").write("Hello")
    st.dataframe({"a": [1, 2], "b": ["x", None]})
    if st.button("Ask"):
        ask()


@st.dialog("Your name")
def ask() -> None:
    st.text_input("Name")
    st.button("Take it", type="primary")


OPENINGS: dict[str, Callable[[Page], None]] = {
    "nothing": lambda page: None,
    "help": lambda page: page.get_by_role("button", name="Main").hover(),
    "menu": lambda page: page.get_by_role("button", name="Menu").click(),
    "calendar": lambda page: page.get_by_role("button", name="Choose date").first.click(),
    "calendar of a range": lambda page: page.get_by_role("button", name="Choose date").last.click(),
    "picker": lambda page: page.get_by_role("button", name="Colour").click(),
    "list": lambda page: page.get_by_role("combobox", name="Fruit").click(),
    "list of several": lambda page: page.get_by_role("combobox", name="Tags").click(),
    "popover": lambda page: page.get_by_role("button", name="More").click(),
    "cell": lambda page: page.get_by_role("gridcell").first.click(),
    "dialog": lambda page: page.get_by_role("button", name="Ask").click(),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_that_opens_bars_anyone(stage: Stage, theme: str) -> None:
    page = stage.page
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    ground = "#0e1117" if theme == "dark" else "#ffffff"
    page.evaluate("ground => { document.body.style.background = ground }", ground)
    stage.show(program)
    page.add_style_tag(content=STILL)
    page.evaluate(AXE_SCRIPT)
    expect(page.locator(f".rs[data-theme={theme}] .rs-grid-row").first).to_be_visible()
    found: dict[str, list[str]] = {}
    for name, show in OPENINGS.items():
        show(page)
        found |= {name: bars} if (bars := page.evaluate(RUN)) else {}
        page.keyboard.press("Escape")
    assert found == {}
