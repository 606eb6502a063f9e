"""An exception as the page shows it.

Its class is the program's own, with whatever metaclass and methods: Python's own are asked instead,
or what fails is said. Texts without measure are cut before anything works on them.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from rerun_state.errors import MarkdownFormattedException

PACKAGE = str(Path(__file__).resolve().parents[2])
LONGEST = 20_000
"""Characters of a message that are shown."""
LONGEST_TRACEBACK = 200_000


def is_panic(error: BaseException) -> bool:
    """Has a library in Rust met what it has no other word for? That is no Exception of Python's."""
    return type_name(error) == "PanicException"


def describe(error: BaseException, lines: list[str]) -> dict[str, Any]:
    """The properties of an `exception` element; a warning is shown as one."""
    text = message(error)
    if issubclass(type(error), MarkdownFormattedException):
        text = Formatted(text)
    full = type_name(error, full=True)
    described = {"type": full, "message": text, "traceback": lines, "where": where(error)}
    return described | {"warning": True} if issubclass(type(error), Warning) else described


def type_name(error: object, *, full: bool = False) -> str:
    """The name of its type; in full with where that comes from, as Python says it."""
    kind = type(error)
    if not full:
        return str(type.__dict__["__name__"].__get__(kind))
    name = str(type.__dict__["__qualname__"].__get__(kind))
    module = type.__dict__["__module__"].__get__(kind)
    return name if module in ("builtins", "__main__") else f"{module}.{name}"


def brief(error: BaseException) -> str:
    """The type and the text of the error, in one line or as many as the text has."""
    return f"{type_name(error)}: {message(error)}"


def cut(text: str, most: int) -> str:
    """The text, with what is beyond measure counted only; the end is often what matters."""
    if len(text) <= most:
        return text
    left, end = len(text) - most, most // 4
    return f"{text[: most - end]}\n… ({left:,} more characters) …\n{text[-end:]}"


def where(error: object) -> str | None:
    """The line of the program that the error comes from, or that called what it comes from.

    None for an error that was never raised, and for bad syntax, whose message has the line.
    """
    if not issubclass(type(error), BaseException) or issubclass(type(error), SyntaxError):
        return None
    trace = traceback.extract_tb(trace_of(error))
    frames = [frame for frame in trace if not frame.filename.startswith(PACKAGE)]
    if not frames:
        return None
    program = [frame for frame in frames if frame.filename == frames[0].filename][-1]
    line = f": {program.line}" if program.line else ""
    return f"{_place(program.filename, program.lineno or 0)}{line}"


def trace_of(error: object) -> TracebackType | None:
    """Its frames, whatever its class makes of such questions."""
    trace: TracebackType | None = BaseException.__dict__["__traceback__"].__get__(error)
    return trace


def _place(filename: str, line: int) -> str:
    """A line of a file by the file's name; a cell's text is in none."""
    name = f"{Path(filename).name}, line" if Path(filename).is_file() else "Line"
    return f"{name} {line}"


class Formatted(str):
    """The message of an error that may be Markdown."""

    __slots__ = ()


def message(error: BaseException) -> str:
    """The text of the error, with the place for bad syntax; says so if it cannot give one."""
    try:
        bad: Any = error if issubclass(type(error), SyntaxError) else None
        text = _syntax(bad) if bad is not None and bad.text else str(error).strip()
        return cut(text, LONGEST)
    except BaseException as worse:  # it is the program's own code that fails here
        return f"<{type_name(worse)} in its __str__>"


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
    try:
        report = traceback.TracebackException.from_exception(error)
        _lean(report)
        text = "".join(report.format())
    except BaseException as worse:  # the error's own methods, or of what it came from
        text = unshown(worse)
    return cut(text, LONGEST_TRACEBACK).splitlines()


def unshown(worse: BaseException) -> str:
    """Says why there is no traceback."""
    return f"The traceback cannot be shown: {type_name(worse)} while it was made."


def _lean(report: traceback.TracebackException | None) -> None:
    """Drop the frames of this package, and what is beyond measure, which Python would indent."""
    while report is not None:
        report.stack = traceback.StackSummary.from_list(
            [frame for frame in report.stack if not frame.filename.startswith(PACKAGE)]
        )
        for nested in getattr(report, "exceptions", None) or ():
            _lean(nested)
        if type(said := vars(report).get("_str")) is str:
            vars(report)["_str"] = cut(said, LONGEST)
        report = report.__cause__ or report.__context__
