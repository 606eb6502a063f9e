"""What a notebook keeps of an app for readers who have no kernel, in JupyterLab."""

import nbformat
from nbclient import NotebookClient
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenNotebook
from tests.browser.servers import Server
from tests.browser.test_life import CURRENT, LOAD, address, app, count

SHOWN = """%%rerun
import rerun_state as st
clicks = st.session_state.setdefault("clicks", 0)
if st.button("Count"):
    clicks = st.session_state.clicks = clicks + 1
st.text(f"{clicks} clicks")
st.dataframe({"Town": ["Ulm"]})
st.text_input("Word", "hunter2", type="password")
"""
SNAPSHOT = ".rerun-state-snapshot"
MARK = "() => document.querySelector('.rerun-state').dataset.mark = 'same'"
KEPT = f"""() => JSON.stringify(
    {CURRENT}.context.model.toJSON().cells[1].outputs).includes('1 clicks')"""

GONE = "{ name: 'gone', display_name: 'Gone', language: 'python' }"


def saved(page: Page) -> None:
    """Use the app, wait until the notebook keeps what that has come to, save without widgets."""
    expect(app(page).get_by_text("0 clicks")).to_be_visible()
    count(page)
    page.wait_for_function(KEPT)
    page.evaluate(f"() => {CURRENT}.context.save()")
    page.evaluate(f"() => {CURRENT}.sessionContext.shutdown()")


def is_read(page: Page) -> None:
    """The snapshot stands there, and nothing in the place of the app."""
    expect(page.locator(SNAPSHOT).get_by_text("1 clicks")).to_be_visible()
    expect(page.locator(SNAPSHOT).get_by_role("cell", name="Ulm")).to_be_visible()
    expect(page.locator(SNAPSHOT)).not_to_contain_text("hunter2")


def test_the_notebook_keeps_what_a_reader_made_of_an_app(lab: OpenNotebook) -> None:
    page = lab([LOAD, SHOWN])
    saved(page)
    expect(page.get_by_text("1 clicks")).to_have_count(1)
    expect(page.locator(SNAPSHOT)).to_be_hidden()
    page.goto(address(page))
    is_read(page)
    expect(page.get_by_text("model not found")).to_be_hidden()
    expect(page.get_by_text("Loading widget")).to_be_hidden()


def test_a_notebook_whose_kernel_is_not_installed_shows_its_app(lab: OpenNotebook) -> None:
    page = lab([LOAD, SHOWN])
    page.evaluate(f"() => {CURRENT}.context.model.setMetadata('kernelspec', {GONE})")
    saved(page)
    page.goto(address(page))
    expect(page.get_by_role("dialog")).to_contain_text("Select Kernel")
    is_read(page)
    expect(page.get_by_text("Loading widget")).to_be_hidden()


def test_a_notebook_that_is_not_trusted_shows_its_app_too(
    lab: OpenNotebook, lab_server: Server
) -> None:
    page = lab([LOAD, SHOWN])
    saved(page)
    file = lab_server.notebooks / address(page).rsplit("/", 1)[1]
    notebook = nbformat.read(file, as_version=4)
    notebook.cells[1].source += "\n# from elsewhere"
    nbformat.write(notebook, file)
    page.goto(address(page))
    is_read(page)


def test_a_notebook_executed_for_its_file_shows_its_app_where_it_never_ran(
    lab: OpenNotebook, lab_server: Server
) -> None:
    page = lab(["1"])
    page.evaluate(f"() => {CURRENT}.sessionContext.shutdown()")
    cells = [LOAD, SHOWN + "st.line_chart({'x': [1, 3, 2]})"]
    made = [nbformat.v4.new_code_cell(cell) for cell in cells]
    notebook = nbformat.v4.new_notebook(cells=made)
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    nbformat.write(notebook, lab_server.notebooks / address(page).rsplit("/", 1)[1])
    page.goto(address(page))
    snapshot = page.locator(SNAPSHOT)
    expect(snapshot.get_by_text("0 clicks")).to_be_visible()
    expect(snapshot.get_by_role("cell", name="Ulm")).to_be_visible()
    expect(snapshot.get_by_role("img")).to_have_js_property("naturalWidth", 640)
    expect(page.get_by_text("model not found")).to_have_count(0)
