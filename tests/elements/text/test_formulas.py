"""Formulas as notebooks get them from objects."""

import pytest

from rerun_state.elements.text.formulas import alone, formula


@pytest.mark.parametrize(
    "source",
    [
        r"$x^2$",
        r"$\displaystyle x^2$",
        r"$$x^2$$",
        r"$$ \displaystyle x^2 $$",
        r"\(x^2\)",
        r"\[x^2\]",
        "\n$x^2$\n",
    ],
)
def test_one_formula_stands_by_itself(source: str) -> None:
    assert formula(source) == alone("x^2")


def test_an_environment_is_a_formula() -> None:
    source = "\\begin{align}\na &= b \\\\\n\nc &= d\n\\end{align}"
    assert formula(source) == alone(source.replace("\n\n", "\n"))


def test_formulas_may_stand_between_words() -> None:
    element = formula(r"Mass is $E$, and \$5 is \(p\).")
    assert element.props["style"] == "markdown"
    assert element.props["body"] == r"Mass is $E$, and \\\$5 is $p$\."


def test_two_formulas_are_not_one() -> None:
    assert formula("$a$$b$").props["style"] == "markdown"


def test_words_around_formulas_are_no_markup() -> None:
    assert formula("*a* <b> :red[c]").props["body"] == r"\*a\* \<b\> \:red\[c\]"
