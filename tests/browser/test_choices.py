"""Choices among many, operated by a reader in Voila."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenNotebook

pytestmark = pytest.mark.browser

APP = """%%rerun
import rerun_state as st
fruit = st.multiselect("Fruit", ["apple", "pear", "plum"], ["pear"], accept_new_options=True)
mood = st.pills("Mood", [":material/home: calm", "wild"])
sizes = st.select_slider("Sizes", ["S", "M", "L"], ("S", "L"))
stars = st.feedback("stars")
page = st.pagination(30)
st.selectbox("Nothing", [])
st.multiselect("None of it", [])
st.radio("Neither", [])
st.selectbox("Anything", [], accept_new_options=True)
st.text(f"{fruit} {mood} {sizes} {stars} {page}")
"""


@pytest.fixture(scope="module")
def page(shared_voila: OpenNotebook) -> Page:
    return shared_voila(["%load_ext rerun_state", APP])


def test_many_are_chosen_by_the_keyboard(page: Page) -> None:
    field = page.get_by_role("combobox", name="Fruit")
    field.press_sequentially("pl")
    field.press("Enter")
    expect(page.get_by_text("['pear', 'plum'] None")).to_be_visible()
    field.press("Backspace")
    field.press_sequentially("kiwi")
    field.press("Enter")
    expect(page.get_by_text("['pear', 'kiwi'] None")).to_be_visible()
    page.get_by_role("button", name="Remove pear").click()
    expect(page.get_by_text("['kiwi'] None")).to_be_visible()
    field.press("Escape")


def test_small_choices_are_clicked(page: Page) -> None:
    page.get_by_role("button", name="calm").click()
    page.get_by_role("button", name="4 stars").click()
    page.get_by_role("button", name="Page 5").click()
    page.get_by_role("button", name="Next page").click()
    page.get_by_role("slider").first.press("ArrowRight")
    expect(page.get_by_text("calm ('M', 'L') 3 6")).to_be_visible()
    page.get_by_role("button", name="calm").click()
    expect(page.get_by_text("None ('M', 'L') 3 6")).to_be_visible()


def test_choices_among_nothing_are_disabled_unless_one_can_add(page: Page) -> None:
    for name in ("Nothing", "None of it"):
        field = page.get_by_role("combobox", name=name)
        expect(field).to_be_disabled()
        expect(field).to_have_attribute("placeholder", "No options to select")
    expect(page.get_by_role("radio", name="No options to select.")).to_be_disabled()
    expect(page.get_by_role("combobox", name="Anything")).to_be_enabled()
