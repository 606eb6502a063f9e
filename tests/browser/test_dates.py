"""Dates and times: segments that one types into, and a calendar, by keyboard and by mouse."""

import datetime
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

import rerun_state as st
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

DAY = datetime.date(2026, 5, 17)
TRIP = (datetime.date(2026, 7, 1), datetime.date(2026, 7, 14))


def part(stage: Stage, name: str) -> Locator:
    return stage.page.get_by_role("spinbutton", name=name, exact=True)


def day(stage: Stage, value: Any = DAY, **parameters: Any) -> None:
    def program() -> None:
        st.text(f"says {st.date_input('Day', value, **parameters)}")

    stage.show(program)


def says(stage: Stage, text: str) -> None:
    expect(stage.page.get_by_text(f"says {text}", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("format", "at_rest"),
    [("YYYY/MM/DD", "2026/05/17"), ("DD.MM.YYYY", "17.05.2026"), ("MM-DD-YYYY", "05-17-2026")],
)
def test_a_date_has_its_format_at_rest_and_while_one_types(
    stage: Stage, format: str, at_rest: str
) -> None:
    day(stage, format=format)
    segments = stage.page.locator(".rs-segments")
    assert segments.text_content() == at_rest
    segments.get_by_role("spinbutton").first.focus()
    assert segments.text_content() == at_rest


def test_an_empty_field_says_in_which_order_its_parts_stand(stage: Stage) -> None:
    stage.show(lambda: st.datetime_input("Moment", None))
    expect(stage.page.locator(".rs-segments")).to_have_text("YYYY/MM/DD, HH:mm")


def test_a_click_on_the_label_begins_at_the_first_part(stage: Stage) -> None:
    day(stage)
    stage.page.get_by_text("Day", exact=True).click()
    expect(part(stage, "year, Day")).to_be_focused()


def test_digits_lead_from_part_to_part_and_enter_commits(stage: Stage) -> None:
    day(stage)
    part(stage, "year, Day").focus()
    stage.page.keyboard.type("2027")
    expect(part(stage, "month, Day")).to_be_focused()
    stage.page.keyboard.type("39")
    says(stage, "2026-05-17")
    stage.page.keyboard.press("Enter")
    says(stage, "2027-03-09")


def test_arrows_step_a_part_and_tab_commits_at_the_end(stage: Stage) -> None:
    day(stage)
    part(stage, "month, Day").focus()
    for key in ["ArrowUp", "ArrowUp", "ArrowRight", "PageDown", "ArrowLeft", "ArrowLeft", "End"]:
        stage.page.keyboard.press(key)
    expect(part(stage, "year, Day")).to_have_attribute("aria-valuenow", "9999")
    stage.page.keyboard.press("ArrowUp")
    stage.page.keyboard.type("2025")
    stage.page.locator(":focus").evaluate("el => el.blur()")
    says(stage, "2025-07-10")


def test_escape_takes_back_what_is_typed(stage: Stage) -> None:
    day(stage)
    part(stage, "day, Day").press("ArrowUp")
    expect(part(stage, "day, Day")).to_have_text("18")
    stage.page.keyboard.press("Escape")
    expect(part(stage, "day, Day")).to_have_text("17")


def test_a_day_that_a_month_does_not_have_is_its_last(stage: Stage) -> None:
    day(stage, datetime.date(2026, 1, 31))
    part(stage, "month, Day").press("ArrowUp")
    stage.page.keyboard.press("Enter")
    says(stage, "2026-02-28")


def test_a_date_out_of_bounds_is_marked_and_not_sent(stage: Stage) -> None:
    day(stage, min_value="2026-01-01", max_value="2026-12-31")
    part(stage, "year, Day").press("ArrowUp")
    stage.page.keyboard.press("Enter")
    expect(stage.page.get_by_text("Must not be after 2026/12/31")).to_be_visible()
    expect(part(stage, "year, Day")).to_have_attribute("aria-invalid", "true")
    says(stage, "2026-05-17")


def test_a_date_is_pasted_whole(stage: Stage) -> None:
    day(stage, format="DD/MM/YYYY")
    part(stage, "day, Day").focus()
    stage.page.keyboard.insert_text("03/02/2027")
    stage.page.keyboard.press("Enter")
    says(stage, "2027-02-03")


def test_a_date_that_may_be_empty_is_filled_and_cleared(stage: Stage) -> None:
    day(stage, None)
    assert stage.page.locator(".rs-segments").text_content() == "YYYY/MM/DD"
    part(stage, "year, Day").focus()
    stage.page.keyboard.type("20260203")
    stage.page.keyboard.press("Enter")
    says(stage, "2026-02-03")
    stage.page.get_by_role("button", name="Clear").click()
    says(stage, "None")


def test_a_date_that_may_not_be_empty_goes_back_when_it_is_erased(stage: Stage) -> None:
    day(stage)
    part(stage, "day, Day").focus()
    for _ in range(2):
        stage.page.keyboard.press("Backspace")
    expect(part(stage, "day, Day")).to_have_text("DD")
    stage.page.keyboard.press("Enter")
    expect(part(stage, "day, Day")).to_have_text("17")


def test_the_calendar_opens_at_a_click_and_a_day_is_chosen(stage: Stage) -> None:
    day(stage)
    part(stage, "year, Day").click()
    calendar = stage.page.get_by_role("dialog", name="Calendar")
    calendar.get_by_role("button", name="Next month").click()
    calendar.get_by_role("button", name="June 9, 2026").click()
    says(stage, "2026-06-09")
    expect(calendar).to_have_count(0)


def test_a_day_of_a_neighbouring_month_is_chosen_in_the_week_that_it_shares(stage: Stage) -> None:
    day(stage)
    stage.page.get_by_role("button", name="Choose date").click()
    stage.page.get_by_role("button", name="June 2, 2026").click()
    says(stage, "2026-06-02")


def test_the_calendar_is_used_by_keyboard(stage: Stage) -> None:
    day(stage)
    part(stage, "year, Day").press("Alt+ArrowDown")
    focused = stage.page.locator(":focus")
    expect(focused).to_have_accessible_name("Sunday, May 17, 2026")
    for key, name in [
        ("ArrowRight", "Monday, May 18, 2026"),
        ("ArrowDown", "Monday, May 25, 2026"),
        ("PageDown", "Thursday, June 25, 2026"),
        ("Shift+PageUp", "Wednesday, June 25, 2025"),
        ("Home", "Sunday, June 22, 2025"),
        ("End", "Saturday, June 28, 2025"),
    ]:
        stage.page.keyboard.press(key)
        expect(focused).to_have_accessible_name(name)
    stage.page.keyboard.press("Enter")
    says(stage, "2025-06-28")
    expect(stage.page.get_by_role("button", name="Choose date")).to_be_focused()


def test_escape_closes_the_calendar_and_gives_the_focus_back(stage: Stage) -> None:
    day(stage)
    button = stage.page.get_by_role("button", name="Choose date")
    button.press("Enter")
    expect(stage.page.get_by_role("dialog")).to_be_visible()
    stage.page.keyboard.press("Escape")
    expect(stage.page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_a_second_press_closes_the_calendar_where_buttons_take_no_focus(stage: Stage) -> None:
    day(stage)
    stage.press_as_in_safari()
    button = stage.page.get_by_role("button", name="Choose date")
    button.click()
    expect(stage.page.locator(":focus")).to_have_accessible_name("Sunday, May 17, 2026")
    button.click()
    expect(stage.page.get_by_role("dialog")).to_have_count(0)


def test_days_out_of_bounds_cannot_be_chosen(stage: Stage) -> None:
    day(stage, min_value="2026-05-10", max_value="2026-05-20")
    stage.page.get_by_role("button", name="Choose date").click()
    expect(stage.page.get_by_role("button", name="May 9, 2026")).to_be_disabled()
    expect(stage.page.get_by_role("button", name="May 10, 2026")).to_be_enabled()
    expect(stage.page.get_by_role("button", name="Next month")).to_be_disabled()


def test_a_range_is_chosen_in_one_calendar(stage: Stage) -> None:
    day(stage, TRIP)
    part(stage, "year, Start, Day").click()
    for name, range in [("July 20, 2026", "2026, 7, 20),"), ("July 6, 2026", "2026, 7, 6), ")]:
        stage.page.get_by_role("button", name=name).click()
        expect(stage.page.get_by_text(f"says (datetime.date({range}")).to_be_visible()
    expect(stage.page.get_by_text("datetime.date(2026, 7, 20))")).to_be_visible()


def test_a_range_is_typed_whole_before_its_ends_are_judged(stage: Stage) -> None:
    day(stage, TRIP)
    part(stage, "year, Start, Day").focus()
    stage.page.keyboard.type("2026080120260810")
    stage.page.keyboard.press("Enter")
    ends = (datetime.date(2026, 8, 1), datetime.date(2026, 8, 10))
    says(stage, str(ends))


def test_a_range_has_presets_that_end_today(stage: Stage) -> None:
    today = datetime.date.today()
    day(stage, (today,), min_value=today - datetime.timedelta(days=40))
    stage.page.get_by_role("button", name="Choose date").click()
    offered = stage.page.get_by_role("group", name="Date range").get_by_role("button")
    expect(offered).to_have_text(["Past week", "Past month"])
    offered.first.click()
    says(stage, str((today - datetime.timedelta(days=7), today)))


def test_a_disabled_date_is_out_of_reach(stage: Stage) -> None:
    day(stage, disabled=True)
    stage.page.get_by_role("group", name="Day").locator(".rs-box").click()
    expect(stage.page.get_by_role("dialog")).to_have_count(0)
    expect(stage.page.get_by_role("button", name="Choose date")).to_be_disabled()
    expect(part(stage, "year, Day")).to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize(
    ("format", "step", "before", "keys", "chosen"),
    [
        ("24h", 900, "08:45", "2105", "21:05:00"),
        ("12h", 900, "8:45 AM", "905p", "21:05:00"),
        ("24h", 10, "08:45:00", "210507", "21:05:07"),
    ],
)
def test_a_time_is_typed_on_its_clock(
    stage: Stage, format: Any, step: int, before: str, keys: str, chosen: str
) -> None:
    def program() -> None:
        st.text(f"says {st.time_input('At', '08:45', step=step, format=format)}")

    stage.show(program)
    assert stage.page.locator(".rs-segments").text_content() == before
    part(stage, "hour, At").focus()
    stage.page.keyboard.type(keys)
    stage.page.keyboard.press("Enter")
    says(stage, chosen)


def test_a_moment_keeps_its_time_when_another_day_is_chosen(stage: Stage) -> None:
    def program() -> None:
        st.text(f"says {st.datetime_input('At', '2026-05-17 08:45', max_value='2026-05-20 07:00')}")

    stage.show(program)
    for name, chosen in [("May 18", "2026-05-18 08:45:00"), ("May 20", "2026-05-20 07:00:00")]:
        stage.page.get_by_role("button", name="Choose date").click()
        stage.page.get_by_role("button", name=f"{name}, 2026").click()
        says(stage, chosen)
    part(stage, "hour, At").press("ArrowDown")
    part(stage, "minute, At").press("PageDown")
    stage.page.keyboard.press("Enter")
    says(stage, "2026-05-20 06:45:00")


def test_a_calendar_fits_a_phone(stage: Stage) -> None:
    stage.page.set_viewport_size({"width": 390, "height": 800})
    day(stage, TRIP)
    stage.page.get_by_role("button", name="Choose date").click()
    box = stage.page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("above", [100, 340, 480])
def test_all_of_a_calendar_is_seen_wherever_its_field_stands(stage: Stage, above: int) -> None:
    def program() -> None:
        st.space(above)
        st.date_input("Trip", TRIP)

    stage.page.set_viewport_size({"width": 700, "height": 760})
    stage.show(program)
    stage.page.get_by_role("button", name="Choose date").click()
    layer = stage.page.get_by_role("dialog")
    expect(layer.get_by_role("button", name="Past month")).to_be_in_viewport(ratio=1)
    assert layer.evaluate("el => el.scrollHeight <= el.clientHeight")


def test_enter_in_a_date_submits_its_form(stage: Stage) -> None:
    def program() -> None:
        with st.form("f"):
            day = st.date_input("Day", DAY)
            st.form_submit_button("Go")
        st.text(f"says {day}")

    stage.show(program)
    part(stage, "day, Day").focus()
    stage.page.keyboard.type("20")
    stage.page.keyboard.press("Enter")
    says(stage, "2026-05-20")
