"""What floats is where one looks, in a frame that is taller than any screen, as VS Code has."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

import rerun_state as st
from tests.browser.stage import Stage
from tests.page.comms import comm_log

FRAME = """<!doctype html>
<style>
    body { margin: 0 }
    #host { height: 700px; margin: 100px 0 0 150px; overflow: auto; width: 1000px }
    iframe { border: 0; display: block; height: 12000px; width: 100% }
</style>
<div id="host"><iframe srcdoc="<!doctype html><body style='padding-top: 5000px'>"></iframe></div>
"""
SCREEN = {"left": 150, "top": 100, "right": 1150, "bottom": 800}


@pytest.fixture
def tall(context: BrowserContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A stage in a frame of 12,000 pixels, of which 700 are seen, those around its app."""
    page = context.new_page()
    page.set_content(FRAME)
    page.frames[1].wait_for_load_state()
    with comm_log(monkeypatch) as (log, comms):
        stage = Stage(page, page.frames[1], log, comms)
        page.evaluate("() => { host.scrollTop = 4800 }")
        yield stage
        stage.close()
    assert not stage.problems


def is_seen(element: Locator) -> None:
    """Wait until all of an element is in the part of the frame that its host shows."""
    element.page.wait_for_function(
        """([el, screen]) => {
            const box = el.getBoundingClientRect();
            const frame = el.ownerDocument.defaultView.frameElement?.getBoundingClientRect();
            const [x, y] = frame ? [frame.left, frame.top] : [0, 0];
            return box.width > 0 && x + box.left >= screen.left && x + box.right <= screen.right
                && y + box.top >= screen.top && y + box.bottom <= screen.bottom;
        }""",
        arg=[element.element_handle(), SCREEN],
    )


@st.dialog("Ask")
def ask() -> None:
    st.text_input("Name", key="name")


@st.dialog("Aside", position="right")
def aside() -> None:
    st.text_input("Name", key="name")


def program() -> None:
    if st.button("Toast"):
        st.toast("Hello", duration="infinite")
        st.balloons()
    if st.button("Ask"):
        ask()
    if st.button("Aside"):
        aside()
    st.popover("Place").text("inside")
    st.dataframe({"a": [1, 2, 3]})
    for _ in range(9):
        st.text("a line")
    st.selectbox("Choice", [f"option {n}" for n in range(30)])


def test_a_toast_is_seen_wherever_the_host_scrolls(tall: Stage) -> None:
    tall.show(program)
    tall.frame.get_by_role("button", name="Toast").click()
    toast = tall.frame.locator(".rs-toast")
    expect(toast).to_be_attached()
    is_seen(toast)
    for top in (3000, 9000):
        tall.page.evaluate("top => { host.scrollTop = top }", top)
        is_seen(toast)


@pytest.mark.parametrize("name", ["Ask", "Aside"])
def test_a_dialog_is_seen(tall: Stage, name: str) -> None:
    tall.show(program)
    tall.frame.get_by_role("button", name=name).click()
    expect(tall.frame.get_by_role("dialog")).to_be_attached()
    is_seen(tall.frame.get_by_role("dialog"))
    assert tall.page.evaluate("() => host.scrollTop") == 4800


def test_balloons_fly_where_they_are_seen(tall: Stage) -> None:
    tall.show(program)
    tall.frame.get_by_role("button", name="Toast").click()
    layer = tall.frame.locator(".rs-shower")
    expect(layer).to_be_attached()
    is_seen(layer)


def test_a_list_opens_where_there_is_room(tall: Stage) -> None:
    tall.show(program)
    field = tall.frame.get_by_role("combobox", name="Choice")
    at = field.evaluate("el => el.getBoundingClientRect().top")
    for below in (620, 80):  # near to the bottom of what is seen, and near to its top
        tall.page.evaluate("top => { host.scrollTop = top }", at - below)
        field.click()
        is_seen(tall.frame.locator(".rs-popup:has(.rs-listbox)"))
        field.press("Escape")


def test_a_popover_is_seen(tall: Stage) -> None:
    tall.show(program)
    tall.frame.get_by_role("button", name="Place").click()
    is_seen(tall.frame.get_by_role("dialog"))


def test_a_table_fills_what_is_seen_until_escape(tall: Stage) -> None:
    tall.show(program)
    table = tall.frame.locator(".rs-grid")
    table.hover()
    before = table.bounding_box()
    tall.frame.get_by_role("button", name="Fullscreen").click()
    expect(table).to_have_attribute("popover", "manual")
    is_seen(table)
    filled = table.bounding_box()
    assert filled is not None
    assert filled["height"] == 700
    table.get_by_role("grid").press("Escape")
    expect(table).not_to_have_attribute("popover", "manual")
    assert table.bounding_box() == before


def test_on_a_page_of_its_own_the_whole_window_is_seen(stage: Stage) -> None:
    stage.show(program)
    stage.page.get_by_role("button", name="Ask").click()
    box = stage.page.get_by_role("dialog").bounding_box()
    size = stage.page.viewport_size
    assert box is not None
    assert size is not None
    assert abs(box["y"] + box["height"] / 2 - size["height"] / 2) < 20  # it rises
    assert abs(box["x"] + box["width"] / 2 - size["width"] / 2) <= 1
