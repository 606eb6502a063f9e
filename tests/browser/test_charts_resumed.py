"""Charts of other libraries do what these promise, and keep what their readers did to them."""

from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import pydeck
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

import rerun_state as st
from tests.browser.stage import Stage
from tests.browser.test_charts import chart, pixels, until

pytestmark = pytest.mark.browser

SQUARES = go.Figure(go.Scatter(x=list(range(10)), y=[n * n for n in range(10)], mode="markers"))
BARS: dict[str, Any] = {
    "animation": False,
    "xAxis": {"data": ["a", "b", "c"]},
    "yAxis": {},
    "series": [{"type": "bar", "data": [5, 5, 5], "selectedMode": "single"}],
}
ANOTHER_VIEW = "async id => { views.push(await show(id)); views.shift()(); }"


def drag(page: Page, within: Locator) -> None:
    """Draw a frame around the left third of a figure."""
    expect(within).to_be_visible()
    box = within.bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] - 2, steps=4)
    page.mouse.up()


def of_figure(page: Page, what: str) -> Any:
    return page.evaluate(f"() => document.querySelector('.js-plotly-plot').{what}")


def narrow(page: Page) -> None:
    assert page.viewport_size
    width = of_figure(page, "layout.width")
    page.set_viewport_size({**page.viewport_size, "width": 700})
    until(page, lambda: of_figure(page, "layout.width") < width)


def test_a_figure_stays_zoomed_in_another_width_and_behind_a_tab(stage: Stage) -> None:
    def program() -> None:
        front, behind = st.tabs(["Front", "Behind"])
        front.plotly_chart(SQUARES)
        behind.text("Something else")

    stage.show(program)
    page = stage.page
    whole = "_fullLayout.xaxis.range"
    drag(page, page.locator(".nsewdrag"))
    until(page, lambda: of_figure(page, whole)[1] < 5)
    zoomed = of_figure(page, whole)
    narrow(page)
    assert of_figure(page, whole) == zoomed
    for name in ("Behind", "Front"):
        page.get_by_role("tab", name=name).click()
        page.wait_for_timeout(300)  # nothing on the page tells that it was drawn once more
    assert of_figure(page, whole) == zoomed


def test_a_figure_has_selected_what_its_value_says_wherever_it_is_drawn(stage: Stage) -> None:
    seen = list[Any]()

    def program() -> None:
        seen.append(st.plotly_chart(SQUARES, key="squares", on_select="rerun").selection)

    app, page = stage.show(program), stage.page
    drag(page, page.locator(".nsewdrag"))
    until(page, lambda: bool(seen[-1].box))
    chosen, runs = seen[-1].point_indices, len(seen)
    assert chosen
    narrow(page)
    assert of_figure(page, "data[0].selectedpoints") == chosen
    stage.frame.evaluate(ANOTHER_VIEW, app.renderer.model.model_id)
    until(page, lambda: page.locator(".js-plotly-plot .selectionlayer path").count() > 0)
    assert of_figure(page, "data[0].selectedpoints") == chosen
    assert len(seen) == runs
    page.locator(".nsewdrag").dblclick()
    until(page, lambda: seen[-1].point_indices == [])
    assert not of_figure(page, "data[0].selectedpoints")


def test_a_figure_plays_its_frames_in_the_colours_of_the_page(stage: Stage) -> None:
    rows = pd.DataFrame({"x": [1, 2, 1, 2], "y": [1, 1, 3, 3], "year": [1, 1, 2, 2]})
    stage.show(lambda: st.plotly_chart(px.scatter(rows, x="x", y="y", animation_frame="year")))
    page = stage.page
    expect(page.locator(".updatemenu-button")).to_have_count(2)
    colour = of_figure(page, "data[0].marker.color")
    page.locator(".updatemenu-button").first.click()
    until(page, lambda: of_figure(page, "layout.sliders[0].active") == 1)
    assert of_figure(page, "_fullData[0].y[0]") == 3
    assert of_figure(page, "data[0].marker.color") == colour == "#0068c9"


