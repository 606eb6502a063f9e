"""Several cells as one dashboard, in JupyterLab and in Voila."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenNotebook

LOAD = "%load_ext rerun_state"
SLIDER = """%%rerun --name slider
import rerun_state as st
st.slider("X", 0, 9, key="x")"""
# Where nothing else decides, the cells run in the order of the notebook.
NOTE = """%%rerun --name {0}
import rerun_state as st
order.append(f"{0} {{st.session_state.x}}")
st.text("This is {0}")"""
ORDER = """%%rerun --name order
import rerun_state as st
st.button("Look")
st.text(", ".join(order[-2:]))"""
DOWN = """() => {
    jupyterapp.shell.currentWidget.content.activeCellIndex = 2;
    return jupyterapp.commands.execute("notebook:move-cell-down");
}"""


def test_cells_run_in_the_order_in_which_they_stand(lab: OpenNotebook) -> None:
    page = lab([f"{LOAD}\norder = []", SLIDER, NOTE.format("one"), NOTE.format("two"), ORDER])
    texts = page.locator(".rs-k-text")
    expect(texts).to_have_count(3)
    page.evaluate(DOWN)
    expect(texts.nth(0)).to_have_text("This is two")
    page.get_by_role("slider", name="X").press("ArrowRight")
    page.get_by_role("button", name="Look").click()
    expect(texts.nth(2)).to_have_text("two 1, one 1")
