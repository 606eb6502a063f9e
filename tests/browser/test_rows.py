"""What stands in a row: numbers."""

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
