"""Tracebacks as IPython shows them, of the user's own frames, and the debugger's way to them."""

from __future__ import annotations

import linecache
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from IPython.core import ultratb

from rerun_state.jupyter import kernel
from rerun_state.patterns import pattern
from rerun_state.runtime.execution.failure import trace_of, type_name

_ANSI = pattern(r"\x1b\[[0-9;]*m")
_OURS = __name__.partition(".")[0]


def traceback_lines(error: BaseException) -> list[str]:
    """Return the traceback in the style of `%xmode`, as parts to be joined by newlines.

    Our own frames are taken out of the exception itself and those that it came from.
    """
    keep_users_frames(error)
    return _structured(kernel.shell(), error)


def page_lines(error: BaseException) -> list[str]:
    """The traceback without what the page says beside it: IPython's heading, and the error itself.

    What came before in a chain of errors keeps both.
    """
    lines = traceback_lines(error)
    if lines and set(_ANSI.sub("", lines[0])) == {"-"}:
        del lines[:2]
    name = type_name(error)
    if len(lines) > 1 and _ANSI.sub("", lines[-1]).startswith(name):
        del lines[-1]
    return lines


def remember(error: BaseException) -> None:
    """Make the exception the one that `%debug`, `%tb` and pdb.pm() look at."""
    trace = trace_of(error)
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, trace
    if sys.version_info >= (3, 12):
        sys.last_exc = error
    formatter = getattr(kernel.shell(), "InteractiveTB", None)
    if formatter is not None:
        formatter.tb = trace


def keep_users_frames(error: BaseException) -> None:
    """Take the frames of this package out of an exception, its causes and its group."""
    for each in _with_causes(error, set()):
        each.__traceback__ = _users(each.__traceback__)


def _with_causes(error: BaseException | None, seen: set[int]) -> Iterator[BaseException]:
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    yield error
    yield from _with_causes(error.__cause__, seen)
    yield from _with_causes(error.__context__, seen)
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _with_causes(part, seen)


def _users(trace: TracebackType | None) -> TracebackType | None:
    frames = []
    while trace is not None:
        if str(trace.tb_frame.f_globals.get("__name__")).partition(".")[0] != _OURS:
            frames.append(trace)
        trace = trace.tb_next
    kept = None
    for each in reversed(frames):
        kept = TracebackType(kept, each.tb_frame, each.tb_lasti, each.tb_lineno)
    return kept


def styled(error: BaseException, lines: list[str]) -> BaseException:
    """What to raise so that IPython shows nothing but these lines; `%tb` shows all that is known.

    It asks no syntax error for them: that comes with the frames of those who compiled the cell.
    """
    if isinstance(error, SyntaxError):
        raised: Any = type(type(error).__name__, (Exception,), {})(str(error))
        raised._render_traceback_ = lambda: lines
        return raised  # type: ignore[no-any-return]
    raised, told = error, [lines]

    def render() -> list[str]:
        if told:
            return told.pop()
        del raised._render_traceback_
        try:
            return traceback_lines(raised)
        finally:
            raised._render_traceback_ = render

    raised._render_traceback_ = render
    return error


def syntax_lines(shell: Any, error: SyntaxError) -> list[str]:
    """What IPython shows of code that does not compile, as of an ordinary cell."""
    return list(shell.SyntaxTB.structured_traceback(type(error), error, []))


def _structured(shell: Any, error: BaseException) -> list[str]:
    kind, trace = type(error), error.__traceback__
    if hasattr(error, "_render_traceback_"):  # how ipyparallel and others style their own
        return list(error._render_traceback_() or [])
    if shell is None or any(isinstance(e, BaseExceptionGroup) for e in _with_causes(error, set())):
        return "".join(traceback.format_exception(error)).splitlines()  # IPython has no groups
    if isinstance(error, SyntaxError):
        return list(shell.SyntaxTB.structured_traceback(kind, error, traceback.extract_tb(trace)))
    if trace is None:
        return list(shell.InteractiveTB.get_exception_only(kind, error))
    with _lines_of_cells():
        return list(shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=0))


@contextmanager
def _lines_of_cells() -> Iterator[None]:
    """Let IPython find the lines of cells, which are in no file of that name.

    Where it finds none it points at the line that a frame has come to since, which for an exception
    that was caught is in the `except` clause.
    """
    name = "get_line_number_of_frame"
    own = getattr(ultratb, name, None)
    if own is None:
        yield
        return
    setattr(ultratb, name, lambda frame: len(linecache.getlines(frame.f_code.co_filename)))
    try:
        yield
    finally:
        setattr(ultratb, name, own)
