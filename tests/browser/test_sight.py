"""The clock of the benchmark of tables: it sees what a reader sees, whoever drew it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.benchmarks.visits import SIGHT

DRAW = "document.querySelector('canvas').getContext('2d').fillText('row 1;', 5, 20)"
NEST = "document.querySelector('p').attachShadow({mode: 'open'}).innerHTML = '<b>row 1;</b>'"
WRITE = "document.querySelector('p').append('row 1;')"
HIDE = "document.querySelector('canvas').append('row 1;')"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_init_script(path=SIGHT)
    page.goto("about:blank")
    page.set_content("<p></p><canvas></canvas>")
    yield page
    page.close()


@pytest.mark.parametrize("change", [DRAW, NEST, WRITE])
def test_a_text_is_in_sight_in_a_document_in_a_shadow_root_and_on_a_canvas(
    page: Page, change: str
) -> None:
    page.evaluate("sight.arm(['row 1;'], 20000)")
    page.evaluate(f"sight.begin(); {change}")
    assert page.evaluate("sight.told()") >= 0
    assert page.evaluate("sight.where('row 1;').x") < 100


def test_a_text_that_only_readers_of_a_canvas_hear_is_not_in_sight(page: Page) -> None:
    page.evaluate("sight.arm(['row 1;'], 50)")
    page.evaluate(f"sight.begin(); {HIDE}")
    with pytest.raises(Error, match="row 1; did not appear"):
        page.evaluate("sight.told()")


def test_a_text_that_is_there_already_is_not_waited_for(page: Page) -> None:
    page.evaluate(WRITE)
    with pytest.raises(Error, match="is there already"):
        page.evaluate("sight.arm(['row 1;'], 50)")
