"""Colours, as they are given and as they are drawn."""

from typing import Any

import pytest

from rerun_state.elements.base.colors import css


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ((1, 2, 3), "rgba(1, 2, 3, 1)"),
        ((1, 2, 3, 0.5), "rgba(1, 2, 3, 0.5)"),
        ((1, 2, 3, 51), "rgba(1, 2, 3, 0.2)"),
        ((1.0, 0.0, 0.2), "rgba(255, 0, 51, 1)"),
    ],
)
def test_the_parts_of_a_colour_are_bytes_and_an_opacity(color: Any, expected: str) -> None:
    assert css(color) == expected


@pytest.mark.parametrize("color", ["#f00", "#0000ff00", "rgb(255, 0, 0)"])
def test_a_colour_in_the_words_of_css_is_drawn_as_it_is(color: str) -> None:
    assert css(color) == color


def test_a_colour_of_the_palette_is_drawn_by_its_digits() -> None:
    assert css("red") == "#ff4b4b"
