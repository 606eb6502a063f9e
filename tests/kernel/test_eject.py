"""`%rerun --eject`: apps of a notebook, written as a script that Streamlit runs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rerun_state.testing import AppTest
from tests.kernel.reader import Reader

SALES = """%%rerun --name sales
import rerun_state as st
chosen = st.selectbox("Region", list(SALES))
st.text(total(chosen))
"""


@pytest.fixture
def notebook(reader: Reader) -> Reader:
    """A notebook with an app, and what it uses in ordinary cells."""
    cells = [
        "%matplotlib inline\nSALES = {'north': [1, 2]}",
        "SALES['south'] = [4]\nSALES",
        "def total(region):\n    return sum(SALES[region]) * FACTOR",
        "unrelated = 1",
        "FACTOR = 10\nFACTOR = 1 / 0",
        SALES,
    ]
    for cell in cells:
        reader.kernel.run(cell)
    return reader


def eject(reader: Reader, line: str) -> str:
    """What the reader is told."""
    reply = reader.kernel.run(f"%rerun --eject {line}")
    return str(reply.content["evalue"]) if reply.error else reply.text


def test_the_script_shows_what_the_app_shows(notebook: Reader, tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    assert "sales. Run it with: streamlit run" in eject(notebook, str(file))
    text = file.read_text()
    assert ("unrelated" in text, "1 / 0" in text, "rerun_state" in text) == (False, False, False)
    app = AppTest.from_file(file).run()
    assert app.text[0].value == "30"
    app.selectbox[0].set_value("south").run()
    assert app.text[0].value == "40"


def test_the_script_imports_nothing_of_this_package(notebook: Reader, tmp_path: Path) -> None:
    eject(notebook, f"{tmp_path}/app.py")
    (tmp_path / "streamlit.py").write_text("selectbox = lambda *_: 'north'\ntext = print\n")
    code = "import runpy, sys; runpy.run_path('app.py'); assert 'rerun_state' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("30\n", "")


def test_nothing_is_written_if_a_name_is_not_to_be_found(notebook: Reader, tmp_path: Path) -> None:
    notebook.kernel.run("get_ipython().user_ns['secret'] = 5")
    notebook.app("st.text(secret)", cell_id="other")
    assert "secret (" in eject(notebook, f"{tmp_path}/app.py")
    assert list(tmp_path.iterdir()) == []
    assert "sales" in eject(notebook, f"{tmp_path}/app.py sales")


def test_apps_that_do_not_exist_are_told(notebook: Reader, tmp_path: Path) -> None:
    assert "There is no app 'sale'. There is: sales." in eject(notebook, f"{tmp_path}/app.py sale")
    assert "name a .py file" in eject(notebook, f"{tmp_path}/app.txt")


def test_widgets_that_two_apps_share_are_told(notebook: Reader, tmp_path: Path) -> None:
    notebook.kernel.run(SALES.replace("--name sales", "--name twin"))
    assert "both show a selectbox" in eject(notebook, f"{tmp_path}/app.py")
    assert "twin. Run it" in eject(notebook, f"{tmp_path}/app.py twin")


def test_a_notebook_that_runs_as_an_app_becomes_a_script(reader: Reader, tmp_path: Path) -> None:
    cells = ["x = 41", "%%rerun\nimport rerun_state as st\ny = x", "%%rerun\nst.text(y + 1)"]
    each = [{"cell_type": "code", "source": cell} for cell in cells]
    (tmp_path / "it.ipynb").write_text(json.dumps({"cells": each, "metadata": {}, "nbformat": 4}))
    reader.kernel.run("x = 0")
    reader.kernel.run(f"%rerun {tmp_path}/it.ipynb")
    eject(reader, f"{tmp_path}/app.py")
    assert AppTest.from_file(tmp_path / "app.py").run().text[0].value == "42"
