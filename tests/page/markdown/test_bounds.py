"""No text takes much longer than its length, however many things it begins and does not end."""

from typing import Any

import pytest
from markdown_it.parser_inline import ParserInline

from rerun_state.page.markdown import bounds
from rerun_state.page.markdown.rendering import render, render_inline

TOKENS = [
    ":red[",
    ":red-badge[",
    ":small[[",
    "[",
    "![",
    "[^",
    "^[",
    "[x][",
    "**",
    "$",
    "`",
    "http:",
]


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("function", [render, render_inline])
def test_four_times_the_text_is_about_four_times_the_work(
    token: str, function: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [0]
    skip = ParserInline.skipToken

    def counted(self: ParserInline, state: Any) -> None:
        steps[0] += 1
        skip(self, state)

    monkeypatch.setattr(ParserInline, "skipToken", counted)

    def work(times: int) -> int:
        steps[0] = 0
        function(token * times)
        return steps[0]

    few = bounds.MOST // len(token) // 50
    assert work(4 * few) <= 8 * work(few) + 2 * bounds.MOST


def test_brackets_that_end_nowhere_stay_as_they_were_written() -> None:
    assert render_inline(":red[" * 3) == ":red[:red[:red["
    assert render_inline("[" * 5000) == "[" * 5000


def test_what_comes_before_is_rendered_all_the_same() -> None:
    html = render("**bold** [a](https://a.b) " + ":red[" * 4000)
    assert "<strong>bold</strong>" in html
    assert 'href="https://a.b"' in html
