"""Modules that are the notebook's and the apps' own."""

import importlib
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest

import rerun_state
import rerun_state.streamlit as ours
from rerun_state.runtime.execution import twin_modules
from rerun_state.runtime.execution.alias import exchange, forget_twins, streamlit_alias
from rerun_state.runtime.execution.twin_modules import TwinModules


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to import from, with another Streamlit in it and modules that use it."""
    before = set(sys.modules)
    (tmp_path / "streamlit.py").write_text("def write(*_): raise AssertionError\n")
    (tmp_path / "helper.py").write_text("import streamlit as st\ncalls = []\n")
    (tmp_path / "by_name.py").write_text("from streamlit import write\n")
    (tmp_path / "user.py").write_text("from helper import st as borrowed\nimport helper\n")
    (tmp_path / "plain.py").write_text("value = 1\n")
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "part.py").write_text("import streamlit as st\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("notebook_first", [True, False])
@pytest.mark.parametrize("name", ["helper", "by_name", "user", "package.part"])
def test_a_module_that_uses_streamlit_is_the_notebooks_and_the_apps_own(
    name: str, notebook_first: bool
) -> None:
    theirs = import_module(name) if notebook_first else None
    with streamlit_alias():
        own = import_module(name)
    if theirs is None:
        theirs = import_module(name)
    with streamlit_alias():
        assert import_module(name) is own is not theirs
        assert shown_by(own) == rerun_state.write
    assert import_module(name) is theirs
    assert shown_by(theirs) == import_module("streamlit").write


def shown_by(module: ModuleType) -> Any:
    """What `st.write` is to a module."""
    st = getattr(module, "st", None) or getattr(module, "borrowed", None)
    return module.write if st is None else st.write


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("notebook_first", [True, False])
def test_a_package_shows_each_side_its_own_part(notebook_first: bool) -> None:
    package = import_module("package")
    theirs = import_module("package.part") if notebook_first else None
    with streamlit_alias():
        own = import_module("package.part")
        assert import_module("package").part is own
    theirs = theirs or import_module("package.part")
    assert import_module("package").part is package.part is theirs is not own
    with streamlit_alias():
        assert import_module("package").part is own


@pytest.mark.parametrize("notebook_first", [True, False])
def test_a_package_that_uses_its_part_is_each_sides_own(folder: Path, notebook_first: bool) -> None:
    (folder / "package" / "__init__.py").write_text("from package.part import st\n")
    names = ["package", "package.part"]
    theirs = [*map(import_module, names)] if notebook_first else []
    with streamlit_alias():
        own = [*map(import_module, names)]
        assert own[0].part is own[1]
    theirs = theirs or [*map(import_module, names)]
    assert theirs[0].part is theirs[1] is not own[1]
    with streamlit_alias():
        assert [*map(import_module, names)] == own
        assert own[0].part is own[1]


@pytest.mark.usefixtures("folder")
def test_a_part_of_a_package_that_only_an_app_has_imported_is_gone_after_it() -> None:
    package = import_module("package")
    with streamlit_alias():
        import_module("package.part")
    assert not hasattr(package, "part")


@pytest.mark.usefixtures("folder")
def test_a_module_that_has_nothing_of_streamlit_is_the_same_to_all() -> None:
    with streamlit_alias():
        own = import_module("plain")
        import_module("helper")
    assert import_module("plain") is own
    import_module("streamlit")
    with streamlit_alias():
        assert import_module("plain") is own


@pytest.mark.usefixtures("folder")
def test_what_an_app_left_in_its_module_is_there_in_the_next_run() -> None:
    import_module("helper")
    for _ in range(3):
        with streamlit_alias():
            import_module("helper").calls.append(1)
    with streamlit_alias():
        assert len(import_module("helper").calls) == 3
    assert import_module("helper").calls == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("renew", [importlib.reload, lambda module: sys.modules.pop("helper")])
def test_a_module_that_the_notebook_reloads_is_new_to_the_apps(
    renew: Callable[[ModuleType], object],
) -> None:
    theirs = import_module("helper")
    with streamlit_alias():
        own = import_module("helper")
    with streamlit_alias():
        assert import_module("helper") is own
    renew(theirs)
    with streamlit_alias():
        assert import_module("helper") is not own


@pytest.mark.usefixtures("folder")
def test_what_is_forgotten_is_imported_anew() -> None:
    with streamlit_alias():
        own = import_module("helper")
    forget_twins()
    with streamlit_alias():
        assert import_module("helper") is not own


@pytest.mark.usefixtures("folder")
def test_names_of_the_notebook_mean_the_apps_own_in_a_run() -> None:
    names = {"helper": import_module("helper"), "st": import_module("streamlit"), "x": 1}
    names["write"] = import_module("by_name").write
    with streamlit_alias():
        exchange(names)
        assert names["helper"] is import_module("helper")
    assert (names["st"], names["x"]) == (ours, 1)
    assert names["write"] == rerun_state.write


def test_nothing_is_looked_at_where_streamlit_is_not_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def look(self: TwinModules) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(TwinModules, "_users", look)
    with streamlit_alias():
        assert "streamlit" in sys.modules


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the modules whose contents are looked at."""
    log = list[str]()
    homes = twin_modules._homes

    def note(module: ModuleType) -> Iterator[str]:
        log.append(module.__name__)
        return homes(module)

    monkeypatch.setattr(twin_modules, "_homes", note)
    return log


@pytest.mark.usefixtures("folder")
def test_without_streamlit_no_module_is_looked_at(looked_at: list[str]) -> None:
    for _ in range(3):
        with streamlit_alias():
            pass
    assert looked_at == []
    with streamlit_alias():
        import_module("plain")
    assert looked_at == ["plain"]


@pytest.mark.usefixtures("folder")
def test_with_streamlit_each_module_is_looked_at_once(looked_at: list[str]) -> None:
    import_module("helper")
    for _ in range(3):
        with streamlit_alias():
            pass
    assert "helper" in looked_at
    assert len(looked_at) == len(set(looked_at)) <= len(sys.modules)
    looked_at.clear()
    import_module("plain")
    with streamlit_alias():
        pass
    assert looked_at == ["plain"]


def test_a_module_that_says_our_name_is_the_same_to_all(folder: Path) -> None:
    (folder / "direct.py").write_text("import rerun_state as st\nfrom rerun_state import write\n")
    import_module("streamlit")
    with streamlit_alias():
        own = import_module("direct")
    assert import_module("direct") is own
    with streamlit_alias():
        assert import_module("direct") is own


def test_a_module_without_a_source_that_has_something_of_ours_is_the_apps_own(folder: Path) -> None:
    import_module("streamlit")
    (folder / "broken.py").write_bytes(b"# \xff\n")
    for file in (None, str(folder / "none.py"), str(folder / "broken.py")):
        made = ModuleType("made")
        vars(made).update(st=rerun_state, write=rerun_state.write, __file__=file, __spec__=object())
        with streamlit_alias():
            sys.modules["made"] = made
        assert "made" not in sys.modules
        with streamlit_alias():
            assert sys.modules["made"] is made
        forget_twins()


def test_modules_and_classes_whose_names_are_no_text_come_from_nowhere(folder: Path) -> None:
    (folder / "odd.py").write_text(
        "import types, streamlit as st\nnameless = types.ModuleType('x')\nnameless.__name__ = 5\n"
        "Odd = type('Odd', (), {'__module__': 5})\n"
    )
    theirs = import_module("odd")
    with streamlit_alias():
        assert import_module("odd") is not theirs
