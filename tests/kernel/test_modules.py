"""Modules that use Streamlit, beside notebooks that have imported the real one."""

from pathlib import Path

import pytest

from tests.kernel.reader import Reader

THEIRS = 'def write(*_): raise AssertionError("the real one")\n'


@pytest.fixture
def folder(tmp_path: Path, reader: Reader) -> Path:
    """A folder that the kernel imports from, with another Streamlit in it."""
    (tmp_path / "streamlit.py").write_text(THEIRS)
    (tmp_path / "helper.py").write_text("import streamlit as st\ndef show(x): st.write(x)\n")
    (tmp_path / "script.py").write_text("import streamlit as st\nimport helper\nhelper.show('hi')")
    forget = "for n in ('streamlit', 'helper', 'st'): sys.modules.pop(n, None)"
    reader.kernel.run(f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{forget}")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_helper_that_the_notebook_has_imported_shows_in_an_app(reader: Reader) -> None:
    reader.kernel.run("import streamlit, helper")
    assert reader.app("import helper\nhelper.show('seen')\n").error is None
    assert reader.page.texts() == ["seen"]
    assert reader.kernel.run("helper.show(1)").error == "AssertionError"
    assert reader.value("__import__('helper') is helper")


@pytest.mark.usefixtures("folder")
def test_a_helper_that_an_app_has_imported_is_the_real_ones_in_the_notebook(
    reader: Reader,
) -> None:
    assert reader.app("import helper\nhelper.show('seen')\n").error is None
    assert reader.kernel.run("import helper\nhelper.show(1)").error == "AssertionError"
    reader.kernel.run("import rerun_state; rerun_state.session_state.n = 1")
    assert reader.settle() == ["seen"]


@pytest.mark.usefixtures("folder")
def test_names_of_the_notebook_show_in_an_app(reader: Reader) -> None:
    reader.kernel.run("import streamlit as real, helper\nfrom helper import show")
    reader.app("real.write('a')\nhelper.show('b')\nshow('c')\n")
    assert reader.page.texts() == ["a", "b", "c"]


@pytest.mark.parametrize(
    "way",
    [
        "%run {folder}/script.py",
        "import runpy; names = runpy.run_path('{folder}/script.py')",
        "st.navigation([st.Page('{folder}/script.py')]).run()",
    ],
)
def test_a_script_that_uses_streamlit_runs_in_an_app(
    reader: Reader, folder: Path, way: str
) -> None:
    reader.kernel.run("import streamlit, helper")
    reader.app(way.format(folder=folder) + "\n")
    assert reader.page.texts() == ["hi"]


def test_an_edited_helper_is_reloaded_for_the_app(reader: Reader, folder: Path) -> None:
    reader.kernel.run("%load_ext autoreload\n%autoreload 2")
    reader.app("import helper\nst.button('Again')\nhelper.show('before')\n")
    (folder / "helper.py").write_text("import streamlit as st\ndef show(x): st.write('after')\n")
    reader.kernel.settle(quiet=0.6)
    reader.press("Again")
    reader.see("after")
    reader.kernel.run("%autoreload 0")


def test_a_callback_of_a_pages_script_finds_our_streamlit(reader: Reader, folder: Path) -> None:
    (folder / "page.py").write_text(
        "import streamlit as st\ndef say():\n    import helper\n    helper.show('said')\n"
        "st.button('Say', on_click=say)\n"
    )
    reader.app(f"st.navigation([st.Page('{folder}/page.py')]).run()\n")
    reader.press("Say")
    reader.see("said")
