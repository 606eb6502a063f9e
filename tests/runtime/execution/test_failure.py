"""An exception as the page shows it."""

import textwrap
from pathlib import Path
from typing import Any

import pytest

from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.failure import (
    LONGEST,
    LONGEST_TRACEBACK,
    cut,
    describe,
    frames,
    message,
    type_name,
    where,
)
from rerun_state.runtime.execution.script import Script


class Own(Exception):
    """An exception of a program."""


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (ValueError("x"), "ValueError"),
        (Own("x"), f"{__name__}.Own"),
        (StreamlitAPIException("x"), "rerun_state.errors.StreamlitAPIException"),
    ],
)
def test_the_type_is_named_as_python_names_it(error: Exception, name: str) -> None:
    shown = {"type": name, "message": "x", "traceback": ["line"], "where": None}
    assert describe(error, ["line"]) == shown


def test_the_message_is_the_text_of_the_error() -> None:
    assert message(ValueError(" spaced ")) == "spaced"
    assert message(ValueError()) == ""


def caught(text: str) -> BaseException:
    try:
        Script(text, "<app>", print)()
    except BaseException as error:
        return error
    raise AssertionError("the script raised nothing")


def test_frames_of_this_package_are_left_out() -> None:
    lines = frames(caught("def f():\n    1 / 0\nf()"))
    assert [line for line in lines if "rerun_state/runtime" in line] == []
    assert lines[-1] == "ZeroDivisionError: division by zero"
    assert any('"<app>", line 2' in line for line in lines)


def test_the_cause_of_an_error_is_shown_with_it() -> None:
    lines = frames(
        caught("try:\n    1 / 0\nexcept Exception as e:\n    raise ValueError('x') from e")
    )
    assert "ZeroDivisionError: division by zero" in lines
    assert lines[-1] == "ValueError: x"


def test_the_errors_of_a_group_are_shown() -> None:
    lines = frames(caught("raise ExceptionGroup('several', [ValueError('a'), KeyError('b')])"))
    assert any("ValueError: a" in line for line in lines)


def test_bad_syntax_is_shown_with_its_place() -> None:
    with pytest.raises(SyntaxError) as caught:
        compile("1 +", "<input>", "exec")
    assert message(caught.value).splitlines()[:3] == ['File "<input>", line 1', "  1 +", "     ^"]


def test_what_was_never_raised_has_no_place() -> None:
    assert where(ValueError("x")) is None
    assert where("no exception at all") is None


def test_an_error_that_cannot_say_itself_is_named_by_what_it_raises() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no words")

    assert message(Mute()) == "<RuntimeError in its __str__>"


# In texts, for pytest would ask such classes, too.
OPAQUE = """
class Stubborn(type):
    def __getattribute__(cls, name):
        raise RuntimeError(name)
class Opaque(Exception, metaclass=Stubborn):
    pass
raise Opaque('boom')
"""
MUTE = """
class Mute(Exception):
    def __getattribute__(self, name):
        raise SystemExit(name)
raise Mute('boom')
"""


@pytest.mark.parametrize(("text", "name"), [(OPAQUE, "Opaque"), (MUTE, "Mute")])
def test_an_error_that_answers_nothing_is_described(text: str, name: str) -> None:
    error = caught(text)
    shown = describe(error, frames(error))
    assert type_name(error) == name
    assert (shown["type"], shown["message"]) == (name, "boom")
    assert shown["where"] is not None


def test_a_traceback_that_cannot_be_made_says_so() -> None:
    lines = frames(caught(OPAQUE))
    assert lines == ["The traceback cannot be shown: RuntimeError while it was made."]


def test_a_message_beyond_measure_is_cut_with_its_end_kept() -> None:
    text = message(ValueError("x" * LONGEST * 50 + "end"))
    assert len(text) < LONGEST + 100
    assert f"({LONGEST * 49 + 3:,} more characters)" in text
    assert text.endswith("end")
    assert cut("x" * 9, 9) == "x" * 9


def test_a_traceback_beyond_measure_is_cut() -> None:
    error = caught("raise ExceptionGroup('g', [ValueError('x\\n' * 100_000) for _ in range(30)])")
    text = "\n".join(frames(error))
    assert 100_000 < len(text) < LONGEST_TRACEBACK + 100


def test_python_indents_no_message_beyond_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    indented = list[int]()
    indent = textwrap.indent

    def measured(text: str, *more: Any) -> str:
        indented.append(len(text))
        return indent(text, *more)

    monkeypatch.setattr(textwrap, "indent", measured)
    frames(caught("raise ValueError('x\\n' * 1_000_000)"))
    assert max(indented) < 2 * LONGEST


def test_bad_syntax_without_its_line_is_its_message() -> None:
    assert message(SyntaxError("plain")) == "plain"


@pytest.mark.parametrize("offset", [None, 1])
def test_bad_syntax_of_a_cell_is_in_no_file(offset: int | None) -> None:
    error = SyntaxError("bad", ("<ipython-input-1>", 3, offset, "a b\n"))
    assert message(error).splitlines() == ["Line 3", "  a b", "  ^", "SyntaxError: bad"]


def test_bad_syntax_of_a_file_is_told_by_its_name(tmp_path: Path) -> None:
    (file := tmp_path / "page.py").write_text("a b\n")
    error = SyntaxError("bad", (str(file), 1, 3, "a b\n"))
    assert message(error).splitlines() == ["page.py, line 1", "  a b", "    ^", "SyntaxError: bad"]


def test_an_error_is_where_the_program_called_what_has_failed(tmp_path: Path) -> None:
    (file := tmp_path / "page.py").write_text(
        "import json\ndef load():\n    json.loads('x')\nload()\n"
    )
    with pytest.raises(ValueError, match="Expecting value") as raised:
        Script(file.read_text(), str(file), print)()
    error = raised.value
    assert error.__traceback__ is not None
    error.__traceback__ = error.__traceback__.tb_next  # the test's own frame
    assert where(error) == "page.py, line 3: json.loads('x')"
