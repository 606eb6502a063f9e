"""Every kind of chart draws, offline, in JupyterLab and in Voila; and changes in place."""

import re
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

import rerun_state as st
from rerun_state.elements.charts import evaluation
from tests.browser.conftest import OpenNotebook
from tests.browser.stage import Stage
from tests.page.browser import Page as App

pytestmark = pytest.mark.browser

APP = """%%rerun
import altair
import matplotlib.pyplot as plt
import pandas as pd
import plotly.graph_objects as go
import pydeck
import rerun_state as st

n = st.slider("n", 1, 9, 3)
st.text(f"n is {n}")
frame = pd.DataFrame({"x": [0, 1, 2], "y": [3, 1, 2]})
places = pd.DataFrame({"lat": [48.8, 48.9], "lon": [2.2, 2.5]})
one, two, three, four = st.columns(4)
moved = pd.DataFrame({"x": [0, 1, 2], "y": [1, n, 5]})
one.line_chart(moved, x="x", y="y", height=150, alt="line")
one.area_chart(frame, x="x", y="y", height=150, alt="area")
one.bar_chart(frame, x="x", y="y", height=150, alt="bar")
one.scatter_chart(frame, x="x", y="y", height=150, alt="scatter")
pick = altair.selection_point(name="pick", fields=["x"])
bars = altair.Chart(pd.DataFrame({"x": ["all"], "y": [4]})).mark_bar()
bars = bars.encode(x="x", y="y").add_params(pick)
picked = two.altair_chart(bars, key="bars", height=200, on_select="rerun", alt="altair")
two.text(f"picked: {picked.selection['pick']}")
encoding = {axis: {"field": axis, "type": "quantitative"} for axis in "xy"}
spec = {"mark": "point", "encoding": encoding}
two.vega_lite_chart(frame, spec, height=150, alt="vega")
figure = go.Figure(go.Scatter(x=[1], y=[1], mode="markers", marker_size=40))
figure.update_layout(margin=dict(l=0, r=0, t=0, b=0))
points = three.plotly_chart(figure, key="points", height=200, on_select="rerun", alt="plotly")
three.text(f"points: {points.selection.point_indices}")
axes = plt.subplots(figsize=(2, 1))[1]
axes.plot([1, 3, 2])
three.pyplot(axes.figure, alt="pyplot")
plt.close(axes.figure)
three.echarts_chart({"series": [{"type": "pie", "data": [1, 2]}]}, height=150, alt="echarts")
three.metric("A metric", 3, 1, chart_data=[1, 3, 2])
four.graphviz_chart("digraph { a -> b }", alt="graphviz")
four.mermaid_chart("flowchart LR; a --> b", alt="mermaid")
four.map(places, height=150, alt="map")
layer = pydeck.Layer("ScatterplotLayer", places, get_position="[lon, lat]", get_radius=3000)
view = pydeck.ViewState(latitude=48.85, longitude=2.35, zoom=8)
deck = pydeck.Deck([layer], initial_view_state=view, map_provider=None)
four.pydeck_chart(deck, height=150, alt="pydeck")
one.line_chart([n * n % 997 for n in range(30_000)], height=150, alt="many")
first, second = four.tabs(["Here", "Behind"])
first.text("In front")
second.map(places, height=150, alt="behind")
"""
KINDS = ["line", "area", "bar", "scatter", "altair", "vega", "plotly", "pyplot", "echarts"]
KINDS += ["graphviz", "mermaid", "map", "pydeck"]

SPREAD = """chart => {
    const canvas = chart.querySelector('.leaflet-overlay-pane canvas');
    if (!canvas?.width) return 0;
    const {data, width} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const xs = [];
    for (let at = 3; at < data.length; at += 4) if (data[at] > 99) xs.push((at >> 2) % width);
    return Math.max(...xs) - Math.min(...xs);
}"""


@pytest.fixture(scope="module", params=["lab", "voila"])
def page(request: pytest.FixtureRequest) -> Page:
    open_notebook: OpenNotebook = request.getfixturevalue(f"shared_{request.param}")
    return open_notebook(["%load_ext rerun_state", APP])


def chart(page: Page, alt: str) -> Locator:
    return page.locator(f".rs :is([aria-label={alt}], img[alt={alt}])")


def text(page: Page, text: str) -> Locator:
    return page.locator(".rs").get_by_text(text, exact=True)


def colours(shown: Locator) -> int:
    picture = Image.open(BytesIO(shown.screenshot())).convert("RGB")
    return len(picture.getcolors(picture.width * picture.height) or [])


