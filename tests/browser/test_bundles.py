"""Objects look the same by `st.write`, by `display` and as the last expression of a cell."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenNotebook

pytestmark = pytest.mark.browser

SETUP = """
import altair, ipywidgets, matplotlib.figure, pandas, plotly.graph_objects, sympy
from anywidget.experimental import MimeBundleDescriptor
from IPython.display import HTML, SVG, IFrame, Latex, Markdown, Math, display

class Described:
    _repr_mimebundle_ = MimeBundleDescriptor(
        _esm="export default {render: ({el}) => { el.textContent = 'drawn' }}",
        autodetect_observer=False)
    def _get_anywidget_state(self, include): return {}
    def __repr__(self): return "described"

class Vendor:
    def _repr_mimebundle_(self, include=None, exclude=None):
        spec = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "mark": "point",
                "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a"}}}
        return {"application/vnd.vegalite.v5+json": spec, "text/plain": "vendor"}

class Script:
    def _repr_html_(self):
        return "<p class=s>old</p><script>document.querySelectorAll('.s').forEach(" \\
            "s => { s.textContent = 'ran' })</script>"
    def __repr__(self): return "script"

class Styled:
    def _repr_html_(self):
        return "<style>#t td { color: rgb(9, 8, 7) }</style><table id=t><tr><td>cell</table>"
    def __repr__(self): return "styled"

svg = "<svg xmlns='http://www.w3.org/2000/svg' width='40'><rect width='9' height='9'/></svg>"
frame = pandas.DataFrame({"a": [1, 2]})
chart = altair.Chart(frame).mark_point().encode(x="a")
figure = matplotlib.figure.Figure()
figure.add_subplot().plot([1, 2])
traces = plotly.graph_objects.Figure(plotly.graph_objects.Bar(y=[1, 2]))
described, slider = Described(), ipywidgets.IntSlider(description="slides")
"""
# What each is, and what is drawn of it.
OBJECTS = {
    "Math('x^2')": "math msup",
    "Latex(r'Energy $E$ is \\(m\\)')": "p > .rs-math >> nth=1",
    r"Latex(r'\begin{align} a &= b \end{align}')": "math mtable",
    "sympy.Symbol('x') ** 2 / 3": "math mfrac",
    "Markdown('**bold** <u>under</u>')": "strong + u",
    "HTML('<b>bold</b>')": ".rs-html b",
    "Styled()": ".rs-html td",
    "Script()": ".s >> text=ran",
    "Vendor()": ".vega-embed",
    "SVG(svg)": ".rs-output img",
    "described": ".rs-embed >> text=drawn",
    "slider": ".rs-embed .widget-slider",
    "chart": ".vega-embed canvas, .rs-chart canvas",
    "traces": ".js-plotly-plot .bars",
    "figure": "img",
    "frame": ".rs-grid",
    "frame.style.highlight_max()": ".rs-grid",
    "IFrame('about:blank', 300, 90)": "iframe",
}


@pytest.fixture(scope="module")
def page(shared_lab: OpenNotebook) -> Page:
    """The first app writes the objects, the second displays them, each other ends with one."""
    start = "%%rerun\nimport rerun_state as st\n"
    wrote = start + "\n".join(f"st.write({each})" for each in OBJECTS)
    displayed = start + "\n".join(f"display({each})" for each in OBJECTS)
    ended = [f"{start}st.text('above')\n{each}" for each in OBJECTS]
    return shared_lab(["%load_ext rerun_state", SETUP, wrote, displayed, *ended])


def rows(page: Page, number: int) -> list[Locator]:
    """One object, in the three ways."""
    apps = page.locator(".rs")
    expect(apps).to_have_count(2 + len(OBJECTS))
    row = ".rs-section > .rs-row, .rs-stack > .rs-row"
    found = [apps.nth(0), apps.nth(1), apps.nth(2 + number)]
    places = [number, number, 1]
    return [app.locator(row).nth(at) for app, at in zip(found, places, strict=True)]


@pytest.mark.parametrize(("number", "drawn"), list(enumerate(OBJECTS.values())), ids=list(OBJECTS))
def test_an_object_looks_the_same_in_three_ways(page: Page, number: int, drawn: str) -> None:
    seen = rows(page, number)
    for row in seen:
        row.scroll_into_view_if_needed()
        expect(row.locator(drawn).first).to_be_visible()
    boxes = [row.bounding_box() for row in seen]
    sizes = [(box["width"], box["height"]) for box in boxes if box]
    assert sizes == [sizes[0]] * 3
