"""Notebooks that are executed without a front end: what they show is saved, what fails is seen."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbclient import NotebookClient

from tests.kernel.reader import Reader, cell

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"

APP = """
import asyncio
n = st.slider("N", 0, 9, key="n")
print("printed", n * factor)
for i in range(5):  # long enough to be shown as it goes on
    st.text(f"line {i} of {n}")
    await asyncio.sleep(0.05)
st.metric("Speed", n)
"""
CELLS = [
    "factor = 2",
    "%load_ext rerun_state",
    cell(APP),
    "import rerun_state\nrerun_state.session_state.n = 7",
    "import asyncio\nawait asyncio.sleep(0.7)\nprint('after')",  # the app follows meanwhile
]


def by_nbclient(source: Path, target: Path) -> None:
    notebook = nbformat.read(source, as_version=4)
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    nbformat.write(notebook, target)


def by_papermill(source: Path, target: Path) -> None:
    papermill.execute_notebook(source, target, progress_bar=False)


def by_nbconvert(source: Path, target: Path, to: str = "notebook") -> None:
    arguments = ["--execute", "--to", to, "--output", str(target), str(source)]
    command = [sys.executable, "-m", "nbconvert", *arguments]
    subprocess.run(command, check=True, capture_output=True, text=True)


@pytest.fixture(params=[by_nbclient, by_papermill, by_nbconvert])
def execute(request: pytest.FixtureRequest) -> Callable[[Path, Path], None]:
    chosen: Callable[[Path, Path], None] = request.param
    return chosen


def write(folder: Path, cells: list[str]) -> Path:
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = [nbformat.v4.new_code_cell(each) for each in cells]
    notebook = nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": spec})
    nbformat.write(notebook, folder / "source.ipynb")
    return folder / "source.ipynb"


def shown(notebook: Any) -> str:
    """What a reader of the saved notebook sees of its app, as text."""
    (app,) = [
        output
        for each in notebook.cells
        for output in each.outputs
        if "rerun-state-snapshot" in output.get("data", {}).get("text/html", "")
    ]
    return str(app["data"]["text/plain"])


def code_of(notebook: Any) -> str:
    """The code of apps that is saved beside them."""
    states = [each["state"] for each in notebook.metadata.widgets[STATE]["state"].values()]
    (library,) = [each for each in states if "code" in each]
    return "".join([library["code"], *library["large"].values()])


def test_what_an_app_shows_is_saved(execute: Callable[[Path, Path], None], tmp_path: Path) -> None:
    execute(write(tmp_path, CELLS), tmp_path / "target.ipynb")
    notebook = nbformat.read(tmp_path / "target.ipynb", as_version=4)
    assert notebook.cells[4].outputs[0]["text"] == "after\n"
    for text in ("printed 14", "line 4 of 7", "Speed", "N: 7"):
        assert text in shown(notebook)


def test_a_notebook_with_a_chart_and_a_table_is_small(
    execute: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    app = cell("st.line_chart({'x': [1, 3, 2]})\nst.dataframe({'a': [1, 2, 3]})")
    execute(write(tmp_path, ["%load_ext rerun_state", app]), tmp_path / "target.ipynb")
    notebook = nbformat.read(tmp_path / "target.ipynb", as_version=4)
    assert "data" in notebook.cells[1].outputs[0]
    assert VIEW not in notebook.cells[1].outputs[0]["data"]
    assert (tmp_path / "target.ipynb").stat().st_size < 20_000


def test_what_only_widgets_show_is_saved_with_the_code_that_draws_it_once(tmp_path: Path) -> None:
    app = cell("import ipywidgets\nst.metric('Speed', 3)\nipywidgets.IntSlider()")
    plain = cell("st.line_chart([1, 3, 2])")
    by_nbclient(write(tmp_path, ["%load_ext rerun_state", plain, app, app]), tmp_path / "t.ipynb")
    notebook = nbformat.read(tmp_path / "t.ipynb", as_version=4)
    assert VIEW not in notebook.cells[1].outputs[0]["data"]
    for each in notebook.cells[2:]:
        id = each.outputs[0]["data"][VIEW]["model_id"]
        assert "rows" in notebook.metadata.widgets[STATE]["state"][id]["state"]
    assert 100_000 < len(code_of(notebook)) < 200_000


def test_an_app_that_stands_in_another_is_saved_as_that_is(tmp_path: Path) -> None:
    inner = "%%rerun --name inner --hidden\nimport rerun_state as st\nst.metric('Speed', 3)"
    outer = cell("import ipywidgets\nst.cell('inner')\nipywidgets.IntSlider()")
    by_nbclient(write(tmp_path, ["%load_ext rerun_state", inner, outer]), tmp_path / "t.ipynb")
    notebook = nbformat.read(tmp_path / "t.ipynb", as_version=4)
    states = [each["state"] for each in notebook.metadata.widgets[STATE]["state"].values()]
    assert sum("Speed" in str(each.get("rows")) for each in states) == 1


def test_the_output_of_an_app_is_its_page_as_it_was_last(
    execute: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    execute(write(tmp_path, CELLS), tmp_path / "target.ipynb")
    (app,) = nbformat.read(tmp_path / "target.ipynb", as_version=4).cells[2].outputs
    for part in ("N: 7", "printed 14", "line 4 of 7", "Speed"):
        assert part in app["data"]["text/plain"]
    assert "<p>N: <b>7</b></p>" in app["data"]["text/html"]


def test_what_the_last_cell_changes_is_saved(
    execute: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    execute(write(tmp_path, CELLS[:4]), tmp_path / "target.ipynb")
    notebook = nbformat.read(tmp_path / "target.ipynb", as_version=4)
    assert "printed 14" in shown(notebook)
    assert "line 4 of 7" in shown(notebook)


@pytest.mark.parametrize("to", ["html", "slides", "markdown", "latex"])
def test_a_notebook_saved_by_a_front_end_shows_its_apps_wherever_it_is_converted_to(
    reader: Reader, tmp_path: Path, to: str
) -> None:
    source = write(tmp_path, ["an app"])
    notebook = nbformat.read(source, as_version=4)
    for shown in reader.app("st.text('line 4 of 7')").outputs:
        output = nbformat.v4.new_output("display_data", shown.content["data"])
        notebook.cells[0].outputs.append(output)
    nbformat.write(notebook, source)
    arguments = ["--to", to, "--output", str(tmp_path / "page"), str(source)]
    subprocess.run([sys.executable, "-m", "nbconvert", *arguments], check=True, capture_output=True)
    (page,) = tmp_path.glob("page.*")
    assert "line 4 of 7" in page.read_text()


def test_an_app_that_fails_fails_its_notebook(
    execute: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    source = write(tmp_path, ["%load_ext rerun_state", cell("1 / 0"), "print('after')"])
    with pytest.raises(Exception, match=r"ZeroDivisionError|non-zero exit status") as failure:
        execute(source, tmp_path / "target.ipynb")
    assert "ZeroDivisionError" in getattr(failure.value, "stderr", "ZeroDivisionError")


def test_papermill_gives_an_app_its_parameters(tmp_path: Path) -> None:
    source = write(tmp_path, ["%load_ext rerun_state", cell("st.text(f'value {given}')")])
    target = tmp_path / "target.ipynb"
    papermill.execute_notebook(source, target, {"given": 42}, progress_bar=False)
    assert "value 42" in shown(nbformat.read(target, as_version=4))


def test_an_html_page_shows_its_app_without_a_script(tmp_path: Path) -> None:
    by_nbconvert(write(tmp_path, CELLS), tmp_path / "target.html", to="html")
    html = (tmp_path / "target.html").read_text()
    assert "line 4 of 7" in html[html.index('class="rerun-state-snapshot"') :]
    assert f'<script type="{VIEW}"' not in html


def test_an_app_that_somebody_looks_at_after_all_is_no_snapshot(reader: Reader) -> None:
    reader.app("st.text('here')", cell_id=None)
    reader.kernel.run("pass")
    kept = [m for m in reader.kernel.messages if m.type == "update_display_data"]
    assert [VIEW in each.content["data"] for each in kept] == [False]
    reader.kernel.send_custom(reader.page.comm, {"event": "context", "viewer": "a"})
    reader.kernel.wait_for(lambda m: VIEW in m.content.get("data", {}))
    with reader.kernel.recording() as later:
        reader.kernel.run("pass")
    assert not [m for m in later if m.type == "update_display_data"]
