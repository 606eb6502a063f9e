"""Tracebacks show the user's frames, in IPython's style, and the debugger finds them."""

import re
import sys
from collections.abc import Callable
from typing import Any

import pytest

from rerun_state.jupyter import kernel
from rerun_state.jupyter.compilation import SHOW, compile_cell
from rerun_state.jupyter.tracebacks import keep_users_frames, remember, traceback_lines


@pytest.fixture
def failing(shell: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], BaseException]:
    """Run a cell; return what it raises."""
    monkeypatch.setattr(kernel, "shell", lambda: shell)

    def fail(body: str) -> BaseException:
        with pytest.raises(BaseException) as caught:  # noqa: PT011
            compile_cell(shell, body).run({"__name__": "__main__", SHOW: print})
        # The frames up to here are the test's; the engine's would be ours and dropped.
        caught.value.__traceback__ = caught.tb.tb_next and caught.tb.tb_next
        return caught.value

    return fail


def text(error: BaseException) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(traceback_lines(error)))


Failing = Callable[[str], BaseException]


def test_the_users_line_is_shown(failing: Failing) -> None:
    shown = text(failing("x = 1\n1 / 0  # here\n"))
    assert "ZeroDivisionError" in shown
    assert "----> 3 1 / 0  # here" in shown


def test_our_own_frames_are_not(failing: Failing) -> None:
    assert "jupyter/compilation.py" not in text(failing("1 / 0\n"))


def test_frames_of_ours_in_the_middle_are_dropped(failing: Failing) -> None:
    body = """
from rerun_state.runtime.model.names import stepwise
def around(): raise ValueError("in the user's own")
async def nothing(): ...
coro = nothing()
try: stepwise(coro, around).send(None)
finally: coro.close()
"""
    error = failing(body)
    keep_users_frames(error)
    files, trace = [], error.__traceback__
    while trace is not None:
        files.append(trace.tb_frame.f_globals["__name__"])
        trace = trace.tb_next
    assert files == ["__main__", "__main__"]


def test_causes_are_trimmed_too(failing: Failing) -> None:
    body = "try: 1 / 0\nexcept ZeroDivisionError as e: raise KeyError('k') from e\n"
    shown = text(failing(body))
    assert "ZeroDivisionError" in shown
    assert "KeyError" in shown
    assert "jupyter/compilation.py" not in shown


def test_a_syntax_error_shows_the_line(failing: Failing) -> None:
    shown = text(failing("x = = 1\n"))
    assert ":2\n    x = = 1" in shown


def test_an_exception_group_shows_its_parts(failing: Failing) -> None:
    shown = text(failing("raise ExceptionGroup('both', [KeyError('a'), ValueError('b')])\n"))
    assert "KeyError: 'a'" in shown
    assert "ValueError: b" in shown


def test_an_exception_may_render_itself(failing: Failing) -> None:
    body = "class Own(Exception):\n    def _render_traceback_(self): return ['mine']\nraise Own\n"
    assert text(failing(body)) == "mine"


def test_an_exception_without_frames_is_shown_all_the_same(failing: Failing, shell: Any) -> None:
    assert "KeyError" in text(KeyError("k"))


def test_the_debugger_finds_the_users_frame(
    failing: Failing, shell: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        monkeypatch.setattr(sys, name, None, raising=False)
    error = failing("1 / 0\n")
    keep_users_frames(error)
    remember(error)
    assert sys.last_value is error
    assert shell.InteractiveTB.tb.tb_frame.f_globals["__name__"] == "__main__"
