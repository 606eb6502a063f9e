"""Makes the still pictures of the README and of the index of notebooks.

    python -m tests.browser.pictures

They show the apps of a notebook as `rerun-state run` does.
"""

import shutil
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.moving_picture import NOTEBOOKS
from tests.kernel.serving import serving

WINDOW = ViewportSize(width=1280, height=900)
MARGIN = 24


def inputs(page: Page) -> bytes:
    """All that the apps show down to the choice of a colour."""
    last = page.locator(".rs-k-color_picker")
    expect(last).to_be_visible(timeout=60_000)
    end = last.bounding_box()
    assert end is not None
    page.set_viewport_size(ViewportSize(width=1280, height=int(end["y"]) * 2))
    end, first = last.bounding_box(), page.locator(".rs-app").first.bounding_box()
    assert end is not None
    assert first is not None
    left, top = first["x"] - MARGIN, first["y"] - MARGIN
    height = end["y"] + end["height"] + MARGIN / 2 - top
    width = first["width"] + 2 * MARGIN
    return page.screenshot(clip={"x": left, "y": top, "width": width, "height": height})


def dashboard(page: Page) -> bytes:
    """The window, once it is all there."""
    expect(page.locator(".vega-embed")).to_have_count(2, timeout=60_000)
    expect(page.locator(".rs-grid-row").first).to_be_visible(timeout=60_000)
    return page.screenshot()


def take(chromium: Browser, notebook: str, theme: str) -> bytes:
    """Serve a notebook, and take its picture."""
    with TemporaryDirectory() as folder:
        file = Path(shutil.copy(NOTEBOOKS / f"{notebook}.ipynb", folder))
        with serving(file) as served:
            page = chromium.new_page(viewport=WINDOW)
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.goto(served.url)
            picture = (inputs if notebook == "gallery-inputs" else dashboard)(page)
            page.close()
    return picture


def main() -> None:
    """Write the pictures for light and dark readers."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, notebook in (("gallery", "gallery-inputs"), ("dashboard", "dashboard")):
            for theme in ("light", "dark") if name == "gallery" else ("light",):
                path = NOTEBOOKS / "pictures" / f"{name}-{theme}.png"
                picture = Image.open(BytesIO(take(chromium, notebook, theme))).convert("RGB")
                picture.quantize(dither=Image.Dither.NONE).save(path, optimize=True)
        chromium.close()


if __name__ == "__main__":
    main()
