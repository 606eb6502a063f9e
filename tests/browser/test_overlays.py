"""What opens, floats and leads elsewhere, operated by a reader in JupyterLab and in Voila."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenNotebook

OVERLAYS = """%%rerun
import rerun_state as st
with st.sidebar:
    st.write("In the sidebar")
one, two = st.tabs(["One", ":blue[Two]"], key="tab", on_change="rerun")
one.write("First tab")
two.write(f"Second tab, {two.open}")
with st.popover("More", icon=":material/tune:"):
    st.checkbox("Deep", key="deep")
with st.expander("Details", expanded=True):
    st.write("Deep is", st.session_state.deep)
with st.status("Working") as status:
    st.write("Step")
grid = st.grid(3, border=True)
for n in range(3):
    grid.cell().write(f"Cell {n}")
st.space("large")
if st.button("Keep"):
    told = st.toast("Saving", duration="long")
    told.toast("Saved", duration="long")
    st.rerun()
if st.button("Celebrate"):
    st.toast("Well **done**", icon="🎉")
    st.balloons()

@st.dialog("Your name")
def ask():
    name = st.text_input("Name", key="name")
    st.write("Hello", name)
    if st.button("Take it"):
        st.session_state.taken = name
        st.rerun()

if st.button("Ask"):
    ask()
st.write("Taken:", st.session_state.get("taken", "nothing"))
"""

PAGES = """%%rerun
import rerun_state as st
def first():
    st.header("The first page")
    st.page_link(second_page, label="Onwards")
def second():
    st.header("The second page")
    if st.button("Back"):
        st.switch_page(first_page)
first_page = st.Page(first, title="First", icon="🎈")
second_page = st.Page(second, title="Second")
st.navigation([first_page, second_page]).run()
"""

SETUP = "%load_ext rerun_state"


@pytest.fixture(params=["lab", "voila"])
def open_notebook(request: pytest.FixtureRequest) -> OpenNotebook:
    chosen: OpenNotebook = request.getfixturevalue(request.param)
    return chosen


@pytest.fixture
def overlays(open_notebook: OpenNotebook) -> Page:
    return open_notebook([SETUP, OVERLAYS])


def test_a_tab_tells_the_app_that_it_is_open(overlays: Page) -> None:
    overlays.get_by_role("tab", name="Two").click()
    expect(overlays.get_by_text("Second tab, True")).to_be_visible()
    expect(overlays.get_by_text("First tab", exact=True)).to_be_hidden()


def test_a_popover_stays_open_while_its_elements_are_used(overlays: Page) -> None:
    overlays.get_by_role("button", name="More").click()
    overlays.get_by_text("Deep", exact=True).click()
    expect(overlays.get_by_text("Deep is True")).to_be_visible()
    expect(overlays.get_by_role("checkbox", name="Deep")).to_be_visible()


def test_a_dialog_asks_and_the_app_gets_the_answer(overlays: Page) -> None:
    overlays.get_by_role("button", name="Ask", exact=True).click()
    dialog = overlays.get_by_role("dialog", name="Your name")
    field = dialog.get_by_label("Name", exact=True)
    field.fill("Ada")
    field.press("Enter")
    expect(dialog.get_by_text("Hello Ada")).to_be_visible()
    dialog.get_by_role("button", name="Take it").click()
    expect(dialog).to_be_hidden()
    expect(overlays.get_by_text("Taken: Ada")).to_be_visible()


def test_a_dialog_that_was_dismissed_opens_again(overlays: Page) -> None:
    dialog = overlays.get_by_role("dialog", name="Your name")
    for _ in range(2):
        overlays.get_by_role("button", name="Ask", exact=True).click()
        expect(dialog).to_be_visible()
        overlays.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


def test_escape_takes_back_what_is_typed_before_it_closes_the_dialog(voila: OpenNotebook) -> None:
    page = voila([SETUP, OVERLAYS])
    page.get_by_role("button", name="Ask", exact=True).click()
    dialog = page.get_by_role("dialog", name="Your name")
    field = dialog.get_by_label("Name", exact=True)
    field.fill("Ad")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_toast_comes_and_goes_once(overlays: Page) -> None:
    toast = overlays.locator(".rs-toast")
    overlays.get_by_role("button", name="Celebrate").click()
    expect(toast).to_have_text("🎉Well done")
    toast.get_by_role("button", name="Close").click()
    expect(toast).to_be_hidden()
    overlays.get_by_role("tab", name="Two").click()
    expect(overlays.get_by_text("Second tab, True")).to_be_visible()
    expect(toast).to_be_hidden()


def test_a_toast_outlives_the_runs_after_it(overlays: Page) -> None:
    toast = overlays.locator(".rs-toast")
    overlays.get_by_role("button", name="Keep").click()
    expect(toast).to_have_text("Saved")
    overlays.get_by_role("tab", name="Two").click()
    overlays.get_by_role("tab", name="One").click()
    overlays.get_by_role("button", name="Keep").click()
    expect(toast).to_have_count(2)
    toast.first.get_by_role("button", name="Close").click()
    expect(toast).to_have_count(1)
    toast.get_by_role("button", name="Close").click()
    expect(toast).to_have_count(0)


def test_the_sidebar_is_closed_at_first_on_a_narrow_screen(voila: OpenNotebook) -> None:
    page = voila([SETUP, OVERLAYS])
    expect(page.get_by_text("In the sidebar")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    page.reload()
    expect(page.get_by_role("button", name="Open the sidebar")).to_be_visible()
    expect(page.get_by_text("In the sidebar")).to_be_hidden()


def test_pages_change_by_the_menu_by_a_link_and_by_the_app(open_notebook: OpenNotebook) -> None:
    page = open_notebook([SETUP, PAGES])
    menu = page.get_by_role("navigation", name="Pages")
    expect(menu.get_by_role("link", name="First")).to_have_attribute("aria-current", "page")
    menu.get_by_role("link", name="Second").click()
    expect(page.get_by_role("heading", name="The second page")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("link", name="Onwards").click()
    expect(page.get_by_role("heading", name="The second page")).to_be_visible()
    expect(menu.get_by_role("link", name="Second")).to_have_attribute("aria-current", "page")
