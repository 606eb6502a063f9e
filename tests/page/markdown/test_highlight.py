"""Source code as HTML."""

import pytest

from rerun_state.page.markdown.highlight import highlight


def test_code_has_class_names_and_no_style() -> None:
    html = highlight("import os")
    assert '<span class="kn">import</span>' in html
    assert "style=" not in html


@pytest.mark.parametrize("language", [None, "", "no such language", "mermaid"])
def test_unknown_languages_leave_the_code_plain(language: str | None) -> None:
    assert ">a &lt; b</code>" in highlight("a < b", language)


def test_a_language_cannot_leave_its_attribute() -> None:
    assert "<b>" not in highlight("x", '"><b>')


def test_numbered_lines_are_spans_even_within_a_long_string() -> None:
    html = highlight("'''a\n\nb'''", line_numbers=True)
    lines = html.split("\n")[:3]
    assert 'class="rs-code highlight rs-numbered"' in html
    assert all(line.count("<span") == line.count("</span>") for line in lines)


def test_indentation_of_the_first_line_is_kept() -> None:
    assert ">    x</code>" in highlight("\n    x\n", None)


def test_a_language_of_several_words_gives_one_class() -> None:
    assert '<code class="language-text">' in highlight("x", "text jp-Cell\tlm-Widget")
