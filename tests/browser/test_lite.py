"""Apps in JupyterLite: Python in the browser, without a server, threads, ipykernel or Arrow."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.lite.site import ROOT, build
from tests.browser.servers import serve_files

pytestmark = pytest.mark.browser

START_MS = 240_000
"""Python has to be compiled first, and pandas."""
TUTORIAL = ROOT / "notebooks/01-state.ipynb"
CELLS = """
%%rerun
import streamlit as st
with st.form("order"):
    name = st.text_input("Who")
    st.form_submit_button("Send")
st.text(f"for {name}")
# --
%%rerun
import streamlit as st
import plotly.graph_objects as go
st.plotly_chart(go.Figure(go.Bar(x=[1, 2], y=[3, 4])))
# --
%%rerun
import streamlit as st
values = [{"a": "x", "b": 3}, {"a": "y", "b": 5}]
coding = {"x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}}
st.vega_lite_chart({"data": {"values": values}, "mark": "bar", "encoding": coding})
# --
%%rerun
import streamlit as st
st.dataframe({"early": [1]})
# --
%%rerun
import pandas as pd
import streamlit as st
rows = st.slider("Rows", 1, 1001, 1000)
frame = pd.DataFrame({"n": range(rows), "day": pd.date_range("2024-01-01", periods=rows)})
st.dataframe(frame)
st.line_chart(frame, x="day", y="n")
st.data_editor([{"name": "Ada", "age": 36}])
st.text(f"the last of {len(frame)} rows")
# --
%%rerun
import streamlit as st
up = st.file_uploader("File")
st.text(f"read {up and up.getvalue()}")
async def made():
    return "made in the browser"
st.download_button("Fetch", made, "made.txt")
# --
%%rerun
import time
import streamlit as st
if st.button("Work"):
    st.text("begun")
    time.sleep(3)
    st.text("done")
# --
%%rerun
import streamlit as st
@st.cache_data
def twice(n):
    return n * 2
async def words():
    import asyncio
    for word in ("one ", "two"):
        await asyncio.sleep(0.01)
        yield word
st.write_stream(words)
st.text(f"{twice(21)} {st.task(twice, 4).result}")
# --
from rerun_state.testing import AppTest
at = AppTest.from_string("import streamlit as st\\nif st.button('b'): st.text('pressed')").run()
print("tested:", at.button[0].click().run().text[0].value)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site which nothing but files is behind."""
    with serve_files(build(tmp_path_factory.mktemp("lite"), ["plotly"])) as address:
        yield address


@pytest.fixture(scope="module")
def page(site: str, shared_context: BrowserContext) -> Page:
    """The first notebook of the tutorial, and more cells, all of them executed."""
    cells = [each.source for each in nbformat.read(TUTORIAL, 4).cells if each.cell_type == "code"]
    cells += CELLS.split("# --\n")
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell.strip()) for cell in cells],
        metadata={"kernelspec": {"name": "python", "display_name": "Python"}},
    )
    page = shared_context.new_page()
    page.goto(f"{site}/lab/index.html")
    page.wait_for_function("() => window.jupyterapp?.commands.hasCommand('docmanager:open')")
    page.evaluate(
        """async content => {
            const { commands, serviceManager } = jupyterapp;
            const model = { type: 'notebook', format: 'json', content };
            await serviceManager.contents.save('tried.ipynb', model);
            await commands.execute('docmanager:open', { path: 'tried.ipynb' });
        }""",
        notebook,
    )
    page.wait_for_function(
        """() => {
            const { sessionContext } = jupyterapp.shell.currentWidget ?? {};
            return sessionContext?.session?.kernel?.status === 'idle';
        }""",
        timeout=START_MS,
    )
    page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
    tested = page.locator(".jp-OutputArea-output", has_text="tested: ").last
    expect(tested).to_have_text("tested: pressed", timeout=START_MS)
    return page


def app(page: Page, with_text: str) -> Locator:
    return page.locator(".rs:not(.rs .rs)").filter(has_text=with_text)


def test_the_tutorial_counts(page: Page) -> None:
    counter = app(page, "Count =").nth(1)  # the one before forgets
    expect(counter).to_contain_text("Count = 100")  # an ordinary cell has set it
    counter.get_by_role("button", name="Increment").click()
    expect(counter).to_contain_text("Count = 101")


def test_a_form_is_sent(page: Page) -> None:
    form = app(page, "for ")
    form.get_by_label("Who").fill("Ada")
    form.get_by_role("button", name="Send").click()
    expect(form).to_contain_text("for Ada")


def test_what_a_cell_imports_is_fetched_before_it_runs(page: Page) -> None:
    expect(page.locator(".rs .js-plotly-plot .bars path")).to_have_count(2)


def test_a_chart_is_drawn(page: Page) -> None:
    expect(page.locator(".rs .marks").first).to_be_visible()


def test_tables_fetch_pandas_though_no_cell_has_imported_it(page: Page) -> None:
    expect(app(page, "early").get_by_role("grid")).to_be_visible()


def test_a_table_follows_a_slider(page: Page) -> None:
    table = app(page, "the last of ")
    expect(table).to_contain_text("of 1000 rows")
    table.get_by_role("slider").press("End")
    expect(table).to_contain_text("of 1001 rows")


def test_files_go_up_and_down(page: Page, tmp_path: Path) -> None:
    files = app(page, "read ")
    files.locator("input[type=file]").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"from a disk"}
    )
    expect(files).to_contain_text("read b'from a disk'")
    with page.expect_download() as download:
        files.get_by_role("button", name="Fetch").click()
    assert download.value.path().read_text() == "made in the browser"


def test_a_long_run_is_seen_going_on(page: Page) -> None:
    work = app(page, "Work")
    work.get_by_role("button", name="Work").click()
    expect(work).to_contain_text("begun")
    assert "done" not in work.inner_text()
    expect(work).to_contain_text("done")


def test_caches_streams_and_tasks_do_without_threads(page: Page) -> None:
    expect(app(page, "one two")).to_contain_text("42 8")