def test_a_figure_takes_another_configuration(stage: Stage) -> None:
    still = [False]
    app = stage.show(lambda: st.plotly_chart(SQUARES, config={"staticPlot": still[0]}))
    tools = stage.page.locator(".modebar-btn")
    expect(tools.first).to_be_attached()
    still[0] = True
    stage.rerun(app)
    expect(tools).to_have_count(0)


def test_a_bar_of_echarts_that_was_chosen_looks_so_until_another_one_is(stage: Stage) -> None:
    seen = list[Any]()

    def program() -> None:
        event = st.echarts_chart(BARS, key="bars", on_select="rerun", alt="bars")
        seen.append(event.selection.selected)

    app, page = stage.show(program), stage.page
    canvas = chart(page, "bars").locator("canvas")
    expect(canvas).to_be_visible()
    page.wait_for_timeout(300)
    before = pixels(canvas)
    canvas.click()
    page.mouse.move(1, 1)
    until(page, lambda: bool(seen[-1]))
    page.wait_for_timeout(300)  # the run that answers may draw it again
    chosen, runs = pixels(canvas), len(seen)
    assert (chosen != before).any()
    stage.frame.evaluate(ANOTHER_VIEW, app.renderer.model.model_id)
    until(page, lambda: (pixels(canvas) == chosen).all())
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_timeout(600)
    assert seen[-1] == [{"seriesIndex": 0, "dataIndex": [1]}]
    assert len(seen) == runs


def test_charts_behind_a_tab_are_not_drawn_anew_when_they_are_seen_again(stage: Stage) -> None:
    def program() -> None:
        front, behind = st.tabs(["Front", "Behind"])
        front.line_chart([1, 3, 2])
        front.echarts_chart(BARS)
        behind.text("Something else")

    stage.show(program)
    page, canvases = stage.page, stage.page.locator("canvas")
    expect(canvases).to_have_count(2)
    canvases.evaluate_all("all => all.forEach((canvas) => { canvas.mark = 'mine' })")
    for name in ("Behind", "Front"):
        page.get_by_role("tab", name=name).click()
        page.wait_for_timeout(300)
    marks = canvases.evaluate_all("all => all.map((canvas) => canvas.mark)")
    assert marks == ["mine", "mine"]


PLACES = pd.DataFrame({"lat": [48.8, 48.9], "lon": [2.2, 2.5]})


def covered(place: Locator) -> Any:
    """Where a picture of the place is not white."""
    picture = Image.open(BytesIO(place.screenshot())).convert("RGB")
    return (np.asarray(picture) < 200).any(2)


def turn(page: Page, place: Locator, wheel: int) -> None:
    box = place.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 100)
    page.mouse.wheel(0, wheel)


def test_a_deck_stays_where_its_reader_was_while_its_layers_change(stage: Stage) -> None:
    shown = [PLACES]

    def program() -> None:
        points = {"get_position": "[lon, lat]", "get_radius": 3000, "get_fill_color": [0, 0, 99]}
        view = pydeck.ViewState(latitude=48.85, longitude=2.35, zoom=8)
        layers = [pydeck.Layer("ScatterplotLayer", shown[0], **points)]
        st.pydeck_chart(pydeck.Deck(layers, initial_view_state=view, map_provider=None))

    app, page = stage.show(program), stage.page
    frame = page.locator("iframe.rs-deck")
    until(page, lambda: covered(frame).any())
    small = covered(frame).sum()
    turn(page, frame, -300)
    until(page, lambda: covered(frame).sum() > 2 * small)
    page.wait_for_timeout(500)  # it glides
    both = covered(frame)
    shown[0] = PLACES.head(1)
    stage.rerun(app)
    until(page, lambda: covered(frame).sum() < 0.6 * both.sum())
    one = covered(frame)
    assert one.any()
    assert not (one & ~both).any()


