"""What an app shows reaches nothing of the front end around it, in JupyterLab and in Voila."""

import io
import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

import rerun_state as st
from tests.browser.conftest import OpenNotebook
from tests.browser.servers import Server
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

COMMANDS = """<div class='attack'>
<a class='jp-Cell lm-Widget' data-commandlinker-command='notebook:replace-selection'
   data-commandlinker-args='{"text": "open(\\"owned\\", \\"w\\") #"}'>first</a>
<a data-commandlinker-command='notebook:run-cell' data-jp-undoer='true'>second</a>
<form action='/hub/logout'><input name='jupyter-config-data' id='jupyter-config-data'>
<button formaction='/x' type='submit'>third</button></form><base href='https://evil.test/'>
<style>#main, .jp-Notebook, .jp-Cell { display: none !important } .mine { color: rgb(1, 2, 3) }
.over { position: fixed; bottom: 0; right: 0 } } .jp-Cell { display: none } @scope (x) {</style>
<p class='mine'>mine</p><p class='over'>over</p></div>"""

APP = f"""%%rerun
import rerun_state as st, ipywidgets, pydeck
import pandas as pd
from IPython.display import HTML, SVG, display
ATTACK = '''{COMMANDS}'''
st.html(ATTACK)
st.markdown(ATTACK, unsafe_allow_html=True)
display(HTML(ATTACK))
st.write(ipywidgets.HTML(ATTACK.partition("<form")[0].replace("jp-Cell lm-Widget", "")))
st.graphviz_chart('digraph {{ a [URL="java&#9;script:window.P=1" class="jp-Cell"] '
                  'b [URL="https://b.test/"] }}')
st.link_button("leads", "java\\tscript:window.P=1")
st.markdown("```mermaid\\nflowchart TD\\n  A[<b>x</b>]:::jp-Cell\\n"
            "  click A href \\"javascript:window.P=1\\"\\n```")
st.html("<iframe srcdoc='<script>parent.P=1</script>in a frame'></iframe>")
st.iframe("/api/status")
deck = pydeck.Deck(
    map_provider=None, map_style=None, tooltip={{"html": "{{name}}"}},
    initial_view_state=pydeck.ViewState(latitude=0, longitude=0, zoom=3),
    layers=[pydeck.Layer(
        "ScatterplotLayer", [{{"at": [0, 0], "name": "<img src=x onerror='parent.P=1'>hit"}}],
        get_position="at", get_radius=900000, pickable=True, get_fill_color=[200, 0, 0])])
st.pydeck_chart(deck, height=200)
st.echarts_chart({{
    "title": {{"text": "t", "link": "javascript:window.P=1"}},
    "xAxis": {{"data": ["a"]}}, "yAxis": {{}},
    "tooltip": {{"alwaysShowContent": True, "className": "jp-Cell",
                "formatter": "<img src=x onerror='window.P=1'><b class='jp-Cell'>tip {{c}}</b>"}},
    "series": [{{"type": "bar", "data": [7]}}]}}, height=200)
st.text("end")
"""

# What JupyterLab, Notebook and Lumino look for in what is clicked, pressed, dropped on or read.
ACTED_ON = """[data-commandlinker-command] [class^="jp-"] [class*=" jp-"] [class*="lm-"] form base
[data-jp-undoer] [data-jp-code-runner] [data-jp-suppress-context-menu] [data-lm-dragscroll]
[data-jp-kernel-user] [data-path] [data-id] [formaction] [name] #jupyter-config-data"""
HOSTS = ", ".join(f".rs :not(.rs-embed *){each}" for each in re.split(r"\s+", ACTED_ON))


@pytest.fixture(scope="module", params=["lab", "voila"])
def page(request: pytest.FixtureRequest) -> Page:
    open_notebook: OpenNotebook = request.getfixturevalue(f"shared_{request.param}")
    page = open_notebook(
        ["%load_ext rerun_state", APP, "import os; print('owned' in os.listdir())"]
    )
    expect(page.locator(".rs").get_by_text("end", exact=True)).to_be_visible()
    return page


def attacks(page: Page) -> list[Locator]:
    """The same markup as st.html, Markdown and HTML of a display, and in a widget of ipywidgets."""
    expect(page.locator(".rs .attack")).to_have_count(4)
    return page.locator(".rs .attack").all()


LISTEN = """() => {
    window.commanded = [];
    jupyterapp.commands.commandExecuted.connect((_, { id }) => commanded.push(id));
}"""


def test_two_clicks_run_nothing(page: Page) -> None:
    page.evaluate(LISTEN)
    before = page.locator("body").inner_text()
    for attack in attacks(page):
        attack.get_by_text("first").click()
        attack.get_by_text("second").click()
    assert [name for name in page.evaluate("commanded") if name.startswith("notebook:")] == []
    assert page.locator("body").inner_text().count("open(") == before.count("open(")


def test_nothing_carries_what_front_ends_act_on(page: Page) -> None:
    attacks(page)
    assert page.locator(HOSTS).evaluate_all("all => all.map(el => el.outerHTML)") == []


def test_a_style_sheet_styles_its_app_alone(page: Page) -> None:
    mine = attacks(page)[0].locator(".mine")
    expect(mine).to_have_css("color", "rgb(1, 2, 3)")
    expect(page.locator(".rs .over").first).to_have_css("position", "absolute")
    expect(page.locator(".jp-Cell:has(.rs)")).to_be_visible()


