"""Apps under the hands of a reader: dragged, interrupted, reloaded, seen twice."""

import time

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import IS_READY, OpenNotebook

LOAD = "%load_ext rerun_state"

SLOW = """%%rerun
import time
import rerun_state as st
n = st.slider("Number", 0, 100, 0)
for i in range(10):
    time.sleep(0.01)
    st.text(f"line {i} of {n}")
runs = st.session_state.setdefault("runs", [])
runs.append(n)
"""


@pytest.fixture(params=["lab", "voila"])
def open_notebook(request: pytest.FixtureRequest) -> OpenNotebook:
    chosen: OpenNotebook = request.getfixturevalue(request.param)
    return chosen


def slider(page: Page) -> Locator:
    return page.locator(".rs").get_by_role("slider", name="Number")


def drag(page: Page, seconds: float) -> float:
    """Drag the slider from left to right at 50 movements a second; return when it was let go."""
    box = slider(page).bounding_box()
    assert box is not None
    middle, left, width = box["y"] + box["height"] / 2, box["x"] + 8, box["width"] - 16
    page.mouse.move(left, middle)
    page.mouse.down()
    steps = int(seconds * 50)
    for step in range(1, steps + 1):
        page.mouse.move(left + width * step / steps, middle)
        page.wait_for_timeout(20)
    page.mouse.up()
    return time.monotonic()


def test_dragging_a_slider_follows_it_and_ends_at_its_value(open_notebook: OpenNotebook) -> None:
    page = open_notebook([LOAD, SLOW])
    expect(page.locator(".rs").get_by_text("line 9 of 0")).to_be_visible()
    slider(page).scroll_into_view_if_needed()
    let_go = drag(page, 1.5)
    last = slider(page).get_attribute("aria-valuenow") or slider(page).input_value()
    expect(page.locator(".rs").get_by_text(f"line 9 of {last}")).to_be_visible(timeout=5000)
    assert time.monotonic() - let_go < 3
    assert int(float(last)) > 90


def test_the_interrupt_button_stops_a_rerun(lab: OpenNotebook) -> None:
    page = lab(
        [
            LOAD,
            "%%rerun\nimport time\nimport rerun_state as st\n"
            "n = st.slider('Number', 0, 9)\nst.text(f'started {n}')\n"
            "if st.button('Work'):\n    time.sleep(30)\nst.text(f'ended {n}')",
        ]
    )
    app = page.locator(".rs")
    expect(app.get_by_text("ended 0")).to_be_visible()
    app.get_by_role("button", name="Work", exact=True).click()
    page.wait_for_timeout(800)
    page.evaluate("() => jupyterapp.commands.execute('notebook:interrupt-kernel')")
    expect(app.get_by_text("KeyboardInterrupt").first).to_be_visible(timeout=10_000)
    slider(page).focus()
    page.keyboard.press("ArrowRight")
    expect(app.get_by_text("ended 1")).to_be_visible(timeout=10_000)
    expect(app.get_by_text("KeyboardInterrupt")).to_have_count(0)


def test_an_app_is_live_after_a_reload_of_the_page(lab: OpenNotebook) -> None:
    page = lab(
        [
            LOAD,
            "%%rerun\nimport rerun_state as st\nclicks = st.session_state.setdefault('clicks', 0)\n"
            "if st.button('Count'):\n    st.session_state.clicks = clicks = clicks + 1\n"
            "st.text(f'{clicks} clicks')",
        ]
    )
    app = page.locator(".rs")
    app.get_by_role("button", name="Count", exact=True).click()
    expect(app.get_by_text("1 clicks")).to_be_visible()
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_function(IS_READY)
    expect(app.get_by_text("1 clicks")).to_be_visible()
    app.get_by_role("button", name="Count", exact=True).click()
    expect(app.get_by_text("2 clicks")).to_be_visible()


def test_two_views_of_an_app_show_the_same(lab: OpenNotebook) -> None:
    page = lab([LOAD, SLOW])
    expect(page.locator(".rs").get_by_text("line 9 of 0")).to_have_count(1)
    page.evaluate(
        """async () => {
            const { content } = jupyterapp.shell.currentWidget;
            content.activeCellIndex = 1;
            await jupyterapp.commands.execute('notebook:create-output-view');
        }"""
    )
    views = page.locator(".rs").get_by_text("line 9 of 0")
    expect(views).to_have_count(2)
    slider(page).first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".rs").get_by_text("line 9 of 1")).to_have_count(2, timeout=10_000)


def test_two_windows_on_one_kernel_show_the_same(lab: OpenNotebook) -> None:
    page = lab([LOAD, SLOW])
    expect(page.locator(".rs").get_by_text("line 9 of 0")).to_be_visible()
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    other = page.context.new_page()
    address = page.url.replace("/workspaces/", "/workspaces/second-")
    other.goto(address)
    other.wait_for_function(IS_READY)
    expect(other.locator(".rs").get_by_text("line 9 of 0")).to_be_visible()
    slider(other).focus()
    other.keyboard.press("ArrowRight")
    for each in (other, page):
        expect(each.locator(".rs").get_by_text("line 9 of 1")).to_be_visible(timeout=10_000)
