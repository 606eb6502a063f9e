"""Apps in Firefox: what is drawn, and what pressing and typing make of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.firefox import FIREFOX, Firefox, firefox
from tests.kernel.serving import serving

APP = """
import datetime as dt
import pandas as pd
import rerun_state as st

st.text(f"slid: {st.slider('Slider', 0, 100, 50)}")
st.text(f"typed: {st.text_input('Text')}")
st.text(f"chosen: {st.selectbox('Choice', range(100))}")
st.text(f"day: {st.date_input('Day', dt.date(2026, 5, 17))}")
st.text(f"menu: {st.menu_button('Menu', ['Copy', 'Rename'])}")
edited = st.data_editor(pd.DataFrame({"kind": pd.Categorical(["one", "two"])}))
st.text(f"kinds: {list(edited.kind)}")
st.line_chart([1, 3, 2], height=150)
st.latex("x^2")
"""
ENTER, RIGHT = "\ue007", "\ue014"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    if FIREFOX is None:
        pytest.skip("there is no Firefox on this machine")
    folder: Path = tmp_path_factory.mktemp("firefox")
    app = folder / "app.py"
    app.write_text(APP)
    profile = folder / "profile"
    profile.mkdir()
    with serving(app) as served, firefox(profile) as page:
        page.go(served.url)
        page.shows("kinds: ['one', 'two']")
        yield page
        assert page.errors() == []


def test_charts_formulas_and_tables_are_drawn_in_firefox(page: Firefox) -> None:
    for part in [".vega-embed canvas, .vega-embed svg", ".katex", ".rs-grid-row .rs-grid-cell"]:
        page.wait("return document.querySelector(arguments[0])?.getClientRects().length", part)


def test_a_slider_is_drawn_and_stepped_in_firefox(page: Firefox) -> None:
    page.drag("[role=slider]", "Slider", by=100)
    page.wait("return !/slid: 50/.test(document.body.innerText)")
    at = page.evaluate("return Number(/slid: ([0-9]+)/.exec(document.body.innerText)[1])")
    assert at > 50
    page.type(RIGHT)
    page.shows(f"slid: {at + 1}")


def test_texts_options_and_days_are_typed_in_firefox(page: Firefox) -> None:
    page.press(".rs-k-text_input input")
    page.type(f"quick and brown{ENTER}")
    page.shows("typed: quick and brown")
    page.press(".rs-k-selectbox input")
    page.type(f"42{ENTER}")
    page.shows("chosen: 42")
    page.press("[role=spinbutton]", "year")
    page.type(f"20270309{ENTER}")
    page.shows("day: 2027-03-09")


def test_menus_and_lists_of_cells_are_chosen_from_in_firefox(page: Firefox) -> None:
    page.press("button", "Menu")
    page.press("[role=menuitem]", "Rename")
    page.shows("menu: Rename")
    page.press(".rs-grid-cell", "one", times=2)
    page.press("[role=option]", "two")
    page.shows("kinds: ['two', 'two']")
