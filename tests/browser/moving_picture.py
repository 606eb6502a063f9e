"""Makes the README's moving picture: the dashboard of `notebooks/dashboard.ipynb`, in use.

    python -m tests.browser.moving_picture

The frames are taken after each step of a reader, so that the picture is as still as the page is.
"""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.kernel.serving import serving

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SIZE = ViewportSize(width=1180, height=760)
SHOWN = (826, 532)
STEP, STAY = 90, 1300
"""Milliseconds that a frame within a movement lasts, and one at the end of it."""

JOLY = "text='Joly' >> xpath=ancestor::button"
ALL = "label:has-text('any result')"
POINTER = """() => {
    const arrow = document.createElement('div');
    arrow.innerHTML = '<svg width="24" height="24" viewBox="0 0 24 24"><path d="M4 2l6 18 3-7 7-3z"'
        + ' fill="#111" stroke="#fff" stroke-width="1.5"/></svg>';
    arrow.style.cssText = 'position:fixed;left:0;top:0;z-index:99999;pointer-events:none';
    document.body.append(arrow);
    addEventListener('mousemove', ({ clientX, clientY }) =>
        arrow.style.transform = `translate(${clientX - 4}px, ${clientY - 2}px)`, true);
}"""


def frames(page: Page) -> Iterator[int]:
    """Use the dashboard; yield how long what is seen then lasts."""
    pointer = [700.0, 500.0]

    def go(x: float, y: float, steps: int = 6) -> Iterator[int]:
        before = pointer[:]
        for step in range(1, steps + 1):
            pointer[:] = [
                old + (new - old) * step / steps for old, new in zip(before, (x, y), strict=True)
            ]
            page.mouse.move(*pointer)
            yield STEP

    def press(selector: str, steps: int = 6) -> Iterator[int]:
        yield from go(*middle(selector), steps)
        page.mouse.down()
        page.mouse.up()

    def middle(selector: str) -> tuple[float, float]:
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    page.mouse.move(*pointer)
    yield STAY
    start = middle("[role=slider]")
    yield from go(*start)
    page.mouse.down()
    yield from go(start[0] + 62, start[1], 8)
    page.mouse.up()
    page.wait_for_timeout(700)
    yield STAY
    for selectors in ([JOLY], ["label:has-text('majority')"], [ALL, JOLY]):
        for selector in selectors:
            yield from press(selector, 6 // len(selectors))
        page.wait_for_timeout(900)
        yield STAY


def record(dark: bool) -> tuple[list[Image.Image], list[int]]:
    """Take the pictures, and how long each lasts."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(shutil.copy(NOTEBOOKS / "dashboard.ipynb", folder))
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with serving(file) as served:
            page = chromium.new_page(viewport=SIZE, color_scheme="dark" if dark else "light")
            page.goto(served.url)
            expect(page.locator(".vega-embed")).to_have_count(2, timeout=60_000)
            expect(page.locator(".rs-grid-row").first).to_be_visible(timeout=60_000)
            page.evaluate(POINTER)
            pictures, lasts = list[Image.Image](), list[int]()
            for milliseconds in frames(page):
                picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
                pictures.append(picture.resize(SHOWN, Image.Resampling.LANCZOS))
                lasts.append(milliseconds)
        chromium.close()
    return pictures, lasts


def main() -> None:
    """Write the pictures for light and dark readers."""
    for name in ("light", "dark"):
        pictures, lasts = record(name == "dark")
        path = NOTEBOOKS / "pictures" / f"dashboard-moving-{name}.webp"
        first, *others = pictures
        first.save(
            path, save_all=True, append_images=others, duration=lasts, loop=0, quality=62, method=6
        )


if __name__ == "__main__":
    main()
