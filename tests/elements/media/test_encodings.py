"""Pictures as files: which of them are made anew."""

from rerun_state.elements.media.encodings import Encodings


class Encoder:
    """Counts what it is asked for."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> bytes:
        self.calls += 1
        return b"%04d" % self.calls


def test_the_same_pixels_are_encoded_once() -> None:
    encodings, encoder = Encodings(), Encoder()
    files = [encodings.file(bytearray(b"pixels"), "PNG", encoder) for _ in range(3)]
    assert (encoder.calls, set(files)) == (1, {b"0001"})


def test_other_pixels_and_another_format_are_another_file() -> None:
    encodings, encoder = Encodings(), Encoder()
    for pixels, about in ((b"a", "PNG"), (b"b", "PNG"), (b"b", "JPEG")):
        encodings.file(pixels, about, encoder)
    assert encoder.calls == 3


def test_only_the_files_that_were_shown_last_are_kept() -> None:
    encodings, encoder = Encodings(most=8), Encoder()
    for pixels in (b"a", b"b", b"a", b"c", b"a"):  # c takes the place of b
        encodings.file(pixels, "PNG", encoder)
    assert encoder.calls == 3
    assert encodings.file(b"b", "PNG", encoder) == b"0004"
