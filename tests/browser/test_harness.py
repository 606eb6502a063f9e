"""The harness itself, on ipywidgets' own widgets in both front ends."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenNotebook

CELLS = [
    "import ipywidgets",
    """
button = ipywidgets.Button(description="Press")
label = ipywidgets.Label("not pressed")
button.on_click(lambda _: setattr(label, "value", "pressed"))
ipywidgets.VBox([button, label])
""",
]


@pytest.fixture(params=["lab", "voila"])
def page(request: pytest.FixtureRequest) -> Page:
    open_notebook: OpenNotebook = request.getfixturevalue(request.param)
    return open_notebook(CELLS)


def test_a_click_on_a_button_changes_a_label(page: Page) -> None:
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("pressed", exact=True)).to_be_visible()


def test_no_request_leaves_the_machine(page: Page) -> None:
    fetch = "() => fetch('https://example.org').then(() => 'reached', () => 'blocked')"
    assert page.evaluate(fetch) == "blocked"
