"""What a change costs the browser, in elements: times belong to a machine."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenNotebook

PROGRAM = """%%rerun
import rerun_state as st
n = st.session_state.get("n", 0) + st.button("Count up")
st.session_state.n = n
st.sidebar.text("aside")
with st.columns(2)[0]:
    for i in range(200):
        st.text(f"line {i}")
st.text(f"count={n};")
st.bottom.text("below")
"""


def press(page: Page, number: int) -> None:
    page.get_by_role("button", name="Count up").click()
    expect(page.get_by_text(f"count={number};", exact=True)).to_be_visible()


def styled_by(page: Page, presses: int) -> list[int]:
    """How many elements are styled anew each time that the browser does so, while one presses.

    The first press, which may bring the mouse and the focus, does not count.
    """
    press(page, 1)
    events: list[dict[str, Any]] = []
    session = page.context.new_cdp_session(page)
    session.on("Tracing.dataCollected", lambda it: events.extend(it["value"]))
    ended: list[Any] = []
    session.on("Tracing.tracingComplete", lambda it: ended.append(it))
    session.send(
        "Tracing.start",
        {
            "transferMode": "ReportEvents",
            "traceConfig": {"includedCategories": ["devtools.timeline"]},
        },
    )
    for number in range(presses):
        press(page, number + 2)
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    trees = [each for each in events if each["name"] == "UpdateLayoutTree"]
    return [each["args"].get("elementCount", 0) for each in trees]


@pytest.mark.parametrize("host", ["lab", "voila"])
def test_a_press_has_the_browser_style_no_more_than_what_it_changes(
    host: str, request: pytest.FixtureRequest
) -> None:
    open_notebook: OpenNotebook = request.getfixturevalue(host)
    page = open_notebook(["%load_ext rerun_state", PROGRAM])
    expect(page.get_by_text("count=0;", exact=True)).to_be_visible()
    page.wait_for_timeout(1_000)  # until the front end has drawn the rest of itself
    styled = styled_by(page, 5)
    assert styled, "The browser has told nothing of what it styled."
    assert max(styled) < 60, str(styled)
