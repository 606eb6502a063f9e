"""`%rerun app.py --watch`: what is saved is seen."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rerun_state.jupyter.files.saves import Saves
from tests.kernel.live import TIMEOUT
from tests.kernel.reader import Reader

THREADS = "[t.name for t in __import__('threading').enumerate() if t.name == 'rerun --watch']"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an app that imports a module, which imports another from elsewhere."""
    for name in ("app/pages", "lib/pack"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "lib/pack/__init__.py").write_text("from pack.deep import DEEP\n")
    (tmp_path / "lib/pack/deep.py").write_text("DEEP = 'deep 1'\n")
    (tmp_path / "app/helper.py").write_text("import streamlit as st, pack\nWORD = 'word 1'\n")
    return tmp_path / "app"


def run(
    reader: Reader, folder: Path, text: str, name: str = "app.py", cell: str | None = None
) -> None:
    (folder / name).write_text(text)
    reader.kernel.run(
        "import sys\n"
        "for each in [n for n in sys.modules if n.startswith('pack')]: del sys.modules[each]\n"
        f"sys.path.insert(0, {str(folder.parent / 'lib')!r})"
    )
    reader.kernel.run(f"%rerun {folder}/{name} --watch", cell_id=cell)


def until(reader: Reader, holds: Callable[[], bool]) -> None:
    """Listen to the kernel until something holds."""
    end = time.monotonic() + TIMEOUT
    while not holds():
        assert time.monotonic() < end
        reader.kernel.read(0.1)


APP = "import streamlit as st, helper\nst.text(f'{helper.WORD}, {helper.pack.DEEP}')\n"


def test_a_script_that_is_saved_runs_again(reader: Reader, folder: Path) -> None:
    run(reader, folder, APP)
    assert reader.settle() == ["word 1, deep 1"]
    (folder / "app.py").write_text("import streamlit as st\nst.text('new')")
    reader.see("new")


def test_modules_are_imported_anew_when_one_of_them_is_saved(reader: Reader, folder: Path) -> None:
    run(reader, folder, APP)
    (folder / "helper.py").write_text("import streamlit as st, pack\nWORD = 'word 2'\n")
    reader.see("word 2, deep 1")
    (folder.parent / "lib/pack/deep.py").write_text("DEEP = 'deep 2'\n")
    reader.see("word 2, deep 2")


def test_the_notebooks_own_modules_stay_what_they_are(reader: Reader, folder: Path) -> None:
    run(reader, folder, APP)
    reader.kernel.run("import pack")
    before = reader.value("id(pack)")
    (folder / "helper.py").write_text("import streamlit as st, pack\nWORD = 'word 2'\n")
    reader.see("word 2")
    assert reader.value("id(pack), pack.DEEP") == (before, "deep 1")


def test_what_is_saved_during_the_first_run_is_seen_after_it(reader: Reader, folder: Path) -> None:
    saves = (
        "import time; from pathlib import Path\n"
        "time.sleep(0.05)  # the clock of files has longer ticks\n"
        "if helper.WORD == 'word 1':\n"
        "    Path(helper.__file__).write_text('import pack; WORD = \"word 2\"')\n"
    )
    run(reader, folder, "import helper\n" + saves + APP)
    reader.see("word 2")


def test_a_page_that_is_added_is_in_the_menu(reader: Reader, folder: Path) -> None:
    run(reader, folder, "import streamlit as st\nst.text('main')\n")
    (folder / "pages/second.py").write_text("")
    until(reader, lambda: "navigation" in reader.page.root["p"])
    sections = reader.page.root["p"]["navigation"]["sections"]
    assert [each["name"] for each in sections[0]["pages"]] == ["", "second"]


def test_a_run_that_failed_is_repeated_when_its_cause_is_mended(
    reader: Reader, folder: Path
) -> None:
    (folder / "helper.py").write_text("WORD =\n")
    run(reader, folder, "import streamlit as st, helper\nst.text(helper.WORD)\n")
    assert reader.settle()[0].startswith("SyntaxError")
    (folder / "helper.py").write_text("WORD = 'mended'\n")
    reader.see("mended")


def test_a_notebook_that_is_saved_runs_again(reader: Reader, folder: Path) -> None:
    def cells(shown: str) -> str:
        texts = ["import helper", f"%%rerun\nst = helper.st\nst.text(helper.WORD + {shown!r})"]
        each = [{"cell_type": "code", "source": text} for text in texts]
        return json.dumps({"cells": each, "metadata": {}, "nbformat": 4})

    run(reader, folder, cells(" a"), "app.ipynb")
    assert reader.settle() == ["word 1 a"]
    (folder / "app.ipynb").write_text(cells(" b"))
    reader.see("word 1 b")
    (folder / "helper.py").write_text("import streamlit as st, pack\nWORD = 'word 2'\n")
    reader.see("word 2 b")


def test_files_that_are_not_the_apps_own_change_nothing(reader: Reader, folder: Path) -> None:
    run(reader, folder, APP + "import time\nst.text(time.monotonic_ns())\n")
    before, count = reader.settle(), len(reader.page.patches)
    for name in ("other.py", "data.csv", "app.py~"):
        (folder / name).write_text("x = 1")
    (folder / "app.py").touch()  # which is told after those
    until(reader, lambda: reader.page.texts() != before)
    assert len(reader.page.patches) == count + 1


def test_the_thread_ends_with_the_app(reader: Reader, folder: Path) -> None:
    run(reader, folder, APP, cell="a")
    run(reader, folder, APP, cell="b")
    until(reader, lambda: len(reader.value(THREADS)) == 2)
    reader.kernel.run("%unload_ext rerun_state")
    until(reader, lambda: reader.value(THREADS) == [])


def test_without_the_library_it_is_told(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['watchfiles'] = None\nfrom pathlib import Path\n"
        "from rerun_state.jupyter.files.saves import Saves\nSaves(Path('app.py'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'rerun-state[watch]'" in done.stderr


def test_what_tells_of_saves_is_loaded_before_runs_change_where_imports_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "watchfiles", raising=False)
    Saves(tmp_path / "app.py")
    assert "watchfiles" in sys.modules
