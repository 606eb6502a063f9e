"""Two Stylers that mean the same say the same, and what may say something else means nothing."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.elements.data.styling.style_meanings import Unknown, of_step
from rerun_state.elements.data.styling.style_meanings import of_formats as meaning_of
from rerun_state.elements.data.styling.styler import formats_of, steps
from tests.elements.data.styled import FRAME

pytest.importorskip("jinja2")
AT = pd.IndexSlice
Styled = Callable[[Any], Any]

OF_PANDAS: dict[str, Styled] = {
    "an extreme": lambda s: s.highlight_max(color="red"),
    "another extreme": lambda s: s.highlight_min(color="red"),
    "another colour": lambda s: s.highlight_max(color="blue"),
    "of rows": lambda s: s.highlight_max(color="red", axis=1),
    "of one column": lambda s: s.highlight_max(color="red", subset=["b"]),
    "of some rows": lambda s: s.highlight_max(color="red", subset=AT["r5":"r9", ["a"]]),
    "of chosen rows": lambda s: s.highlight_max(color="red", subset=AT[FRAME.a > 9, ["a"]]),
    "of other rows": lambda s: s.highlight_max(color="red", subset=AT[FRAME.a > 8, ["a"]]),
    "missing values": lambda s: s.highlight_null(),
    "a range": lambda s: s.highlight_between(left=0.0, right=1.0, subset=["b"]),
    "a range from below zero": lambda s: s.highlight_between(left=-0.0, right=1.0, subset=["b"]),
    "a range by rows": lambda s: s.highlight_between(left=FRAME.a, subset=["b"]),
    "properties": lambda s: s.set_properties(color="red"),
    "a bar": lambda s: s.bar(subset=["a"], color=["#d65f5f", "#5fba7d"]),
}


@pytest.mark.parametrize("name", OF_PANDAS)
def test_a_step_of_pandas_means_what_one_with_the_same_arguments_does(name: str) -> None:
    meanings = {each: of_step(*steps(make(FRAME.style))) for each, make in OF_PANDAS.items()}
    same = of_step(*steps(OF_PANDAS[name](FRAME.copy().style)))
    assert [each for each, meaning in meanings.items() if meaning == same] == [name]


@pytest.mark.parametrize(
    "style",
    [
        lambda s: s.map(lambda value: "color: red"),
        lambda s: s.apply(np.sign, subset=["a"]),
        lambda s: s.pipe(lambda of: of.apply(lambda c: c)),
        lambda s: s.highlight_max(subset=lambda frame: ["a"]),
        lambda s: s.background_gradient(gmap=FRAME[["a"]], subset=["a"], axis=None),
    ],
)
def test_a_step_that_may_look_at_anything_means_nothing(style: Styled) -> None:
    with pytest.raises(Unknown):
        of_step(*steps(style(FRAME.style)))


def test_a_list_that_a_step_was_given_and_that_has_changed_is_another() -> None:
    colours = ["#d65f5f", "#5fba7d"]
    styler = FRAME.style.bar(subset=["a"], color=colours)
    before = of_step(*steps(styler))
    colours[0] = "#000000"
    assert of_step(*steps(styler)) != before


def test_a_gradient_means_the_colours_that_its_map_has_now() -> None:
    maps = pytest.importorskip("matplotlib").colormaps
    maps.register(maps["viridis"], name="of this test")
    try:
        styler = FRAME.style.background_gradient(cmap="of this test", subset=["a"])
        before = of_step(*steps(styler))
        assert of_step(*steps(styler)) == before
        maps.unregister("of this test")
        maps.register(maps["plasma"], name="of this test")
        assert of_step(*steps(styler)) != before
    finally:
        maps.unregister("of this test")


def of_formats(styler: Any) -> Any:
    return meaning_of(styler, formats_of(styler))


FORMATS: dict[str, Styled] = {
    "none": lambda s: s,
    "decimals": lambda s: s.format("{:.2f}", subset=["a", "b"]),
    "more decimals": lambda s: s.format("{:.3f}", subset=["a", "b"]),
    "of one column": lambda s: s.format("{:.2f}", subset=["a"]),
    "of one row": lambda s: s.format("{:.2f}", subset=AT["r7", ["a"]]),
    "of another row": lambda s: s.format("{:.2f}", subset=AT["r8", ["a"]]),
    "of two in turn": lambda s: s.format("{:.2f}").format("{:.3f}", subset=AT["r7", ["a"]]),
    "precision": lambda s: s.format(precision=3, thousands="."),
    "a word for what is missing": lambda s: s.format(na_rep="none"),
    "links": lambda s: s.format(hyperlinks="html", escape="html"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_formats_of_pandas_mean_what_those_with_the_same_arguments_do(name: str) -> None:
    meanings = {each: of_formats(make(FRAME.style)) for each, make in FORMATS.items()}
    same = of_formats(FORMATS[name](FRAME.copy().style))
    assert [each for each, meaning in meanings.items() if meaning == same] == [name]


def test_what_pandas_does_with_other_values_is_part_of_the_formats() -> None:
    before = of_formats(FRAME.style)
    with pd.option_context("styler.format.precision", 2):
        assert of_formats(FRAME.style) != before


@pytest.mark.parametrize("options", [{}, {"na_rep": "none"}, {"thousands": ".", "decimal": ","}])
def test_a_format_of_the_programs_means_nothing(options: Any) -> None:
    with pytest.raises(Unknown):
        of_formats(FRAME.style.format(str, **options))
