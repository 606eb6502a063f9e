"""Cell text to code: what is shown, where lines are, what IPython's rules change."""

import asyncio
import inspect
import traceback
from typing import Any

import pytest

from rerun_state.jupyter.compilation import SHOW, CellCode, compile_cell


def run(code: CellCode, **names: Any) -> tuple[list[Any], dict[str, Any]]:
    shown: list[Any] = []

    def show(value: object, call: object = None) -> None:
        shown.append(value)

    namespace = {"__name__": "__main__", SHOW: show, **names}
    rest = code.run(namespace)
    if rest is not None:
        asyncio.run(_finish(rest))
    return shown, namespace


async def _finish(rest: Any) -> None:
    await rest


def shown(shell: Any, body: str, **options: Any) -> list[Any]:
    return run(compile_cell(shell, body, **options))[0]


def test_the_last_expression_is_shown(shell: Any) -> None:
    assert shown(shell, "1\n2\n") == [2]


def test_a_last_statement_is_not(shell: Any) -> None:
    assert shown(shell, "1\nx = 2\n") == []


def test_a_semicolon_hides_the_value(shell: Any) -> None:
    assert shown(shell, "1\n2;  # quiet\n") == []


@pytest.mark.parametrize(
    ("rule", "values"),
    [("all", [1, 2, 3]), ("last", []), ("none", []), ("last_expr_or_assign", [5])],
)
def test_interactivity_is_the_notebooks(shell: Any, rule: str, values: list[int]) -> None:
    shell.ast_node_interactivity = rule
    body = "1\nfor i in (2, 3): i\ndef f():\n    4\nf()\n" if rule == "all" else "1\nx = 5\n"
    assert [v for v in shown(shell, body) if v is not None] == values


@pytest.mark.parametrize("body", ["box.n = 5", "box.n: int = 5", "seen[0] = 5", "a, b = 5, 6"])
def test_an_assignment_to_no_single_name_is_not_shown(shell: Any, body: str) -> None:
    shell.ast_node_interactivity = "last_expr_or_assign"
    assert shown(shell, f"seen = [0]\nclass box: pass\n{body}\n") == []


def test_magic_shows_every_bare_expression(shell: Any) -> None:
    assert shown(shell, "1\nif True:\n    2\n3\n", magic=True) == [1, 2, 3]


def test_lines_are_counted_with_the_magics_own(shell: Any) -> None:
    code = compile_cell(shell, "\n\n1 / 0\n", "%%rerun\n\n\n1 / 0")
    with pytest.raises(ZeroDivisionError) as caught:
        run(code)
    assert traceback.extract_tb(caught.tb)[-1].lineno == 4
    assert traceback.extract_tb(caught.tb)[-1].line == "1 / 0"


def test_blank_lines_above_the_magic_count(shell: Any) -> None:
    code = compile_cell(shell, "1 / 0\n", "\n\n%%rerun\n1 / 0\n")
    with pytest.raises(ZeroDivisionError) as caught:
        run(code)
    assert traceback.extract_tb(caught.tb)[-1].lineno == 4


def test_a_syntax_error_is_on_the_cells_line(shell: Any) -> None:
    with pytest.raises(SyntaxError) as caught:
        compile_cell(shell, "x = 1\ny = = 2\n")
    assert caught.value.lineno == 3


def test_functions_and_classes_know_their_source(shell: Any) -> None:
    _, names = run(compile_cell(shell, "def f():\n    return 1\n"))
    assert inspect.getsource(names["f"]) == "def f():\n    return 1\n"


def test_line_magics_and_commands_are_transformed(shell: Any) -> None:
    asked: list[str] = []
    shell.register_magic_function(asked.append, "line", "ask")
    run(compile_cell(shell, "%ask me\n"), get_ipython=lambda: shell)
    assert asked == ["me"]


def test_top_level_await_makes_it_async(shell: Any) -> None:
    code = compile_cell(shell, "import asyncio\nawait asyncio.sleep(0)\n7\n")
    assert code.is_async
    assert run(code)[0] == [7]


def test_await_follows_autoawait(shell: Any) -> None:
    shell.autoawait = False
    with pytest.raises(SyntaxError, match="await"):
        compile_cell(shell, "await x\n")


def test_a_future_import_holds_for_the_cell(shell: Any) -> None:
    body = "from __future__ import annotations\ndef f(a: nowhere): ...\n"
    _, names = run(compile_cell(shell, body))
    assert names["f"].__annotations__ == {"a": "nowhere"}


def test_a_future_import_of_the_notebook_holds_too(shell: Any) -> None:
    shell.run_cell("from __future__ import annotations")
    _, names = run(compile_cell(shell, "def f(a: nowhere): ...\n"))
    assert names["f"].__annotations__ == {"a": "nowhere"}


def test_a_future_import_of_the_cell_does_not_leave_it(shell: Any) -> None:
    before = shell.compile.flags
    compile_cell(shell, "from __future__ import annotations\n")
    assert shell.compile.flags == before


def test_an_empty_cell_is_fine(shell: Any) -> None:
    assert shown(shell, "\n\n# nothing\n") == []