def until(page: Page, holds: Callable[[], object]) -> None:
    """Look again and again, as `expect` does; what is drawn on a canvas it cannot see."""
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(200)
    pytest.fail("It never came true.")


def pixels(canvas: Locator) -> Any:
    url = canvas.evaluate("canvas => canvas.toDataURL()")
    return np.asarray(Image.open(BytesIO(b64decode(url.partition(",")[2]))).convert("RGBA"), int)


def click_the_middle(shown: Locator) -> None:
    box = shown.bounding_box()
    assert box
    shown.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_draws(page: Page, kind: str) -> None:
    shown = chart(page, kind)
    drawing = shown.locator("canvas, svg, iframe").first
    expect(shown if kind == "pyplot" else drawing).to_be_visible()
    until(page, lambda: colours(shown) > 5)


def test_a_metric_draws_its_history(page: Page) -> None:
    history = page.locator(".rs-metric svg").last
    assert history.evaluate("svg => svg.getBBox().width") > 20


def test_a_slider_changes_one_chart_in_place(page: Page) -> None:
    line, others = chart(page, "line").locator("canvas"), page.locator(".rs-chart canvas")
    expect(line).to_be_visible()
    others.evaluate_all("all => { window.before = all.map(each => [each, each.toDataURL?.()]) }")
    was = line.evaluate("canvas => canvas.toDataURL()")
    page.get_by_role("slider", name="n").press("ArrowRight")
    expect(text(page, "n is 4")).to_be_visible()
    page.wait_for_function(
        "([alt, was]) => document.querySelector(`[aria-label=${alt}] canvas`).toDataURL() !== was",
        arg=["line", was],
    )
    same = "all => all.map((each, at) => each === before[at][0])"
    assert set(others.evaluate_all(same)) == {True}
    changed = "all => all.filter((each, at) => each.toDataURL() !== before[at][1]).length"
    assert others.evaluate_all(changed) == 1


def test_a_bar_that_is_clicked_is_a_selection(page: Page) -> None:
    expect(text(page, "picked: [{'x': 'all'}]")).to_be_hidden()
    click_the_middle(chart(page, "altair"))
    expect(text(page, "picked: [{'x': 'all'}]")).to_be_visible()


def test_a_point_that_is_clicked_is_a_selection(page: Page) -> None:
    expect(text(page, "points: []")).to_be_visible()
    click_the_middle(chart(page, "plotly").locator(".point").first)
    expect(text(page, "points: [0]")).to_be_visible()


def test_the_buttons_of_a_figure_have_the_colours_of_the_page(page: Page) -> None:
    group = chart(page, "plotly").locator(".modebar-group").first
    expect(group).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    tick = chart(page, "plotly").locator(".xtick text").first
    faint = tick.evaluate("el => getComputedStyle(el).fill").removeprefix("rgb(").rstrip(")")
    assert faint in group.locator("path").first.evaluate("el => getComputedStyle(el).fill")


def test_no_button_of_a_figure_sends_it_elsewhere(page: Page) -> None:
    buttons = chart(page, "plotly").locator(".modebar-btn")
    names = buttons.evaluate_all("all => all.map((each) => each.getAttribute('data-title'))")
    assert names
    assert not [name for name in names if re.search("(?i)share|cloud|studio", name)]


def test_a_map_behind_a_tab_shows_its_points_once_it_is_seen(page: Page) -> None:
    page.get_by_role("tab", name="Behind").click()
    behind = chart(page, "behind")
    expect(behind.locator("canvas")).to_be_visible()
    until(page, lambda: behind.evaluate(SPREAD) > 50)
    behind.evaluate("chart => { chart.querySelector('canvas').mark = 'mine' }")
    page.get_by_role("tab", name="Here").click()
    page.get_by_role("tab", name="Behind").click()
    expect(behind.locator("canvas")).to_be_visible()
    assert behind.evaluate("chart => chart.querySelector('canvas').mark") == "mine"


def zoom_in(page: Page, at: tuple[float, float]) -> None:
    page.mouse.move(*at)
    page.keyboard.down("Shift")
    page.mouse.wheel(-2_000, 0)  # as Chromium turns it itself where there is a mouse
    page.keyboard.up("Shift")


def test_who_zooms_into_a_chart_of_many_points_sees_those_in_sight(page: Page) -> None:
    many, note = chart(page, "many"), page.locator(".rs-note").get_by_text("points")
    expect(many.locator("canvas")).to_be_visible()
    expect(note).to_contain_text("30,000 points, of which")
    many.scroll_into_view_if_needed()
    box = many.bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
    zoom_in(page, middle)
    expect(note).to_contain_text("of 30,000 points lie in this range, and all of them are drawn")
    page.mouse.dblclick(*middle)
    expect(note).to_contain_text("30,000 points, of which")


