"""Formulas in Markdown, and TeX as MathML."""

import pytest

from rerun_state.page.markdown.math import math_html
from rerun_state.page.markdown.rendering import render, render_inline


def test_a_formula_within_a_line_is_inline_mathml_with_its_source() -> None:
    html = render_inline("a $x<y$")
    assert html.startswith('a <span class="rs-math" data-tex="x&lt;y"><math ')
    assert 'display="inline"' in html


@pytest.mark.parametrize("text", ["$$\nx^2\n$$", "$$x^2$$"])
def test_a_formula_on_its_own_lines_is_a_block(text: str) -> None:
    assert render(text).startswith('<div class="rs-math" data-tex="x^2"><math ')


def test_two_dollars_within_a_line_are_inline() -> None:
    assert '<span class="rs-math" data-tex="x">' in render("a $$x$$ b")


@pytest.mark.parametrize("text", ["$5 and $10", "$ x $", "$5, or $6.", r"\$x$", "$", "$$"])
def test_amounts_of_money_are_no_formulas(text: str) -> None:
    assert render_inline(text) == text.replace("\\", "")


def test_a_formula_may_end_the_text_with_a_digit_before() -> None:
    assert "<math" in render_inline("$x$ and $5 and $10")


def test_a_formula_stays_within_its_directive() -> None:
    assert render_inline(":red[$x] $").startswith('<span class="rs-text rs-red">$x</span>')


def test_text_in_a_formula_is_escaped() -> None:
    html = math_html(r"\text{<script>&lt;img&gt;}")
    assert "<mtext>&lt;script&gt;&lt;img&gt;</mtext>" in html


@pytest.mark.parametrize("tex", [r"\left(", "{" * 3000, "x^"])
def test_tex_that_cannot_be_converted_is_shown_as_source(tex: str) -> None:
    assert f'<code class="rs-math-source">{tex}</code>' in math_html(tex)
