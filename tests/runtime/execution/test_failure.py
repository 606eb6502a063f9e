"""An exception as the page shows it."""

import pytest

from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.failure import describe, frames, message, where
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
