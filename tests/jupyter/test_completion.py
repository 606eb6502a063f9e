"""What Tab offers."""

from types import SimpleNamespace
from typing import Any

import pytest
from IPython.core.completer import CompletionContext

from rerun_state.jupyter.completion import Completion


def complete(shell: Any, text: str, line: int = 0) -> list[str]:
    before = text.split("\n")[line]
    context = CompletionContext(
        token="",
        full_text=text,
        cursor_position=len(before),
        cursor_line=line,
        limit=None,
    )
    completion = Completion(shell, lambda: ["--name", "--isolated"], lambda: ["--pages"])
    found = completion.match_options(context)
    return [each.text for each in found["completions"]]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("%%rerun -", ["--name", "--isolated"]),
        ("%%rerun --n", ["--name"]),
        ("%rerun app.py --", ["--pages"]),
        ("%time --", []),
    ],
)
def test_a_magic_offers_its_options(shell: Any, text: str, offered: list[str]) -> None:
    assert complete(shell, text) == offered


def test_below_the_line_of_the_magic_there_are_no_options(shell: Any) -> None:
    assert complete(shell, "%%rerun\nx = -", 1) == []


def test_the_completer_is_as_it_was_once_it_is_taken_away() -> None:
    shell = SimpleNamespace(Completer=SimpleNamespace(custom_matchers=[len]))
    completion = Completion(shell, list, list)
    completion.install()
    assert len(shell.Completer.custom_matchers) == 3
    completion.remove()
    assert shell.Completer.custom_matchers == [len]
