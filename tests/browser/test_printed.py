"""A notebook with an app as a PDF, as nbconvert's webpdf prints it."""

import io
from functools import partialmethod

import nbformat
import pypdf
import pytest
from nbconvert.exporters import WebPDFExporter
from playwright.async_api import BrowserType

from rerun_state.testing import AppTest
from tests.browser.conftest import CHROMIUM

PROGRAM = """
import rerun_state as st
st.metric("Speed", 3)
st.slider("Year", 2000, 2030, 2026)
st.dataframe({"city": ["Oslo", "Rome"]})
st.line_chart({"north": [1, 3, 2]})
"""


@pytest.mark.usefixtures("browser")  # is there one?
def test_a_pdf_shows_an_app_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    launch = partialmethod(BrowserType.launch, executable_path=CHROMIUM)
    monkeypatch.setattr(BrowserType, "launch", launch)
    shown = {"text/html": AppTest.from_string(PROGRAM).run().snapshot("html")}
    cell = nbformat.v4.new_code_cell(outputs=[nbformat.v4.new_output("display_data", shown)])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    printed, _ = WebPDFExporter(disable_sandbox=True).from_notebook_node(notebook)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages)
    assert {"Speed", "2026", "Oslo", "Rome", "2.5"} <= set(text.split())
