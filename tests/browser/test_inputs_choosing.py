"""What one chooses by pressing, ticking and picking, by mouse and by keyboard."""

import pytest
from playwright.sync_api import Locator, Page, expect

import rerun_state as st
from tests.browser.conftest import OpenNotebook
from tests.browser.stage import Stage

APP = """%%rerun
import rerun_state as st
runs = st.session_state["runs"] = st.session_state.get("runs", 0) + 1
left, right = st.columns(2)
with left:
    st.text(f"press: {st.button('Press', help='A **bold** hint', shortcut='Alt+P')}")
    st.text(f"menu: {st.menu_button('Menu', ['Copy', 'Rename'])}")
    st.text(f"box: {st.checkbox('Box')}")
    st.text(f"switch: {st.toggle('Switch', True)}")
    st.text(f"size: {st.radio('Size', ['S', 'M', 'L'], captions=['a', 'b', 'c'], horizontal=True)}")
    st.text(f"fruit: {st.selectbox('Fruit', ['apple', 'pear', 'plum'], None)}")
    st.text(f"pet: {st.selectbox('Pet', ['cat', 'dog'], accept_new_options=True)}")
    st.text(f"rank: {st.selectbox('Rank', ['one', 'two', 'three'], filter_mode=None)}")
with right:
    st.text(f"tags: {st.multiselect('Tags', ['red', 'green', 'blue'], max_selections=2)}")
    st.text(f"mood: {st.pills('Mood', ['calm', 'wild'], selection_mode='multi')}")
    st.text(f"view: {st.segmented_control('View', ['map', 'list'])}")
    st.text(f"stars: {st.feedback('stars')}")
    st.text(f"thumb: {st.feedback('thumbs')}")
    st.text(f"page: {st.pagination(9)}")
    st.text(f"colour: {st.color_picker('Colour', '#112233')}")
"""
LABELS = ["Box", "Switch", "Size", "Fruit", "Pet", "Tags", "Mood", "View", "Feedback", "Pages"]

STAYS_BEHIND_CHIPS = """field => {
    const box = field.parentElement, chip = field.previousElementSibling;
    const needed = chip.getBoundingClientRect().right - box.getBoundingClientRect().left;
    box.style.cssText = `flex: none; width: ${needed + 26}px`;  // room for a caret
    const stays = field.getBoundingClientRect().top < chip.getBoundingClientRect().bottom;
    box.style.cssText = '';
    return stays;
}"""


@pytest.fixture(scope="module", params=["lab", "voila"])
def page(request: pytest.FixtureRequest) -> Page:
    open_notebook: OpenNotebook = request.getfixturevalue(f"shared_{request.param}")
    return open_notebook(["%load_ext rerun_state", APP])


@pytest.fixture
def button(page: Page) -> Locator:
    return page.get_by_role("button", name="Press")


def shows(page: Page, text: str) -> None:
    """Wait until the app says so."""
    expect(page.locator(".rs").get_by_text(text, exact=True)).to_be_visible()


@pytest.mark.parametrize("label", [*LABELS, "Colour"])
def test_an_input_is_found_by_its_label(page: Page, label: str) -> None:
    expect(page.locator(".rs").get_by_label(label, exact=True).first).to_be_visible()


def test_a_button_is_clicked_and_pressed(page: Page, button: Locator) -> None:
    button.click()
    shows(page, "press: True")
    page.get_by_label("Box").click()
    shows(page, "press: False")
    button.press("Enter")
    shows(page, "press: True")
    page.get_by_label("Box").press(" ")
    shows(page, "press: False")
    page.keyboard.press("Alt+P")
    shows(page, "press: True")


def test_a_tooltip_shows_help_to_pointer_and_focus_until_escape(
    page: Page, button: Locator
) -> None:
    hint = page.get_by_role("tooltip")
    button.hover()
    expect(hint).to_have_text("A bold hint")
    button.focus()
    page.keyboard.press("Escape")
    expect(hint).to_be_hidden()


def test_a_menu_is_used_by_mouse_and_keys(page: Page) -> None:
    menu = page.get_by_role("button", name="Menu")
    menu.click()
    page.get_by_role("menuitem", name="Rename").click()
    shows(page, "menu: Rename")
    menu.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(".rs").get_by_role("menu")).to_be_hidden()
    expect(menu).to_be_focused()
    menu.press("ArrowDown")
    page.keyboard.press("Enter")
    shows(page, "menu: Copy")


