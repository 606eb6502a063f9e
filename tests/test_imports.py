"""Libraries that are imported where they are needed first, and what of them is asked before."""

import sys
from fractions import Fraction
from types import ModuleType

import pytest

from rerun_state.errors import StreamlitAPIException
from rerun_state.imports import import_library, is_of, library_of


def in_a_browser(patch: pytest.MonkeyPatch, known: str, waits: bool = True) -> None:
    """Be Pyodide, which knows one package, in a browser that can wait for it or cannot."""
    ffi, js = ModuleType("pyodide.ffi"), ModuleType("pyodide_js")

    def load(name: str) -> None:
        if name != known:
            raise OSError(name)
        patch.setitem(sys.modules, name, ModuleType(name))

    vars(ffi).update(JsException=OSError, can_run_sync=lambda: waits, run_sync=lambda done: done)
    vars(js).update(loadPackage=load)
    patch.setattr(sys, "platform", "emscripten")
    for module in (ModuleType("pyodide"), ffi, js):
        patch.setitem(sys.modules, module.__name__, module)


def test_a_library_that_is_missing_is_named_with_the_cure() -> None:
    with pytest.raises(StreamlitAPIException, match=r"^Tables need bookcases\. Install it: pip "):
        import_library("bookcases", "Tables need")


def test_in_a_browser_it_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_browser(monkeypatch, "bookcases")
    assert import_library("bookcases", "Tables need").__name__ == "bookcases"


@pytest.mark.parametrize(("known", "waits"), [("others", True), ("bookcases", False)])
def test_where_it_cannot_be_fetched_the_cell_should_import_it(
    monkeypatch: pytest.MonkeyPatch, known: str, waits: bool
) -> None:
    in_a_browser(monkeypatch, known, waits)
    with pytest.raises(StreamlitAPIException, match="Write `import bookcases` in the cell"):
        import_library("bookcases", "Tables need")


def test_objects_tell_their_library_and_whom_they_are_made_from() -> None:
    class Mine(Fraction): ...

    made = Mine(1, 2)
    assert (library_of(made), library_of(Fraction())) == (__name__.partition(".")[0], "fractions")
    assert is_of(made, "fractions")
    assert is_of(made, "numbers", "Real")
    assert not is_of(made, "fractions", "Mine")
