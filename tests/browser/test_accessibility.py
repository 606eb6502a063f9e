"""What axe-core finds wrong with every element, in both themes: nothing."""

from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.conftest import OpenNotebook

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
# Widgets of others, and documents of their own, are their makers'.
RUN = """() => axe.run({ include: ['.rs'], exclude: ['.rs-embed', 'iframe'] })
    .then(({ violations }) => violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)))"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["gallery-inputs", "gallery-display"])
def test_no_element_bars_anyone(voila: OpenNotebook, name: str, theme: str) -> None:
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    page = voila([cell.source for cell in notebook.cells if cell.cell_type == "code"])
    if theme == "dark":
        page.goto(f"{page.url}?theme=dark")
        page.locator("#loading").wait_for(state="hidden")
    expect(page.locator(".rs-app").last).to_be_visible()
    expect(page.locator(".rs-grid-row").first).to_be_visible()
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(RUN) == []
