"""What one types and slides: numbers, texts, dates and times, by mouse and by keyboard."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenNotebook

APP = """%%rerun
from datetime import date, datetime, time, timedelta
import rerun_state as st
left, right = st.columns(2)
with left:
    st.text(f"count: {st.slider('Count', 0, 10, 5)}")
    st.text(f"price: {st.slider('Price', 0.0, 1.0, (0.2, 0.8), format='percent')}")
    st.text(f"opens: {st.slider('Opens', time(8), time(18), time(9), timedelta(hours=1))}")
    st.text(f"letter: {st.select_slider('Letter', list('abcde'), 'c')}")
    st.text(f"whole: {st.number_input('Whole', 0, 9, None)}")
    st.text(f"part: {st.number_input('Part', value=0.5, step=0.25, format='%.2f')}")
    st.text(f"name: {st.text_input('Name', max_chars=8)}")
    st.text(f"secret: {st.text_input('Secret', type='password')}")
with right:
    st.text(f"mail: {st.text_input('Mail', type='email')}")
    st.text(f"search: {st.text_input('Search', live=True)}")
    st.text(f"notes: {st.text_area('Notes')!r}")
    st.text(f"day: {st.date_input('Day', date(2026, 5, 17), '2020-01-01', '2029-12-31')}")
    st.text(f"trip: {' to '.join(map(str, st.date_input('Trip', [date(2026, 7, 1)])))}")
    st.text(f"clock: {st.time_input('Clock', time(8, 45), step=300)}")
    st.text(f"moment: {st.datetime_input('Moment', datetime(2026, 5, 17, 8, 45))}")
    st.text(f"empty: {st.date_input('Empty', None)}")