def test_a_menu_needs_no_button_that_takes_the_focus(stage: Stage) -> None:
    stage.show(lambda: st.text(f"menu: {st.menu_button('Menu', ['Copy', 'Rename'])}"))
    stage.press_as_in_safari()
    page = stage.page
    menu = page.get_by_role("button", name="Menu")
    menu.click()
    page.get_by_role("menuitem", name="Rename").click()
    shows(page, "menu: Rename")
    menu.click()
    menu.click()
    expect(page.get_by_role("menu")).to_be_hidden()


def test_tab_leaves_a_menu_for_what_comes_after_its_button(page: Page) -> None:
    page.get_by_role("button", name="Menu").press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator(".rs").get_by_role("menu")).to_be_hidden()
    expect(page.get_by_label("Box", exact=True)).to_be_focused()


def test_a_menu_closes_when_its_button_is_left(page: Page) -> None:
    menu = page.get_by_role("button", name="Menu")
    menu.press("ArrowDown")
    menu.focus()
    page.get_by_label("Box", exact=True).focus()
    expect(page.locator(".rs").get_by_role("menu")).to_be_hidden()


@pytest.mark.parametrize(
    ("label", "name", "first"), [("Box", "box", False), ("Switch", "switch", True)]
)
def test_a_box_is_ticked_and_a_switch_is_turned(
    page: Page, label: str, name: str, first: bool
) -> None:
    box = page.get_by_label(label, exact=True)
    box.set_checked(first)
    shows(page, f"{name}: {first}")
    page.locator("label").get_by_text(label, exact=True).click()
    shows(page, f"{name}: {not first}")
    box.press(" ")
    shows(page, f"{name}: {first}")


def test_one_of_a_few_is_picked(page: Page) -> None:
    page.get_by_text("L", exact=True).click()
    shows(page, "size: L")
    page.get_by_role("radio", name="L").press("ArrowLeft")
    shows(page, "size: M")


def test_an_option_is_found_by_typing_and_cleared(page: Page) -> None:
    field = page.get_by_role("combobox", name="Fruit")
    field.click()
    page.locator(".rs").get_by_role("option", name="pear").click()
    shows(page, "fruit: pear")
    field.press_sequentially("plm")
    expect(page.locator(".rs").get_by_role("option")).to_have_text(["plum"])
    field.press("Enter")
    shows(page, "fruit: plum")
    field.press("ArrowDown")
    field.press("ArrowUp")
    field.press("Enter")
    shows(page, "fruit: pear")
    page.get_by_role("button", name="Clear", exact=True).click()
    shows(page, "fruit: None")


def test_escape_closes_a_list_and_changes_nothing(page: Page) -> None:
    field = page.get_by_role("combobox", name="Fruit")
    field.click()
    field.press("ArrowDown")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    shows(page, "fruit: None")


def test_a_list_is_gone_through_by_its_ends_and_first_letters(page: Page) -> None:
    field = page.get_by_role("combobox", name="Rank")
    for key, rank in [("End", "three"), ("Home", "one"), ("t", "two")]:
        field.press("ArrowDown")
        field.press(key)
        field.press("Enter")
        shows(page, f"rank: {rank}")


def test_a_new_option_is_added(page: Page) -> None:
    field = page.get_by_role("combobox", name="Pet")
    field.fill("newt")
    field.press("Enter")
    shows(page, "pet: newt")


def test_several_are_chosen_up_to_the_most(page: Page) -> None:
    field = page.get_by_role("combobox", name="Tags")
    field.click()
    page.locator(".rs").get_by_role("option", name="green").click()
    field.press_sequentially("bl")
    field.press("Enter")
    shows(page, "tags: ['green', 'blue']")
    expect(page.get_by_text("No more than 2 options")).to_be_visible()
    field.press("Backspace")
    shows(page, "tags: ['green']")
    field.press("Escape")
    page.get_by_role("button", name="Remove green").click()
    shows(page, "tags: []")


def test_a_field_with_nothing_typed_needs_no_line_of_its_own(voila: OpenNotebook) -> None:
    tags = "%%rerun\nimport rerun_state as st\nst.multiselect('Tags', ['red'], default='red')"
    field = voila(["%load_ext rerun_state", tags]).get_by_role("combobox", name="Tags")
    assert field.evaluate(STAYS_BEHIND_CHIPS)


