"""Colours, as they are given and as they are drawn."""

from typing import Any

import pytest

from rerun_state.elements.base.colors import parts


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ("#f00", (255, 0, 0, 1.0)),
        ("#00ff00", (0, 255, 0, 1.0)),
        ("#0000ff00", (0, 0, 255, 0.0)),
        ((1, 2, 3), (1, 2, 3, 1.0)),
        ((1, 2, 3, 0.5), (1, 2, 3, 0.5)),
        ((1, 2, 3, 51), (1, 2, 3, 0.2)),
        ((1.0, 0.0, 0.2), (255, 0, 51, 1.0)),
    ],
)
def test_the_parts_of_a_colour_are_bytes_and_an_opacity(color: Any, expected: Any) -> None:
    assert parts(color) == expected
