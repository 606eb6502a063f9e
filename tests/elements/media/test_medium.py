"""Media as programs give them."""

import io
from pathlib import Path
from typing import Any

import pytest

from rerun_state.elements.media.medium import Medium, is_readable, medium
from rerun_state.errors import MediaFileStorageError, StreamlitInvalidParameterTypeError


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("https://a.b/c.mp3", Medium(None, "audio/wav", "https://a.b/c.mp3")),
        (b"ab", Medium(b"ab", "audio/wav")),
        (bytearray(b"ab"), Medium(b"ab", "audio/wav")),
        (io.BytesIO(b"ab"), Medium(b"ab", "audio/wav")),
    ],
)
def test_addresses_are_passed_on_and_bytes_read(value: Any, read: Medium) -> None:
    assert is_readable(value)
    assert medium(value, "audio/wav", "audio") == read


def test_a_file_has_the_type_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"ab")
    assert medium(path, "audio/wav", "audio") == Medium(b"ab", "audio/mpeg")
    with path.open("rb") as file:
        file.read()
        assert medium(file, "audio/wav", "audio").data == b"ab"


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(MediaFileStorageError, match="Error opening"):
        medium(str(tmp_path / "nothing.mp3"), None, "audio")
    with pytest.raises(StreamlitInvalidParameterTypeError, match="not an int"):
        medium(5, None, "audio")
