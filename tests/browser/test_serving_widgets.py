"""Ipywidgets on a visitor's page in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.kernel.serving import Served, serving, write_notebook

CELLS = [
    """import anywidget, ipywidgets as w, traitlets
import rerun_state as st
class Counter(anywidget.AnyWidget):
    _esm = """
    + "'''"
    + """
    export default { render({ model, el }) {
      const button = el.appendChild(document.createElement("button"));
      const draw = () => { button.textContent = `count ${model.get("n")}`; };
      button.onclick = () => { model.set("n", model.get("n") + 1); model.save_changes(); };
      model.on("change:n", draw);
      draw();
    } };"""
    + "'''"
    + """
    n = traitlets.Int().tag(sync=True)
""",
    """%%rerun
st.text(f"query {st.query_params.get('widgets')}")
if "widgets" in st.query_params:
    slider = w.IntSlider(3, description="Slide")
    st.write(slider)
    st.text(f"at {slider.value}")
    counter = Counter()
    st.write(counter)
    st.text(f"counted {counter.n}")
    button, out = w.Button(description="Press", icon="check"), w.Output()
    @button.on_click
    def press(_):
        with out: print("pressed", slider.value)
    extra = [w.Label("extra")] if slider.value > 3 else []
    st.write(w.VBox([button, out, w.Text(description="Name"), *extra]))
    st.text("all is there")
""",
]


@pytest.fixture(scope="module")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(write_notebook(tmp_path_factory.mktemp("served") / "app.ipynb", CELLS)) as served:
        yield served


@pytest.fixture
def page(served: Served, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(served.url + "?widgets=yes")
    expect(page.get_by_role("button", name="count 0")).to_be_visible()
    return page


def test_stock_controls_run_the_app_and_keep_their_focus(page: Page) -> None:
    slider = page.get_by_role("slider")
    slider.press("ArrowRight")
    expect(page.get_by_text("at 4")).to_be_visible()
    expect(page.get_by_text("extra")).to_be_visible()
    expect(slider).to_be_focused()
    slider.press("ArrowRight")
    expect(page.get_by_text("at 5")).to_be_visible()


def test_an_anywidget_of_the_notebook_counts_and_goes_on_after_a_reload(page: Page) -> None:
    page.get_by_role("button", name="count 0").click()
    expect(page.get_by_text("counted 1")).to_be_visible()
    page.get_by_role("button", name="count 1").click()
    expect(page.get_by_text("counted 2")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="count 2")).to_be_visible()


def test_an_output_shows_what_a_button_prints(page: Page) -> None:
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("pressed 3")).to_be_visible()


def test_the_widgets_have_the_colours_of_the_page_and_leave_it_its_own(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.reload()
    colour = "element => getComputedStyle(element).color"
    label = page.get_by_text("Slide", exact=True)
    expect(label).to_be_visible()
    assert label.evaluate(colour) == page.get_by_text("at 3").evaluate(colour)
    assert label.evaluate(colour) == "rgb(250, 250, 250)"


def test_a_page_without_them_does_not_load_their_front_end(
    served: Served, context: BrowserContext
) -> None:
    page = context.new_page()
    fetched: list[str] = []
    page.on("response", lambda answer: fetched.append(answer.url.rpartition("/")[2]))
    page.goto(served.url)
    expect(page.get_by_text("query None")).to_be_visible()
    assert not [name for name in fetched if name.startswith(("widgets", "anywidget"))]
    page = context.new_page()
    page.on("response", lambda answer: fetched.append(answer.url.rpartition("/")[2]))
    page.goto(served.url + "?widgets=yes")
    expect(page.get_by_role("button", name="count 0")).to_be_visible()
    names = [name.partition(".")[0] for name in fetched]
    assert [name for name in names if name.endswith(("widgets", "anywidget"))] == [
        "widgets",
        "anywidget",
    ]
