"""Results on disk belong to the notebook that made them."""

import string
import textwrap
from pathlib import Path
from typing import Any

import pytest

from rerun_state.caching import disk
from rerun_state.caching.cache import DATA
from rerun_state.caching.decorators import cache_data

SOURCE = """
def scale(x):
    return x * FACTOR

@cache_data(persist="disk")
def f(x):
    return scale(x)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, in a front end that does not tell which notebook it shows."""
    monkeypatch.setattr(disk, "directory", lambda: tmp_path / "cache")
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def defined(source: str = SOURCE, name: str = "__main__", **names: Any) -> Any:
    """The function f of a notebook, in a kernel that has just been started."""
    DATA._shared.clear()
    namespace: dict[str, Any] = {"__name__": name, "cache_data": cache_data, **names}
    exec(source, namespace)
    return namespace["f"]


def test_a_notebook_finds_its_own_results_after_a_restart() -> None:
    assert defined(FACTOR=2)(3) == 6
    assert defined(FACTOR=2)(3) == 6
    assert len(list(disk.directory().iterdir())) == 1


def test_two_notebooks_whose_functions_read_other_globals_do_not_meet() -> None:
    assert defined(FACTOR=2)(3) == 6
    assert defined(FACTOR=5)(3) == 15


def test_two_notebooks_whose_functions_call_others_do_not_meet() -> None:
    assert defined(FACTOR=2)(3) == 6
    assert defined(SOURCE.replace("x * FACTOR", "x + FACTOR"), FACTOR=2)(3) == 5


def test_two_notebooks_in_other_folders_do_not_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    defined(FACTOR=2)(3)
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    defined(FACTOR=2)(3)
    assert len(list(disk.directory().iterdir())) == 2


@pytest.mark.parametrize("told", ["__file__", "__vsc_ipynb_file__"])
def test_the_file_tells_notebooks_apart(told: str) -> None:
    for path in ("a.ipynb", "b.ipynb", "a.ipynb"):
        defined(FACTOR=2, **{told: path})(3)
    assert len(list(disk.directory().iterdir())) == 2


def test_a_jupyter_server_tells_which_notebook_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("/a.ipynb", "/b.ipynb", "/a.ipynb"):
        monkeypatch.setenv("JPY_SESSION_NAME", path)
        defined(FACTOR=2)(3)
    assert len(list(disk.directory().iterdir())) == 2


def test_a_server_that_tells_an_empty_name_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "")
    assert defined(FACTOR=2)(3) == 6
    assert defined(FACTOR=5)(3) == 15


def test_a_function_of_a_module_is_the_same_in_every_notebook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for path in ("/a.ipynb", "/b.ipynb"):
        monkeypatch.setenv("JPY_SESSION_NAME", path)
        defined(name="helper", FACTOR=2)(3)
    assert len(list(disk.directory().iterdir())) == 1


def test_a_function_clears_what_its_own_notebook_has_on_disk() -> None:
    defined(FACTOR=2)(3)
    other = defined(FACTOR=5)
    other(3)
    other.clear()
    assert len(list(disk.directory().iterdir())) == 1


def test_globals_that_cannot_be_told_apart_by_content_count_by_type() -> None:
    class Odd:
        def __mul__(self, other: object) -> int:
            return 1

        __rmul__ = __mul__

    for factor in (Odd(), Odd(), lambda: 1):
        try:
            defined(FACTOR=factor)(3)
        except TypeError:
            continue
    assert len(list(disk.directory().iterdir())) == 1


def test_classes_and_recursive_functions_are_described_too() -> None:
    source = """
class Model:
    def run(self, x):
        return f.__wrapped__(x - 1) if x else FACTOR

@cache_data(persist="disk")
def f(x):
    return Model().run(x)
"""
    assert defined(source, FACTOR=2)(3) == 2
    assert defined(source, FACTOR=5)(3) == 5


def test_globals_of_other_types_tell_notebooks_apart() -> None:
    class Odd(int):
        __reduce__: Any = None

    class Other(Odd):
        pass

    assert defined(FACTOR=Odd(2))(3) == 6
    assert defined(FACTOR=Other(5))(3) == 15


def test_two_notebooks_that_import_other_functions_by_one_name_do_not_meet() -> None:
    source = SOURCE.replace("def scale(x):\n    return x * FACTOR", "")
    assert defined(source, scale=textwrap.dedent)(" a b") == "a b"
    assert defined(source, scale=string.capwords)(" a b") == "A B"


def test_functions_within_a_function_count_with_the_globals_that_they_read() -> None:
    source = SOURCE.replace("return x * FACTOR", "return (lambda: x * FACTOR)()")
    assert defined(source, FACTOR=2)(3) == 6
    assert defined(source, FACTOR=5)(3) == 15


def test_a_class_may_name_itself() -> None:
    source = """
class Tree:
    def size(self):
        return FACTOR

Tree.Part = Tree

@cache_data(persist="disk")
def f(x):
    return Tree().size() * x
"""
    assert defined(source, FACTOR=2)(3) == 6
    assert defined(source, FACTOR=5)(3) == 15
