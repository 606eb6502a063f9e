"""Code as notebooks save it."""

from base64 import b64decode
from gzip import decompress

from rerun_state.page.libraries import read_chunk
from rerun_state.page.packing import packed


def test_a_code_is_less_than_half_as_long_and_the_same_afterwards() -> None:
    code = read_chunk("vega")
    mark, _, text = packed(code).partition(",")
    assert (mark, decompress(b64decode(text)).decode()) == ("gzip", code)
    assert 2 * len(text) < len(code)


def test_the_same_code_is_saved_as_the_same_text() -> None:
    assert packed("é 🎈") == packed("é 🎈")
