"""Pages that belong to the apps alone: Voila's, and those of a server of our own."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenNotebook
from tests.kernel.serving import serving

LOAD = "%load_ext rerun_state\nimport rerun_state as st\nprint('from the setup')"
SIDEBAR = """%%rerun
st.title("Sales *now*")
st.sidebar.checkbox("First")
"""
OTHER = """%%rerun
st.sidebar.checkbox("Second")
st.text("Below")
"""
CHAT = """%%rerun
for i in range(60):
    st.text(f"line {i}")
st.chat_input("Say something")
"""


def test_apps_share_one_column_and_one_sidebar_at_full_height(voila: OpenNotebook) -> None:
    page = voila([LOAD, SIDEBAR, OTHER])
    page.set_viewport_size({"width": 1920, "height": 900})
    side = page.get_by_role("complementary", name="Sidebar")
    expect(side).to_have_count(1)
    expect(side).to_contain_text("First")
    expect(side).to_contain_text("Second")
    box = side.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["height"]) == (0, 0, 900)
    column = page.get_by_text("Below").locator("xpath=ancestor::*[@class='rs-sections']")
    width = column.bounding_box()
    assert width is not None
    assert 700 < width["width"] < 740
    expect(page.get_by_text("from the setup")).to_be_hidden()
    expect(page.locator(".jp-Cell").first).to_be_hidden()  # and takes no room
    expect(page).to_have_title("Sales now")
    page.evaluate("() => document.querySelectorAll('.rs').forEach((app) => app.remove())")
    expect(page.get_by_text("from the setup")).to_be_hidden()  # also before an app has come


def test_the_sidebar_lies_over_the_page_once_the_window_is_narrow(voila: OpenNotebook) -> None:
    page = voila([LOAD, SIDEBAR, OTHER])
    expect(page.get_by_text("First")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.get_by_text("First")).to_be_hidden()
    left = page.get_by_text("Below").bounding_box()
    button = page.get_by_role("button", name="Open the sidebar")
    expect(button).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")  # texts scroll below it
    button.click()
    expect(page.get_by_text("First")).to_be_visible()
    assert page.get_by_text("Below").bounding_box() == left


def test_an_input_of_the_shared_sidebar_belongs_to_its_app(voila: OpenNotebook) -> None:
    page = voila([LOAD, SIDEBAR, "%%rerun\nst.text(f'it is {st.sidebar.checkbox(\"Second\")}')"])
    page.get_by_text("Second").click()
    expect(page.get_by_text("it is True")).to_be_visible()


def test_a_wide_layout_takes_the_width(voila: OpenNotebook) -> None:
    page = voila([LOAD, "%%rerun\nst.set_page_config(layout='wide')\nst.text_input('Wide')"])
    page.set_viewport_size({"width": 1920, "height": 900})
    box = page.get_by_role("textbox", name="Wide").bounding_box()
    assert box is not None
    assert box["width"] > 1500


def test_a_wide_layout_stands_beside_the_sidebar(voila: OpenNotebook) -> None:
    program = "st.set_page_config(layout='wide')\nst.sidebar.text('side')\nst.text_input('Wide')"
    page = voila([LOAD, f"%%rerun\n{program}"])
    field = page.get_by_role("textbox", name="Wide").bounding_box()
    side = page.get_by_role("complementary", name="Sidebar").bounding_box()
    assert field is not None
    assert side is not None
    assert field["x"] > side["x"] + side["width"]


def test_a_chat_input_stays_at_the_bottom(voila: OpenNotebook) -> None:
    page = voila([LOAD, CHAT])
    field = page.get_by_role("textbox", name="Say something")
    assert distance_to_the_bottom(page) < 80
    page.mouse.move(400, 300)
    page.mouse.wheel(0, 700)
    expect(page.get_by_text("line 0", exact=True)).not_to_be_in_viewport()
    assert distance_to_the_bottom(page) < 80
    field.fill("hello")


def test_a_chat_input_stands_at_the_bottom_of_a_short_page(voila: OpenNotebook) -> None:
    page = voila([LOAD, "%%rerun\nst.text('short')\nst.chat_input('Say something')"])
    expect(page.get_by_role("textbox", name="Say something")).to_be_visible()
    assert distance_to_the_bottom(page) < 120


def test_a_chat_input_stands_at_the_bottom_beside_a_sidebar(
    context: BrowserContext, tmp_path: Path
) -> None:
    script = "import streamlit as st\nst.sidebar.text('side')\nst.chat_input('Say something')\n"
    (tmp_path / "app.py").write_text(script)
    with serving(tmp_path / "app.py") as server:
        page = context.new_page()
        page.goto(server.url)
        expect(page.get_by_text("side", exact=True)).to_be_visible()
        assert distance_to_the_bottom(page) < 120


def distance_to_the_bottom(page: Page) -> float:
    box = page.get_by_role("textbox", name="Say something").bounding_box()
    assert box is not None
    assert page.viewport_size is not None
    return page.viewport_size["height"] - box["y"] - box["height"]


def test_an_app_that_fails_says_so_in_its_box_alone(voila: OpenNotebook) -> None:
    page = voila([LOAD, "%%rerun\n1 / 0", OTHER])
    expect(page.get_by_text("Below")).to_be_visible()
    expect(page.get_by_text("ZeroDivisionError: division by zero").first).to_be_visible()
    expect(page.get_by_text("error when executing cell")).to_have_count(0)


def test_a_reader_stops_a_long_run(voila: OpenNotebook) -> None:
    steps = "for i in range(9999 if go else 0):\n    time.sleep(0.01)\n    st.text(f'step {i}')"
    page = voila([LOAD, f"%%rerun\nimport time\ngo = st.button('Go')\n{steps}\nst.text('end')"])
    page.get_by_role("button", name="Go").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Running…")).to_be_hidden()
    expect(page.get_by_text("step 3", exact=True)).to_be_visible()
    expect(page.get_by_text("end")).to_be_hidden()
    page.reload()
    expect(page.get_by_text("end")).to_be_visible()


def test_a_long_run_is_told_and_a_lost_kernel_offers_a_reload(voila: OpenNotebook) -> None:
    waits = "import os, time\nif st.button('Wait'): time.sleep(2)\nif st.button('End'): os._exit(1)"
    page = voila([LOAD, f"%%rerun\n{waits}\nfor i in range(60): st.text(f'line {{i}}')"])
    expect(page.get_by_text("Running…")).to_be_hidden()
    page.get_by_role("button", name="Wait").click()
    expect(page.get_by_text("Running…")).to_be_visible()
    expect(page.get_by_text("Running…")).to_be_hidden()
    page.get_by_role("button", name="End").click()
    page.mouse.move(400, 300)
    page.mouse.wheel(0, 700)
    expect(page.get_by_role("button", name="Reload the page")).to_be_in_viewport()


def test_what_the_first_run_told_is_seen(voila: OpenNotebook) -> None:
    told = """%%rerun
st.toast("Welcome", duration="infinite")
st.dialog("Who?")(lambda: st.text("Ada"))()
"""
    page = voila([LOAD, told])
    expect(page.locator(".rs-toast")).to_have_text("Welcome")
    expect(page.get_by_role("dialog", name="Who?")).to_be_visible()
