"""What stands in a row: numbers, columns, pills, tabs; and what is disabled."""

import pytest
from playwright.sync_api import expect

import rerun_state as st
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


def test_the_numbers_of_a_row_are_of_one_size(stage: Stage) -> None:
    def program() -> None:
        longest = "1,234,567,890" if not st.checkbox("Short") else "1"
        left, middle, right = st.columns(3)
        left.metric("Users", longest)
        middle.metric("Share", "3 %")
        if not st.checkbox("Two"):
            right.metric("Sales", "$123,456")

    sizes = "all => all.map((number) => parseFloat(getComputedStyle(number).fontSize))"
    stage.page.set_viewport_size({"width": 640, "height": 600})
    stage.show(program)
    numbers = stage.page.locator(".rs-metric-value")
    expect(numbers).to_have_count(3)
    first, *others = numbers.evaluate_all(sizes)
    assert others == [first, first]
    stage.page.get_by_label("Short").check()
    expect(numbers.first).to_have_text("1")
    second, *others = numbers.evaluate_all(sizes)
    assert others == [second, second]
    assert second > first
    stage.page.get_by_label("Two").check()
    expect(numbers).to_have_count(2)
    assert min(numbers.evaluate_all(sizes)) > second


def test_two_columns_stand_beside_each_other_where_five_do_not(stage: Stage) -> None:
    def program() -> None:
        for count in (2, 5):
            for n, column in enumerate(st.columns(count)):
                column.text(f"{n} of {count}")
        for n, column in enumerate(st.columns(5, wrap=False)):
            column.text(f"{n} of all")

    def top(text: str) -> float:
        box = stage.page.get_by_text(text, exact=True).bounding_box()
        assert box
        return box["y"]

    def is_row(of: str) -> bool:
        return top(f"0 of {of}") == top(f"1 of {of}")

    stage.page.set_viewport_size({"width": 470, "height": 600})
    stage.show(program)
    expect(stage.page.get_by_text("4 of all")).to_be_attached()
    assert [is_row("2"), is_row("5"), is_row("all")] == [True, False, True]
    stage.page.set_viewport_size({"width": 390, "height": 600})
    assert [is_row("2"), is_row("5"), is_row("all")] == [False, False, True]
    stage.page.set_viewport_size({"width": 700, "height": 600})
    assert [is_row("2"), is_row("5"), is_row("all")] == [True, True, True]


def test_pills_beyond_the_edge_fade_out_without_a_scrollbar(stage: Stage) -> None:
    def program() -> None:
        st.columns(2)[0].pills("Colours", [f"Colour {n}" for n in range(9)])
        st.pills("Below", [f"Tone {n}" for n in range(30)])
        st.tabs([f"Tab {n}" for n in range(30)])

    stage.page.set_viewport_size({"width": 640, "height": 600})
    stage.show(program)
    seen = """(all) => all.map((el) => [
        el.scrollWidth > el.clientWidth,
        el.offsetHeight - el.clientHeight,
        getComputedStyle(el).getPropertyValue("--rs-fade-end"),
    ])"""
    expect(stage.page.get_by_role("tab")).to_have_count(30)
    lines = stage.page.locator(".rs-group, .rs-tablist").evaluate_all(seen)
    assert lines == [[True, 0, "32px"], [False, 0, "0px"], [True, 0, "32px"]]


def test_what_is_disabled_calls_for_nothing(stage: Stage) -> None:
    def program() -> None:
        for off in (False, True):
            st.button("Go", type="primary", disabled=off, key=f"go {off}")
            st.pills("Pills", ["A"], default="A", disabled=off, key=f"pills {off}")
            st.segmented_control("Parts", ["A"], default="A", disabled=off, key=f"parts {off}")
            st.feedback("faces", default=0, disabled=off, key=f"faces {off}")

    stage.show(program)
    coloured = """(all) => all.map((el) => {
        const { color, backgroundColor } = getComputedStyle(el);
        return [color, backgroundColor].some((each) => {
            const channels = each.replace("(srgb", "(").match(/[\\d.]+/g).slice(0, 3).map(Number);
            const most = Math.max(...channels);
            return most > 0 && (most - Math.min(...channels)) / most > 0.3;
        });
    })"""
    pressed = ":is([aria-pressed=true], [data-type=primary])"
    expect(stage.page.locator(pressed)).to_have_count(8)
    assert all(stage.page.locator(f"{pressed}:enabled").evaluate_all(coloured))
    assert not any(stage.page.locator(f"{pressed}:disabled").evaluate_all(coloured))
