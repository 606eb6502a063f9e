"""Packages of components from PyPI, unmodified and without Streamlit, operated by mouse."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.conftest import OpenNotebook
from tests.browser.servers import serve_files

pytestmark = pytest.mark.browser

HERE = Path(__file__).resolve().parent
LEAFLET = HERE.parents[1] / "rerun_state/frontend/node_modules/leaflet/dist"
Open: TypeAlias = Callable[[str], Page]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages of packages.txt."""
    folder = tmp_path_factory.mktemp("packages")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    wanted = ["--target", str(folder), "--requirement", str(HERE / "packages.txt")]
    subprocess.run([*command, *wanted], check=True)
    assert not (folder / "streamlit").exists()
    return folder


@pytest.fixture
def show(lab: OpenNotebook, packages: Path) -> Open:
    """Open a notebook with an app that may import the packages."""
    setup = f"%load_ext rerun_state\nimport sys\nsys.path.insert(0, {str(packages)!r})"
    return lambda code: lab([setup, f"%%rerun\nimport streamlit as st\n{code}"])


def app(page: Page) -> Locator:
    return page.locator(".rs:not(.rs .rs)")


def frame(page: Page, at: int = 0) -> FrameLocator:
    return page.frame_locator("iframe.rs-component-frame").nth(at)


def middle(locator: Locator) -> tuple[float, float]:
    """Where the middle of something is in the window."""
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_option_menu(show: Open) -> None:
    page = show("""
from streamlit_option_menu import option_menu
log = st.session_state.setdefault("log", [])
by_code = 2 if st.button("By code") else None
chosen = option_menu("Main", ["Home", "Settings", "About"], icons=["house", "gear", "person"],
    key="m", manual_select=by_code, on_change=lambda key: log.append(st.session_state[key]))
st.text(f"chosen {chosen} {st.session_state.m} {log}")
""")
    expect(app(page)).to_contain_text("chosen Home None")
    frame(page).get_by_text("Settings").click()
    expect(app(page)).to_contain_text("chosen Settings Settings ['Settings']")
    app(page).get_by_role("button", name="By code").click()
    expect(frame(page).locator(".nav-link.active")).to_contain_text("About")
    expect(app(page)).to_contain_text("chosen About")


@pytest.fixture
def net() -> Iterator[str]:
    """The address of a server that has what maps load from the net, which there is none."""
    with serve_files(LEAFLET) as address:
        yield address


def test_folium(show: Open, net: str) -> None:
    page = show(f"""
import folium
from streamlit_folium import st_folium
place = folium.Map(location=[60.4, 5.3], zoom_start=10)
place.default_js = [("leaflet", "{net}/leaflet.js")]
place.default_css = [("leaflet_css", "{net}/leaflet.css")]
seen = st_folium(place, key="map", width=500, height=300,
    on_change=lambda: st.session_state.update(moved=True))
clicked = seen["last_clicked"]
st.text(f"at {{clicked and round(clicked['lat'])}} moved {{st.session_state.get('moved')}}")
""")
    ground = frame(page).locator(".leaflet-container").first
    expect(ground).to_be_visible()
    page.mouse.click(*middle(ground))
    expect(app(page)).to_contain_text("at 60 moved True")


def test_aggrid(show: Open) -> None:
    page = show("""
import pandas as pd
from st_aggrid import AgGrid
frame = pd.DataFrame({"name": ["Ada", "Alan"], "born": [1815, 1912]})
grid = AgGrid(frame, editable=True, key="grid", height=200)
st.text("names " + ", ".join(grid["data"]["name"]))
""")
    expect(app(page)).to_contain_text("names Ada, Alan")
    frame(page).get_by_role("gridcell", name="Alan").dblclick()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Grace")
    page.keyboard.press("Enter")
    expect(app(page)).to_contain_text("names Ada, Grace")


def test_ace(show: Open) -> None:
    page = show("""
from streamlit_ace import st_ace
code = st_ace(value="x = 1", language="python", key="ace", height=150, auto_update=True)
st.text(f"code {code!r} {st.session_state.ace!r}")
""")
    lines = frame(page).locator(".ace_content")
    expect(lines).to_contain_text("x = 1")
    expect(lines.locator(".ace_numeric")).to_have_text("1")  # its mode for Python is loaded
    lines.click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type("23")
    expect(app(page)).to_contain_text("code 'x = 123' 'x = 123'")


def test_antd_components(show: Open) -> None:
    page = show("""
import streamlit_antd_components as sac
log = st.session_state.setdefault("log", [])
if st.button("By code"): st.session_state.s = "pear"
chosen = sac.segmented(["apple", "pear", "plum"], key="s",
    on_change=lambda: log.append(st.session_state.s))
st.text(f"chosen {chosen} {st.session_state.s} {log}")
tree = sac.tree(items=[sac.TreeItem("root", children=[sac.TreeItem("leaf")])], open_all=True)
st.text(f"tree {tree}")
""")
    expect(app(page)).to_contain_text("chosen apple apple []")
    frame(page).get_by_text("plum").click()
    expect(app(page)).to_contain_text("chosen plum plum ['plum']")
    app(page).get_by_role("button", name="By code").click()
    expect(frame(page).locator("[data-active], [aria-selected=true]").first).to_contain_text("pear")
    expect(app(page)).to_contain_text("chosen pear pear")
    frame(page, 1).get_by_text("leaf").click()
    expect(app(page)).to_contain_text("tree leaf")