def test_a_chart_that_comes_to_have_many_points_stays_where_its_reader_is(stage: Stage) -> None:
    held = [20_000]

    def program() -> None:
        st.line_chart([n * n % 997 for n in range(held[0])], alt="growing")

    app, page = stage.show(program), stage.page
    growing, note = chart(page, "growing"), page.locator(".rs-note")
    expect(growing.locator("canvas")).to_be_visible()
    growing.evaluate("chart => { chart.querySelector('canvas').mark = 'mine' }")
    box = growing.bounding_box()
    assert box
    zoom_in(page, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 3))
    page.wait_for_timeout(500)  # nothing on the page tells of it
    held[0] = 20_001
    stage.rerun(app)
    expect(note).to_contain_text("of 20,001 points lie in this range, and all of them are drawn")
    held[0] = 19_999
    stage.rerun(app)
    expect(note).to_have_count(0)
    assert growing.evaluate("chart => chart.querySelector('canvas').mark") == "mine"


def test_rows_that_are_added_are_drawn_as_if_they_had_come_at_once(stage: Stage) -> None:
    walks = np.random.default_rng(0).normal(size=(30_000, 2)).cumsum(0)
    frame = pd.DataFrame(walks, columns=["bergen", "oslo"])
    held = [25_000]

    def program() -> None:
        st.line_chart(frame[: held[0]], alt="live")
        if held[0] == len(frame):
            st.line_chart(frame[: held[0]], alt="fresh")

    app, page = stage.show(program), stage.page
    live, fresh = (chart(page, name).locator("canvas") for name in ("live", "fresh"))
    expect(live).to_be_visible()
    for held[0] in (25_100, 30_000):
        stage.rerun(app)
    expect(fresh).to_be_visible()
    until(page, lambda: (pixels(live) == pixels(fresh)).all())


def test_a_chart_that_is_drawn_anew_stays_where_its_reader_was(stage: Stage) -> None:
    colours = [n % 3 for n in range(30_000)]
    many = pd.DataFrame(
        {"x": range(30_000), "y": [n * n % 997 for n in range(30_000)], "c": colours}
    )
    stage.show(lambda: st.line_chart(many, x="x", y="y", color="c", alt="legend"))
    page, legend, note = stage.page, chart(stage.page, "legend"), stage.page.locator(".rs-note")
    expect(legend.locator("canvas")).to_be_visible()
    box = legend.bounding_box()
    assert box
    zoom_in(page, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 3))
    expect(note).to_contain_text("lie in this range")
    size = page.viewport_size
    assert size
    for width in (390, size["width"]):
        legend.evaluate("chart => { chart.querySelector('canvas').mark = 'former' }")
        page.set_viewport_size({**size, "width": width})
        until(page, lambda: legend.evaluate("chart => !chart.querySelector('canvas').mark"))
        expect(note).to_contain_text("lie in this range")
    page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
    expect(note).to_contain_text("30,000 points, of which")


def test_a_range_is_selected_as_long_as_there_are_data_below_it(stage: Stage) -> None:
    rows, seen = [pd.DataFrame({"x": range(10), "y": range(10)})], list[Any]()

    def program() -> None:
        brush = alt.selection_interval(name="brush")
        chart = alt.Chart(rows[0]).mark_point().encode(x="x:Q", y="y:Q").add_params(brush)
        seen.append(st.altair_chart(chart, key="c", on_select="rerun").selection.brush)

    app = stage.show(program)
    canvas = stage.page.locator("canvas")
    canvas.hover(position={"x": 100, "y": 50})
    stage.page.mouse.down()
    canvas.hover(position={"x": 300, "y": 150})
    stage.page.mouse.up()
    until(stage.page, lambda: set(seen[-1]) == {"x", "y"})
    rows[0] = rows[0].head(0)
    stage.rerun(app)
    until(stage.page, lambda: seen[-1] == {})


