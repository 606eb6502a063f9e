"""The examples of the state guide, operated by a reader in JupyterLab and in Voila."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenNotebook

COUNTER = """%%rerun
import rerun_state as st
secret = 1
st.title("Counter Example")
if "count" not in st.session_state:
    st.session_state.count = 0
def add(n): st.session_state.count += n
step = st.number_input("Step", value=1, step=1)
st.button("Increment", on_click=add, args=(step,))
st.write("Count =", st.session_state.count)
st.text(f"by {step}")
"""

FORM = """%%rerun
import datetime
import rerun_state as st
if "total" not in st.session_state:
    st.session_state.total = 0
    st.session_state.updated = datetime.time(0, 0)
def update():
    st.session_state.total += st.session_state.amount
    st.session_state.updated = st.session_state.at
with st.form(key="my_form"):
    st.time_input("Enter the time", value=datetime.time(8, 45), key="at")
    st.number_input("Enter a value", value=0, step=1, key="amount")
    st.text_input("Comment", key="comment")
    st.form_submit_button("Update", on_click=update)
st.write("Total =", st.session_state.total)
st.write("Updated =", st.session_state.updated)
st.write("Comment:", st.session_state.comment)
"""

NAMES = "'leaked' if 'secret' in globals() else 'nothing ' + 'leaked'"


@pytest.fixture(params=["lab", "voila"])
def open_notebook(request: pytest.FixtureRequest) -> OpenNotebook:
    chosen: OpenNotebook = request.getfixturevalue(request.param)
    return chosen


@pytest.fixture(scope="module", params=["lab", "voila"])
def counter(request: pytest.FixtureRequest) -> Page:
    shared: OpenNotebook = request.getfixturevalue(f"shared_{request.param}")
    return shared(["%load_ext rerun_state", COUNTER, NAMES])


def count_of(counter: Page) -> int:
    return int(counter.locator(".rs").get_by_text("Count = ").inner_text().split()[-1])


def test_clicks_count(counter: Page) -> None:
    for count in (1, 2, 3):
        counter.get_by_role("button", name="Increment", exact=True).click()
        expect(counter.locator(".rs").get_by_text(f"Count = {count}")).to_be_visible()


def test_the_clicked_button_stays_the_same_node_and_keeps_the_focus(counter: Page) -> None:
    button = counter.get_by_role("button", name="Increment", exact=True)
    after = count_of(counter) + 1
    button.evaluate("node => { node.marked = true }")
    button.click()
    expect(counter.locator(".rs").get_by_text(f"Count = {after}")).to_be_visible()
    assert button.evaluate("node => node.marked && node === document.activeElement")


def test_a_typed_step_reaches_the_callback_of_the_next_press(counter: Page) -> None:
    step = counter.get_by_label("Step", exact=True)
    after = count_of(counter) + 5
    step.fill("5")
    step.press("Enter")
    expect(counter.get_by_text("by 5")).to_be_visible()  # the press has the args that are shown
    counter.get_by_role("button", name="Increment", exact=True).click()
    expect(counter.locator(".rs").get_by_text(f"Count = {after}")).to_be_visible()


def test_the_notebook_gains_no_name(counter: Page) -> None:
    expect(counter.get_by_text("'nothing leaked'", exact=True)).to_be_visible()


@pytest.mark.parametrize("host", ["notebook7", "vscode"])
def test_clicks_count_in_other_front_ends(host: str, request: pytest.FixtureRequest) -> None:
    open_notebook: OpenNotebook = request.getfixturevalue(host)
    page = open_notebook(["%load_ext rerun_state", COUNTER])
    page.get_by_label("Step", exact=True).fill("5")
    page.get_by_label("Step", exact=True).press("Enter")
    expect(page.get_by_text("by 5")).to_be_visible()
    for count in (5, 10):
        page.get_by_role("button", name="Increment", exact=True).click()
        expect(page.locator(".rs").get_by_text(f"Count = {count}")).to_be_visible()


def test_a_form_waits_for_its_submit_button(open_notebook: OpenNotebook) -> None:
    page = open_notebook(["%load_ext rerun_state", FORM])
    page.get_by_label("Comment", exact=True).fill("by hand")
    page.get_by_label("Enter a value", exact=True).fill("4")
    page.get_by_role("spinbutton", name="hour, Enter the time").focus()
    page.keyboard.type("0930")
    expect(page.locator(".rs").get_by_text("Total = 0")).to_be_visible()
    page.get_by_role("button", name="Update", exact=True).click()
    expect(page.locator(".rs").get_by_text("Total = 4")).to_be_visible()
    expect(page.locator(".rs").get_by_text("Updated = 09:30:00")).to_be_visible()
    expect(page.locator(".rs").get_by_text("Comment: by hand")).to_be_visible()


def test_what_is_being_typed_survives_a_rerun_of_another_widget(
    open_notebook: OpenNotebook,
) -> None:
    app = """%%rerun
import time
import rerun_state as st
if st.button("Slow"):
    time.sleep(0.5)
    st.write("slept")
st.text_input("Name")
"""
    page = open_notebook(["%load_ext rerun_state", app])
    page.get_by_role("button", name="Slow", exact=True).click()
    name = page.get_by_label("Name", exact=True)
    name.press_sequentially("half a na")
    expect(page.get_by_text("slept")).to_be_visible()
    name.press_sequentially("me")
    expect(name).to_have_value("half a name")
    expect(name).to_be_focused()