def test_links_in_drawings_run_no_code(page: Page) -> None:
    graph = page.locator(".rs-k-graphviz_chart")
    expect(graph.locator("a")).to_have_count(2)
    for node in graph.locator("text").all():
        assert "javascript" not in node.evaluate("el => el.closest('a').outerHTML").lower()
    assert graph.locator("a[*|href='https://b.test/']").count() == 1
    expect(page.locator(".rs-diagram svg")).to_be_visible()
    assert "javascript" not in page.locator(".rs-diagram").inner_html()
    assert page.get_by_role("link", name="leads").get_attribute("href") is None


def test_frames_have_no_part_in_the_notebook(page: Page) -> None:
    expect(page.locator(".rs iframe")).to_have_count(3)
    for frame in page.locator(".rs iframe").all():
        sandbox = frame.get_attribute("sandbox")
        assert sandbox
        assert "allow-same-origin" not in sandbox
    expect(page.frame_locator(".rs-html iframe").get_by_text("in a frame")).to_be_visible()


def test_a_map_is_drawn_and_its_tooltips_reach_nothing(page: Page) -> None:
    deck = page.locator(".rs-deck")
    deck.scroll_into_view_if_needed()
    expect(deck.content_frame.locator("canvas").first).to_be_visible()
    tip = deck.content_frame.locator(".deck-tooltip")
    box = deck.bounding_box()
    assert box

    for step in range(50):
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + step % 2)
        if tip.count() and tip.inner_text() == "hit":
            break
        page.wait_for_timeout(200)
    expect(tip).to_have_text("hit")
    assert page.evaluate("window.P") is None


def test_the_markup_of_a_chart_s_tooltips_passes_the_gate(page: Page) -> None:
    chart = page.locator(".rs-k-echarts_chart canvas").first
    chart.hover()
    tip = page.locator(".rs-k-echarts_chart").get_by_text("tip 7")
    expect(tip).to_be_visible()
    assert "jp-" not in page.locator(".rs-k-echarts_chart").inner_html()
    assert page.evaluate("window.P") is None


class Upload(io.BytesIO):
    """A file that a reader has sent, who has named its type."""

    def __init__(self, data: bytes, type: str) -> None:
        super().__init__(data)
        self.type = type


ADDRESSED = ".rs object, .rs audio, .rs video"
TYPES = f"""() => Promise.all([...document.querySelectorAll("{ADDRESSED}")].map(
    (el) => fetch(el.data || el.src).then((read) => read.headers.get("content-type"))))"""

TYPES_OF_SHOWN = TYPES.replace(ADDRESSED, ".rs object[data]")


def test_a_file_of_whatever_type_runs_nothing_on_the_page(stage: Stage) -> None:
    script = b"<script>parent.P = 1</script>"
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'>" + script + b"</svg>"

    def program() -> None:
        st.pdf(Upload(script, "text/html"))
        st.pdf(Upload(drawing, "Image/SVG+xml; charset=utf-8"))
        st.audio(Upload(script, "text/html"))
        st.video(Upload(drawing, "application/xhtml+xml"))

    stage.show(program)
    expect(stage.page.locator(ADDRESSED)).to_have_count(4)
    types = stage.page.evaluate(TYPES)
    assert types == ["application/pdf", "application/pdf", "audio/wav", "video/mp4"]
    stage.page.wait_for_timeout(500)
    assert stage.page.evaluate("window.P") is None


OWN = """%%rerun
import rerun_state as st
st.pdf("{url}/own.pdf")
st.pdf("{url}/nothing.pdf")
"""


def test_what_the_pages_own_origin_answers_for_a_pdf_runs_nothing(
    voila: OpenNotebook, voila_server: Server, context: BrowserContext
) -> None:
    page = "<script>parent.P = 1</script>"
    context.route("**/own.pdf", lambda asked: asked.fulfill(content_type="text/html", body=page))
    shown = voila(["%load_ext rerun_state", OWN.format(url=voila_server.url)])
    expect(shown.locator(".rs-pdf[data]")).to_have_attribute("data", re.compile("^blob:"))
    expect(shown.get_by_role("link", name="Download the document")).to_be_visible()
    assert shown.evaluate(TYPES_OF_SHOWN) == ["application/pdf"]
    shown.wait_for_timeout(500)
    assert shown.evaluate("window.P") is None


BOUND = {
    "data": {"values": [{"a": 1}]},
    "params": [{"name": "word", "value": "", "bind": {"input": "text"}}],
    "mark": "point",
    "encoding": {"x": {"field": "a"}},
}
FORM = "<form><input aria-label='own'></form>"


def test_enter_in_an_input_of_a_chart_or_a_component_leaves_the_page_where_it_is(
    stage: Stage,
) -> None:
    def program() -> None:
        st.vega_lite_chart(BOUND)
        st.components.v2.component("form", html=FORM)()

    stage.show(program)
    stage.page.evaluate("window.before = true")
    for field in (".vega-bindings input", "[aria-label=own]"):
        stage.page.locator(field).fill("text")
        stage.page.locator(field).press("Enter")
    stage.page.wait_for_timeout(300)
    assert stage.page.evaluate("window.before") is True
