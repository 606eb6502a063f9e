"""Widgets of other packages, and of the notebook, as inputs of plain apps in one JupyterLab page.

Each run makes them anew. They are what they were: the same node of the page, in the right size.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import open_context, open_in_lab
from tests.browser.servers import Server

pytestmark = pytest.mark.browser

SETUP = """%load_ext rerun_state
import anywidget, bqplot, ipydatagrid, ipyleaflet, ipyvuetify, traitlets
import ipywidgets as w, numpy as np, pandas as pd, plotly.graph_objects as go
import matplotlib.pyplot as plt
%matplotlib ipympl"""

MAP = """%%rerun --name map
import rerun_state as st
first, second = st.tabs(["First", "Second"])
first.text("nothing")
with second:
    m = ipyleaflet.Map(center=(52, 10), zoom=5, basemap={"url": "", "name": "none"})
    m.layout.height = "200px"
    display(m)
with st.popover("More"):
    small = ipyleaflet.Map(center=(52, 10), zoom=5, basemap={"url": "", "name": "none"})
    small.layout.width, small.layout.height = "400px", "150px"
    display(small)
st.text(f"zoom {m.zoom:g}")
"""
MARKS = """%%rerun --name marks
import rerun_state as st
n = w.IntSlider(3, 1, 9, description="marks")
x, y = bqplot.LinearScale(), bqplot.LinearScale()
bars = bqplot.Bars(x=list(range(n.value)), y=[1] * n.value, scales={"x": x, "y": y})
bars.interactions = {"click": "select"}
figure = bqplot.Figure(marks=[bars], axes=[bqplot.Axis(scale=x)])
figure.layout.height = "200px"
left, right = st.columns(2)
with left:
    display(figure)
with right:
    display(n)
    st.text(f"selected {bars.selected}, bars {len(bars.x)}")
"""
FIGURE = """%%rerun --name figure
import rerun_state as st
n = w.IntSlider(3, 1, 9, description="points")
clicked = st.session_state.setdefault("clicked", [])
figure = go.FigureWidget(go.Scatter(y=list(range(n.value)), mode="markers", marker_size=40))
figure.update_layout(height=240, width=400, margin=dict(l=0, r=0, t=0, b=0))
figure.data[0].on_click(lambda trace, points, state: clicked.append(points.point_inds))
display(w.VBox([n, figure]))
st.text(f"points {n.value}, clicked {clicked}")
"""
PLOT = """%%rerun --name plot
import rerun_state as st
n = w.IntSlider(3, 2, 9, description="lines")
with plt.ioff():
    fig, ax = plt.subplots(figsize=(n.value, 2))
