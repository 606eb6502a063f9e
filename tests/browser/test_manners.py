"""How the page behaves in small things: where the focus goes, what stays in one line."""

import pytest
from playwright.sync_api import expect

import rerun_state as st
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