def test_pills_and_segments_are_pressed_and_released(page: Page) -> None:
    page.get_by_role("button", name="wild").click()
    page.get_by_role("button", name="wild").press("ArrowLeft")
    page.keyboard.press(" ")
    shows(page, "mood: ['wild', 'calm']")
    page.get_by_role("button", name="map").click()
    shows(page, "view: map")
    page.get_by_role("button", name="map").press("Enter")
    shows(page, "view: None")


def test_stars_and_thumbs_are_given_and_taken_back(page: Page) -> None:
    page.get_by_role("button", name="4 stars").click()
    shows(page, "stars: 3")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    shows(page, "stars: 2")
    page.get_by_role("button", name="3 stars").click()
    shows(page, "stars: None")
    page.get_by_role("button", name="Thumbs up").press(" ")
    shows(page, "thumb: 1")


def test_pages_are_turned(page: Page) -> None:
    page.get_by_role("button", name="Page 2", exact=True).click()
    page.get_by_role("button", name="Next page").press("Enter")
    shows(page, "page: 3")
    expect(page.get_by_role("button", name="Page 3", exact=True)).to_have_attribute(
        "aria-current", "page"
    )


def test_a_colour_is_chosen(page: Page) -> None:
    page.locator(".rs").get_by_label("Colour", exact=True).click()
    page.get_by_label("Hexadecimal digits").fill("0f0")
    page.keyboard.press("Enter")
    shows(page, "colour: #00ff00")


def test_a_list_opens_at_what_is_chosen(stage: Stage) -> None:
    stage.show(lambda: st.selectbox("Number", range(100), 70))
    stage.page.get_by_role("combobox", name="Number").click()
    expect(stage.page.get_by_role("option", name="70", exact=True)).to_be_in_viewport()


def test_a_popup_is_not_laid_out_before_it_is_open(stage: Stage) -> None:
    stage.show(lambda: st.selectbox("Number", range(100)))
    stage.page.get_by_role("combobox", name="Number").click()
    popup = stage.page.locator(".rs-popup")
    expect(popup).to_be_visible()
    popup.evaluate("popup => popup.hidePopover()")
    expect(popup).to_be_hidden()


@pytest.fixture
def colours(stage: Stage) -> list[str]:
    """What the program has had, run by run."""
    runs: list[str] = []

    def program() -> None:
        runs.append(st.color_picker("Colour", "#804040"))
        st.button("Elsewhere")

    stage.show(program)
    stage.page.get_by_role("button", name="Colour").click()
    return runs


def test_a_second_press_closes_a_picker_where_buttons_take_no_focus(
    stage: Stage, colours: list[str]
) -> None:
    page = stage.page
    stage.press_as_in_safari()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Colour").click()
    expect(page.get_by_role("dialog", name="Colour")).to_be_hidden()
    assert colours == ["#804040", "#808080"]


def test_a_colour_is_picked_by_the_keyboard(stage: Stage, colours: list[str]) -> None:
    page = stage.page
    expect(page.get_by_role("slider", name="Saturation and brightness")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Tab")
    for _ in range(12):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("slider", name="Hue")).to_have_attribute("aria-valuetext", "120°")
    assert colours == ["#804040"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Colour")).to_be_hidden()
    expect(page.get_by_role("button", name="Colour")).to_be_focused()
    assert colours == ["#804040", "#009a00"]


def test_a_colour_picked_by_the_pointer_is_sent_when_one_goes_elsewhere(
    stage: Stage, colours: list[str]
) -> None:
    page = stage.page
    shades = page.locator(".rs-shades").bounding_box()
    assert shades
    page.mouse.move(shades["x"] + 20, shades["y"] + 20)
    page.mouse.down()
    page.mouse.move(shades["x"] + shades["width"] + 30, shades["y"] - 30, steps=3)
    page.mouse.up()
    expect(page.locator("code")).to_have_text("#ff0000")
    assert colours == ["#804040"]
    page.mouse.click(700, 500)
    expect(page.get_by_role("dialog", name="Colour")).to_be_hidden()
    assert colours == ["#804040", "#ff0000"]


def test_escape_takes_a_picked_colour_back(stage: Stage, colours: list[str]) -> None:
    page = stage.page
    page.keyboard.press("Home")
    expect(page.locator("code")).to_have_text("#808080")
    page.keyboard.press("Escape")
    expect(page.locator("code")).to_have_text("#804040")
    expect(page.get_by_role("button", name="Colour")).to_be_focused()
    assert colours == ["#804040"]