runs = st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.text(f"runs: {runs}")
"""
LABELS = ["Count", "Price", "Opens", "Letter", "Whole", "Part", "Name", "Secret", "Mail", "Search"]
LABELS += ["Notes", "Day", "Trip", "Clock", "Moment", "Empty"]


@pytest.fixture(scope="module", params=["lab", "voila"])
def page(request: pytest.FixtureRequest) -> Page:
    open_notebook: OpenNotebook = request.getfixturevalue(f"shared_{request.param}")
    return open_notebook(["%load_ext rerun_state", APP])


def field(page: Page, label: str) -> Locator:
    return page.locator(".rs").get_by_label(label, exact=True)


def shows(page: Page, text: str) -> None:
    """Wait until the app says so."""
    expect(page.locator(".rs").get_by_text(text, exact=True)).to_be_visible()


def runs(page: Page) -> str:
    return page.locator(".rs").get_by_text("runs: ").inner_text()


@pytest.mark.parametrize("label", LABELS)
def test_an_input_is_found_by_its_label(page: Page, label: str) -> None:
    expect(field(page, label).first).to_be_visible()


def test_a_slider_moves_by_keys_and_commits_once(page: Page) -> None:
    before = int(runs(page).split()[1])
    thumb = page.get_by_role("slider", name="Count")
    for key in ["End", "ArrowLeft", "ArrowLeft", "ArrowLeft"]:
        thumb.press(key)
    shows(page, "count: 7")
    assert int(runs(page).split()[1]) == before + 1


def test_a_slider_is_dragged_and_commits_when_it_is_let_go(page: Page) -> None:
    thumb = page.get_by_role("slider", name="Count")
    thumb.press("Home")
    shows(page, "count: 0")
    box = thumb.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 2000, box["y"], steps=4)
    expect(thumb).to_have_attribute("aria-valuenow", "10")
    shows(page, "count: 0")
    page.mouse.up()
    shows(page, "count: 10")


def test_the_two_ends_of_a_range_move_and_do_not_cross(page: Page) -> None:
    low, high = page.get_by_role("slider", name="Price").all()
    low.press("End")
    shows(page, "price: (0.8, 0.8)")
    high.press("ArrowRight")
    shows(page, "price: (0.8, 0.81)")
    expect(high).to_have_attribute("aria-valuetext", "81%")


def test_sliders_over_times_and_options_say_where_they_are(page: Page) -> None:
    page.get_by_role("slider", name="Opens").press("ArrowRight")
    shows(page, "opens: 10:00:00")
    letter = page.get_by_role("slider", name="Letter")
    letter.press("Home")
    shows(page, "letter: a")
    expect(letter).to_have_attribute("aria-valuetext", "a")


def test_a_number_is_typed_stepped_and_emptied(page: Page) -> None:
    whole = field(page, "Whole")
    whole.fill("3")
    expect(page.get_by_text("Press Enter to apply")).to_be_visible()
    whole.press("Enter")
    shows(page, "whole: 3")
    whole.press("ArrowUp")
    shows(page, "whole: 4")
    whole.locator("..").get_by_role("button", name="Decrease").click()
    shows(page, "whole: 3")
    whole.fill("")
    whole.press("Enter")
    shows(page, "whole: None")


def test_a_number_out_of_bounds_says_so_and_is_not_sent(page: Page) -> None:
    whole = field(page, "Whole")
    whole.fill("12")
    whole.press("Enter")
    expect(page.get_by_text("Must be between 0 and 9")).to_be_visible()
    shows(page, "whole: None")
    steps = whole.locator("..")
    expect(steps.get_by_role("button", name="Increase")).to_be_disabled()
    expect(steps.get_by_role("button", name="Decrease")).to_be_enabled()
    whole.press("Escape")
    expect(whole).to_have_value("")


def test_a_decimal_number_keeps_its_format(page: Page) -> None:
    part = field(page, "Part")
    part.press("ArrowUp")
    shows(page, "part: 0.75")
    part.fill("2")
    part.blur()
    shows(page, "part: 2.0")
    expect(part).to_have_value("2.00")


def test_text_counts_at_enter_or_when_the_field_is_left(page: Page) -> None:
    name = field(page, "Name")
    name.focus()
    expect(page.get_by_text("0/8", exact=True)).to_be_visible()
    name.press_sequentially("Ada")
    expect(page.get_by_text("Press Enter to apply · 3/8")).to_be_visible()
    name.press("Enter")
    shows(page, "name: Ada")
    name.press_sequentially(" and Charles")
    name.press("Tab")
    shows(page, "name: Ada and")


@pytest.mark.parametrize("label", ["Whole", "Name"])
def test_enter_that_ends_a_composition_commits_nothing(page: Page, label: str) -> None:
    before = runs(page)
    field(page, label).fill("7")
    composed = {"key": "Enter", "isComposing": True, "bubbles": True}
    field(page, label).dispatch_event("keydown", composed)
    expect(page.get_by_text("Press Enter to apply")).to_be_visible()
    assert runs(page) == before
    field(page, label).press("Escape")


def test_a_password_is_hidden_until_one_looks(page: Page) -> None:
    secret = field(page, "Secret")
    secret.fill("hush")
    page.get_by_role("button", name="Show password").click()
    expect(secret).to_have_attribute("type", "text")
    shows(page, "secret: hush")
    page.get_by_role("button", name="Hide password").press("Enter")
    expect(secret).to_have_attribute("type", "password")


def test_what_is_no_address_is_not_sent(page: Page) -> None:
    mail = field(page, "Mail")
    mail.fill("nobody")
    mail.press("Enter")
    expect(page.get_by_text("Enter an email address")).to_be_visible()
    expect(mail).to_have_attribute("aria-invalid", "true")
    mail.fill("ada@example.org")
    mail.press("Enter")
    shows(page, "mail: ada@example.org")


def test_a_live_field_counts_while_one_types(page: Page) -> None:
    field(page, "Search").press_sequentially("ab")
    shows(page, "search: ab")
    expect(field(page, "Search")).to_be_focused()


def test_enter_begins_a_line_and_ctrl_enter_commits_an_area(page: Page) -> None:
    notes = field(page, "Notes")
    notes.press_sequentially("one")
    notes.press("Enter")
    notes.press_sequentially("two")
    notes.press("Control+Enter")
    shows(page, "notes: 'one\\ntwo'")


def type_into(page: Page, part: str, keys: str) -> None:
    page.locator(".rs").get_by_role("spinbutton", name=part, exact=True).focus()
    page.keyboard.type(keys)


def test_a_bounded_date_is_typed_digit_by_digit_and_counts_once(page: Page) -> None:
    before = int(runs(page).split()[1])
    type_into(page, "year, Day", "20250304")
    page.keyboard.press("Enter")
    shows(page, "day: 2025-03-04")
    assert int(runs(page).split()[1]) == before + 1


def test_a_date_out_of_bounds_says_so_and_is_not_sent(page: Page) -> None:
    type_into(page, "year, Day", "20350304")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Must not be after 2029/12/31")).to_be_visible()
    shows(page, "day: 2025-03-04")
    page.keyboard.press("Escape")
    expect(field(page, "year, Day")).to_have_text("2025")


def test_a_range_of_dates_is_begun_and_ended(page: Page) -> None:
    type_into(page, "year, End, Trip", "20260714")
    page.keyboard.press("Enter")
    shows(page, "trip: 2026-07-01 to 2026-07-14")


def test_times_and_moments_are_typed(page: Page) -> None:
    type_into(page, "hour, Clock", "2105")
    page.keyboard.press("Enter")
    shows(page, "clock: 21:05:00")
    type_into(page, "year, Moment", "202701020315")
    page.locator(":focus").blur()
    shows(page, "moment: 2027-01-02 03:15:00")


def test_a_day_is_chosen_in_the_calendar(page: Page) -> None:
    field(page, "Moment").get_by_role("button", name="Choose date").click()
    page.get_by_role("gridcell").get_by_role("button", name="January 20, 2027").click()
    shows(page, "moment: 2027-01-20 03:15:00")


def test_a_date_that_may_be_empty_is_filled_and_emptied(page: Page) -> None:
    type_into(page, "year, Empty", "20260203")
    page.keyboard.press("Enter")
    shows(page, "empty: 2026-02-03")
    field(page, "Empty").get_by_role("button", name="Clear").click()
    shows(page, "empty: None")
