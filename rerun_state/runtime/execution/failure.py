"""An exception as the page shows it."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

from rerun_state.errors import MarkdownFormattedException

PACKAGE = str(Path(__file__).resolve().parents[2])


def describe(error: BaseException, lines: list[str]) -> dict[str, Any]:
    """The properties of an `exception` element."""
    kind = type(error)
    name = (
        kind.__qualname__
        if kind.__module__ in ("builtins", "__main__")
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    text = message(error)
    if isinstance(error, MarkdownFormattedException):
        text = Formatted(text)
    return {"type": name, "message": text, "traceback": lines, "where": where(error)}


def where(error: object) -> str | None:
    """The line of the program that the error comes from, or that called what it comes from.

    None for an error that was never raised, and for bad syntax, whose message has the line.
    """
    if not isinstance(error, BaseException) or isinstance(error, SyntaxError):
        return None
    trace = traceback.extract_tb(error.__traceback__)
    frames = [frame for frame in trace if not frame.filename.startswith(PACKAGE)]
    if not frames:
        return None
    program = [frame for frame in frames if frame.filename == frames[0].filename][-1]
    line = f": {program.line}" if program.line else ""
    return f"{_place(program.filename, program.lineno or 0)}{line}"


def _place(filename: str, line: int) -> str:
    """A line of a file by the file's name; a cell's text is in none."""
    name = f"{Path(filename).name}, line" if Path(filename).is_file() else "Line"
    return f"{name} {line}"


class Formatted(str):
    """The message of an error that may be Markdown."""

    __slots__ = ()


def message(error: BaseException) -> str:
    """The text of the error, with the place for bad syntax; says so if it cannot give one."""
    if isinstance(error, SyntaxError) and error.text:
        return _syntax(error)
    try:
        return str(error).strip()
    except BaseException as worse:  # it is the program's own code that fails here
        return f"<{type(worse).__name__} in its __str__>"


def _syntax(error: SyntaxError) -> str:
    """The line, and where in it the error is, as Python prints them."""
    file, number = str(error.filename), error.lineno or 0
    made = file.startswith("<") and not file.startswith("<ipython")  # text given to exec()
    place = f'File "{file}", line {number}' if made else _place(file, number)
    line = f"  {(error.text or '').rstrip()}"
    caret = "  " + " " * ((error.offset or 1) - 1) + "^"
    return "\n".join([place, line, caret, f"{type(error).__name__}: {error.msg}"])


def frames(error: BaseException) -> list[str]:
    """The traceback as Python prints it, without the frames that belong to this package."""
    report = traceback.TracebackException.from_exception(error)
    _drop_own_frames(report)
    return "".join(report.format()).splitlines()


def _drop_own_frames(report: traceback.TracebackException | None) -> None:
    while report is not None:
        report.stack = traceback.StackSummary.from_list(
            [frame for frame in report.stack if not frame.filename.startswith(PACKAGE)]
        )
        for nested in getattr(report, "exceptions", None) or ():
            _drop_own_frames(nested)
        report = report.__cause__ or report.__context__
