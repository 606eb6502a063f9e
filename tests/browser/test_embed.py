"""Pages that `ipywidgets.embed` writes, with an app in them, in a browser that has no kernel."""

import io
import re
import sys
from pathlib import Path

import anywidget
import ipywidgets
import pytest
from ipywidgets import embed
from ipywidgets.widgets.widget import _instances
from playwright.sync_api import BrowserContext, Route, expect

import rerun_state as st
from rerun_state.page.inside import Inputs
from tests.browser.stage import Stage

PAGE = "http://127.0.0.1/embedded.html"
FRONTEND = Path(__file__).resolve().parents[2] / "rerun_state" / "frontend"
MANAGER = FRONTEND / "node_modules/@jupyter-widgets/html-manager/dist"
FILES = {
    "require.min.js": Path(sys.prefix) / "share/jupyter/voila/templates/base/static/require.min.js",
    "embed-amd.js": MANAGER / "embed-amd.js",
    "anywidget.js": Path(str(anywidget.__file__)).with_name("nbextension") / "index.js",
}
"""What such a page gets from the net, and where it is on this machine."""


@pytest.mark.browser
@pytest.mark.skipif(not MANAGER.exists(), reason="the front end's packages are not installed")
def test_an_app_is_seen_without_a_kernel(stage: Stage, context: BrowserContext) -> None:
    before = set(_instances)  # of other tests, whose comms are gone
    theirs = ipywidgets.Text("theirs")

    def program() -> None:
        st.text(f"n is {st.slider('N', 0, 9, 4, key='n')}")
        st.metric("Speed", 3)
        st.write(ipywidgets.HBox([theirs]))

    made = stage.run(program)
    Inputs(made.renderer.inside, {})["n"].layout.width = "200px"
    file = io.StringIO()
    # Those that other tests have left may have lost their comms, and with these their names.
    widgets = [_instances[id] for id in _instances.keys() - before]
    state = ipywidgets.Widget.get_manager_state(widgets=widgets)["state"]
    embed.embed_minimal_html(file, views=[made.renderer.model], state=state)
    html = re.sub(r' integrity="[^"]*"', "", file.getvalue())

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        text = html if route.request.url == PAGE else FILES[name].read_text("utf-8")
        kind = "text/html" if route.request.url == PAGE else "text/javascript"
        origin = {"Access-Control-Allow-Origin": "*"}
        route.fulfill(body=text, content_type=f"{kind}; charset=utf-8", headers=origin)

    page = context.new_page()
    page.route(re.compile("^http"), answer)
    page.goto(PAGE)
    for text in "This is shown as it was saved", "n is 4", "Speed":
        expect(page.get_by_text(text)).to_be_visible()
    expect(page.get_by_role("slider", name="N")).to_have_attribute("aria-valuenow", "4")
    expect(page.locator(".rs-k-slider")).to_have_css("width", "200px")
    expect(page.locator(".rs input[type=text]")).to_have_value("theirs")
    for widget in widgets:
        widget.close()