def test_a_map_whose_points_change_their_colour_stays_where_its_reader_was(stage: Stage) -> None:
    color = ["#000080"]
    app = stage.show(lambda: st.map(PLACES, color=color[0], size=2000, alt="map"))
    page = stage.page
    canvas = chart(page, "map").locator(".leaflet-overlay-pane canvas")

    def points() -> Any:
        return chart(page, "map").evaluate(
            "map => [...map.querySelectorAll('canvas')].map((c) => c.toDataURL())"
        )

    expect(canvas).to_be_visible()
    page.wait_for_timeout(500)
    turn(page, chart(page, "map"), 150)
    page.wait_for_timeout(900)
    zoomed = pixels(canvas)[..., 3] > 0
    assert zoomed.any()
    before = points()
    color[0] = "#008000"
    stage.rerun(app)
    until(page, lambda: points() != before)
    page.wait_for_timeout(500)
    assert ((pixels(canvas)[..., 3] > 0) == zoomed).all()


def test_a_map_that_goes_while_it_is_zoomed_leaves_no_errors(stage: Stage) -> None:
    shown = [True]
    app = stage.show(lambda: st.map(PLACES, alt="map") if shown[0] else st.text("gone"))
    page, place = stage.page, chart(stage.page, "map")
    expect(place.locator(".leaflet-overlay-pane canvas")).to_be_visible()
    page.wait_for_timeout(500)
    place.get_by_role("button", name="Zoom in").click()
    shown[0] = False
    stage.rerun(app)
    expect(page.get_by_text("gone")).to_be_visible()
    page.wait_for_timeout(500)  # as long as a zoom takes; the stage tells of errors


def test_a_diagram_that_is_shown_takes_another_theme(stage: Stage) -> None:
    stage.show(lambda: st.mermaid_chart("graph TD; a --> b", alt="diagram"))
    page, lines = stage.page, stage.page.locator(".rs-diagram path.flowchart-link")
    expect(lines).to_have_count(1)

    def colour() -> Any:
        return lines.evaluate("line => getComputedStyle(line).stroke")

    light = colour()
    page.evaluate("() => { document.body.style.cssText = 'background: #111; color: #eee' }")
    until(page, lambda: colour() != light)
    page.evaluate("() => { document.body.style.cssText = '' }")
    until(page, lambda: colour() == light)
    expect(page.locator(".rs-diagram svg")).to_have_count(1)


def test_charts_fill_a_place_of_a_height_and_have_their_own_elsewhere(stage: Stage) -> None:
    height: list[Any] = [600]

    def program() -> None:
        options: Any = {"height": "stretch"}
        for name in ("vega", "plotly", "echarts"):
            with st.container(height=height[0], border=False):
                if name == "vega":
                    st.line_chart([1, 3, 2], alt=name, **options)
                elif name == "plotly":
                    st.plotly_chart(SQUARES, alt=name, **options)
                else:
                    st.echarts_chart(BARS, alt=name, **options)

    app, page = stage.show(program), stage.page
    places = [chart(page, name) for name in ("vega", "plotly", "echarts")]
    drawn = ("canvas", ".main-svg >> nth=0", "canvas")

    def heights() -> list[float]:
        boxes = [
            (place.locator(what) if what else place).bounding_box()
            for place, what in zip(places * 2, (*drawn, "", "", ""), strict=True)
        ]
        return [box["height"] if box else 0 for box in boxes]

    until(page, lambda: heights() == [600] * 6)
    expected = [350, 450, 400]
    height[0] = "content"
    stage.rerun(app)
    until(page, lambda: heights() == expected * 2)
    height[0] = 700
    stage.rerun(app)
    until(page, lambda: heights() == [700] * 6)
    page.wait_for_timeout(300)
    assert heights() == [700] * 6
