"""Text as a terminal shows it."""

import pytest

from rerun_state.jupyter.sink import overstrike


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("ab\bc", "ac"),
        ("abc\b\bxy", "axy"),
        ("ab\b\b\b\bc", "c"),
        ("a\n\bb", "a\nb"),
        ("\bab", "ab"),
        ("10%\r20%", "20%"),
        ("long line\rshort", "shortline"),
        ("abc\r", "abc"),
        ("one\r\ntwo", "one\ntwo"),
        ("a\rb\nc\rd", "b\nd"),
        ("12\b3\r4", "43"),
    ],
)
def test_backspaces_and_carriage_returns_write_over(text: str, shown: str) -> None:
    assert overstrike(text) == shown
