"""Pictures as files: which of them are made anew."""

import pytest

from rerun_state.elements.base.memory import Memory
from rerun_state.elements.media import encodings
from rerun_state.elements.media.encodings import file_of

KNOWN = encodings._files


class Encoder:
    """Counts what it is asked for."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> bytes:
        self.calls += 1
        return b"%04d" % self.calls


@pytest.fixture(autouse=True)
def files(monkeypatch: pytest.MonkeyPatch) -> None:
    """As they are at first, for two files of four bytes."""
    monkeypatch.setattr(encodings, "_files", Memory[bytes](8, len))


def test_the_same_pixels_are_encoded_once() -> None:
    encoder = Encoder()
    made = [file_of(bytearray(b"pixels"), "PNG", encoder) for _ in range(3)]
    assert (encoder.calls, set(made)) == (1, {b"0001"})


def test_other_pixels_and_another_format_are_another_file() -> None:
    encoder = Encoder()
    for pixels, about in ((b"a", "PNG"), (b"b", "PNG"), (b"b", "JPEG")):
        file_of(pixels, about, encoder)
    assert encoder.calls == 3


def test_only_the_files_that_were_shown_last_are_kept() -> None:
    encoder = Encoder()
    for pixels in (b"a", b"b", b"a", b"c", b"a"):  # c takes the place of b
        file_of(pixels, "PNG", encoder)
    assert encoder.calls == 3
    assert file_of(b"b", "PNG", encoder) == b"0004"


def test_small_files_count_for_what_it_takes_to_know_them() -> None:
    before = KNOWN.size
    KNOWN.recalled("small", None, lambda: b"", lambda: lambda _: True)
    assert KNOWN.size - before >= 500