def test_what_is_selected_under_a_key_is_so_in_a_chart_that_is_drawn_anew(stage: Stage) -> None:
    pick = alt.selection_point(name="pick", fields=["k"])
    brush = alt.selection_interval(name="brush")
    table = pd.DataFrame({"k": list("abc"), "v": [3, 3, 3]})
    seen = alt.when(pick).then(alt.value("red")).otherwise(alt.value("grey"))
    bars = alt.Chart(table).mark_bar().encode(x="k", y="v", color=seen).add_params(pick)
    points = alt.Chart(table).mark_point().encode(x="v", y="v").add_params(brush)
    height, told = [200], list[Any]()

    def program() -> None:
        options: Any = {"on_select": "rerun", "height": height[0]}
        of_bars = st.altair_chart(bars, key="bars", alt="bars", **options)
        of_points = st.altair_chart(points, key="points", alt="points", **options)
        told.append((of_bars.selection.pick, of_points.selection.brush))

    app, page = stage.show(program), stage.page
    canvases = [chart(page, name).locator("canvas") for name in ("bars", "points")]

    def pictures() -> list[Any]:
        page.wait_for_timeout(500)
        return [pixels(canvas) for canvas in canvases]

    def are_same(now: list[Any]) -> bool:
        return all(np.abs(a - b).max() < 50 for a, b in zip(before, now, strict=True))

    for canvas in canvases:
        expect(canvas).to_be_visible()
    click_the_middle(chart(page, "bars"))
    box = chart(page, "points").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 3, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 90, steps=3)
    page.mouse.up()
    until(page, lambda: all(told[-1]))
    before, chosen = pictures(), told[-1]
    for height[0] in (210, 200):
        stage.rerun(app)
        now = pictures()
    assert are_same(now)
    other_view = "async id => { views.push(await show(id)); views.shift()(); }"
    stage.frame.evaluate(other_view, app.renderer.model.model_id)
    assert are_same(pictures())
    assert told[-1] == chosen


def test_charts_that_are_as_wide_as_they_are_draw(stage: Stage) -> None:
    bars = alt.Chart(pd.DataFrame({"x": [1, 2]})).mark_bar().encode(x="x:O", y="x:Q")
    figure = go.Figure(go.Scatter(x=[1], y=[1]), layout_width=300)
    option = {"series": [{"type": "pie", "data": [1, 2]}]}

    def program() -> None:
        st.altair_chart(bars | bars, alt="two")
        st.altair_chart(bars.facet("x:N"), alt="parts")
        st.line_chart({"a": [1, 2], "b": [2, 1]}, width="content", alt="lines")
        st.plotly_chart(figure, width="content", alt="points")
        st.echarts_chart(option, width="content", alt="pie")

    stage.show(program)
    for name in ("two", "parts", "lines", "pie"):
        expect(chart(stage.page, name).locator("canvas")).to_be_visible()
    expect(chart(stage.page, "points").locator("svg").first).to_be_visible()
    pie = chart(stage.page, "pie").bounding_box()
    assert pie is not None
    assert pie["width"] > 300


def test_a_row_of_marks_has_room_for_its_axis(stage: Stage) -> None:
    points = alt.Chart(pd.DataFrame({"x": [1, 2]})).mark_point().encode(x="x:Q")
    stage.show(lambda: st.altair_chart(points, alt="row"))
    canvas = chart(stage.page, "row").locator("canvas")
    expect(canvas).to_be_visible()
    box = canvas.bounding_box()
    assert box is not None
    assert 40 < box["height"] < 80


def test_durations_along_axes_are_drawn(stage: Stage) -> None:
    times = pd.to_timedelta([5, 90, 300], unit="min")
    frame = pd.DataFrame({"x": times, "y": times[::-1], "n": [*"abc"]})

    def program() -> None:
        st.scatter_chart(frame, x="x", y="y", color="x", alt="points")
        st.bar_chart(frame, x="n", y="y", horizontal=True, alt="bars")

    stage.show(program)
    for name in ("points", "bars"):
        expect(chart(stage.page, name).locator("canvas")).to_be_visible()
        expect(chart(stage.page, name)).not_to_contain_text("cannot be drawn")


def test_a_graph_of_nothing_is_empty(stage: Stage) -> None:
    def program() -> None:
        st.graphviz_chart("", alt="nothing")
        st.graphviz_chart("digraph { a }", alt="something")

    stage.show(program)
    expect(chart(stage.page, "something").locator("svg")).to_be_visible()
    expect(chart(stage.page, "nothing")).to_have_text("")


def test_a_chart_is_no_wider_than_its_place(stage: Stage) -> None:
    def program() -> None:
        with st.container(width=200):
            st.line_chart([1, 2], width=400, alt="wide")
            st.line_chart([1, 2], width=120, alt="narrow")

    stage.show(program)
    for name, width in (("wide", "200px"), ("narrow", "120px")):
        expect(chart(stage.page, name).locator("canvas")).to_have_css("width", width)


