"""An error's box leads to the line of the cell that fails."""

import pytest
from playwright.sync_api import expect

import rerun_state as st
from tests.browser.conftest import OpenNotebook
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

APP = """%%rerun
import rerun_state as st
st.write("before")

numbers = [1, 2, 3]
if st.checkbox("Fail", True):
    1 / 0
"""
CURSOR = "() => getSelection().anchorNode?.parentElement?.closest('.cm-line')?.textContent.trim()"


@pytest.mark.parametrize("host", ["lab", "notebook7"])
def test_an_error_leads_to_its_line(host: str, request: pytest.FixtureRequest) -> None:
    open_notebook: OpenNotebook = request.getfixturevalue(host)
    page = open_notebook(["%load_ext rerun_state", APP])
    page.locator(".rs").get_by_role("button", name="1 / 0").click()
    expect(page.locator(".jp-CodeCell", has_text="numbers").locator(".cm-content")).to_be_focused()
    page.wait_for_function(f"({CURSOR})() === '1 / 0'")


def test_an_error_leads_nowhere_where_no_notebook_shows_the_program(stage: Stage) -> None:
    def program() -> None:
        try:
            print(1 / 0)
        except ZeroDivisionError as error:
            st.exception(error)

    stage.show(program)
    expect(stage.page.locator(".rs-where")).to_be_visible()
    expect(stage.page.locator(".rs-where button")).to_have_count(0)
