"""Scripts: a blank slate for each run, and bare expressions that show themselves."""

import builtins
import inspect
import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from rerun_state.runtime.execution.script import SHOW, Script, read_script


def shown(text: str, *, magic: bool = True) -> list[tuple[object, ...]]:
    """What a script shows by bare expressions."""
    log = list[tuple[object, ...]]()

    def show(*values: object) -> None:
        log.append(values)

    Script(text, "<script>", show, magic=magic)()
    return log


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 1", [(2,)]),
        ("1, 'a'", [(1, "a")]),
        ("x = 5", []),
        ("print", [(print,)]),
        ("str(5)", []),
        ("'documentation'\n'text'", [("text",)]),
        ("if True:\n    'inside'", [("inside",)]),
        ("def f():\n    'documentation'\n    'text'\nf()", [("text",)]),
        ("class A:\n    5", []),
        ("class A:\n    def f(self):\n        5\nA().f()", [(5,)]),
        ("def f():\n    yield 5\nlist(f())", []),
        ("[1 for _ in 'ab']", [([1, 1],)]),
    ],
)
def test_bare_expressions_are_shown(text: str, expected: list[tuple[object, ...]]) -> None:
    assert shown(text) == expected


def test_without_magic_nothing_is_shown() -> None:
    assert shown("1 + 1", magic=False) == []


def script(text: str) -> Callable[[], None]:
    return Script(text, "<a script>", print)


def test_each_run_starts_on_a_blank_slate() -> None:
    run = script("assert 'x' not in globals()\nx = 1")
    run()
    run()


def test_a_script_is_main_while_it_runs() -> None:
    before = sys.modules["__main__"]
    script("import sys\nassert sys.modules[__name__].__dict__ is globals()")()
    assert sys.modules["__main__"] is before


def test_main_comes_back_after_an_error() -> None:
    before = sys.modules["__main__"]
    with pytest.raises(ZeroDivisionError):
        script("1 / 0")()
    assert sys.modules["__main__"] is before


def test_a_traceback_shows_the_lines_of_the_script() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        script("x = 1\nx / 0  # here")()
    assert "x / 0  # here" in "".join(traceback.format_exception(caught.value))


def test_the_source_of_a_function_can_be_found() -> None:
    log = list[str]()
    Script(
        "def f():\n    return 5\nseen(f)",
        "<another>",
        print,
        names={"seen": lambda f: log.append(inspect.getsource(f))},
    )()
    assert log == ["def f():\n    return 5\n"]


def test_a_script_that_is_no_python_fails_when_it_runs() -> None:
    run = script("x =")
    with pytest.raises(SyntaxError):
        run()


def test_future_imports_of_this_package_do_not_reach_the_script() -> None:
    script("def f(x: int): pass\nassert f.__annotations__ == {'x': int}")()


def test_a_file_that_an_editor_has_just_emptied_is_read_when_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "app.py"
    file.touch()
    monkeypatch.setattr("time.sleep", lambda _: file.write_text("1 + 1"))
    assert read_script(file) == "1 + 1"


def test_a_file_that_stays_empty_is_an_empty_script(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.touch()
    os.utime(file, (0, 0))
    assert read_script(file) == ""


@pytest.mark.parametrize("reset", ["globals().clear()", "for n in [*globals()]: del globals()[n]"])
def test_a_script_that_clears_its_names_shows_what_follows(reset: str) -> None:
    before = getattr(builtins, SHOW, None)  # of a script that another test has left hanging
    assert shown(f"{reset}\n5") == [(5,)]
    assert getattr(builtins, SHOW, None) is before


def test_scripts_in_several_threads_show_for_themselves() -> None:
    met = threading.Barrier(2, timeout=30)
    logs: dict[int, list[tuple[object, ...]]] = {1: [], 2: []}

    def run(value: int) -> None:
        text = f"_ = wait()\nglobals().clear()\n{value}"
        show = logs[value]
        Script(text, "<script>", lambda *each: show.append(each), names={"wait": met.wait})()

    threads = [threading.Thread(target=run, args=(value,)) for value in logs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert logs == {1: [(1,)], 2: [(2,)]}


def test_a_script_that_outlasts_another_still_finds_what_shows() -> None:
    log = list[tuple[object, ...]]()
    inner = threading.Thread(target=Script("1", "<script>", print))

    def during() -> None:
        inner.start()
        inner.join()

    text = "during()\nglobals().clear()\n5"
    Script(text, "<script>", lambda *shown: log.append(shown), names={"during": during})()
    assert log == [(5,)]