def test_charts_that_the_kernel_evaluates_are_those_that_the_page_would_draw(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("vegafusion")
    pytest.importorskip("vl_convert")
    random = np.random.default_rng(0)
    held = pd.DataFrame({"v": random.normal(size=6_000), "w": random.random(6_000)})
    held["g"], held["i"] = random.choice(["a", "b", "c"], 6_000), random.integers(0, 9, 6_000)
    held.loc[::9, "v"] = np.nan

    def charts() -> list[Any]:
        table = alt.Chart(held).properties(height=90)
        bars, bins = table.mark_bar(), alt.Bin(maxbins=8)
        histogram = bars.encode(x=alt.X("v", bin=True), y="count()", color="g")
        mean = alt.Chart(held).mark_rule().encode(x="mean(v)")
        heat = {"x": alt.X("v", bin=bins), "y": alt.Y("w", bin=bins), "color": "count()"}
        return [
            histogram,
            histogram.encode(color=alt.Color("g", legend=alt.Legend(orient="bottom"))).properties(
                height=200
            ),
            histogram.interactive() + mean,
            table.mark_rect().encode(**heat),
            bars.encode(x=alt.X("g", sort="-y"), y="mean(v)"),
            bars.transform_filter("datum.w > 0.5").encode(x="g", y="median(w)"),
            table.mark_boxplot().encode(x="g", y="w"),
            table.mark_area().encode(x="i", y="count()", color="g"),
            bars.properties(width=90).encode(x=alt.X("v", bin=bins), y="count()").facet("g"),
        ]

    wires: list[Any] = []

    def program() -> None:
        for at, each in enumerate(charts()):
            st.altair_chart(each, width="content", alt=f"of{len(wires)}at{at}")

    def pictures(app: App) -> list[str]:
        """What is drawn, once all of it is."""
        rows = app.renderer._root.children[0].children
        wires.append([dict(row.wire) for row in rows])
        canvases = [chart(stage.page, row.wire["alt"]).locator("canvas") for row in rows]
        for canvas in canvases:
            expect(canvas).to_be_visible()
        stage.page.wait_for_timeout(500)
        return [canvas.evaluate("canvas => canvas.toDataURL()") for canvas in canvases]

    whole = stage.show(program, name="whole")
    of_rows = pictures(whole)
    monkeypatch.setattr(evaluation, "MANY", 1_000)
    lean = stage.show(program, name="lean")
    assert [a == b for a, b in zip(pictures(lean), of_rows, strict=True)] == [True] * 9
    assert ["evaluated" in wire for wire in wires[1]] == [True] * 9


def test_bars_that_are_added_up_are_drawn_where_all_of_them_would_be(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = np.random.default_rng(0)
    held = pd.DataFrame({"v": random.normal(size=400), "p": random.random(400)})
    held["k"], held["c"] = random.choice(list("wxyz"), 400), random.choice(list("ab"), 400)
    ways: list[dict[str, Any]] = [
        {"y": "p"},
        {"y": "v", "color": "c"},
        {"y": "v", "color": "c", "stack": "center"},
        {"y": "p", "color": "c", "stack": "normalize"},
        {"y": "v", "color": "c", "stack": False},
        {"y": "v", "color": "c", "stack": "layered"},
        {"y": "p", "sort": "-v", "horizontal": True},
    ]
    rows: list[int] = []

    def program() -> None:
        for at, way in enumerate(ways):
            st.bar_chart(held, x="k", height=200, alt=f"of{len(rows)}at{at}", **way)

    def pictures(app: App) -> Any:
        shown = app.renderer._root.children[0].children
        drawn = [chart(stage.page, row.wire["alt"]).locator("canvas") for row in shown]
        for canvas in drawn:
            expect(canvas).to_be_visible()
        stage.page.wait_for_timeout(500)
        rows.append(sum(row.wire["datasets"]["source"]["rows"] for row in shown))
        return np.stack([pixels(canvas)[:150] for canvas in drawn])

    whole = pictures(stage.show(program, name="whole"))
    monkeypatch.setattr("rerun_state.elements.charts.bars.MANY", 100)
    monkeypatch.setattr("rerun_state.elements.charts.recollection._known", {})
    few = pictures(stage.show(program, name="few"))
    assert rows[0] == 2_800
    assert rows[1] < 300
    differs = np.abs(whole - few).max(axis=-1) > 100  # as the edges of bars on each other do
    assert differs.mean(axis=(1, 2)).max() < 0.002
