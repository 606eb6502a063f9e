"""How the page behaves in small things: where the focus goes, what is one line, what scrolls."""

import pytest
from playwright.sync_api import expect

import rerun_state as st
from tests.browser.conftest import OpenNotebook
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


def test_a_dialog_opens_with_the_focus_on_its_first_field(stage: Stage) -> None:
    @st.dialog("Who are you?")
    def ask() -> None:
        st.write("Only this:")
        st.text_input("Disabled", disabled=True)
        st.text_input("Name")
        st.button("Done")

    def program() -> None:
        if st.button("Ask"):
            ask()

    stage.show(program)
    stage.page.get_by_role("button", name="Ask").click()
    expect(stage.page.get_by_label("Name", exact=True)).to_be_focused()


@pytest.mark.parametrize("spare", range(0, 6, 2))
def test_chips_that_nearly_fill_the_line_stay_in_one(stage: Stage, spare: int) -> None:
    def program() -> None:
        st.multiselect("Tags", ["alpha", "beta", "gamma"], ["alpha", "beta", "gamma"])

    stage.show(program)
    chips = stage.page.locator(".rs-chips")
    used = chips.locator(".rs-chip").evaluate_all(
        "all => all.at(-1).getBoundingClientRect().right - all[0].getBoundingClientRect().left"
    )
    chips.evaluate(
        "(el, width) => { const { paddingLeft: left, paddingRight: right } = getComputedStyle(el);"
        " el.style.flex = 'none';"
        " el.style.width = `${Math.ceil(width) + parseFloat(left) + parseFloat(right)}px`; }",
        used + spare,
    )
    box = stage.page.locator(".rs-box").bounding_box()
    assert box is not None
    assert box["height"] < 50


def test_taking_the_other_thumb_of_a_slider_reruns_once_when_it_is_let_go(stage: Stage) -> None:
    runs: list[object] = []

    stage.show(lambda: runs.append(st.slider("Span", 0, 100, (20, 80))))
    low, high = stage.page.get_by_role("slider").all()
    low.focus()
    at = high.bounding_box()
    assert at
    stage.page.mouse.move(at["x"] + at["width"] / 2 + 20, at["y"] + at["height"] / 2)
    stage.page.mouse.down()
    expect(high).to_be_focused()
    assert runs == [(20, 80)]
    stage.page.mouse.up()
    expect(high).not_to_have_attribute("data-active", "true")
    assert len(runs) == 2


def test_a_menu_with_help_opens_below_the_same_button(stage: Stage) -> None:
    stage.show(lambda: st.menu_button("More", ["Copy", "Rename"], help="What else there is"))
    button = stage.page.get_by_role("button", name="More").element_handle()
    button.click()
    expect(stage.page.get_by_role("menu")).to_be_visible()
    expect(stage.page.get_by_role("tooltip")).to_be_hidden()
    assert button.evaluate("el => el.isConnected")


def test_a_long_app_is_shown_whole_in_notebook_7(notebook7: OpenNotebook) -> None:
    page = notebook7(
        [
            "%load_ext rerun_state",
            "%%rerun\nimport rerun_state as st\nst.line_chart([1, 3, 2])\n"
            "for i in range(150): st.text(f'line {i}')",
        ]
    )
    cell = page.locator(".jp-CodeCell", has=page.locator(".rs-app"))
    # As Notebook has it where all lines are there when it looks.
    cell.evaluate("cell => cell.classList.add('jp-mod-outputsScrolled')")
    expect(page.locator(".rs .marks")).to_be_visible()
    area = page.locator(".jp-Cell-outputArea", has=page.locator(".rs-app"))
    tall, all_of_it = area.evaluate("area => [area.clientHeight, area.scrollHeight]")
    assert tall == all_of_it > 2000
    page.set_viewport_size({"width": 390, "height": 900})
    page.wait_for_function("document.querySelector('.rs .marks').clientWidth < 390")


def test_keys_that_lead_far_in_a_table_move_no_cell_of_notebook_7(notebook7: OpenNotebook) -> None:
    cell = "%%rerun\nimport rerun_state as st\nst.dataframe({'a': range(200)})"
    page = notebook7(["%load_ext rerun_state", cell, "'the last cell'"])
    grid = page.get_by_role("grid")
    grid.get_by_role("gridcell").first.click()
    page.keyboard.press("Control+Shift+ArrowDown")
    expect(grid.get_by_text("199", exact=True)).to_be_visible()
    expect(page.locator(".jp-CodeCell").last).to_contain_text("the last cell")
    page.keyboard.press("Control+f")
    expect(page.get_by_role("searchbox", name="Search in the table")).to_be_focused()
