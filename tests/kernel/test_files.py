"""`%rerun`: scripts and notebooks as apps below a cell."""

import json
from pathlib import Path

import pytest

from tests.kernel.reader import Reader


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an app, what it imports and what it reads."""
    (tmp_path / "helper.py").write_text("import streamlit as st\ndef show(x): st.text(x)\n")
    (tmp_path / "data.txt").write_text("read")
    return tmp_path


def write(folder: Path, text: str, name: str = "app.py") -> Path:
    (folder / name).write_text("import streamlit as st\n" + text)
    return folder / name


def notebook(folder: Path, *cells: str) -> Path:
    file = folder / "app.ipynb"
    each = [{"cell_type": "code", "source": cell.splitlines(True)} for cell in cells]
    file.write_text(json.dumps({"cells": each, "metadata": {}, "nbformat": 4}))
    return file


def failure(reader: Reader, line: str) -> str:
    """What the reader is told of a line that cannot be run."""
    reply = reader.kernel.run(line)
    assert reply.error == "UsageError"
    return str(reply.content["evalue"])


def test_a_script_finds_its_folder_and_its_arguments(reader: Reader, folder: Path) -> None:
    write(folder, "import helper, sys\nhelper.show(open('data.txt').read())\nst.text(sys.argv)\n")
    around = f"__import__('os').getcwd(), sys.argv, {str(folder)!r} in sys.path"
    reader.kernel.run("import sys")
    before = reader.value(around)
    assert reader.kernel.run(f"%rerun {folder}/app.py -- --fast 2").error is None
    assert reader.page.texts() == ["read", f"['{folder}/app.py', '--fast', '2']"]
    assert reader.value(around) == before


def test_a_callback_of_a_script_finds_its_folder_too(reader: Reader, folder: Path) -> None:
    write(folder, "def read():\n    import helper\n    helper.show(open('data.txt').read())\n"
                  "st.button('Read', on_click=read)\n")  # fmt: skip
    reader.kernel.run(f"%rerun {folder}/app.py")
    reader.press("Read")
    reader.see("read")


def test_a_script_does_not_see_the_notebooks_names_nor_change_them(
    reader: Reader, folder: Path
) -> None:
    write(folder, "st.text('mine' in globals())\nmine = 2\nst.text(__name__)\n")
    reader.kernel.run("mine = 1")
    reader.kernel.run(f"%rerun {folder}/app.py")
    assert reader.page.texts() == ["False", "__main__"]
    assert reader.value("mine") == 1


def test_scripts_beside_an_app_are_its_pages(reader: Reader, folder: Path) -> None:
    (folder / "pages").mkdir()
    write(folder / "pages", "st.text('second')\nst.button('B')\n", "1_Second_one.py")
    write(folder, "st.text('first')\nif st.button('Go'): st.switch_page('pages/1_Second_one.py')\n")
    reader.kernel.run(f"%rerun {folder}/app.py")
    menu = reader.page.root["p"]["navigation"]
    assert [each["name"] for each in menu["sections"][0]["pages"]] == ["", "Second_one"]
    reader.press("Go")
    reader.see("second")
    content = {"event": "page", "name": "app", "query": ""}
    reader.kernel.send_custom(reader.page.comm, content)
    reader.see("first")


def test_navigation_takes_the_place_of_the_folder_of_pages(reader: Reader, folder: Path) -> None:
    (folder / "pages").mkdir()
    write(folder / "pages", "st.text('second')\n", "second.py")
    write(folder, "st.navigation([st.Page('pages/second.py')], position='hidden').run()\n")
    reader.kernel.run(f"%rerun {folder}/app.py")
    assert reader.page.texts() == ["second"]
    assert reader.page.root["p"]["navigation"]["sections"] == []


def test_settings_and_secrets_lie_in_the_folder_of_an_app(reader: Reader, folder: Path) -> None:
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text("[runner]\nmagicEnabled = false\n")
    (folder / ".streamlit" / "secrets.toml").write_text("word = 'sesame'\n")
    write(folder, "'not shown'\nst.text(st.secrets['word'])\n")
    reader.kernel.run(f"%rerun {folder}/app.py")
    assert reader.page.texts() == ["sesame"]
    reader.app("st.text(st.get_option('runner.magicEnabled'))", cell_id="other")
    assert reader.page.texts() == ["True"]


def test_static_files_beside_an_app_are_shown_where_it_serves_them(
    reader: Reader, folder: Path
) -> None:
    (folder / "static").mkdir()
    (folder / "static" / "cat.png").write_bytes(b"cat")
    write(folder, "st.markdown('![](app/static/cat.png)')\n")
    reader.kernel.run(f"%rerun {folder}/app.py")
    assert 'src="app/static/cat.png"' in reader.page.texts()[0]
    (folder / "on").mkdir()
    (folder / "on" / ".streamlit").mkdir()
    (folder / "static").rename(folder / "on" / "static")
    config = "[server]\nenableStaticServing = true\n"
    (folder / "on" / ".streamlit" / "config.toml").write_text(config)
    write(folder / "on", "st.markdown('![](app/static/cat.png)')\n")
    reader.kernel.run(f"%rerun {folder}/on/app.py")
    assert 'src="data:image/png;base64,Y2F0"' in reader.page.texts()[0]


def test_an_error_of_a_script_is_shown_and_fails_the_cell(reader: Reader, folder: Path) -> None:
    write(folder, "if:\n")
    assert reader.kernel.run(f"%rerun {folder}/app.py").error == "SyntaxError"
    assert reader.page.texts()[0].startswith("SyntaxError: ")
    write(folder, "st.text('mended')\n")
    assert reader.kernel.run(f"%rerun {folder}/app.py").error is None
    assert reader.page.texts() == ["mended"]


def test_the_cells_of_a_notebook_are_its_app(reader: Reader, folder: Path) -> None:
    ordinary = ["x = 41", "print('loud'); runs = []"]
    app = ["%%rerun\nimport rerun_state as st", "%%rerun\nst.button('B')\nst.text(x + 1)"]
    file = notebook(folder, *ordinary, *app, "%%rerun\nruns.append(1)\nlen(runs)")
    reply = reader.kernel.run(f"%rerun {file}")
    assert (reply.error, "loud" in str(reply.outputs)) == (None, False)
    assert reader.page.texts() == ["B", "42", "1"]
    reader.press("B")
    reader.see("2")


def test_a_notebook_without_apps_is_a_script(reader: Reader, folder: Path) -> None:
    file = notebook(folder, "import streamlit as st\nn = 1", "st.text(n)\nn + 1", "# %%rerun")
    assert reader.kernel.run(f"%rerun {file}").error is None
    assert reader.page.texts() == ["1", "2"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("{folder}/missing.py", "There is no file"),
        ("{folder}", "is a folder. Name the script in it"),
        ("{folder}/empty.ipynb", "has no code"),
        ("{folder}/broken.ipynb", "is no notebook of format 4"),
        ("{folder}/app.py --wacht", "unrecognized arguments: --wacht"),
        ("{folder}/app.py other", "takes one script"),
        ("--isolated", "none is named"),
        ("{folder}/app.py --session x --isolated", "Leave --session out"),
    ],
)
def test_what_cannot_be_run_is_told(reader: Reader, folder: Path, words: str, told: str) -> None:
    write(folder, "")
    (folder / "broken.ipynb").write_text("{}")
    (folder / "empty.ipynb").write_text('{"cells": [{"cell_type": "markdown", "source": "x"}]}')
    assert told in failure(reader, "%rerun " + words.format(folder=folder))


@pytest.mark.parametrize("line", ["%rerun", "%rerun {n}", "%rerun ~0/{n}"])
def test_lines_of_history_are_executed_again(reader: Reader, line: str) -> None:
    reader.kernel.run("seven = 0")
    reply = reader.kernel.run("seven += 7")
    reader.kernel.run(line.format(n=reply.content["execution_count"]))
    assert reader.value("seven") == 14


def test_the_magic_is_ipythons_own_again_without_the_extension(reader: Reader) -> None:
    whose = "get_ipython().magics_manager.magics['line']['rerun'].__self__.__class__.__name__"
    assert reader.value(whose) == "RerunMagics"
    reader.kernel.run("%unload_ext rerun_state")
    assert reader.value(whose) == "HistoryMagics"
    reader.kernel.run("%load_ext rerun_state")
    assert reader.value(whose) == "RerunMagics"