def test_drawable_canvas(show: Open) -> None:
    page = show("""
from streamlit_drawable_canvas import st_canvas
drawn = st_canvas(stroke_width=5, height=150, width=300, drawing_mode="rect", key="canvas")
objects = (drawn.json_data or {}).get("objects", [])
st.text(f"drawn {[each['type'] for each in objects]}")
""")
    canvas = app(page).locator("canvas").last
    expect(canvas).to_be_visible()
    x, y = middle(canvas)
    page.mouse.move(x - 40, y - 30)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=5)
    page.mouse.up()
    expect(app(page)).to_contain_text("drawn ['Rect']")


def test_echarts(show: Open) -> None:
    page = show("""
from streamlit_echarts import st_echarts
log = st.session_state.setdefault("log", [])
options = {
    "animation": False,
    "xAxis": {"type": "category", "data": ["A"]}, "yAxis": {"type": "value"},
    "series": [{"type": "bar", "data": [100], "barWidth": "100%"}],
}
seen = st_echarts(options, events={"click": "function(at) { return at.name }"}, key="chart",
    height="250px", on_change=lambda: log.append(st.session_state.chart.chart_event))
st.text(f"clicked {seen.chart_event} {log}")
""")
    canvas = app(page).locator("canvas").first
    expect(canvas).to_be_visible()
    page.wait_for_timeout(500)  # until it is drawn, which nothing tells
    page.mouse.click(*middle(canvas))
    expect(app(page)).to_contain_text("clicked A ['A']")


def test_keyup(show: Open) -> None:
    page = show("""
from st_keyup import st_keyup
log = st.session_state.setdefault("log", [])
name = st_keyup("Name", key="name", on_change=lambda: log.append(st.session_state.name),
    on_submit=lambda: log.append("sent"))
st.text(f"hello {name} {log[-1:]}")
""")
    field = app(page).get_by_label("Name").or_(app(page).locator("#input")).first
    field.click()
    page.keyboard.type("Ada", delay=150)
    expect(app(page)).to_contain_text("hello Ada ['Ada']")
    page.keyboard.press("Enter")
    expect(app(page)).to_contain_text("hello Ada ['sent']")
    expect(field).to_be_focused()


def test_extra_components(show: Open) -> None:
    page = show("""
import extra_streamlit_components as stx
tabs = [stx.TabBarItemData(id=n, title=f"Tab {n}", description="x") for n in (1, 2)]
st.text(f"tab {stx.tab_bar(data=tabs, default=1)}")
st.text(f"step {stx.stepper_bar(steps=['Ready', 'Set', 'Go'], lock_sequence=False)}")
cookies = stx.CookieManager(key="cookies")
if st.button("Set"): cookies.set("name", "Ada", key="set")
st.text(f"cookies {cookies.get_all(key='all')}")
""")
    expect(app(page)).to_contain_text("tab 1")
    frame(page, 0).get_by_text("Tab 2").click()
    expect(app(page)).to_contain_text("tab 2")
    frame(page, 1).get_by_text("Set", exact=True).click()
    expect(app(page)).to_contain_text("step 1")
    expect(app(page)).to_contain_text("cookies {}")


def test_agraph(show: Open) -> None:
    page = show("""
from streamlit_agraph import Config, Edge, Node, agraph
nodes = [Node(id="A", label="A", size=60, x=0, y=0)]
config = Config(width=400, height=250, physics=False)
st.text(f"node {agraph(nodes=nodes, edges=[], config=config)}")
""")
    canvas = frame(page).locator("canvas")
    expect(canvas).to_be_visible()
    page.wait_for_timeout(1000)  # until it is drawn, which nothing tells
    page.mouse.click(*middle(canvas))
    expect(app(page)).to_contain_text("node A")


def test_a_package_works_in_voila(voila: OpenNotebook, packages: Path) -> None:
    setup = f"%load_ext rerun_state\nimport sys\nsys.path.insert(0, {str(packages)!r})"
    page = voila(
        [
            setup,
            """%%rerun
import streamlit as st
from streamlit_option_menu import option_menu
from st_keyup import st_keyup
st.text(f"chosen {option_menu(None, ['Home', 'Settings'], key='m')}, {st_keyup('Name')}")
""",
        ]
    )
    frame(page).get_by_text("Settings").click()
    expect(app(page)).to_contain_text("chosen Settings")
    app(page).locator("#input").click()
    page.keyboard.type("Ada", delay=150)
    expect(app(page)).to_contain_text("chosen Settings, Ada")
