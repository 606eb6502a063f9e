"""Inputs where front ends set traps: shortcuts, messages to a busy kernel, sizes, themes."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenNotebook

APP = """%%rerun
import datetime, time
import rerun_state as st
if st.button("Slow"):
    time.sleep(1)
    st.text("slept")
if st.button("Go", type="primary"):
    st.session_state.went = st.session_state.name
st.text_input("Name", key="name")
st.text(f"went with: {st.session_state.get('went')}")
st.text(f"marks: {int(st.button('Mark', shortcut='m'))}")
st.checkbox("Box")
st.slider("Count", 0, 10)
st.selectbox("Fruit", ["apple", "pear"])
st.date_input("Day", datetime.date(2026, 5, 17))
given = st.file_uploader("File")
st.text(f"size: {given.size if given else 0}")
wide = st.columns(2)
wide[0].date_input("Trip", (datetime.date(2026, 7, 1), datetime.date(2026, 7, 14)))
narrow = st.container(width=220)
narrow.date_input("Flight", (datetime.date(2026, 7, 1), datetime.date(2026, 7, 14)))
wide[1].multiselect("Tags", [f"a rather long tag {n}" for n in range(9)], range(0), key="tags")
wide[1].pills("Mood", [f"mood {n}" for n in range(20)])
st.slider("Moment", value=datetime.datetime(2026, 5, 17, 8, 45), format="dddd, MMMM D, YYYY")
st.button("A button whose label is much longer than the narrowest screen on which it is read")
st.markdown("# One\\n<b>bold</b><img src='x' onerror='window.hacked = 1'>", True)
st.markdown("## Two\\n[to one](#one)", anchors=False)
st.text("word " * 99, wrap=False)
st.slider("Last")
"""
CELLS = ["%load_ext rerun_state", APP]
COUNT_CELLS = "() => jupyterapp.shell.currentWidget.content.widgets.length"
COUNT_RUNS = "() => jupyterapp.shell.currentWidget.content.widgets[1].model.executionCount"
MODE = "() => jupyterapp.shell.currentWidget.content.mode"
THEME = "theme => jupyterapp.commands.execute('apputils:change-theme', {theme})"
OVERFLOWS = """root => {
    const edge = root.getBoundingClientRect().right + 0.5;
    const beyond = el => el.getBoundingClientRect().right > edge;
    const scrolls = el => getComputedStyle(el).overflowX !== 'visible';
    return [...root.querySelectorAll('.rs-row, .rs-field, .rs-box, .rs-btn, .rs-bubble')]
        .filter(el => beyond(el) && !scrolls(el.parentElement)).map(el => el.className);
}"""


@pytest.fixture(scope="module")
def lab_page(shared_lab: OpenNotebook) -> Page:
    return shared_lab(CELLS)


@pytest.fixture(scope="module")
def voila_page(shared_voila: OpenNotebook) -> Page:
    return shared_voila(CELLS)


@pytest.fixture(params=["lab", "voila"])
def page(request: pytest.FixtureRequest) -> Page:
    opened: Page = request.getfixturevalue(f"{request.param}_page")
    return opened


def shows(page: Page, text: str) -> None:
    """Wait until the app says so."""
    expect(page.locator(".rs").get_by_text(text, exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("role", "name"),
    [("button", "Go"), ("checkbox", "Box"), ("slider", "Count"), ("combobox", "Fruit")],
)
def test_keys_pressed_in_an_input_are_no_shortcuts_of_the_notebook(
    lab_page: Page, role: Literal["button", "checkbox", "slider", "combobox"], name: str
) -> None:
    before = [lab_page.evaluate(count) for count in (COUNT_CELLS, COUNT_RUNS)]
    control = lab_page.get_by_role(role, name=name, exact=True).first
    for key in ["b", "x", "a", "d", "d", "Shift+Enter", "Control+Enter", "Escape"]:
        control.press(key)
    assert [lab_page.evaluate(count) for count in (COUNT_CELLS, COUNT_RUNS)] == before


def test_keys_move_a_slider_in_notebook_7(notebook7: OpenNotebook) -> None:
    page = notebook7(CELLS)
    slider = page.get_by_role("slider", name="Count")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuenow", "1")


def test_what_is_typed_while_the_kernel_is_busy_comes_before_the_next_click(page: Page) -> None:
    page.get_by_role("button", name="Slow").click()
    name = page.get_by_label("Name", exact=True)
    name.fill("typed in time")
    page.get_by_role("button", name="Go", exact=True).click()
    shows(page, "went with: typed in time")


def test_a_rerun_never_writes_over_a_draft(page: Page) -> None:
    page.get_by_role("button", name="Slow").click()
    name = page.get_by_label("Name", exact=True)
    name.fill("half a dra")
    shows(page, "slept")
    name.press_sequentially("ft")
    expect(name).to_have_value("half a draft")
    name.press("Escape")


def test_a_file_of_fifteen_megabytes_arrives(page: Page, tmp_path: Path) -> None:
    size = 15 * 2**20
    (tmp_path / "big.bin").write_bytes(bytes(size))
    page.locator(".rs input[type=file]").set_input_files(tmp_path / "big.bin")
    shows(page, f"size: {size}")


def test_buttons_have_round_corners_in_every_front_end(page: Page) -> None:
    button = page.get_by_role("button", name="Go", exact=True)
    expect(button).to_have_css("border-radius", "8px")
    expect(page.get_by_role("button", name="Slow")).to_have_css("border-top-width", "1px")


def test_nothing_is_wider_than_the_app(page: Page) -> None:
    assert page.locator(".rs").evaluate(OVERFLOWS) == []


def test_an_output_does_not_scroll_for_what_hangs_below_its_last_input(lab_page: Page) -> None:
    output = lab_page.locator(".jp-OutputArea-output:has(.rs)")
    assert output.evaluate("el => el.scrollHeight - el.clientHeight") == 0


def test_nothing_is_wider_than_a_narrow_screen(voila_page: Page) -> None:
    size = voila_page.viewport_size
    assert size is not None
    voila_page.set_viewport_size({"width": 360, "height": 800})
    assert voila_page.locator(".rs").evaluate(OVERFLOWS) == []
    assert voila_page.evaluate("() => document.documentElement.scrollWidth") <= 360
    voila_page.set_viewport_size(size)


def test_dates_that_have_no_room_beside_each_other_are_shown_whole(lab_page: Page) -> None:
    days = lab_page.get_by_role("group", name="Flight").locator(".rs-segments")
    expect(days).to_have_text(["2026/07/01", "2026/07/14"])
    assert days.evaluate_all("all => all.map(el => el.scrollWidth - el.clientWidth)") == [0, 0]


def test_keys_pressed_after_a_click_beside_the_inputs_are_the_apps(lab_page: Page) -> None:
    lab_page.locator(".rs").get_by_text("went with:").click()
    lab_page.keyboard.press("m")  # to JupyterLab: make it a cell of Markdown
    shows(lab_page, "marks: 1")


def test_the_focus_is_visible(page: Page) -> None:
    page.get_by_role("button", name="Slow").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Go", exact=True)).to_be_focused()
    expect(page.get_by_role("button", name="Go", exact=True)).not_to_have_css("box-shadow", "none")


def test_fields_follow_a_dark_theme(lab_page: Page) -> None:
    day = lab_page.get_by_label("Day", exact=True)
    expect(day).to_have_css("color-scheme", "light")
    lab_page.evaluate(THEME, "JupyterLab Dark")
    expect(day).to_have_css("color-scheme", "dark")
    lab_page.evaluate(THEME, "JupyterLab Light")
    expect(day).to_have_css("color-scheme", "light")


def test_html_of_the_author_cannot_act(page: Page) -> None:
    expect(page.locator(".rs b", has_text="bold")).to_be_visible()
    assert page.locator(".rs img[src=x]").get_attribute("onerror") is None
    assert page.evaluate("() => window.hacked") is None


def test_a_heading_links_to_itself_unless_that_is_turned_off(page: Page) -> None:
    expect(page.get_by_role("link", name="Link to this heading")).to_have_attribute("href", "#one")
    address = page.url
    page.get_by_role("link", name="to one").click()
    assert page.url == address


def test_a_text_that_must_not_wrap_is_cut_off_and_shown_when_one_points_at_it(page: Page) -> None:
    text = page.locator(".rs-plain", has_text="word word")
    text.hover()
    expect(text).to_have_attribute("title", ("word " * 99).strip())
    box = text.bounding_box()
    assert box is not None
    assert box["height"] < 40


def test_the_authors_styles_find_an_input_by_its_key(page: Page) -> None:
    expect(page.locator(".st-key-name").get_by_label("Name", exact=True)).to_be_visible()