ax.plot(range(n.value))
display(w.VBox([n, fig.canvas]))
st.text(f"lines {n.value}, ends at {ax.lines[0].get_ydata()[-1]}")
"""
GRID = """%%rerun --name grid
import rerun_state as st
grid = ipydatagrid.DataGrid(pd.DataFrame({"a": [1, 2], "b": [3, 4]}), selection_mode="cell")
grid.layout.height = "120px"
display(grid)
st.text(f"selected {len(grid.selections)}")
"""
VUETIFY = """%%rerun --name vuetify
import rerun_state as st
v = ipyvuetify
slider = v.Slider(v_model=3, max=9, label="vue", style_="width: 300px")
button = v.Btn(children=["Go"], color="primary")
pressed = st.session_state.setdefault("pressed", [])
button.on_event("click", lambda *_: pressed.append(1))
display(w.VBox([slider, button]))
st.text(f"vue {slider.v_model}, pressed {len(pressed)}")
"""
OWN = """class Counter(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
        const b = document.createElement("button");
        const draw = () => (b.textContent = `Count ${model.get("n")}`);
        b.onclick = () => { model.set("n", model.get("n") + 1); model.save_changes(); };
        model.on("change:n", draw);
        draw();
        el.append(b);
    } };'''
    n = traitlets.Int(0).tag(sync=True)"""
COUNTER = """%%rerun --name counter
import rerun_state as st
c = Counter()
display(c)
st.text(f"counted {c.n}")
"""
BOXES = """%%rerun --name boxes
import rerun_state as st
a, b = w.IntSlider(3, 0, 9, description="a"), w.IntSlider(0, 0, 9, description="b")
w.jslink((a, "value"), (b, "value"))
calls = st.session_state.setdefault("calls", [])
st.keyed("a", a)
display(w.VBox([a, w.HBox([b])]))

@w.interact(x=(0, 9))
def shown(x=2):
    calls.append(x)
    print("x is", x)

st.text(f"a {st.session_state.a}, b {b.value}, calls {calls}")
"""
READ = """import rerun_state
for name in "map", "marks", "figure", "plot", "grid", "counter":
    print(rerun_state.apps[name].snapshot())"""


@pytest.fixture(scope="module")
def page(lab_server: Server, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A notebook with one app for each package; high enough for all of it to be drawn."""
    for context in open_context(browser, request, height=5000):
        for lab in open_in_lab(lab_server, context):
            page = lab([SETUP, MAP, MARKS, FIGURE, PLOT, GRID, VUETIFY, OWN, COUNTER, BOXES, READ])
            page.get_by_text("a 3, b").wait_for()
            yield page


def app(page: Page, at: int) -> Locator:
    """The app of the cell with that number, among those that have one."""
    return page.locator(".rs:not(.rs .rs)").nth(at)


def marked(locator: Locator) -> Locator:
    """It, with a note that is lost if it is drawn anew."""
    expect(locator).to_be_visible()
    locator.evaluate("element => (element.marked = true)")
    return locator


def is_marked(locator: Locator) -> bool:
    return bool(locator.evaluate("element => element.marked === true"))


FILLED = """map => {
    const own = map.getBoundingClientRect();
    const tiles = [...map.querySelectorAll(".leaflet-tile")].map(e => e.getBoundingClientRect());
    return own.width > 0
        && Math.min(...tiles.map(tile => tile.left)) <= own.left
        && Math.max(...tiles.map(tile => tile.right)) >= own.right;
}"""


def width(locator: Locator) -> float:
    return float(locator.evaluate("element => element.getBoundingClientRect().width"))


def is_filled(shown: Locator) -> bool:
    """Wait until the tiles of a map, which it lays by the size that it takes itself to have, do."""
    filled = shown.page.wait_for_function(FILLED, arg=shown.element_handle())
    return bool(filled.json_value())


def move(handle: Locator, key: str = "ArrowRight") -> None:
    handle.focus()
    handle.press(key)


def test_a_map_in_a_tab_has_its_size_and_stays_while_its_zoom_runs_the_app(page: Page) -> None:
    tab = app(page, 0)
    tab.get_by_role("tab", name="Second").click()
    shown = marked(tab.locator(".leaflet-container").first)
    assert width(shown) > 600
    assert is_filled(shown)
    tab.get_by_role("button", name="Zoom in").click()
    expect(tab.get_by_text("zoom 6")).to_be_visible()
    assert is_marked(shown)


def test_a_map_in_a_popover_has_its_size_as_soon_as_it_is_shown(page: Page) -> None:
    app(page, 0).get_by_role("button", name="More").click()
    shown = page.get_by_role("dialog").locator(".leaflet-container")
    expect(shown).to_be_visible()
    assert width(shown) == 400
    assert is_filled(shown)
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()


def test_a_figure_of_bqplot_is_drawn_further_and_its_selection_runs_the_app(page: Page) -> None:
    figure = marked(app(page, 1).locator(".bqplot"))
    assert 250 < width(figure) < 500  # of its column
    move(app(page, 1).locator(".noUi-handle"))
    expect(app(page, 1).get_by_text("bars 4")).to_be_visible()
    expect(figure.locator("rect.bar")).to_have_count(4)
    figure.locator("rect.bar").nth(1).click(force=True)
    expect(app(page, 1).get_by_text("selected [1]")).to_be_visible()
    assert is_marked(figure)


def test_a_figure_of_plotly_hears_a_click_and_stays(page: Page) -> None:
    figure = marked(app(page, 2).locator(".js-plotly-plot"))
    move(app(page, 2).locator(".noUi-handle"))
    expect(app(page, 2).get_by_text("points 4")).to_be_visible()
    expect(figure.locator(".points path")).to_have_count(4)
    figure.locator(".points path").nth(1).hover(force=True)
    page.mouse.down()
    page.mouse.up()
    expect(app(page, 2).get_by_text("clicked [[1]]")).to_be_visible()
    assert is_marked(figure)


PICTURE = "el => el.toDataURL()"


def test_a_figure_of_matplotlib_stays_and_shows_what_was_drawn_anew(page: Page) -> None:
    canvas = marked(app(page, 3).locator("canvas").first)
    for lines in (4, 5):
        before = canvas.evaluate(PICTURE)
        move(app(page, 3).locator(".noUi-handle"))
        expect(app(page, 3).get_by_text(f"lines {lines}, ends at {lines - 1}")).to_be_visible()
        expect(canvas).to_have_css("width", f"{100 * lines}px")
        page.wait_for_function(
            "([el, before]) => el.toDataURL() !== before", arg=[canvas.element_handle(), before]
        )
    assert is_marked(canvas)


def test_a_cell_that_is_selected_in_a_data_grid_runs_the_app(page: Page) -> None:
    grid = marked(app(page, 4).locator(".ipydatagrid-widget"))
    grid.click(position={"x": 80, "y": 30})
    expect(app(page, 4).get_by_text("selected 1")).to_be_visible()
    assert is_marked(grid)


def test_widgets_of_vuetify_tell_values_and_clicks(page: Page) -> None:
    app(page, 5).get_by_role("button", name="Go").click()
    expect(app(page, 5).get_by_text("pressed 1")).to_be_visible()
    app(page, 5).get_by_role("button", name="Go").click()
    expect(app(page, 5).get_by_text("pressed 2")).to_be_visible()


def test_a_widget_that_the_notebook_defines_counts_on(page: Page) -> None:
    for count in (1, 2):
        app(page, 6).get_by_role("button", name="Count").click()
        expect(app(page, 6).get_by_text(f"counted {count}")).to_be_visible()


def test_a_link_a_box_and_interact_work_as_in_any_notebook(page: Page) -> None:
    handles = app(page, 7).locator(".noUi-handle")
    move(handles.nth(0))
    expect(app(page, 7).get_by_text("a 4, b 4")).to_be_visible()
    move(handles.nth(2))
    expect(app(page, 7).get_by_text("x is 3")).to_be_visible()
    expect(app(page, 7).get_by_text(re.compile(r"calls \[2, (2, )*3\]$"))).to_be_visible()


def test_a_snapshot_reads_what_each_of_them_shows(page: Page) -> None:
    told = page.locator(".jp-OutputArea-output pre", has_text="[Map] center")
    lines = ["center: 52, 10; zoom: 5", "[Bars] x: 0, 1, 2; y: 1, 1, 1", "[plotly_chart]", "[image"]
    for line in (*lines, "key  a  b", "[Counter] n: 0"):
        expect(told).to_contain_text(line)
