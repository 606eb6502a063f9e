"""Widgets of ipywidgets in an app, used by a reader in JupyterLab and in Voila."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenNotebook

pytestmark = pytest.mark.browser

SETUP = "%load_ext rerun_state\nimport ipywidgets as w\nhits = []"

APP = """%%rerun
import rerun_state as st

button = st.session_state.setdefault("button", w.Button(description="Stock button"))
slider = w.IntSlider(description="Stock slider")

def clicked(_):
    hits.append(1)
    print("heard", len(hits))
    st.text("and shown")

button.on_click(clicked)
display(button, slider)
st.button("Again")
st.text(f"{len(w.Widget.widgets)} widgets")
""".replace("w.Widget.widgets", "w.widgets.widget._instances")


def use(page: Page) -> None:
    """Rerun the app, and click its stock button in between."""
    heard = page.locator(".rs-stream")
    for count in (1, 2):
        page.get_by_role("button", name="Stock button").click()
        expect(heard).to_contain_text(f"heard {count}", timeout=30_000)
        expect(page.get_by_text("and shown").last).to_be_visible()
        page.get_by_role("button", name="Again").click()
        expect(heard).to_have_count(0)
    expect(page.locator(".widget-slider, .jupyter-widget-slider")).to_have_count(1)


def test_a_stock_button_speaks_into_the_app_once_for_each_click(lab: OpenNotebook) -> None:
    page = lab([SETUP, APP])
    use(page)


def test_so_it_does_in_voila(voila: OpenNotebook) -> None:
    use(voila([SETUP, APP]))


BOUND = """%%rerun
import anywidget, traitlets
import rerun_state as st

class Counter(anywidget.AnyWidget):
    _esm = (
        "export default { render({ model, el }) { const b = document.createElement('button');"
        "b.textContent = 'Count'; b.onclick = () => { model.set('value', model.get('value') + 1);"
        "model.save_changes(); }; el.append(b); } };"
    )
    value = traitlets.Int(0).tag(sync=True)

def hear(button, send):
    button.on_click(send)

slider, counter = st.tabs(["Slider", "Counter"])
with slider:
    n = st.widget(lambda: w.IntSlider(3), key="n")
with counter:
    count = st.widget(Counter)
    pressed = st.widget(lambda: w.Button(description="Stock"), listen=hear)
st.text(f"n is {n}, count {count}, pressed {pressed is not None}")
st.button("Reset", on_click=lambda: st.session_state.update(n=0))
"""


def test_any_widget_is_an_input(lab: OpenNotebook) -> None:
    page = lab([SETUP, BOUND])
    handle = page.locator(".rs .noUi-handle")
    handle.focus()
    for _ in range(4):
        handle.press("ArrowRight")
    expect(page.get_by_text("n is 7, count 0, pressed False")).to_be_visible()
    expect(handle).to_be_focused()
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_text("n is 0,")).to_be_visible()
    expect(handle).to_have_attribute("aria-valuenow", "0.0")
    page.get_by_role("tab", name="Counter").click()
    page.get_by_role("button", name="Count").click()
    expect(page.get_by_text("count 1")).to_be_visible()
    page.get_by_role("button", name="Stock").click()
    expect(page.get_by_text("n is 0, count 1, pressed True")).to_be_visible()


TWICE = """%%rerun
import rerun_state as st

slider = st.session_state.setdefault("slider", w.IntSlider())
for row in range(st.number_input("Rows", 0, 9)):
    st.text(f"row {row}")
    st.button("here", key=row)
display(slider)
display(slider)
"""


def test_a_widget_that_stands_there_twice_is_not_drawn_anew(lab: OpenNotebook) -> None:
    page = lab([SETUP, TWICE])
    sliders = page.locator(".rs .widget-slider, .rs .jupyter-widget-slider")
    expect(sliders).to_have_count(2)
    sliders.evaluate_all("all => all.forEach((el, at) => (el.mark = at))")
    for row in range(2):
        page.get_by_role("button", name="Increase").click()
        expect(page.get_by_text(f"row {row}")).to_be_visible()
    assert sliders.evaluate_all("all => all.map((el) => el.mark)") == [0, 1]


# As if the code of a model came after two seconds: anywidget has given it up by then.
LATE = """() => {
    const { timeout } = AbortSignal;
    AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms === 2000 ? 0 : ms);
}"""


def test_an_app_that_a_busy_browser_was_late_to_begin_follows_its_kernel(
    lab: OpenNotebook, context: BrowserContext
) -> None:
    context.add_init_script(f"({LATE})()")
    page = lab([SETUP, "%%rerun\nimport rerun_state as st\nst.text(st.number_input('N', 3))"])
    for number in (4, 5):
        page.get_by_role("button", name="Increase").click()
        expect(page.locator(".rs-k-text")).to_have_text(str(number))


PLAIN = """%%rerun
import rerun_state as st

n = w.IntSlider(3, 0, 10, description="n")
twin = w.IntSlider(0, 0, 10)
name = w.Text(description="name")
w.jslink((n, "value"), (twin, "value"))
display(w.Tab([w.VBox([name, w.HBox([n, twin])]), w.Label("else")], titles=["one", "two"]))

@w.interact(x=(0, 9))
def shown(x=2):
    print("x is", x)

st.text(f"n is {n.value}, name is {name.value}")
"""


def test_plain_widgets_that_each_run_makes_are_the_same_to_the_reader(lab: OpenNotebook) -> None:
    page = lab([SETUP, PLAIN])
    handles = page.locator(".rs .noUi-handle")
    expect(handles).to_have_count(3)
    handles.evaluate_all("all => all.forEach((el, at) => (el.mark = at))")
    handles.nth(0).focus()
    for _ in range(4):
        handles.nth(0).press("ArrowRight")
    expect(page.get_by_text("n is 7, name is", exact=False).first).to_be_visible()
    expect(handles.nth(0)).to_be_focused()
    expect(handles.nth(1)).to_have_attribute("aria-valuenow", "7.0")
    field = page.locator(".rs .widget-text input, .rs .jupyter-widget-text input")
    field.press_sequentially("Ada Lovelace", delay=20)
    expect(page.get_by_text("n is 7, name is Ada Lovelace")).to_be_visible()
    expect(field).to_have_value("Ada Lovelace")
    expect(field).to_be_focused()
    handles.nth(2).focus()
    handles.nth(2).press("ArrowRight")
    expect(page.get_by_text("x is 3")).to_be_visible()
    assert handles.evaluate_all("all => all.map((el) => el.mark)") == [0, 1, 2]
