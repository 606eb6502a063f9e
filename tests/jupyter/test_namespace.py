"""A run reads the notebook's names and writes none."""

import sys
from typing import Any

import pytest

from rerun_state.jupyter.namespace import Namespace


def run(shell: Any, code: str) -> Namespace:
    names = Namespace(shell)
    with names.active():
        exec(code, names.globals)
    return names


def test_a_run_reads_the_notebook(shell: Any) -> None:
    shell.user_ns["x"] = 7
    assert run(shell, "y = x + 1").globals["y"] == 8


def test_nothing_leaks_to_the_notebook(shell: Any) -> None:
    shell.user_ns["x"] = 7
    before = dict(shell.user_ns)
    run(shell, "x = 1\ny: int = 2\ndel get_ipython\nimport json as j")
    assert shell.user_ns == before


def test_annotations_are_the_runs_own(shell: Any) -> None:
    shell.run_cell("x: int = 1")
    assert run(shell, "y: int = 2").module.__annotations__ == {"y": int}
    assert run(shell, "pass").module.__annotations__ == {}
    assert shell.user_module.__annotations__ == {"x": int}


def test_each_run_starts_blank(shell: Any) -> None:
    first = run(shell, "y = 1")
    assert "y" not in run(shell, "pass").globals
    assert first.globals["y"] == 1


def test_a_global_statement_of_the_notebook_writes_to_the_notebook(shell: Any) -> None:
    shell.run_cell("def bump():\n    global n\n    n = 5")
    run(shell, "bump()")
    assert shell.user_ns["n"] == 5


def test_a_global_statement_of_the_run_writes_to_the_run(shell: Any) -> None:
    names = run(shell, "def bump():\n    global n\n    n = 5\nbump()")
    assert names.globals["n"] == 5
    assert "n" not in shell.user_ns


def test_everything_is_put_back_after_an_error(shell: Any) -> None:
    before = sys.modules["__main__"], shell.user_module, shell.user_ns
    with pytest.raises(ZeroDivisionError):
        run(shell, "1 / 0")
    assert (sys.modules["__main__"], shell.user_module, shell.user_ns) == before


def test_classes_of_a_run_pickle_within_it(shell: Any) -> None:
    code = "import pickle\nclass A: pass\nb = pickle.loads(pickle.dumps(A())); same = type(b) is A"
    assert run(shell, code).globals["same"]


def test_type_hints_of_a_run_resolve_within_it(shell: Any) -> None:
    code = """
from __future__ import annotations
import dataclasses, typing
class A: pass
@dataclasses.dataclass
class B:
    a: A
hints = typing.get_type_hints(B)
"""
    names = run(shell, code).globals
    assert names["hints"] == {"a": names["A"]}


def test_magics_see_the_names_of_the_run(shell: Any) -> None:
    code = "word = 'hi'\nout = get_ipython().var_expand('{word}')"
    assert run(shell, code).globals["out"] == "hi"


def test_libraries_find_out_where_they_are_by_the_builtins_of_a_cell(shell: Any) -> None:
    code = "import builtins; found = builtins.get_ipython()"
    assert run(shell, code).globals["found"] is shell


def test_blocks_nest(shell: Any) -> None:
    outer, inner = Namespace(shell), Namespace(shell)
    with outer.active():
        with inner.active():
            assert sys.modules["__main__"] is inner.module
        assert sys.modules["__main__"] is outer.module
